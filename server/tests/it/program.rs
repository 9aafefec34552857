//! The real program: its command line, its end, and its end by force.

use crate::{
    main_job::invite,
    support::{Browser, INVITEE, OWNER, PASSWORD},
};
use server::mail::sink::{Behaviour, Sink};
use sqlx::{
    ConnectOptions,
    postgres::{PgConnectOptions, PgPoolOptions},
};
use std::{
    fs,
    io::{BufRead, BufReader, Read},
    path::PathBuf,
    process::{Child, Command, ExitStatus, Output, Stdio},
    time::{Duration, Instant},
};
use tokio::{io::AsyncWriteExt, net::TcpStream};
use tokio_util::sync::CancellationToken;

const PROGRAM: &str = env!("CARGO_BIN_EXE_usher");

/// A folder for one program, removed at the end with its cluster.
struct Home(PathBuf);

impl Home {
    fn new() -> Self {
        let home = std::env::temp_dir().join(format!("usher-home-{}", uuid::Uuid::now_v7()));
        fs::create_dir_all(&home).unwrap();
        Self(home)
    }

    /// The program with an environment of its own.
    fn command(&self, arguments: &[&str]) -> Command {
        let mut command = Command::new(PROGRAM);
        command.args(arguments).current_dir(&self.0).env_clear().env("PATH", std::env::var_os("PATH").unwrap());
        command.env("USHER_DEV", "1").env("LISTEN_ADDR", "127.0.0.1:0");
        command
    }

    fn doctor(&self, database: &str, smtp: &str) -> Command {
        let mut command = self.command(&["doctor"]);
        command.env("DATABASE_URL", database).env("SMTP_URL", smtp);
        command
    }

    fn run(&self, arguments: &[&str]) -> Output {
        self.command(arguments).output().unwrap()
    }

    fn serve(&self, database: Option<&str>) -> Served {
        let environment: Vec<_> = database.map(|url| ("DATABASE_URL", url)).into_iter().collect();
        self.serve_with(&environment)
    }

    fn serve_with(&self, environment: &[(&str, &str)]) -> Served {
        let mut command = self.command(&["serve"]);
        command.envs(environment.iter().copied());
        let mut child = command.stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
        let mut lines = BufReader::new(child.stdout.take().unwrap()).lines();
        let found = lines.find_map(|line| Some(line.unwrap().split_once(" is at ")?.1.to_owned()));
        let Some(url) = found else {
            let mut errors = String::new();
            child.stderr.take().unwrap().read_to_string(&mut errors).unwrap();
            panic!("the program did not start: {errors}");
        };
        Served { child, url }
    }
}

impl Drop for Home {
    fn drop(&mut self) {
        if let Ok(cluster) = fs::read_to_string(self.0.join(".usher/postgres-is-in")) {
            let _ = fs::remove_dir_all(cluster.trim());
        }
        let _ = fs::remove_dir_all(&self.0);
    }
}

/// A program that serves; killed at the end if it has not ended.
struct Served {
    child: Child,
    url: String,
}

impl Served {
    fn browser(&self) -> Browser {
        Browser::new(self.url.clone(), self.url.clone())
    }

    fn signal(&self, name: &str) {
        let sent = Command::new("kill").args([name, &self.child.id().to_string()]).status().unwrap();
        assert!(sent.success());
    }

    /// Waits for the end without standing in the way of other tasks.
    async fn ended(&mut self, within: Duration) -> Option<ExitStatus> {
        let start = Instant::now();
        while start.elapsed() < within {
            if let Some(status) = self.child.try_wait().unwrap() {
                return Some(status);
            }
            tokio::time::sleep(Duration::from_millis(10)).await;
        }
        None
    }
}

impl Drop for Served {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// Runs a program that talks to this one: the test's own tasks have to go on meanwhile.
async fn run_aside(mut command: Command) -> Output {
    let (done, output) = tokio::sync::oneshot::channel();
    std::thread::spawn(move || done.send(command.output().unwrap()));
    output.await.unwrap()
}

fn words(bytes: &[u8]) -> String {
    String::from_utf8_lossy(bytes).into_owned()
}

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
    tokio::time::sleep(Duration::from_millis(200)).await;
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
    let mut command = home.command(&["serve"]);
    command.env("DATABASE_URL", &url).env("LOG_FORMAT", "json").env("RUST_LOG", "debug");
    let log = home.0.join("log");
    let mut child = command.stdout(Stdio::piped()).stderr(fs::File::create(&log).unwrap()).spawn().unwrap();
    let mut lines = BufReader::new(child.stdout.take().unwrap()).lines();
    let url = lines.find_map(|line| Some(line.unwrap().split_once(" is at ")?.1.to_owned())).unwrap();
    let mut served = Served { child, url };
    let token = "canary-token-0123456789abcdefghijklmnopqrst".to_owned();
    let browser = served.browser();
    let opened = browser.get(&format!("/i/{token}")).await;
    assert_eq!(opened.status, 404);
    browser.call("accounts/sign_in", &[("address", "canary@newcomer.example"), ("password", "canary-password")]).await;
    let person = browser.sign_in(OWNER, PASSWORD).await;
    let session = person.cookie("usher_session").unwrap();
    person.get("/organizations?search=canary-query").await;
    served.signal("-TERM");
    served.ended(Duration::from_secs(15)).await.expect("the program ends");
    let log = fs::read_to_string(log).unwrap();
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
