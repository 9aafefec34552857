//! Changing what a member holds (M2, M5), and what nobody may change (R1, R2, R5).

use crate::world::{World, member, owner, policy, refusal};
use chrono::{Days, TimeDelta};
use shared::{
    Field, FieldError, Refusal,
    ids::MembershipId,
    invitation::Draft,
    kind::Kind,
    member::Status,
    role::{ManagedPolicy, Permission, Role},
};
use sqlx::postgres::{PgConnectOptions, PgPoolOptions};
use store::{Scope, members};

fn holding(role: Role, permission: Permission) -> Draft {
    Draft { role: role.name().to_owned(), permission: permission.name().to_owned(), ..Draft::default() }
}

async fn edit(world: &World, by: &Scope, id: MembershipId, version: i32, draft: &Draft) -> store::Result<()> {
    members::edit(&world.store, &world.client, by, id, version, draft).await
}

#[sqlx::test(migrations = "../migrations")]
async fn req_m02_an_edit_counts_from_the_persons_next_click(pool: PgPoolOptions, connect: PgConnectOptions) {
    let world = World::start(pool, connect).await;
    let scope = world.buyer().await;
    let mina = world.inside(scope.organization.id, "aoba", "mina@aoba.example", member(Permission::Write)).await;
    edit(&world, &scope, mina.membership, 1, &holding(Role::Owner, Permission::Write)).await.unwrap();
    let raised = world.enter(&mina.caller, "aoba").await.unwrap();
    assert_eq!(raised.grant, owner(), "an Owner always has Admin");
    edit(&world, &scope, mina.membership, 2, &holding(Role::Member, Permission::Write)).await.unwrap();
    assert_eq!(world.enter(&mina.caller, "aoba").await.unwrap().grant, member(Permission::Write));
    assert_eq!(world.audited().await, ["member.changed", "member.changed"]);
    let detail: serde_json::Value =
        sqlx::query_scalar("SELECT detail FROM audit_entries WHERE seq = 1").fetch_one(&world.admin).await.unwrap();
    assert_eq!((&detail["before"]["role"], &detail["after"]["role"]), (&"member".into(), &"owner".into()));
    assert_eq!(detail["address"], "mina@aoba.example");
}

#[sqlx::test(migrations = "../migrations")]
async fn req_m02_a_page_of_before_overwrites_nothing(pool: PgPoolOptions, connect: PgConnectOptions) {
    let world = World::start(pool, connect).await;
    let scope = world.buyer().await;
    let mina = world.inside(scope.organization.id, "aoba", "mina@aoba.example", member(Permission::Write)).await;
    edit(&world, &scope, mina.membership, 1, &holding(Role::Member, Permission::Admin)).await.unwrap();
    let late = edit(&world, &scope, mina.membership, 1, &holding(Role::Owner, Permission::Admin)).await;
    assert_eq!(refusal(late), Refusal::Stale);
    assert_eq!(world.enter(&mina.caller, "aoba").await.unwrap().grant, member(Permission::Admin));
}

#[sqlx::test(migrations = "../migrations")]
async fn sec_r01_r02_r05_nobody_gives_more_than_they_hold(pool: PgPoolOptions, connect: PgConnectOptions) {
    let world = World::start(pool, connect).await;
    let scope = world.buyer().await;
    let organization = scope.organization.id;
    let mina = world.inside(organization, "aoba", "mina@aoba.example", member(Permission::Write)).await;
    let ken = world.inside(organization, "aoba", "ken@aoba.example", member(Permission::Write)).await;
    for (who, draft, field) in [
        (mina.membership, holding(Role::Owner, Permission::Admin), Field::Role),
        (ken.membership, holding(Role::Owner, Permission::Admin), Field::Role),
        (ken.membership, holding(Role::Member, Permission::Admin), Field::Permission),
    ] {
        let Refusal::Fields(errors) = refusal(edit(&world, &mina, who, 1, &draft).await) else { panic!("{field:?}") };
        assert_eq!(errors.of(field), Some(&FieldError::AboveOwn));
    }
    let demotion = edit(&world, &mina, scope.membership, 1, &holding(Role::Member, Permission::Write)).await;
    assert_eq!(refusal(demotion), Refusal::Forbidden);
    let metering = world.organization(Kind::Metering, "hikari").await;
    let reader = world.inside(metering, "hikari", "r@h.example", policy(ManagedPolicy::ReadOnly)).await;
    let raise = Draft { policies: vec!["administrator".to_owned()], ..Draft::default() };
    assert_eq!(refusal(edit(&world, &reader, reader.membership, 1, &raise).await), Refusal::Forbidden);
    assert_eq!(world.audited().await.len(), 0);
    assert_eq!(world.count("SELECT count(*) FROM security_events WHERE kind = 'denied'").await, 5);
}

#[sqlx::test(migrations = "../migrations")]
async fn req_m04_the_last_owner_is_neither_demoted_nor_given_an_end(pool: PgPoolOptions, connect: PgConnectOptions) {
    let world = World::start(pool, connect).await;
    let organization = world.organization(Kind::Exchange, "meridian").await;
    let grant = shared::Grant { role: Some(Role::Owner), ..Default::default() };
    let scope = world.inside(organization, "meridian", "o@m.example", grant).await;
    let role = |role: Role| Draft { role: role.name().to_owned(), ..Draft::default() };
    let demoted = edit(&world, &scope, scope.membership, 1, &role(Role::Member)).await;
    assert_eq!(refusal(demoted), Refusal::LastOwner);
    let tomorrow = scope.organization.today(scope.now).checked_add_days(Days::new(1)).unwrap().to_string();
    let ending = Draft { access_ends_on: tomorrow, ..role(Role::Owner) };
    assert_eq!(refusal(edit(&world, &scope, scope.membership, 1, &ending).await), Refusal::LastOwner);
    let buyer = world.buyer().await;
    let primary = edit(&world, &buyer, buyer.membership, 1, &holding(Role::Member, Permission::Write)).await;
    assert_eq!(refusal(primary), Refusal::PrimaryOwnerStays);
}

#[sqlx::test(migrations = "../migrations")]
async fn req_m05_nobody_moves_the_end_of_their_own_access(pool: PgPoolOptions, connect: PgConnectOptions) {
    let world = World::start(pool, connect).await;
    let scope = world.buyer().await;
    let organization = &scope.organization;
    let day = |days| organization.today(scope.now).checked_add_days(Days::new(days)).unwrap();
    let end = organization.end_of(day(10)).unwrap();
    let ending = shared::Grant { access_ends_at: Some(end), ..owner() };
    let mina = world.inside(organization.id, "aoba", "mina@aoba.example", ending.clone()).await;
    let until = |typed: String| Draft { access_ends_on: typed, ..holding(Role::Owner, Permission::Admin) };
    for later in [String::new(), day(11).to_string()] {
        let Refusal::Fields(errors) = refusal(edit(&world, &mina, mina.membership, 1, &until(later)).await) else {
            panic!("it is a field's error")
        };
        assert_eq!(errors.of(Field::AccessEndsOn), Some(&FieldError::AboveOwn));
    }
    // An end that stays as it is can go with another change; an earlier one is one's own to choose.
    edit(&world, &mina, mina.membership, 1, &until(day(10).to_string())).await.unwrap();
    edit(&world, &mina, mina.membership, 2, &until(day(9).to_string())).await.unwrap();
    // Somebody whose access ends does not give a longer one away, and leaves alone what others have.
    let ken = world.inside(organization.id, "aoba", "ken@aoba.example", member(Permission::Write)).await;
    let kept = Draft { access_ends_on: String::new(), ..holding(Role::Member, Permission::Admin) };
    edit(&world, &mina, ken.membership, 1, &kept).await.unwrap();
    let longer = Draft { access_ends_on: day(12).to_string(), ..kept };
    assert!(matches!(refusal(edit(&world, &mina, ken.membership, 2, &longer).await), Refusal::Fields(_)));
    edit(&world, &scope, mina.membership, 3, &until(String::new())).await.unwrap();
    assert_eq!(world.enter(&mina.caller, "aoba").await.unwrap().grant.access_ends_at, None);
}

#[sqlx::test(migrations = "../migrations")]
async fn req_m05_a_later_end_lets_somebody_in_again(pool: PgPoolOptions, connect: PgConnectOptions) {
    let world = World::start(pool, connect).await;
    let scope = world.buyer().await;
    let over = shared::Grant { access_ends_at: Some(scope.now - TimeDelta::days(3)), ..member(Permission::Write) };
    let account = world.account("mina@aoba.example").await;
    world.join(scope.organization.id, account, &over).await;
    let mina = world.caller(account).await;
    assert_eq!(refusal(world.enter(&mina, "aoba").await), Refusal::NotFound);
    let found = members::Query { status: Some(Status::Ended), ..Default::default() };
    let row = members::list(&world.store, &scope, &found).await.unwrap().rows.remove(0);
    edit(&world, &scope, row.id, 1, &holding(Role::Member, Permission::Write)).await.unwrap();
    world.enter(&mina, "aoba").await.unwrap();
}
