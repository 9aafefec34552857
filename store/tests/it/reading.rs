//! Lists, entering, and the two definitions of a status (R9, I5, I6, M1).

use crate::world::{World, draft, member, owner, policy, refusal};
use chrono::{DateTime, TimeDelta, Utc};
use shared::{
    Refusal,
    invitation::{self, Status},
    kind::Kind,
    member as membership,
    names::Slug,
    role::{ManagedPolicy, Permission},
};
use sqlx::postgres::{PgConnectOptions, PgPoolOptions};
use store::{invitations, members, organizations};

#[sqlx::test(migrations = "../migrations")]
async fn sec_r09_a_foreign_organization_is_like_one_that_does_not_exist(
    pool: PgPoolOptions,
    connect: PgConnectOptions,
) {
    let world = World::start(pool, connect).await;
    let scope = world.buyer().await;
    world.organization(Kind::Buyer, "other").await;
    for slug in ["other", "nowhere"] {
        assert_eq!(refusal(world.enter(&scope.caller, slug).await), Refusal::NotFound);
    }
}

#[sqlx::test(migrations = "../migrations")]
async fn req_b11_whoever_is_out_is_out_with_the_next_request(pool: PgPoolOptions, connect: PgConnectOptions) {
    let world = World::start(pool, connect).await;
    let scope = world.buyer().await;
    for (out, back) in [
        ("UPDATE memberships SET removed_at = clock_timestamp()", "UPDATE memberships SET removed_at = NULL"),
        ("UPDATE memberships SET suspended_at = clock_timestamp()", "UPDATE memberships SET suspended_at = NULL"),
        ("UPDATE memberships SET access_ends_at = clock_timestamp()", "UPDATE memberships SET access_ends_at = NULL"),
    ] {
        world.sql(out).await;
        assert_eq!(refusal(world.enter(&scope.caller, "aoba").await), Refusal::NotFound, "{out}");
        assert_eq!(organizations::list(&world.store, &scope.caller).await.unwrap().len(), 0);
        world.sql(back).await;
        world.enter(&scope.caller, "aoba").await.unwrap();
        assert_eq!(organizations::list(&world.store, &scope.caller).await.unwrap().len(), 1);
    }
}

#[sqlx::test(migrations = "../migrations")]
async fn req_i05_pages_of_invitations_follow_each_other_without_gaps(pool: PgPoolOptions, connect: PgConnectOptions) {
    let world = World::start(pool, connect).await;
    let scope = world.buyer().await;
    sqlx::query(
        "INSERT INTO invitations (org_id, id, address, role, permission, language, expires_at, invited_by, created_at,
             sent_at)
         SELECT $1, gen_random_uuid(), 'm' || n || '@ito.example', 'member', 'write', 'en',
             clock_timestamp() + interval '1 day', $2, now() - (n / 3) * interval '1 minute', now()
         FROM generate_series(1, 120) n",
    )
    .bind(scope.organization.id.get())
    .bind(scope.caller.account.get())
    .execute(&world.admin)
    .await
    .unwrap();
    let mut query = invitations::Query::default();
    let mut seen = Vec::new();
    let mut sizes = Vec::new();
    loop {
        let page = invitations::list(&world.store, &scope, &query).await.unwrap();
        sizes.push(page.rows.len());
        seen.extend(page.rows.into_iter().map(|row| row.id));
        query.after = page.next;
        if query.after.is_none() {
            break;
        }
    }
    assert_eq!(sizes, [50, 50, 20]);
    seen.sort_unstable();
    seen.dedup();
    assert_eq!(seen.len(), 120);
    query.after = Some("made up".to_owned());
    assert_eq!(refusal(invitations::list(&world.store, &scope, &query).await), Refusal::Malformed);
}

#[sqlx::test(migrations = "../migrations")]
async fn req_i05_the_list_is_filtered_by_status_and_searched(pool: PgPoolOptions, connect: PgConnectOptions) {
    let world = World::start(pool, connect).await;
    let scope = world.buyer().await;
    for name in ["anna", "bert", "carl"] {
        world.send(&scope, &draft(&format!("{name}@ito.example"))).await.unwrap();
    }
    world.sql("UPDATE invitations SET expires_at = clock_timestamp() WHERE address LIKE 'bert%'").await;
    let found = |status, search: &'static str| {
        let (world, scope) = (&world, &scope);
        async move {
            let query = invitations::Query { status, search: search.to_owned(), ..Default::default() };
            let page = invitations::list(&world.store, scope, &query).await.unwrap();
            page.rows.into_iter().map(|row| row.address.to_string()).collect::<Vec<_>>()
        }
    };
    assert_eq!(found(None, "").await, ["carl@ito.example", "bert@ito.example", "anna@ito.example"]);
    assert_eq!(found(Some(Status::Expired), "").await, ["bert@ito.example"]);
    assert_eq!(found(Some(Status::Pending), "ANNA").await, ["anna@ito.example"]);
    assert_eq!(found(None, "%").await, [""; 0]);
}

#[sqlx::test(migrations = "../migrations")]
async fn req_m01_the_members_list_is_for_members_of_this_organization(pool: PgPoolOptions, connect: PgConnectOptions) {
    let world = World::start(pool, connect).await;
    let scope = world.buyer().await;
    world.member(scope.organization.id, "m@aoba.example", member(Permission::Write)).await;
    world.member(scope.organization.id, "gone@aoba.example", member(Permission::Write)).await;
    world
        .sql(
            "UPDATE memberships SET removed_at = clock_timestamp() WHERE account_id =
                (SELECT id FROM accounts WHERE address LIKE 'gone%')",
        )
        .await;
    let other = world.organization(Kind::Buyer, "other").await;
    world.member(other, "o@other.example", owner()).await;
    let found = |query| {
        let (world, scope) = (&world, &scope);
        async move {
            let page = members::list(&world.store, scope, &query).await.unwrap();
            page.rows.into_iter().map(|row| row.address.to_string()).collect::<Vec<_>>()
        }
    };
    assert_eq!(found(members::Query::default()).await, ["owner@aoba.example", "m@aoba.example"]);
    let removed = members::Query { status: Some(membership::Status::Removed), ..Default::default() };
    assert_eq!(found(removed).await, ["gone@aoba.example"]);
    let searched = members::Query { search: "OWNER@".to_owned(), ..Default::default() };
    assert_eq!(found(searched).await, ["owner@aoba.example"]);
}

#[sqlx::test(migrations = "../migrations")]
async fn req_m07_every_demonstration_of_a_policy_reads_back(pool: PgPoolOptions, connect: PgConnectOptions) {
    let world = World::start(pool, connect).await;
    let organization = world.organization(Kind::Metering, "hikari").await;
    let reader = world.member(organization, "r@hikari.example", policy(ManagedPolicy::ReadOnly)).await;
    let scope = world.enter(&reader, "hikari").await.unwrap();
    assert_eq!(scope.grant, policy(ManagedPolicy::ReadOnly));
    assert_eq!(scope.view().slug, Slug::parse("hikari").unwrap());
}

/// Before, exactly at and after an instant, or never.
fn instants(now: DateTime<Utc>) -> [Option<DateTime<Utc>>; 4] {
    [None, Some(now - TimeDelta::microseconds(1)), Some(now), Some(now + TimeDelta::microseconds(1))]
}

#[sqlx::test(migrations = "../migrations")]
async fn req_i06_sql_and_rules_say_the_same_about_every_invitation(pool: PgPoolOptions, connect: PgConnectOptions) {
    let world = World::start(pool, connect).await;
    let now = DateTime::from_timestamp_micros(1_800_000_000_000_000).unwrap();
    for accepted_at in instants(now) {
        for declined_at in instants(now) {
            for revoked_at in instants(now) {
                for expires_at in instants(now).into_iter().flatten() {
                    let facts = invitation::Facts { accepted_at, declined_at, revoked_at, expires_at };
                    let sql: String = sqlx::query_scalar("SELECT invitation_status($1, $2, $3, $4, $5)")
                        .bind(accepted_at)
                        .bind(declined_at)
                        .bind(revoked_at)
                        .bind(expires_at)
                        .bind(now)
                        .fetch_one(world.store.pool())
                        .await
                        .unwrap();
                    assert_eq!(sql, invitation::status(&facts, now).name(), "{facts:?}");
                }
            }
        }
    }
}

#[sqlx::test(migrations = "../migrations")]
async fn req_m01_sql_and_rules_say_the_same_about_every_membership(pool: PgPoolOptions, connect: PgConnectOptions) {
    let world = World::start(pool, connect).await;
    let now = DateTime::from_timestamp_micros(1_800_000_000_000_000).unwrap();
    for suspended_at in instants(now) {
        for removed_at in instants(now) {
            for access_ends_at in instants(now) {
                let facts = membership::Facts { suspended_at, removed_at, access_ends_at };
                let sql: String = sqlx::query_scalar("SELECT membership_status($1, $2, $3, $4)")
                    .bind(suspended_at)
                    .bind(removed_at)
                    .bind(access_ends_at)
                    .bind(now)
                    .fetch_one(world.store.pool())
                    .await
                    .unwrap();
                assert_eq!(sql, membership::status(&facts, now).name(), "{facts:?}");
            }
        }
    }
}
