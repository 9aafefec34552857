//! Mail servers that are away or moody, databases that have no room, programs that end.

use crate::{
    main_job::invite,
    support::{INVITEE, Mail, OWNER, Setup, TestApp},
};
use server::mail::{
    AT_ONCE, Sender, Worker,
    sink::{Behaviour, Sink},
};
use sqlx::postgres::{PgConnectOptions, PgPoolOptions};
use std::time::Duration;
use tokio_util::sync::CancellationToken;

/// Waits until a count is what it should become.
async fn until(app: &TestApp, statement: &'static str, wanted: i64) {
    let poll = async {
        while app.count(statement).await != wanted {
            tokio::time::sleep(Duration::from_millis(20)).await;
        }
    };
    tokio::time::timeout(Duration::from_secs(20), poll).await.unwrap_or_else(|_| panic!("never: {statement}"));
}

/// Makes everything due now, and says so.
async fn hurry(app: &TestApp) {
    app.alter("UPDATE outbox SET next_at = clock_timestamp() WHERE sent_at IS NULL AND failed_at IS NULL AND cancelled_at IS NULL").await;
    app.alter("SELECT pg_notify('outbox', '')").await;
}

const TRIED: &str =
    "SELECT count(*) FROM outbox WHERE recipient LIKE '%newcomer%' AND last_error IS NOT NULL AND sent_at IS NULL";
const FAILED: &str = "SELECT count(*) FROM outbox WHERE recipient LIKE '%newcomer%' AND failed_at IS NOT NULL";
const SENT: &str = "SELECT count(*) FROM outbox WHERE recipient LIKE '%newcomer%' AND sent_at IS NOT NULL";

#[sqlx::test(migrations = "../migrations")]
async fn fault_x03_without_a_mail_server_it_is_queued_and_delivered_later(
    pool: PgPoolOptions,
    connect: PgConnectOptions,
) {
    let app = TestApp::start_as(pool, connect, Setup { worker: false, ..Setup::default() }).await;
    // A port that nobody listens on any more.
    let port = std::net::TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap();
    let sender =
        Sender::new(&format!("smtp://{port}"), "Usher", "no-reply@usher.example".parse().unwrap(), AT_ONCE).unwrap();
    let stop = CancellationToken::new();
    tokio::spawn(Worker { sender, ..app.worker.clone() }.run(stop.clone()));

    let owner = app.signed_in(OWNER).await;
    let details = invite(&owner, INVITEE, "member").await;
    assert_eq!(details.status, 200);
    until(&app, TRIED, 1).await;
    let details = owner.get(&details.path).await;
    assert!(details.says("Queued") || details.says("送信待ち"), "{}", details.text());

    let sink = Sink::start_at(port, stop.clone()).await.unwrap();
    hurry(&app).await;
    sink.wait_for(|mail| mail.to == [INVITEE]).await;
    until(&app, SENT, 1).await;
    stop.cancel();
}

#[sqlx::test(migrations = "../migrations")]
async fn fault_x04_while_the_mail_server_hangs_no_transaction_is_open(pool: PgPoolOptions, connect: PgConnectOptions) {
    let app = TestApp::start(pool, connect).await;
    app.sink.always(Behaviour::Hang);
    invite(&app.signed_in(OWNER).await, INVITEE, "member").await;
    until(&app, "SELECT count(*) FROM outbox WHERE recipient LIKE '%newcomer%' AND attempts = 1", 1).await;
    let open = "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid() AND xact_start IS NOT NULL AND state <> 'idle'";
    until(&app, open, 0).await;
    // Everybody else is served meanwhile.
    assert_eq!(app.signed_in(OWNER).await.get("/organizations").await.status, 200);
}

#[sqlx::test(migrations = "../migrations")]
async fn fault_x05_a_passing_refusal_is_tried_again(pool: PgPoolOptions, connect: PgConnectOptions) {
    let app = TestApp::start(pool, connect).await;
    app.sink.script([Behaviour::Answer("451 4.3.0 try again later")]);
    invite(&app.signed_in(OWNER).await, INVITEE, "member").await;
    until(&app, TRIED, 1).await;
    assert_eq!(app.count("SELECT count(*) FROM outbox WHERE recipient LIKE '%newcomer%' AND next_at > clock_timestamp() + interval '15 seconds'").await, 1);
    hurry(&app).await;
    app.mail_to(INVITEE).await;
    until(&app, SENT, 1).await;
}

#[sqlx::test(migrations = "../migrations")]
async fn fault_x06_a_final_refusal_is_shown_and_not_tried_again(pool: PgPoolOptions, connect: PgConnectOptions) {
    let app = TestApp::start(pool, connect).await;
    app.sink.always(Behaviour::Answer("550 5.1.1 no such mailbox"));
    let owner = app.signed_in(OWNER).await;
    let details = invite(&owner, INVITEE, "member").await;
    until(&app, FAILED, 1).await;
    assert!(owner.get(&details.path).await.says("no such mailbox"));
    hurry(&app).await;
    assert_eq!(app.count("SELECT attempts::bigint FROM outbox WHERE recipient LIKE '%newcomer%'").await, 1);
}

#[sqlx::test(migrations = "../migrations")]
async fn fault_x07_what_was_committed_is_sent_after_the_next_start(pool: PgPoolOptions, connect: PgConnectOptions) {
    let app = TestApp::start_as(pool, connect, Setup { worker: false, ..Setup::default() }).await;
    invite(&app.signed_in(OWNER).await, INVITEE, "member").await;
    assert!(app.sink.mails().is_empty());
    let stop = CancellationToken::new();
    let worker = tokio::spawn(app.worker.clone().run(stop.clone()));
    app.mail_to(INVITEE).await;
    stop.cancel();
    worker.await.unwrap();
    assert_eq!(app.count(SENT).await, 1, "a delivery under way is finished and noted");
}

#[sqlx::test(migrations = "../migrations")]
async fn fault_x08_a_second_copy_is_recognizable(pool: PgPoolOptions, connect: PgConnectOptions) {
    let app = TestApp::start(pool, connect).await;
    app.sink.script([Behaviour::KeepAndBreak]);
    invite(&app.signed_in(OWNER).await, INVITEE, "member").await;
    until(&app, TRIED, 1).await;
    let first = app.mail_to(INVITEE).await;
    hurry(&app).await;
    until(&app, SENT, 1).await;
    let copies: Vec<Mail> =
        app.sink.mails().iter().filter(|mail| mail.to == [INVITEE]).map(|mail| Mail::read(&mail.raw)).collect();
    assert_eq!(copies.len(), 2);
    assert!(copies.iter().all(|copy| copy.message_id == first.message_id && copy.link() == first.link()));
}

#[sqlx::test(migrations = "../migrations")]
async fn fault_x14_without_a_free_connection_it_lives_but_is_not_ready(pool: PgPoolOptions, connect: PgConnectOptions) {
    let pool = pool.acquire_timeout(Duration::from_millis(300)).max_connections(3);
    let app = TestApp::start_as(pool, connect, Setup { worker: false, ..Setup::default() }).await;
    let owner = app.signed_in(OWNER).await;
    let mut held = Vec::new();
    while let Ok(connection) = app.store.pool().acquire().await {
        held.push(connection);
    }
    assert_eq!(held.len(), 3);
    assert_eq!(owner.get("/healthz").await.status, 200);
    assert_eq!(owner.get("/readyz").await.status, 503);
    let page = owner.get("/organizations").await;
    assert_eq!((page.status, page.header("retry-after")), (503, "2"));
    assert_eq!(owner.call("organizations/list", &[]).await.status, 503);
    drop(held);
    assert_eq!(owner.get("/readyz").await.status, 200);
    assert_eq!(owner.get("/organizations").await.status, 200);
}

#[sqlx::test(migrations = "../migrations")]
async fn fault_x01_when_every_connection_is_cut_it_recovers_by_itself(pool: PgPoolOptions, connect: PgConnectOptions) {
    let app = TestApp::start(pool, connect).await;
    let owner = app.signed_in(OWNER).await;
    app.alter("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()").await;
    // Whatever was cut is answered with "later" at worst; nothing has to be started anew.
    let recovered = async {
        loop {
            match owner.get("/organizations").await.status {
                200 => break,
                status => assert_eq!(status, 503),
            }
        }
    };
    tokio::time::timeout(Duration::from_secs(20), recovered).await.expect("it recovers");
    invite(&owner, INVITEE, "member").await;
    app.mail_to(INVITEE).await;
}

#[sqlx::test(migrations = "../migrations")]
async fn fault_x11_a_mail_that_panics_costs_itself_a_try_and_the_worker_lives(
    pool: PgPoolOptions,
    connect: PgConnectOptions,
) {
    let app = TestApp::start_as(pool, connect, Setup { worker: false, ..Setup::default() }).await;
    let owner = app.signed_in(OWNER).await;
    invite(&owner, INVITEE, "member").await;
    // The last instant there is has no wall clock in Tokyo: writing this mail panics.
    assert_eq!(
        app.alter("UPDATE invitations SET expires_at = '262142-12-31 23:59:59+00' WHERE address LIKE '%newcomer%'")
            .await,
        1
    );
    let stop = CancellationToken::new();
    let worker = tokio::spawn(app.worker.clone().run(stop.clone()));
    until(&app, TRIED, 1).await;
    invite(&owner, "sota.kido@newcomer.example", "member").await;
    app.mail_to("sota.kido@newcomer.example").await;
    assert_eq!(app.count("SELECT count(*) FROM outbox WHERE recipient LIKE 'mio.arai%' AND attempts = 1 AND sent_at IS NULL AND failed_at IS NULL").await, 1);
    stop.cancel();
    worker.await.unwrap();
}
