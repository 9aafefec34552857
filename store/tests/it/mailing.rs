//! Reminders, asking for a new invitation, and saying that none is wanted (A5, E5, I14).

use crate::world::{LEASE, World, draft, member, owner, refusal};
use shared::{Refusal, kind::Kind, role::Permission};
use sqlx::postgres::{PgConnectOptions, PgPoolOptions};
use store::{
    LinkToken, StopToken,
    invitations::{self, Opened},
    outbox::{self, Letter, StopLink},
};

impl World {
    /// The letters on their way to an address, all reported as sent.
    async fn letters(&self, address: &str) -> Vec<Letter> {
        let mut letters = Vec::new();
        for job in outbox::claim(&self.store, 100, LEASE).await.unwrap() {
            outbox::sent(&self.store, &job).await.unwrap();
            if job.recipient.as_str() == address {
                letters.push(job.letter);
            }
        }
        letters
    }

    pub(crate) async fn mailed(&self, address: &str) -> (LinkToken, StopLink) {
        match self.letters(address).await.pop() {
            Some(Letter::Invitation { link, stop, .. } | Letter::Reminder { link, stop, .. }) => (link, stop),
            other => panic!("{other:?}"),
        }
    }
}

#[sqlx::test(migrations = "../migrations")]
async fn req_i14_one_reminder_goes_out_48_hours_before_the_end(pool: PgPoolOptions, connect: PgConnectOptions) {
    let world = World::start(pool, connect).await;
    let scope = world.buyer().await;
    let id = world.send(&scope, &draft("mina@ito.example")).await.unwrap();
    let (link, _) = world.mailed("mina@ito.example").await;
    let remind = || async { invitations::remind_due(&world.store).await.unwrap() };
    assert_eq!(remind().await, 0, "two weeks before the end");

    let move_to = "UPDATE invitations SET sent_at = sent_at - interval '12 days 1 hour', created_at = created_at - interval '12 days 1 hour', reminded_at = reminded_at - interval '12 days 1 hour', expires_at = expires_at - interval '12 days 1 hour'";
    world.sql(move_to).await;
    // Two programs look at the same moment.
    let (first, second) = tokio::join!(remind(), remind());
    assert_eq!(first + second, 1);
    let (reminded, _) = world.mailed("mina@ito.example").await;
    assert_eq!(reminded, link, "a reminder carries the link of before");
    assert_eq!(remind().await, 0, "once");
    assert!(invitations::details(&world.store, &scope, id).await.unwrap().reminded_at.is_some());
    assert_eq!(world.audited().await, ["invitation.sent", "invitation.reminded"]);

    // A resend is a new link, which is reminded of anew.
    invitations::resend(&world.store, &world.client, &scope, id).await.unwrap();
    assert!(invitations::details(&world.store, &scope, id).await.unwrap().reminded_at.is_none());
    world.sql(move_to).await;
    assert_eq!(remind().await, 1);
}

#[sqlx::test(migrations = "../migrations")]
async fn req_i14_short_links_and_lost_standings_are_not_reminded_of(pool: PgPoolOptions, connect: PgConnectOptions) {
    let world = World::start(pool, connect).await;
    let maker = world.organization(Kind::Maker, "looms").await;
    let boss = world.member(maker, "o@looms.example", owner()).await;
    let looms = world.enter(&boss, "looms").await.unwrap();
    world.send(&looms, &draft("short@ito.example")).await.unwrap();
    assert_eq!(invitations::remind_due(&world.store).await.unwrap(), 0, "48 hours are too short to be reminded of");

    let scope = world.buyer().await;
    world.send(&scope, &draft("mina@ito.example")).await.unwrap();
    world.sql("UPDATE invitations SET sent_at = sent_at - interval '13 days', expires_at = expires_at - interval '13 days' WHERE address LIKE 'mina%'").await;
    world.sql("UPDATE memberships SET suspended_at = clock_timestamp()").await;
    assert_eq!(invitations::remind_due(&world.store).await.unwrap(), 0);
}

#[sqlx::test(migrations = "../migrations")]
async fn req_i14_reminding_by_hand_keeps_links_and_counts_towards_the_caps(
    pool: PgPoolOptions,
    connect: PgConnectOptions,
) {
    let world = World::with(pool, connect, |settings| settings.caps.mails_per_address = 3).await;
    let scope = world.buyer().await;
    let (id, link) = world.invite(&scope, "mina@ito.example").await;
    let before = invitations::details(&world.store, &scope, id).await.unwrap();
    for _ in 0..2 {
        invitations::remind(&world.store, &world.client, &scope, id).await.unwrap();
    }
    let reminded = invitations::remind(&world.store, &world.client, &scope, id).await;
    assert!(matches!(refusal(reminded), Refusal::TooMany { .. }), "E5: over all paths");
    let after = invitations::details(&world.store, &scope, id).await.unwrap();
    assert_eq!(after.expires_at, before.expires_at);
    assert!(matches!(invitations::open(&world.store, &link, None).await.unwrap(), Opened::Live(_)));
    // The one that goes out by itself is still to come.
    world.sql("UPDATE outbox SET created_at = created_at - interval '2 days'").await;
    world.sql("UPDATE invitations SET sent_at = sent_at - interval '13 days', reminded_at = reminded_at - interval '13 days', expires_at = expires_at - interval '13 days'").await;
    assert_eq!(invitations::remind_due(&world.store).await.unwrap(), 1);
}

#[sqlx::test(migrations = "../migrations")]
async fn req_a05_asking_reaches_those_who_may_approve_once(pool: PgPoolOptions, connect: PgConnectOptions) {
    let world = World::start(pool, connect).await;
    let scope = world.buyer().await;
    // Somebody who may not offer an Owner's place hears nothing of it.
    let low = world.member(scope.organization.id, "low@aoba.example", member(Permission::Write)).await;
    let offer = shared::invitation::Draft { role: "owner".to_owned(), ..draft("mina@ito.example") };
    let id = world.send(&scope, &offer).await.unwrap();
    let (link, _) = world.mailed("mina@ito.example").await;
    invitations::revoke(&world.store, &world.client, &scope, id).await.unwrap();

    for _ in 0..3 {
        invitations::ask(&world.store, &world.client, &link).await.unwrap();
    }
    let letters = world.letters("owner@aoba.example").await;
    assert!(
        matches!(&letters[..], [Letter::Request { address, .. }] if address.as_str() == "mina@ito.example"),
        "{letters:?}"
    );
    assert_eq!(world.count("SELECT count(*) FROM outbox WHERE recipient = 'low@aoba.example'").await, 0);
    let waiting = invitations::requests(&world.store, &scope).await.unwrap();
    assert_eq!(waiting.len(), 1);
    assert_eq!(world.audited().await, ["invitation.sent", "invitation.revoked", "invitation.requested"]);

    // Inviting again closes it.
    world.send(&scope, &draft("mina@ito.example")).await.unwrap();
    assert_eq!(invitations::requests(&world.store, &scope).await.unwrap(), []);
    let _ = low;
}

#[sqlx::test(migrations = "../migrations")]
async fn req_a05_sec_l03_the_answer_is_the_same_for_members_dismissed_and_unknown_people(
    pool: PgPoolOptions,
    connect: PgConnectOptions,
) {
    let world = World::start(pool, connect).await;
    let scope = world.buyer().await;
    let (id, link) = world.invite(&scope, "mina@ito.example").await;
    invitations::revoke(&world.store, &world.client, &scope, id).await.unwrap();
    let ask = || async { invitations::ask(&world.store, &world.client, &link).await.unwrap() };
    ask().await;
    let request = invitations::requests(&world.store, &scope).await.unwrap().remove(0);
    invitations::dismiss(&world.store, &world.client, &scope, request.id).await.unwrap();
    let again = invitations::dismiss(&world.store, &world.client, &scope, request.id).await;
    assert_eq!(refusal(again), Refusal::NotFound);
    ask().await;
    assert_eq!(invitations::requests(&world.store, &scope).await.unwrap(), [], "not again within a week");
    world.sql("UPDATE invitation_requests SET closed_at = closed_at - interval '8 days'").await;
    let account = world.account("mina@ito.example").await;
    world.join(scope.organization.id, account, &member(Permission::Write)).await;
    ask().await;
    assert_eq!(invitations::requests(&world.store, &scope).await.unwrap(), [], "a member needs none");
    world.sql("UPDATE memberships SET removed_at = clock_timestamp() WHERE permission = 'write'").await;
    ask().await;
    assert_eq!(invitations::requests(&world.store, &scope).await.unwrap().len(), 1);
    let none = LinkToken::parse(&"A".repeat(43)).unwrap();
    assert_eq!(refusal(invitations::ask(&world.store, &world.client, &none).await), Refusal::NotFound);
}

#[sqlx::test(migrations = "../migrations")]
async fn sec_e05_who_did_not_expect_it_is_not_invited_again_until_they_say_so(
    pool: PgPoolOptions,
    connect: PgConnectOptions,
) {
    let world = World::start(pool, connect).await;
    let scope = world.buyer().await;
    let id = world.send(&scope, &draft("mina@ito.example")).await.unwrap();
    let (link, StopLink { invitation, token }) = world.mailed("mina@ito.example").await;
    let page = invitations::stop_page(&world.store, invitation, &token).await.unwrap();
    assert!(!page.stopped && page.address.as_str() == "mina@ito.example");

    for _ in 0..2 {
        invitations::stop(&world.store, &world.client, invitation, &token, true).await.unwrap();
    }
    assert!(matches!(invitations::open(&world.store, &link, None).await.unwrap(), Opened::Over));
    assert_eq!(world.count("SELECT count(*) FROM invitations WHERE declined_at IS NOT NULL").await, 1);
    assert_eq!(refusal(world.send(&scope, &draft("mina@ito.example")).await), Refusal::Unwanted);
    let resent = invitations::resend(&world.store, &world.client, &scope, id).await;
    assert_eq!(refusal(resent), Refusal::InvitationOver);
    // Another organization is not concerned, and nobody else's address either.
    let other = world.organization(Kind::Buyer, "other").await;
    let stranger = world.member(other, "o@other.example", owner()).await;
    let elsewhere = world.enter(&stranger, "other").await.unwrap();
    world.send(&elsewhere, &draft("mina@ito.example")).await.unwrap();
    world.send(&scope, &draft("kei@ito.example")).await.unwrap();

    invitations::stop(&world.store, &world.client, invitation, &token, false).await.unwrap();
    world.send(&scope, &draft("mina@ito.example")).await.unwrap();
    let told = ["invitation.sent", "invitation.stopped", "invitation.sent", "invitation.allowed", "invitation.sent"];
    let audited = world.audited().await;
    assert_eq!(audited.iter().filter(|action| *action == "invitation.stopped").count(), 1);
    assert_eq!(audited.len(), told.len() + 1);
}

#[sqlx::test(migrations = "../migrations")]
async fn sec_t09_a_stop_link_stops_and_does_nothing_else(pool: PgPoolOptions, connect: PgConnectOptions) {
    let world = World::start(pool, connect).await;
    let scope = world.buyer().await;
    world.send(&scope, &draft("mina@ito.example")).await.unwrap();
    let (link, stop) = world.mailed("mina@ito.example").await;
    world.send(&scope, &draft("kei@ito.example")).await.unwrap();
    let (_, other) = world.mailed("kei@ito.example").await;
    // As an invitation's link it was never given out, and an invitation's link stops nothing.
    let as_link = LinkToken::parse(stop.token.expose()).unwrap();
    assert!(matches!(invitations::open(&world.store, &as_link, None).await.unwrap(), Opened::Unknown));
    let as_stop = StopToken::parse(link.expose()).unwrap();
    assert_eq!(refusal(invitations::stop_page(&world.store, stop.invitation, &as_stop).await), Refusal::NotFound);
    assert_eq!(
        refusal(invitations::stop(&world.store, &world.client, stop.invitation, &other.token, true).await),
        Refusal::NotFound
    );
    assert_eq!(world.count("SELECT count(*) FROM mail_stops").await, 0);
}
