//! The command line: what it prints, what it ends with, what it logs.

use crate::support::{Home, OWNER, PASSWORD, run_aside, words};
use server::mail::sink::Sink;
use sqlx::{
    ConnectOptions, Connection,
    postgres::{PgConnectOptions, PgPoolOptions},
};
use std::{
    fs,
    process::{Child, Stdio},
    time::Duration,
};
use tokio_util::sync::CancellationToken;

#[sqlx::test(migrations = false)]
async fn fault_x16_of_two_migrators_one_works(_pool: PgPoolOptions, connect: PgConnectOptions) {
    let home = Home::new();
    let url = connect.to_url_lossy().to_string();
    let both: Vec<Child> = (0..2)
        .map(|_| {
            home.command(&["migrate"])
                .env("DATABASE_URL", &url)
                .stdout(Stdio::piped())
                .stderr(Stdio::piped())
                .spawn()
                .unwrap()
        })
        .collect();
    for migrator in both {
        let output = migrator.wait_with_output().unwrap();
        assert!(output.status.success(), "{}", words(&output.stderr));
    }
    let again = home.command(&["migrate"]).env("DATABASE_URL", &url).output().unwrap();
    assert_eq!(words(&again.stdout), "The schema is up to date.\n");
}

#[sqlx::test(migrations = "../migrations")]
async fn demo_is_idempotent_and_prints_what_scripts_read(_pool: PgPoolOptions, connect: PgConnectOptions) {
    let home = Home::new();
    let url = connect.to_url_lossy().to_string();
    let demo = || home.command(&["demo", "--json"]).env("DATABASE_URL", &url).output().unwrap();
    let (first, second) = (demo(), demo());
    assert!(first.status.success(), "{}", words(&first.stderr));
    assert_eq!(words(&first.stdout), words(&second.stdout));
    let report: serde_json::Value = serde_json::from_slice(&first.stdout).unwrap();
    let kinds: Vec<&str> =
        report["organizations"].as_array().unwrap().iter().map(|it| it["kind"].as_str().unwrap()).collect();
    assert_eq!(kinds.len(), 6, "{kinds:?}");
    for person in report["people"].as_array().unwrap() {
        assert!(person["email"].is_string() && person["password"].is_string() && person["organization"].is_string());
    }
}

#[sqlx::test(migrations = "../migrations")]
async fn doctor_looks_at_everything(_pool: PgPoolOptions, connect: PgConnectOptions) {
    let home = Home::new();
    let url = connect.to_url_lossy().to_string();
    fs::create_dir_all(home.0.join("target/site/pkg")).unwrap();
    fs::write(home.0.join("target/site/pkg/manifest.json"), r#"{"js":"a","wasm":"b","css":"c"}"#).unwrap();
    let stop = CancellationToken::new();
    let sink = Sink::start(stop.clone()).await.unwrap();
    let smtp = sink.url();
    let fine = run_aside(home.doctor(&url, &smtp)).await;
    let said = words(&fine.stdout);
    assert!(fine.status.success(), "{said}");
    for line in ["ok   schema", "ok   clock", "ok   mail", "ok   built files", "CAP_SESSION_IDLE            12h"] {
        assert!(said.contains(line), "{line} in {said}");
    }
    assert!(!said.contains("usher:usher@"), "{said}");
    stop.cancel();
    let away = run_aside(home.doctor(&url, "smtp://127.0.0.1:1")).await;
    assert_eq!(away.status.code(), Some(1));
    assert!(words(&away.stdout).contains("BAD  mail: smtp://127.0.0.1:1"), "{}", words(&away.stdout));
}

#[test]
fn wrong_configuration_names_its_keys_and_ends_with_2() {
    let home = Home::new();
    let serve = home.command(&["serve"]).env_remove("USHER_DEV").output().unwrap();
    assert_eq!(serve.status.code(), Some(2));
    for key in ["PUBLIC_URL", "USHER_SECRET", "SMTP_URL"] {
        assert!(words(&serve.stderr).contains(key), "{}", words(&serve.stderr));
    }
    let public = home.command(&["serve"]).env("LISTEN_ADDR", "0.0.0.0:3000").output().unwrap();
    assert_eq!(public.status.code(), Some(2));
    assert!(words(&public.stderr).contains("USHER_DEV"));
    let demo = home.command(&["demo"]).env("USHER_DEV", "0").output().unwrap();
    assert_eq!((demo.status.code(), words(&demo.stdout)), (Some(2), String::new()));
    assert_eq!(home.run(&["no-such-command"]).status.code(), Some(2));
    let help = home.run(&["--help"]);
    assert!(help.status.success() && words(&help.stdout).contains("PUBLIC_URL"));
    let doctor = home.command(&["doctor"]).env("LOG_FORMAT", "xml").env("USHER_SECRET", "hunter2").output().unwrap();
    assert_eq!(doctor.status.code(), Some(1));
    assert!(words(&doctor.stdout).contains("LOG_FORMAT") && !words(&doctor.stdout).contains("hunter2"));
}

#[sqlx::test(migrations = "../migrations")]
async fn sec_z03_logs_hold_request_ids_and_neither_tokens_nor_addresses(
    _pool: PgPoolOptions,
    connect: PgConnectOptions,
) {
    let home = Home::new();
    let url = connect.to_url_lossy().to_string();
    let mut served = home.serve_with(&[("DATABASE_URL", &url), ("LOG_FORMAT", "json"), ("RUST_LOG", "debug")]);
    let token = "canary-token-0123456789abcdefghijklmnopqrst".to_owned();
    let browser = served.browser();
    let opened = browser.get(&format!("/i/{token}")).await;
    assert_eq!(opened.status, 404);
    browser.call("accounts/sign_in", &[("address", "canary@newcomer.example"), ("password", "canary-password")]).await;
    browser.call("accounts/strength", &[("password", "canary-strength")]).await;
    let person = browser.sign_in(OWNER, PASSWORD).await;
    let session = person.cookie("usher_session").unwrap();
    person.get("/organizations?search=canary-query").await;
    served.signal("-TERM");
    served.ended(Duration::from_secs(15)).await.expect("the program ends");
    let log = home.log();
    for secret in [token.as_str(), "canary", OWNER, PASSWORD, session.as_str()] {
        assert!(!log.contains(secret), "{secret} in {}", log.lines().find(|line| line.contains(secret)).unwrap());
    }
    for line in log.lines() {
        let record: serde_json::Value =
            serde_json::from_str(line).unwrap_or_else(|_| panic!("one record a line: {line}"));
        assert!(record["level"].is_string());
    }
    assert!(log.contains("/i/{token}") && log.contains(opened.header("x-request-id")), "{log}");
}

#[sqlx::test(migrations = "../migrations")]
async fn sec_z02_audit_verify_names_the_entry_of_which_one_byte_changed(
    _pool: PgPoolOptions,
    connect: PgConnectOptions,
) {
    let home = Home::new();
    let url = connect.to_url_lossy().to_string();
    let run = |arguments: &[&str]| {
        let output = home.command(arguments).env("DATABASE_URL", &url).output().unwrap();
        (output.status.code(), words(&output.stdout))
    };
    assert_eq!(run(&["demo"]).0, Some(0));
    let (code, said) = run(&["audit", "verify"]);
    assert_eq!(code, Some(0), "{said}");
    assert_eq!(said.lines().count(), 7, "each organization of the demonstration: {said}");
    let mut owner = sqlx::PgConnection::connect_with(&connect).await.unwrap();
    let changed = sqlx::query(
        "UPDATE audit_entries SET user_agent = overlay(user_agent placing 'X' from 1 for 1)
         WHERE seq = 1 AND org_id = (SELECT id FROM organizations WHERE slug = 'aoba')",
    )
    .execute(&mut owner)
    .await
    .unwrap();
    assert_eq!(changed.rows_affected(), 1);
    let (code, said) = run(&["audit", "verify"]);
    assert_eq!(code, Some(1), "{said}");
    assert!(said.contains("BROKEN  aoba: entry 1 is not as it was written"), "{said}");
    assert_eq!(run(&["audit", "verify", "--organization", "hikari"]).0, Some(0));
    assert_eq!(run(&["audit", "verify", "--organization", "nowhere"]).0, Some(1));
    let nowhere = home.command(&["audit", "verify"]).env("DATABASE_URL", "postgres://127.0.0.1:1/x").output().unwrap();
    assert_eq!(nowhere.status.code(), Some(3));
}
