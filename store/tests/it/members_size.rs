//! The users list of a large organization (M1): the 200th page costs what the first one costs.

use crate::{told::Told, world::World};
use shared::member::Sort;
use sqlx::postgres::{PgConnectOptions, PgPoolOptions};
use store::{
    members::{self, Query},
    organizations::Scope,
};

/// What a page costs a connection that has shown it before: each reads the catalogue for itself at first.
async fn least(world: &World, scope: &Scope, query: &Query, told: &Told) -> (usize, u64) {
    let mut costs = Vec::new();
    for _ in 0..10 {
        told.forget();
        let page = members::list(&world.store, scope, query).await.unwrap();
        assert!(page.rows.len() == 50 && page.next.is_some(), "{query:?}");
        costs.push(told.take());
    }
    costs.into_iter().min_by_key(|(_, buffers)| *buffers).unwrap()
}

#[sqlx::test(migrations = "../migrations")]
async fn req_m01_the_200th_page_of_ten_thousand_people_costs_what_the_first_costs(
    pool: PgPoolOptions,
    connect: PgConnectOptions,
) {
    // PostgreSQL itself says what each statement of ours has touched.
    let connect = connect.options([
        ("session_preload_libraries", "auto_explain"),
        ("auto_explain.log_min_duration", "0"),
        ("auto_explain.log_analyze", "on"),
        ("auto_explain.log_buffers", "on"),
        ("auto_explain.log_level", "notice"),
        ("client_min_messages", "notice"),
    ]);
    let world = World::start(pool, connect).await;
    let scope = world.buyer().await;
    sqlx::query(
        "WITH people AS (
             INSERT INTO accounts (id, address, address_verified_at, family_name, given_name, language)
             SELECT gen_random_uuid(), 'p' || n || '@aoba.example', now(), 'Doe', 'Jo', 'en'
             FROM generate_series(1, 10000) n RETURNING id
         )
         INSERT INTO memberships (org_id, id, account_id, role, permission, joined_at, last_seen_at, access_ends_at)
         SELECT $1, gen_random_uuid(), id, 'member', 'write', now() + n * interval '1 second',
                CASE WHEN n % 3 > 0 THEN now() - n * interval '1 minute' END,
                CASE WHEN n % 2 > 0 THEN now() + n * interval '1 hour' END
         FROM (SELECT id, row_number() OVER () AS n FROM people) numbered",
    )
    .bind(scope.organization.id.get())
    .execute(&world.admin)
    .await
    .unwrap();
    world.sql("VACUUM ANALYZE memberships").await;
    world.sql("VACUUM ANALYZE accounts").await;
    let told = Told::listen();
    for sort in Sort::ALL {
        let mut query = Query { sort: Some(*sort), ..Query::default() };
        let (statements, first) = least(&world, &scope, &query, &told).await;
        // To the 200th page: in the larger pieces of a file as far as they go.
        for _ in 0..19 {
            query.after = members::export(&world.store, &scope, &query).await.unwrap().next;
        }
        for _ in 0..9 {
            query.after = members::list(&world.store, &scope, &query).await.unwrap().next;
        }
        let (same, last) = least(&world, &scope, &query, &told).await;
        assert_eq!(statements, same);
        assert!(statements <= 2, "{sort}: {statements} statements");
        assert!(first.abs_diff(last) * 5 <= first, "{sort}: {first} buffers, then {last}");
        // Far less than the organization has: it is not read as a whole.
        assert!(first < 2_000, "{sort}: {first} buffers");
    }
}
