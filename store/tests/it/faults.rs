//! A database that is away, or does not come to the point (X1, X13).

use crate::world::{SECRET, World, draft, registration};
use sqlx::{
    Connection,
    postgres::{PgConnectOptions, PgPoolOptions},
};
use std::time::Duration;
use store::{Error, KeyRing, Settings, Store, health, imports, invitations};

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

#[sqlx::test(migrations = "../migrations")]
async fn fault_x18_what_lost_against_others_is_tried_again_and_takes_effect_once(
    pool: PgPoolOptions,
    connect: PgConnectOptions,
) {
    let world = World::start(pool, connect).await;
    let scope = world.buyer().await;
    // The first insertions lose, as the victim of a deadlock does; a sequence counts over rollbacks.
    for statement in [
        "CREATE SEQUENCE tries",
        "CREATE FUNCTION lose() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER AS $$ BEGIN
             IF nextval('tries') <= 2 THEN RAISE EXCEPTION 'lost' USING ERRCODE = '40P01'; END IF; RETURN NEW; END $$",
        "CREATE TRIGGER lose BEFORE INSERT ON invitations FOR EACH ROW EXECUTE FUNCTION lose()",
    ] {
        world.sql(statement).await;
    }
    world.send(&scope, &draft("mina@ito.example")).await.unwrap();
    assert_eq!(world.count("SELECT last_value FROM tries").await, 3);
    assert_eq!(world.count("SELECT count(*) FROM invitations").await, 1);
    assert_eq!(world.count("SELECT count(*) FROM outbox").await, 1);
    assert_eq!(world.audited().await, ["invitation.sent"]);

    // It is not tried for ever.
    world.sql("ALTER SEQUENCE tries RESTART WITH 1 MINVALUE -1000").await;
    world.sql("SELECT setval('tries', -500)").await;
    assert!(matches!(world.send(&scope, &draft("kei@ito.example")).await, Err(Error::Unavailable(_))));
    assert_eq!(world.count("SELECT last_value FROM tries").await, -500 + 4);
    assert_eq!(world.count("SELECT count(*) FROM invitations").await, 1);
}

#[sqlx::test(migrations = "../migrations")]
async fn fault_x18_answers_of_invited_people_and_imports_are_tried_again_too(
    pool: PgPoolOptions,
    connect: PgConnectOptions,
) {
    let world = World::start(pool, connect).await;
    let scope = world.buyer().await;
    let (store, client) = (&world.store, &world.client);
    let mut invited = Vec::new();
    for name in ["declines", "registers", "asks"] {
        invited.push(world.invite(&scope, &format!("{name}@ito.example")).await);
    }
    let [(declined, to_decline), (registered, to_register), (asked, to_ask)] = invited.try_into().unwrap();
    invitations::revoke(store, client, &scope, asked).await.unwrap();
    world.send(&scope, &draft("stops@ito.example")).await.unwrap();
    let (_, stop) = world.mailed("stops@ito.example").await;
    // The first two entries of every change lose, as the victim of a deadlock does.
    for statement in [
        "CREATE SEQUENCE tries",
        "CREATE FUNCTION lose() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER AS $$ BEGIN
             IF nextval('tries') <= 2 THEN RAISE EXCEPTION 'lost' USING ERRCODE = '40001'; END IF; RETURN NEW; END $$",
        "CREATE TRIGGER lose BEFORE INSERT ON audit_entries FOR EACH ROW EXECUTE FUNCTION lose()",
    ] {
        world.sql(statement).await;
    }
    let lost_twice = async |what: &str| {
        assert_eq!(world.count("SELECT last_value FROM tries").await, 3, "{what}");
        world.sql("ALTER SEQUENCE tries RESTART").await;
    };
    invitations::decline(store, client, &to_decline, declined).await.unwrap();
    lost_twice("decline").await;
    invitations::register(store, client, &to_register, registered, &registration()).await.unwrap();
    lost_twice("register").await;
    invitations::stop(store, client, stop.invitation, &stop.token, true).await.unwrap();
    lost_twice("stop").await;
    invitations::ask(store, client, &to_ask).await.unwrap();
    lost_twice("ask").await;
    let request = invitations::requests(store, &scope).await.unwrap()[0].id;
    invitations::dismiss(store, client, &scope, request).await.unwrap();
    lost_twice("dismiss").await;
    let mut staging = imports::begin(store, client, &scope, "people.csv").await.unwrap();
    staging.push(&[imports::StagedRow { line: 1, draft: draft("many@ito.example") }]).await.unwrap();
    let id = staging.finish().await.unwrap();
    imports::work(store).await.unwrap();
    imports::start(store, client, &scope, id).await.unwrap();
    lost_twice("start").await;
    imports::cancel(store, client, &scope, id).await.unwrap();
    lost_twice("cancel").await;
    let audited = world.audited().await;
    let after: Vec<&str> =
        audited.iter().map(String::as_str).skip_while(|action| *action != "invitation.declined").collect();
    let each_once = [
        "invitation.declined",
        "invitation.accepted",
        "invitation.stopped",
        "invitation.requested",
        "invitation.request_dismissed",
        "import.started",
        "import.cancelled",
    ];
    assert_eq!(after, each_once);
}
