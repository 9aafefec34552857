//! A database that is away, or does not come to the point (X1, X13).

use crate::world::{SECRET, World, draft};
use sqlx::{
    Connection,
    postgres::{PgConnectOptions, PgPoolOptions},
};
use std::time::Duration;
use store::{Error, KeyRing, Settings, Store, health};

#[tokio::test]
async fn fault_x01_a_database_that_is_away_is_said_to_be_away_in_time() {
    let mut settings = Settings::new(KeyRing::parse(SECRET).unwrap(), "mail.example");
    settings.caps.acquire = Duration::from_millis(300);
    let store = Store::connect("postgres://nobody@127.0.0.1:1/none", settings).await.unwrap();
    let pinged = tokio::time::timeout(Duration::from_secs(10), health::ping(&store)).await.expect("an answer");
    assert!(matches!(pinged, Err(Error::Unavailable(_))), "{pinged:?}");
}

#[sqlx::test(migrations = "../migrations")]
async fn fault_x13_a_lock_that_is_not_to_be_had_is_not_waited_for_long(pool: PgPoolOptions, connect: PgConnectOptions) {
    let world = World::with(pool, connect, |settings| settings.caps.lock = Duration::from_millis(200)).await;
    let scope = world.buyer().await;
    let mut blocker = world.admin.acquire().await.unwrap();
    let mut held = blocker.begin().await.unwrap();
    sqlx::query("SELECT FROM organizations FOR UPDATE").execute(&mut *held).await.unwrap();
    let sent = world.send(&scope, &draft("mina@ito.example")).await;
    assert!(matches!(sent, Err(Error::Unavailable(_))), "{sent:?}");
    held.rollback().await.unwrap();
    world.send(&scope, &draft("mina@ito.example")).await.unwrap();
}
