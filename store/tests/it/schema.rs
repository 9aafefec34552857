//! Bringing the schema up to date (X16).

use crate::world::World;
use sqlx::{
    ConnectOptions,
    postgres::{PgConnectOptions, PgPoolOptions},
};
use store::{SchemaState, migrate};

#[sqlx::test(migrations = false)]
async fn fault_x16_two_migrators_make_one_schema(_: PgPoolOptions, connect: PgConnectOptions) {
    let url = connect.to_url_lossy().to_string();
    let results = futures::future::join_all((0..4).map(|_| migrate(&url))).await;
    for result in results {
        result.unwrap();
    }
    assert_eq!(migrate(&url).await.unwrap(), 0, "the second time there is nothing to do");
    let applied: (i64, i64) =
        sqlx::query_as("SELECT count(*), count(DISTINCT version) FROM _sqlx_migrations WHERE success")
            .fetch_one(&mut connect.connect().await.unwrap())
            .await
            .unwrap();
    assert_eq!(applied.0, applied.1);
}

#[sqlx::test(migrations = "../migrations")]
async fn fault_x16_an_old_program_goes_on_with_an_expanded_schema_only(pool: PgPoolOptions, connect: PgConnectOptions) {
    let url = connect.to_url_lossy().to_string();
    let world = World::start(pool, connect).await;
    assert_eq!(world.store.schema_state().await.unwrap(), SchemaState::Ready);
    // A newer release has been here.
    world
        .sql(
            "INSERT INTO _sqlx_migrations (version, description, success, checksum, execution_time)
             VALUES (99990101000000, 'of a newer release', true, '\\x00', 0)",
        )
        .await;
    assert_eq!(world.store.schema_state().await.unwrap(), SchemaState::Ready);
    assert_eq!(migrate(&url).await.unwrap(), 0);
    world.sql("UPDATE schema_compatibility SET needs_level = needs_level + 1").await;
    assert_eq!(world.store.schema_state().await.unwrap(), SchemaState::TooNew);
    assert!(migrate(&url).await.is_err());
}

#[sqlx::test(migrations = "../migrations")]
async fn fault_x16_a_schema_that_lacks_something_is_behind(pool: PgPoolOptions, connect: PgConnectOptions) {
    let world = World::start(pool, connect).await;
    world.sql("DELETE FROM _sqlx_migrations WHERE version = (SELECT max(version) FROM _sqlx_migrations)").await;
    assert_eq!(world.store.schema_state().await.unwrap(), SchemaState::Behind(1));
}
