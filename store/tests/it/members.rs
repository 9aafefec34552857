//! Taking people out and back in, and who always remains (M3, M4, M13).

use crate::world::{World, draft, member, owner, policy, refusal};
use shared::{
    Refusal,
    ids::MembershipId,
    kind::Kind,
    member::Status,
    role::{ManagedPolicy, Permission, Role},
};
use sqlx::postgres::{PgConnectOptions, PgPoolOptions};
use store::{
    Scope,
    members::{self, Step},
};
use uuid::Uuid;

async fn step(world: &World, scope: &Scope, id: MembershipId, step: Step) -> store::Result<()> {
    members::step(&world.store, &world.client, scope, id, step).await
}

#[sqlx::test(migrations = "../migrations")]
async fn req_m03_a_removed_person_is_out_with_the_next_request_and_can_be_restored(
    pool: PgPoolOptions,
    connect: PgConnectOptions,
) {
    let world = World::start(pool, connect).await;
    let scope = world.buyer().await;
    let mina = world.inside(scope.organization.id, "aoba", "mina@aoba.example", member(Permission::Write)).await;
    let other = world.organization(Kind::Buyer, "other").await;
    world.join(other, mina.caller.account, &member(Permission::Write)).await;

    step(&world, &scope, mina.membership, Step::Remove).await.unwrap();
    assert_eq!(refusal(world.enter(&mina.caller, "aoba").await), Refusal::NotFound);
    world.enter(&mina.caller, "other").await.expect("other organizations are not affected");
    assert_eq!(refusal(step(&world, &scope, mina.membership, Step::Remove).await), Refusal::Stale);
    let details = members::details(&world.store, &scope, mina.membership).await.unwrap();
    assert_eq!((details.row.status, details.version), (Status::Removed, 2));

    step(&world, &scope, mina.membership, Step::Restore).await.unwrap();
    world.enter(&mina.caller, "aoba").await.unwrap();
    assert_eq!(world.audited().await, ["member.removed", "member.restored"]);
    let detail: serde_json::Value =
        sqlx::query_scalar("SELECT detail FROM audit_entries WHERE seq = 1").fetch_one(&world.admin).await.unwrap();
    assert_eq!((&detail["before"]["status"], &detail["after"]["status"]), (&"ACTIVE".into(), &"REMOVED".into()));
}

#[sqlx::test(migrations = "../migrations")]
async fn req_m13_a_suspended_person_waits_outside_with_everything_they_held(
    pool: PgPoolOptions,
    connect: PgConnectOptions,
) {
    let world = World::start(pool, connect).await;
    let scope = world.buyer().await;
    let mina = world.inside(scope.organization.id, "aoba", "mina@aoba.example", member(Permission::Admin)).await;
    step(&world, &scope, mina.membership, Step::Suspend).await.unwrap();
    assert_eq!(refusal(world.enter(&mina.caller, "aoba").await), Refusal::NotFound);
    assert_eq!(refusal(step(&world, &scope, mina.membership, Step::Suspend).await), Refusal::Stale);
    step(&world, &scope, mina.membership, Step::Reactivate).await.unwrap();
    let back = world.enter(&mina.caller, "aoba").await.unwrap();
    assert_eq!(back.grant, member(Permission::Admin));
    assert_eq!(world.audited().await, ["member.suspended", "member.reactivated"]);
}

#[sqlx::test(migrations = "../migrations")]
async fn req_m03_whoever_comes_back_needs_a_seat(pool: PgPoolOptions, connect: PgConnectOptions) {
    let world = World::start(pool, connect).await;
    let organization = world.organization(Kind::Maker, "looms").await;
    let scope = world.inside(organization, "looms", "o@looms.example", owner()).await;
    let mina = world.inside(organization, "looms", "mina@looms.example", member(Permission::Write)).await;
    let ken = world.inside(organization, "looms", "ken@looms.example", member(Permission::Write)).await;
    step(&world, &scope, mina.membership, Step::Remove).await.unwrap();
    step(&world, &scope, ken.membership, Step::Suspend).await.unwrap();
    for number in 1..=14 {
        world.send(&scope, &draft(&format!("m{number}@looms.example"))).await.unwrap();
    }
    assert_eq!(refusal(step(&world, &scope, mina.membership, Step::Restore).await), Refusal::NoSeat);
    assert_eq!(refusal(step(&world, &scope, ken.membership, Step::Reactivate).await), Refusal::NoSeat);
    world.sql("UPDATE invitations SET expires_at = clock_timestamp() WHERE address LIKE 'm1@%'").await;
    step(&world, &scope, mina.membership, Step::Restore).await.unwrap();
    assert_eq!(refusal(step(&world, &scope, ken.membership, Step::Reactivate).await), Refusal::NoSeat);
}

#[sqlx::test(migrations = "../migrations")]
async fn sec_r02_nobody_touches_who_stands_above(pool: PgPoolOptions, connect: PgConnectOptions) {
    let world = World::start(pool, connect).await;
    let organization = world.organization(Kind::Maker, "looms").await;
    let scope = world.inside(organization, "looms", "o@looms.example", owner()).await;
    let second = world.inside(organization, "looms", "o2@looms.example", owner()).await;
    let admin = world.inside(organization, "looms", "a@looms.example", member(Permission::Admin)).await;
    let write = world.inside(organization, "looms", "w@looms.example", member(Permission::Write)).await;
    for each in [Step::Suspend, Step::Remove] {
        assert_eq!(refusal(step(&world, &admin, second.membership, each).await), Refusal::Forbidden);
        // sec_r07: somebody who may not manage people at all, and one's own person.
        assert_eq!(refusal(step(&world, &write, admin.membership, each).await), Refusal::Forbidden);
        assert_eq!(refusal(step(&world, &scope, scope.membership, each).await), Refusal::Forbidden);
    }
    step(&world, &scope, second.membership, Step::Remove).await.unwrap();
    assert_eq!(refusal(step(&world, &admin, second.membership, Step::Restore).await), Refusal::Forbidden);
    step(&world, &admin, write.membership, Step::Suspend).await.unwrap();
    assert_eq!(world.count("SELECT count(*) FROM security_events WHERE kind = 'denied'").await, 7);
}

#[sqlx::test(migrations = "../migrations")]
async fn sec_r03_ids_of_other_organizations_do_not_exist(pool: PgPoolOptions, connect: PgConnectOptions) {
    let world = World::start(pool, connect).await;
    let scope = world.buyer().await;
    let other = world.organization(Kind::Buyer, "other").await;
    let foreign = world.inside(other, "other", "o@other.example", owner()).await;
    for id in [foreign.membership, MembershipId::new(Uuid::now_v7())] {
        for each in [Step::Suspend, Step::Reactivate, Step::Remove, Step::Restore] {
            assert_eq!(refusal(step(&world, &scope, id, each).await), Refusal::NotFound);
        }
        let offered = members::offer_primary(&world.store, &world.client, &scope, id).await;
        assert_eq!(refusal(offered), Refusal::NotFound);
        assert_eq!(refusal(members::details(&world.store, &scope, id).await), Refusal::NotFound);
    }
}

#[sqlx::test(migrations = "../migrations")]
async fn sec_a09_an_owner_who_has_not_accepted_yet_is_nobody(pool: PgPoolOptions, connect: PgConnectOptions) {
    let world = World::start(pool, connect).await;
    let scope = world.buyer().await;
    let offer = shared::invitation::Draft { role: Role::Owner.name().to_owned(), ..draft("boss@aoba.example") };
    world.send(&scope, &offer).await.unwrap();
    let boss = world.account("boss@aoba.example").await;
    let boss = world.caller(boss).await;
    assert_eq!(refusal(world.enter(&boss, "aoba").await), Refusal::NotFound);
}

#[sqlx::test(migrations = "../migrations")]
async fn req_b12_the_last_owner_stays_on_every_path(pool: PgPoolOptions, connect: PgConnectOptions) {
    let world = World::start(pool, connect).await;
    let organization = world.organization(Kind::Exchange, "meridian").await;
    let grant = |role| shared::Grant { role: Some(role), ..Default::default() };
    let scope = world.inside(organization, "meridian", "o@m.example", grant(Role::Owner)).await;
    let leave = |scope: Scope| {
        let world = &world;
        async move { members::leave(&world.store, &world.client, &scope).await }
    };
    assert_eq!(refusal(leave(scope.clone()).await), Refusal::LastOwner);
    // An owner whose access ends, or who is suspended, does not count.
    let ending = shared::Grant { access_ends_at: Some(scope.now + chrono::TimeDelta::days(1)), ..grant(Role::Owner) };
    world.inside(organization, "meridian", "ending@m.example", ending).await;
    let second = world.inside(organization, "meridian", "o2@m.example", grant(Role::Owner)).await;
    step(&world, &scope, second.membership, Step::Suspend).await.unwrap();
    assert_eq!(refusal(leave(scope.clone()).await), Refusal::LastOwner);
    step(&world, &scope, second.membership, Step::Reactivate).await.unwrap();
    leave(scope.clone()).await.unwrap();
    assert_eq!(refusal(world.enter(&scope.caller, "meridian").await), Refusal::NotFound);
    assert_eq!(refusal(leave(second).await), Refusal::LastOwner);

    let metering = world.organization(Kind::Metering, "hikari").await;
    let first = world.inside(metering, "hikari", "a@h.example", policy(ManagedPolicy::Administrator)).await;
    let reader = world.inside(metering, "hikari", "r@h.example", policy(ManagedPolicy::ReadOnly)).await;
    assert_eq!(refusal(leave(first).await), Refusal::LastOwner);
    leave(reader).await.unwrap();
}

#[sqlx::test(migrations = "../migrations")]
async fn req_m04_the_primary_owner_hands_over_and_the_new_one_confirms(pool: PgPoolOptions, connect: PgConnectOptions) {
    let world = World::start(pool, connect).await;
    let (store, client) = (&world.store, &world.client);
    for (kind, slug) in [(Kind::Buyer, "aoba"), (Kind::Maker, "looms")] {
        let organization = world.organization(kind, slug).await;
        let primary = world.inside(organization, slug, &format!("p@{slug}.example"), owner()).await;
        sqlx::query("UPDATE memberships SET primary_owner = true WHERE org_id = $1")
            .bind(organization.get())
            .execute(&world.admin)
            .await
            .unwrap();
        let second = world.inside(organization, slug, &format!("o@{slug}.example"), owner()).await;
        let low = world.inside(organization, slug, &format!("m@{slug}.example"), member(Permission::Admin)).await;
        assert_eq!(refusal(members::leave(store, client, &primary).await), Refusal::PrimaryOwnerStays);
        assert_eq!(refusal(step(&world, &second, primary.membership, Step::Remove).await), Refusal::PrimaryOwnerStays);
        // In a buyer any Owner hands over, in a maker only the Primary Owner.
        let by_another = members::offer_primary(store, client, &second, second.membership).await;
        assert_eq!(by_another.is_ok(), kind == Kind::Buyer, "{kind}");
        for unfit in [low.membership, primary.membership] {
            assert!(members::offer_primary(store, client, &primary, unfit).await.is_err());
        }
        assert_eq!(refusal(members::offer_primary(store, client, &low, second.membership).await), Refusal::Forbidden);
        members::offer_primary(store, client, &primary, second.membership).await.unwrap();
        assert!(members::details(store, &primary, second.membership).await.unwrap().is_offered_primary);
        assert_eq!(refusal(members::confirm_primary(store, client, &low).await), Refusal::Stale);
        members::withdraw_primary(store, client, &second).await.unwrap();
        assert_eq!(refusal(members::confirm_primary(store, client, &second).await), Refusal::Stale);
        assert_eq!(refusal(members::withdraw_primary(store, client, &low).await), Refusal::Forbidden);
        members::offer_primary(store, client, &primary, second.membership).await.unwrap();
        members::confirm_primary(store, client, &second).await.unwrap();
        let now = world.enter(&second.caller, slug).await.unwrap();
        let before = world.enter(&primary.caller, slug).await.unwrap();
        assert!(now.is_primary && !before.is_primary);
        assert_eq!(before.grant, owner(), "the old one stays Owner");
        members::leave(store, client, &before).await.unwrap();
    }
    assert_eq!(world.count("SELECT count(*) FROM memberships WHERE primary_owner").await, 2);
}
