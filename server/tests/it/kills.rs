//! The program is killed again and again while mails go out: none is lost, and a second copy is the same mail (X7, X8).

use crate::support::{Home, Mail, OWNER, PASSWORD, SignedIn};
use reqwest::Method;
use server::mail::sink::Sink;
use sqlx::{
    ConnectOptions, PgPool,
    postgres::{PgConnectOptions, PgPoolOptions},
};
use std::{
    collections::HashMap,
    time::{Duration, Instant},
};
use tokio_util::sync::CancellationToken;

#[sqlx::test(migrations = "../migrations")]
async fn fault_x07_x08_mails_survive_kills(pool: PgPoolOptions, connect: PgConnectOptions) {
    survive(pool, connect, 300, 3).await;
}

#[sqlx::test(migrations = "../migrations")]
#[ignore = "takes minutes; `make prove` runs it"]
async fn fault_x07_x08_ten_thousand_mails_survive_ten_kills(pool: PgPoolOptions, connect: PgConnectOptions) {
    survive(pool, connect, 10_000, 10).await;
}

/// Invites so many people through the bulk path, kills the program so many times on the way, and looks at what arrived.
#[expect(clippy::print_stdout, reason = "what `make prove` shows is the figure")]
async fn survive(pool: PgPoolOptions, connect: PgConnectOptions, mails: usize, kills: usize) {
    let home = Home::new();
    let url = connect.to_url_lossy().to_string();
    let stop = CancellationToken::new();
    let sink = Sink::keeping(stop.clone(), mails * 2).await.unwrap();
    let smtp = sink.url();
    let start = || {
        home.serve_with(&[
            ("DATABASE_URL", &url),
            ("SMTP_URL", &smtp),
            ("CAP_MAILS_PER_ORGANIZATION", "1000000"),
            ("CAP_MAILS_PER_INVITER", "1000000"),
            ("CAP_INVITATIONS_PER_CLIENT", "1000000"),
        ])
    };
    let begun = Instant::now();
    let database = pool.max_connections(2).connect_with(connect).await.unwrap();
    let mut served = start();
    let owner = served.browser().sign_in(OWNER, PASSWORD).await;
    let addresses: String = (0..mails).map(|number| format!("p{number}@many.example\n")).collect();
    let import = upload(&owner, &addresses).await;
    until(&database, "SELECT count(*) FROM imports WHERE planned_at IS NOT NULL", 1).await;
    let started = owner.call("imports/start", &[("slug", "aoba"), ("id", &import)]).await;
    assert_eq!(started.status, 200, "{}", started.body);
    for kill in 1..=kills {
        let sent = i64::try_from(mails * kill / (kills + 1)).unwrap();
        until(&database, SENT, sent).await;
        served.signal("-KILL");
        drop(served);
        // What the dead program had claimed comes back when its lease ends; nobody waits for that here.
        sqlx::query("UPDATE outbox SET next_at = least(next_at, clock_timestamp())").execute(&database).await.unwrap();
        sqlx::query("UPDATE imports SET next_at = least(next_at, clock_timestamp())").execute(&database).await.unwrap();
        served = start();
    }
    until(&database, SENT, i64::try_from(mails).unwrap()).await;
    let mut arrived: HashMap<String, Vec<Mail>> = HashMap::new();
    for mail in sink.mails().iter().filter(|mail| mail.to.iter().any(|to| to.ends_with("@many.example"))) {
        arrived.entry(mail.to.concat()).or_default().push(Mail::read(&mail.raw));
    }
    let copies: usize = arrived.values().map(Vec::len).sum();
    println!("{mails} mails, {kills} kills: {copies} arrived in {:.0?}", begun.elapsed());
    assert_eq!(arrived.len(), mails, "nothing is lost");
    for copies in arrived.values() {
        // The program listens at another port after each start; what the link holds is the same.
        let token = |mail: &Mail| mail.link().rsplit('/').next().map(str::to_owned);
        let same = |copy: &Mail| copy.message_id == copies[0].message_id && token(copy) == token(&copies[0]);
        assert!(copies.iter().all(same), "a second copy is the same mail");
    }
    drop(served);
}

const SENT: &str = "SELECT count(*) FROM outbox WHERE recipient LIKE '%@many.example' AND sent_at IS NOT NULL";

async fn upload(owner: &SignedIn, addresses: &str) -> String {
    let body = format!("--edge\r\nContent-Disposition: form-data; name=\"pasted\"\r\n\r\n{addresses}\r\n--edge--\r\n");
    let request = owner.own(owner.request(Method::POST, "/o/aoba/invitations/import"));
    let request = request.header("content-type", "multipart/form-data; boundary=edge").body(body);
    let page = owner.send(request).await;
    assert_eq!(page.status, 303, "{}", page.text());
    page.header("location").rsplit('/').next().unwrap().to_owned()
}

async fn until(database: &PgPool, statement: &'static str, wanted: i64) {
    let start = Instant::now();
    loop {
        let count: i64 = sqlx::query_scalar(statement).fetch_one(database).await.unwrap();
        if count >= wanted {
            return;
        }
        assert!(start.elapsed() < Duration::from_secs(600), "{statement} stays at {count} instead of {wanted}");
        tokio::time::sleep(Duration::from_millis(20)).await;
    }
}
