//! Opening, accepting and declining (A1, A2, A4–A6).

use crate::world::{World, draft, member, owner, refusal};
use shared::{
    Refusal,
    ids::InvitationId,
    invitation::Draft,
    kind::Kind,
    role::{Permission, Role},
};
use sqlx::postgres::{PgConnectOptions, PgPoolOptions};
use store::{
    LinkToken,
    invitations::{self, Opened},
};

/// Forty-three characters that nobody was given.
fn made_up() -> LinkToken {
    LinkToken::parse("AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA").unwrap()
}

#[sqlx::test(migrations = "../migrations")]
async fn sec_t01_a_made_up_token_is_unknown_and_every_dead_link_is_the_same(
    pool: PgPoolOptions,
    connect: PgConnectOptions,
) {
    let world = World::start(pool, connect).await;
    let scope = world.buyer().await;
    let open = |token: LinkToken| {
        let world = &world;
        async move { invitations::open(&world.store, &token, None).await.unwrap() }
    };
    assert!(matches!(open(made_up()).await, Opened::Unknown));
    let mut links = Vec::new();
    for name in ["expired", "revoked", "declined", "used"] {
        links.push(world.invite(&scope, &format!("{name}@ito.example")).await);
    }
    world.sql("UPDATE invitations SET expires_at = clock_timestamp() WHERE address LIKE 'expired%'").await;
    invitations::revoke(&world.store, &world.client, &scope, links[1].0).await.unwrap();
    invitations::decline(&world.store, &world.client, &links[2].1, links[2].0).await.unwrap();
    let used = world.account("used@ito.example").await;
    let used = world.caller(used).await;
    invitations::accept(&world.store, &world.client, &used, &links[3].1, links[3].0).await.unwrap();
    for (id, token) in links {
        assert!(matches!(open(token.clone()).await, Opened::Over));
        let declined = invitations::decline(&world.store, &world.client, &token, id).await;
        assert_eq!(refusal(declined), Refusal::InvitationOver);
    }
}

#[sqlx::test(migrations = "../migrations")]
async fn sec_t06_opening_a_link_changes_nothing(pool: PgPoolOptions, connect: PgConnectOptions) {
    let world = World::start(pool, connect).await;
    let scope = world.buyer().await;
    let (id, token) = world.invite(&scope, "mina@ito.example").await;
    let state = "SELECT md5(string_agg(t::text, ',' ORDER BY t::text)) FROM
        (SELECT i::text FROM invitations i UNION ALL SELECT l::text FROM invitation_links l
         UNION ALL SELECT a::text FROM audit_entries a UNION ALL SELECT o::text FROM outbox o) t";
    let before: String = sqlx::query_scalar(state).fetch_one(&world.admin).await.unwrap();
    for _ in 0..3 {
        let Opened::Live(shown) = invitations::open(&world.store, &token, None).await.unwrap() else { panic!() };
        assert_eq!((shown.id, shown.has_account, shown.proves_mailbox), (id, false, true));
        assert_eq!(shown.inviter.as_ref().unwrap().display(shared::Language::En), "Jo Doe");
    }
    let after: String = sqlx::query_scalar(state).fetch_one(&world.admin).await.unwrap();
    assert_eq!(before, after);
}

#[sqlx::test(migrations = "../migrations")]
async fn sec_a01_somebody_else_is_refused_and_nothing_is_consumed(pool: PgPoolOptions, connect: PgConnectOptions) {
    let world = World::start(pool, connect).await;
    let scope = world.buyer().await;
    let (id, token) = world.invite(&scope, "mina@ito.example").await;
    let other = world.account("other@ito.example").await;
    let other = world.caller(other).await;
    let accepted = invitations::accept(&world.store, &world.client, &other, &token, id).await;
    assert_eq!(refusal(accepted), Refusal::WrongAccount);
    assert_eq!(world.count("SELECT count(*) FROM security_events WHERE kind = 'denied'").await, 1);
    let mina = world.account("mina@ito.example").await;
    let mina = world.caller(mina).await;
    assert!(invitations::accept(&world.store, &world.client, &mina, &token, id).await.unwrap().first_time);
}

#[sqlx::test(migrations = "../migrations")]
async fn sec_a02_req_b02_an_unverified_address_does_not_get_in(pool: PgPoolOptions, connect: PgConnectOptions) {
    let world = World::start(pool, connect).await;
    let scope = world.buyer().await;
    let account = world.account("mina@ito.example").await;
    let squatter = world.caller(account).await;
    world.sql("UPDATE accounts SET address_verified_at = NULL WHERE address = 'mina@ito.example'").await;
    let (id, token) = world.invite(&scope, "mina@ito.example").await;
    let accepted = invitations::accept(&world.store, &world.client, &squatter, &token, id).await;
    assert_eq!(refusal(accepted), Refusal::Forbidden);
    assert_eq!(world.count("SELECT count(*) FROM memberships").await, 1);
}

#[sqlx::test(migrations = "../migrations")]
async fn sec_a05_accepting_twice_gives_one_membership_and_one_entry(pool: PgPoolOptions, connect: PgConnectOptions) {
    let world = World::start(pool, connect).await;
    let scope = world.buyer().await;
    let (id, token) = world.invite(&scope, "mina@ito.example").await;
    let mina = world.account("mina@ito.example").await;
    world.agree(scope.organization.id, mina).await;
    let mina = world.caller(mina).await;
    let accept = || invitations::accept(&world.store, &world.client, &mina, &token, id);
    let (first, second) = (accept().await.unwrap(), accept().await.unwrap());
    assert!(first.first_time && !second.first_time);
    assert_eq!(first.slug, second.slug);
    assert_eq!(world.audited().await, ["invitation.sent", "invitation.accepted"]);
    let entered = world.enter(&mina, "aoba").await.unwrap();
    assert_eq!(entered.grant, member(Permission::Write));
    let opened = invitations::open(&world.store, &token, Some(&mina)).await.unwrap();
    assert!(matches!(opened, Opened::AlreadyIn { slug } if slug == first.slug));
    assert!(matches!(invitations::open(&world.store, &token, None).await.unwrap(), Opened::Over));
}

#[sqlx::test(migrations = "../migrations")]
async fn sec_a06_a_lower_invitation_does_not_take_the_higher_role(pool: PgPoolOptions, connect: PgConnectOptions) {
    let world = World::start(pool, connect).await;
    let scope = world.buyer().await;
    let (id, token) = world.invite(&scope, "mina@ito.example").await;
    let mina = world.member(scope.organization.id, "mina@ito.example", owner()).await;
    invitations::accept(&world.store, &world.client, &mina, &token, id).await.unwrap();
    assert_eq!(world.enter(&mina, "aoba").await.unwrap().grant, owner());
}

#[sqlx::test(migrations = "../migrations")]
async fn sec_a07_who_was_removed_does_not_come_back_with_the_old_link(pool: PgPoolOptions, connect: PgConnectOptions) {
    let world = World::start(pool, connect).await;
    let scope = world.buyer().await;
    let (id, token) = world.invite(&scope, "mina@ito.example").await;
    let mina = world.account("mina@ito.example").await;
    world.agree(scope.organization.id, mina).await;
    let mina = world.caller(mina).await;
    invitations::accept(&world.store, &world.client, &mina, &token, id).await.unwrap();
    world.sql("UPDATE memberships SET removed_at = clock_timestamp() WHERE role = 'member'").await;
    assert_eq!(refusal(world.enter(&mina, "aoba").await), Refusal::NotFound);
    let accepted = invitations::accept(&world.store, &world.client, &mina, &token, id).await;
    assert_eq!(refusal(accepted), Refusal::InvitationOver);
    assert!(matches!(invitations::open(&world.store, &token, Some(&mina)).await.unwrap(), Opened::Over));

    let (id, token) = world.invite(&scope, "mina@ito.example").await;
    invitations::accept(&world.store, &world.client, &mina, &token, id).await.unwrap();
    world.enter(&mina, "aoba").await.unwrap();
    assert_eq!(world.count("SELECT count(*) FROM memberships").await, 2);
}

#[sqlx::test(migrations = "../migrations")]
async fn sec_t07_one_millisecond_late_is_late_with_nobody_to_clean_up(pool: PgPoolOptions, connect: PgConnectOptions) {
    let world = World::start(pool, connect).await;
    let scope = world.buyer().await;
    let (id, token) = world.invite(&scope, "mina@ito.example").await;
    let mina = world.account("mina@ito.example").await;
    let mina = world.caller(mina).await;
    world.sql("UPDATE invitations SET expires_at = clock_timestamp() - interval '1 millisecond'").await;
    assert!(matches!(invitations::open(&world.store, &token, None).await.unwrap(), Opened::Over));
    let accepted = invitations::accept(&world.store, &world.client, &mina, &token, id).await;
    assert_eq!(refusal(accepted), Refusal::InvitationOver);
    assert_eq!(world.count("SELECT count(*) FROM memberships").await, 1);
}

#[sqlx::test(migrations = "../migrations")]
async fn sec_t10_t11_a_token_answers_only_the_invitation_it_was_made_for(
    pool: PgPoolOptions,
    connect: PgConnectOptions,
) {
    let world = World::start(pool, connect).await;
    let scope = world.buyer().await;
    let other = world.organization(Kind::Buyer, "other").await;
    let stranger = world.member(other, "o@other.example", owner()).await;
    let elsewhere = world.enter(&stranger, "other").await.unwrap();
    let (here, token) = world.invite(&scope, "mina@ito.example").await;
    let (there, _) = world.invite(&elsewhere, "mina@ito.example").await;
    let mina = world.account("mina@ito.example").await;
    let mina = world.caller(mina).await;
    let accepted = invitations::accept(&world.store, &world.client, &mina, &token, there).await;
    assert_eq!(refusal(accepted), Refusal::InvitationOver);
    let accepted = invitations::accept(&world.store, &world.client, &mina, &made_up(), here).await;
    assert_eq!(refusal(accepted), Refusal::NotFound);
    assert_eq!(world.count("SELECT count(*) FROM memberships").await, 2);
    invitations::accept(&world.store, &world.client, &mina, &token, here).await.unwrap();
    assert_eq!(refusal(world.enter(&mina, "other").await), Refusal::NotFound);
}

#[sqlx::test(migrations = "../migrations")]
async fn sec_t12_an_inviter_who_lost_the_standing_takes_the_invitation_along(
    pool: PgPoolOptions,
    connect: PgConnectOptions,
) {
    let world = World::start(pool, connect).await;
    let scope = world.buyer().await;
    let second = world.member(scope.organization.id, "second@aoba.example", owner()).await;
    let second = world.enter(&second, "aoba").await.unwrap();
    let offer = Draft { role: Role::Owner.name().to_owned(), ..draft("mina@ito.example") };
    let id = world.send(&second, &offer).await.unwrap();
    let token = world.mailed_link("mina@ito.example").await;
    let mina = world.account("mina@ito.example").await;
    world.agree(scope.organization.id, mina).await;
    let mina = world.caller(mina).await;

    let demote = "UPDATE memberships SET role = 'member' WHERE account_id =
        (SELECT id FROM accounts WHERE address = 'second@aoba.example')";
    world.sql(demote).await;
    assert!(matches!(invitations::open(&world.store, &token, Some(&mina)).await.unwrap(), Opened::Over));
    let accepted = invitations::accept(&world.store, &world.client, &mina, &token, id).await;
    assert_eq!(refusal(accepted), Refusal::InvitationOver);
    assert!(invitations::details(&world.store, &scope, id).await.unwrap().inviter_lost_standing);

    // Whoever may offer it and sends it again vouches for it.
    invitations::resend(&world.store, &world.client, &scope, id).await.unwrap();
    let token = world.mailed_link("mina@ito.example").await;
    assert!(!invitations::details(&world.store, &scope, id).await.unwrap().inviter_lost_standing);
    invitations::accept(&world.store, &world.client, &mina, &token, id).await.unwrap();
    assert_eq!(world.enter(&mina, "aoba").await.unwrap().grant, owner());
}

#[sqlx::test(migrations = "../migrations")]
async fn req_a06_declining_is_final_and_audited_once(pool: PgPoolOptions, connect: PgConnectOptions) {
    let world = World::start(pool, connect).await;
    let scope = world.buyer().await;
    let (id, token) = world.invite(&scope, "mina@ito.example").await;
    invitations::decline(&world.store, &world.client, &token, id).await.unwrap();
    assert_eq!(refusal(invitations::decline(&world.store, &world.client, &token, id).await), Refusal::InvitationOver);
    assert_eq!(world.audited().await, ["invitation.sent", "invitation.declined"]);
    world.send(&scope, &draft("mina@ito.example")).await.unwrap();
}

#[sqlx::test(migrations = "../migrations")]
async fn req_m13_who_is_suspended_does_not_come_back_by_an_invitation(pool: PgPoolOptions, connect: PgConnectOptions) {
    let world = World::start(pool, connect).await;
    let scope = world.buyer().await;
    let (id, token) = world.invite(&scope, "mina@ito.example").await;
    let mina = world.member(scope.organization.id, "mina@ito.example", member(Permission::Write)).await;
    world.sql("UPDATE memberships SET suspended_at = clock_timestamp() WHERE role = 'member'").await;
    let accepted = invitations::accept(&world.store, &world.client, &mina, &token, id).await;
    assert_eq!(refusal(accepted), Refusal::Forbidden);
}

#[sqlx::test(migrations = "../migrations")]
async fn sec_r03_ids_of_other_organizations_do_not_exist(pool: PgPoolOptions, connect: PgConnectOptions) {
    let world = World::start(pool, connect).await;
    let scope = world.buyer().await;
    let other = world.organization(Kind::Buyer, "other").await;
    let stranger = world.member(other, "o@other.example", owner()).await;
    let elsewhere = world.enter(&stranger, "other").await.unwrap();
    let id = world.send(&scope, &draft("mina@ito.example")).await.unwrap();
    let nobody = InvitationId::new(uuid::Uuid::now_v7());
    let (store, client) = (&world.store, &world.client);
    for id in [id, nobody] {
        assert_eq!(refusal(invitations::details(store, &elsewhere, id).await), Refusal::NotFound);
        assert_eq!(refusal(invitations::revoke(store, client, &elsewhere, id).await), Refusal::NotFound);
        assert_eq!(refusal(invitations::resend(store, client, &elsewhere, id).await), Refusal::NotFound);
        assert_eq!(refusal(invitations::copy_link(store, client, &elsewhere, id).await), Refusal::NotFound);
    }
    assert_eq!(world.audited().await, ["invitation.sent"]);
}
