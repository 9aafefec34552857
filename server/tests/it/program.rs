//! The end of the program, asked for and by force.

use crate::{
    main_job::invite,
    support::{Home, INVITEE, OWNER, PASSWORD, words},
};
use server::mail::sink::{Behaviour, Sink};
use sqlx::{
    ConnectOptions,
    postgres::{PgConnectOptions, PgPoolOptions},
};
use std::{fs, time::Duration};
use tokio::{io::AsyncWriteExt, net::TcpStream};
use tokio_util::sync::CancellationToken;

#[sqlx::test(migrations = "../migrations")]
async fn fault_x15_the_first_signal_lets_requests_finish(_pool: PgPoolOptions, connect: PgConnectOptions) {
    let home = Home::new();
    let mut served = home.serve(Some(connect.to_url_lossy().as_str()));
    let browser = served.browser();
    let fields = [("address", OWNER), ("password", PASSWORD)];
    // One request is known to be under way: its head has arrived, its body has not.
    let host = served.url.trim_start_matches("http://").to_owned();
    let mut slow = TcpStream::connect(&host).await.unwrap();
    let body = "address=nobody%40aoba.example&password=wrong";
    let head = format!(
        "POST /fn/accounts/sign_in HTTP/1.1\r\nHost: {host}\r\nContent-Type: application/x-www-form-urlencoded\r\nContent-Length: {}\r\n\r\n",
        body.len()
    );
    slow.write_all(head.as_bytes()).await.unwrap();
    let load: Vec<_> = (0..8)
        .map(|_| {
            let browser = browser.clone();
            tokio::spawn(async move { browser.call("accounts/sign_in", &fields).await.status })
        })
        .collect();
    // At least one of them has been answered, so that all have been accepted or will be refused cleanly.
    let mut load = load.into_iter();
    assert_eq!(load.next().unwrap().await.unwrap(), 200);
    served.signal("-TERM");
    // The signal has been heard once nobody new is let in.
    let heard = async {
        while TcpStream::connect(&host).await.is_ok() {
            tokio::time::sleep(Duration::from_millis(10)).await;
        }
    };
    tokio::time::timeout(Duration::from_secs(10), heard).await.unwrap();
    slow.write_all(body.as_bytes()).await.unwrap();
    let mut answer = String::new();
    tokio::io::AsyncReadExt::read_to_string(&mut slow, &mut answer).await.unwrap();
    assert!(answer.starts_with("HTTP/1.1 422"), "{answer}");
    let status = served.ended(Duration::from_secs(15)).await.expect("the program ends");
    assert_eq!(status.code(), Some(0));
    for task in load {
        // Refused connections make the task panic; an accepted request is answered.
        if let Ok(status) = task.await {
            assert_eq!(status, 200);
        }
    }
}

#[sqlx::test(migrations = "../migrations")]
async fn fault_x15_the_second_signal_forces(_pool: PgPoolOptions, connect: PgConnectOptions) {
    let home = Home::new();
    let mut served = home.serve(Some(connect.to_url_lossy().as_str()));
    let host = served.url.trim_start_matches("http://").to_owned();
    let mut stuck = TcpStream::connect(&host).await.unwrap();
    stuck
        .write_all(format!("POST /sign-in HTTP/1.1\r\nHost: {host}\r\nContent-Length: 5\r\n\r\n").as_bytes())
        .await
        .unwrap();
    assert_eq!(served.browser().get("/healthz").await.status, 200);
    served.signal("-TERM");
    assert_eq!(served.ended(Duration::from_millis(700)).await, None, "it waits for the request");
    served.signal("-TERM");
    let status = served.ended(Duration::from_secs(5)).await.expect("the program ends");
    assert_eq!(status.code(), Some(1));
}

#[test]
fn fault_a_private_cluster_survives_kill_9_of_the_program() {
    let home = Home::new();
    let runtime = tokio::runtime::Runtime::new().unwrap();
    for round in 0..2 {
        let served = home.serve(None);
        runtime.block_on(async {
            assert!(
                served.browser().sign_in(OWNER, PASSWORD).await.get("/organizations").await.says("青葉商事"),
                "{round}"
            );
        });
        // Another command shares the running cluster instead of starting a second one.
        let demo = home.run(&["demo", "--json"]);
        assert!(demo.status.success(), "{}", words(&demo.stderr));
        served.signal("-KILL");
    }
    let mut served = home.serve(None);
    served.signal("-TERM");
    assert_eq!(runtime.block_on(served.ended(Duration::from_secs(20))).unwrap().code(), Some(0));
    let cluster = fs::read_to_string(home.0.join(".usher/postgres-is-in"))
        .map_or(home.0.join(".usher/postgres"), |path| path.trim().into());
    assert!(!cluster.join("data/postmaster.pid").exists(), "stopped with the program");
}

#[sqlx::test(migrations = "../migrations")]
async fn fault_x07_kill_9_after_the_commit_loses_no_mail(pool: PgPoolOptions, connect: PgConnectOptions) {
    let home = Home::new();
    let url = connect.to_url_lossy().to_string();
    let stop = CancellationToken::new();
    let sink = Sink::start(stop.clone()).await.unwrap();
    // The mail server takes nothing before the program is gone.
    sink.always(Behaviour::Hang);
    let start = || home.serve_with(&[("DATABASE_URL", &url), ("SMTP_URL", &sink.url())]);
    let served = start();
    let owner = served.browser().sign_in(OWNER, PASSWORD).await;
    assert_eq!(invite(&owner, INVITEE, "member").await.status, 200);
    served.signal("-KILL");
    drop(served);
    sink.always(Behaviour::Accept);
    // The dead program's lease ends.
    let database = pool.max_connections(1).connect_with(connect).await.unwrap();
    let released = "UPDATE outbox SET next_at = clock_timestamp() WHERE sent_at IS NULL AND cancelled_at IS NULL";
    assert!(sqlx::query(released).execute(&database).await.unwrap().rows_affected() > 0);
    let _served = start();
    let arrived = sink.wait_for(|mail| mail.to == [INVITEE]);
    tokio::time::timeout(Duration::from_secs(20), arrived).await.expect("the mail arrives");
}
