//! Resending, revoking, copying, and what became of the mail (I7, I8).

use crate::world::{World, draft, member, owner, refusal};
use chrono::TimeDelta;
use shared::{
    Refusal,
    invitation::Draft,
    kind::Kind,
    role::{Permission, Role},
    views::Delivery,
};
use sqlx::postgres::{PgConnectOptions, PgPoolOptions};
use store::{
    Client,
    invitations::{self, Opened},
    outbox,
};

#[sqlx::test(migrations = "../migrations")]
async fn req_b06_resending_renews_the_expiry(pool: PgPoolOptions, connect: PgConnectOptions) {
    let world = World::start(pool, connect).await;
    let scope = world.buyer().await;
    let (id, _) = world.invite(&scope, "mina@ito.example").await;
    world.sql("UPDATE invitations SET expires_at = clock_timestamp() + interval '1 hour'").await;
    invitations::resend(&world.store, &world.client, &scope, id).await.unwrap();
    let details = invitations::details(&world.store, &scope, id).await.unwrap();
    assert_eq!(details.expires_at - details.sent_at, TimeDelta::days(14));
    assert_eq!(details.delivery, Delivery::Queued { attempts: 0 });
    assert_eq!(world.audited().await, ["invitation.sent", "invitation.resent"]);
}

#[sqlx::test(migrations = "../migrations")]
async fn sec_t08_resending_kills_the_links_of_before_and_revoking_kills_all(
    pool: PgPoolOptions,
    connect: PgConnectOptions,
) {
    let world = World::start(pool, connect).await;
    let scope = world.buyer().await;
    let (id, mailed) = world.invite(&scope, "mina@ito.example").await;
    let copied = invitations::copy_link(&world.store, &world.client, &scope, id).await.unwrap();
    let again = invitations::copy_link(&world.store, &world.client, &scope, id).await.unwrap();
    assert_eq!(copied, again, "a link that was copied stays good");
    assert_ne!(copied, mailed);
    let open = |token| {
        let world = &world;
        async move { invitations::open(&world.store, token, None).await.unwrap() }
    };
    assert!(matches!((open(&mailed).await, open(&copied).await), (Opened::Live(_), Opened::Live(_))));

    invitations::resend(&world.store, &world.client, &scope, id).await.unwrap();
    let fresh = world.mailed_link("mina@ito.example").await;
    assert!(matches!((open(&mailed).await, open(&copied).await), (Opened::Over, Opened::Over)));
    assert!(matches!(open(&fresh).await, Opened::Live(_)));

    invitations::revoke(&world.store, &world.client, &scope, id).await.unwrap();
    assert!(matches!(open(&fresh).await, Opened::Over));
    let revoked = invitations::revoke(&world.store, &world.client, &scope, id).await;
    assert_eq!(refusal(revoked), Refusal::InvitationOver);
    let copied = invitations::copy_link(&world.store, &world.client, &scope, id).await;
    assert_eq!(refusal(copied), Refusal::InvitationOver);
    let resent = invitations::resend(&world.store, &world.client, &scope, id).await;
    assert_eq!(refusal(resent), Refusal::InvitationOver);
}

#[sqlx::test(migrations = "../migrations")]
async fn sec_e05_caps_on_mails_hold_over_all_paths(pool: PgPoolOptions, connect: PgConnectOptions) {
    let world = World::with(pool, connect, |settings| {
        settings.caps.mails_per_address = 3;
        settings.caps.mails_per_organization = 5;
    })
    .await;
    let scope = world.buyer().await;
    let other = world.organization(Kind::Buyer, "other").await;
    let stranger = world.member(other, "o@other.example", owner()).await;
    let elsewhere = world.enter(&stranger, "other").await.unwrap();

    let (id, _) = world.invite(&scope, "mina@ito.example").await;
    world.invite(&elsewhere, "mina@ito.example").await;
    invitations::resend(&world.store, &world.client, &scope, id).await.unwrap();
    world.mailed_link("mina@ito.example").await;
    let resent = invitations::resend(&world.store, &world.client, &scope, id).await;
    assert!(matches!(refusal(resent), Refusal::TooMany { retry_after: 80_000..=86_400 }));
    for name in ["a", "b", "c"] {
        world.send(&scope, &draft(&format!("{name}@ito.example"))).await.unwrap();
    }
    assert!(matches!(refusal(world.send(&scope, &draft("d@ito.example")).await), Refusal::TooMany { .. }));
    world.sql("UPDATE outbox SET created_at = created_at - interval '25 hours'").await;
    invitations::resend(&world.store, &world.client, &scope, id).await.unwrap();
}

#[sqlx::test(migrations = "../migrations")]
async fn sec_e05_req_i14_caps_per_inviter_and_per_client_hold_over_all_organizations(
    pool: PgPoolOptions,
    connect: PgConnectOptions,
) {
    let world = World::with(pool, connect, |settings| {
        settings.caps.mails_per_inviter = 3;
        settings.caps.invitations_per_client = 5;
    })
    .await;
    let scope = world.buyer().await;
    let other = world.organization(Kind::Buyer, "other").await;
    world.join(other, scope.caller.account, &owner()).await;
    let elsewhere = world.enter(&scope.caller, "other").await.unwrap();
    let colleague = world.inside(scope.organization.id, "aoba", "o2@aoba.example", owner()).await;
    let third = world.inside(scope.organization.id, "aoba", "o3@aoba.example", owner()).await;

    // One person, three mails a day: in whichever organization, and by whichever path.
    let (id, _) = world.invite(&scope, "a@ito.example").await;
    invitations::remind(&world.store, &world.client, &scope, id).await.unwrap();
    world.mailed("a@ito.example").await;
    world.send(&elsewhere, &draft("b@ito.example")).await.unwrap();
    let waits = |refusal: Refusal| matches!(refusal, Refusal::TooMany { retry_after: 80_000..=86_400 });
    assert!(waits(refusal(world.send(&elsewhere, &draft("c@ito.example")).await)));
    assert!(waits(refusal(invitations::resend(&world.store, &world.client, &scope, id).await)));
    assert!(waits(refusal(invitations::remind(&world.store, &world.client, &scope, id).await)));

    // Others go on, until the client has caused five.
    world.send(&colleague, &draft("d@ito.example")).await.unwrap();
    world.send(&colleague, &draft("e@ito.example")).await.unwrap();
    assert!(waits(refusal(world.send(&third, &draft("f@ito.example")).await)));
    // The clock's reminders are nobody's, and another client is another client.
    let away = Client { ip: "198.51.100.9".parse().ok(), ..world.client.clone() };
    invitations::send(&world.store, &away, &third, &draft("g@ito.example")).await.unwrap();

    world.sql("UPDATE outbox SET created_at = created_at - interval '25 hours'").await;
    world.send(&scope, &draft("h@ito.example")).await.unwrap();
}

#[sqlx::test(migrations = "../migrations")]
async fn sec_e05_sec_a05_a_stranger_with_links_causes_a_limited_number_of_mails(
    pool: PgPoolOptions,
    connect: PgConnectOptions,
) {
    let world = World::with(pool, connect, |settings| settings.caps.mails_per_client = 2).await;
    let scope = world.buyer().await;
    let mut dead = Vec::new();
    for name in ["a", "b", "c"] {
        let (id, token) = world.invite(&scope, &format!("{name}@ito.example")).await;
        invitations::revoke(&world.store, &world.client, &scope, id).await.unwrap();
        dead.push(token);
    }
    let ask = |client: Client, number: usize| {
        let (world, token) = (&world, dead[number].clone());
        async move { invitations::ask(&world.store, &client, &token).await }
    };
    // Asking for the same again costs as much as asking for another one.
    ask(world.client.clone(), 0).await.unwrap();
    ask(world.client.clone(), 0).await.unwrap();
    assert!(matches!(refusal(ask(world.client.clone(), 1).await), Refusal::TooMany { retry_after: 3_500..=3_600 }));
    assert_eq!(world.count("SELECT count(*) FROM outbox WHERE purpose = 'request'").await, 1);

    // A code by a copied link is counted with it.
    let (id, _) = world.invite(&scope, "d@ito.example").await;
    let copied = invitations::copy_link(&world.store, &world.client, &scope, id).await.unwrap();
    let mailed = invitations::send_code(&world.store, &world.client, &copied, id).await;
    assert!(matches!(refusal(mailed), Refusal::TooMany { .. }));
    let elsewhere = Client { ip: "198.51.100.9".parse().ok(), ..world.client.clone() };
    invitations::send_code(&world.store, &elsewhere, &copied, id).await.unwrap();
    ask(elsewhere, 1).await.unwrap();
}

#[sqlx::test(migrations = "../migrations")]
async fn req_i08_an_invitation_is_resent_a_limited_number_of_times(pool: PgPoolOptions, connect: PgConnectOptions) {
    let world = World::with(pool, connect, |settings| settings.caps.resends = 2).await;
    let scope = world.buyer().await;
    let (id, _) = world.invite(&scope, "mina@ito.example").await;
    for _ in 0..2 {
        invitations::resend(&world.store, &world.client, &scope, id).await.unwrap();
    }
    let resent = invitations::resend(&world.store, &world.client, &scope, id).await;
    assert!(matches!(refusal(resent), Refusal::TooMany { .. }));
}

#[sqlx::test(migrations = "../migrations")]
async fn req_b08_a_failed_mail_is_shown_with_its_reason(pool: PgPoolOptions, connect: PgConnectOptions) {
    let world = World::start(pool, connect).await;
    let scope = world.buyer().await;
    let id = world.send(&scope, &draft("mina@ito.example")).await.unwrap();
    let delivery = || {
        let (world, scope) = (&world, &scope);
        async move { invitations::details(&world.store, scope, id).await.unwrap().delivery }
    };
    let claimed = outbox::claim(&world.store, 1, crate::world::LEASE).await.unwrap();
    outbox::retry_later(&world.store, &claimed[0], "451 later").await.unwrap();
    assert_eq!(delivery().await, Delivery::Queued { attempts: 1 });
    world.sql("UPDATE outbox SET next_at = clock_timestamp()").await;
    let claimed = outbox::claim(&world.store, 1, crate::world::LEASE).await.unwrap();
    outbox::failed(&world.store, &claimed[0], "550 no such mailbox").await.unwrap();
    let failed = Delivery::Failed { reason: "550 no such mailbox".to_owned(), attempts: 2 };
    assert_eq!(delivery().await, failed);
    assert_eq!(outbox::claim(&world.store, 1, crate::world::LEASE).await.unwrap().len(), 0);
}

#[sqlx::test(migrations = "../migrations")]
async fn sec_r02_a_member_does_not_touch_an_owners_invitation(pool: PgPoolOptions, connect: PgConnectOptions) {
    let world = World::start(pool, connect).await;
    let scope = world.buyer().await;
    let offer = Draft { role: Role::Owner.name().to_owned(), ..draft("boss@aoba.example") };
    let id = world.send(&scope, &offer).await.unwrap();
    let low = world.member(scope.organization.id, "m@aoba.example", member(Permission::Admin)).await;
    let low = world.enter(&low, "aoba").await.unwrap();
    assert_eq!(refusal(invitations::revoke(&world.store, &world.client, &low, id).await), Refusal::Forbidden);
    assert_eq!(refusal(invitations::resend(&world.store, &world.client, &low, id).await), Refusal::Forbidden);
    assert_eq!(refusal(invitations::copy_link(&world.store, &world.client, &low, id).await), Refusal::Forbidden);
}
