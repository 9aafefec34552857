//! Whether people notice a flood of sign-ins: how long the members page takes while nobody else is there, and while
//! 200 clients sign in with wrong passwords all the time (P8). A ratio of the same run, so that it holds on any machine;
//! above 3 the run fails. `make bench` runs it against a PostgreSQL of its own.
//!
//! Measured is one reader's time from request to the last byte, one page after the other. The program, PostgreSQL and the
//! reader share the machine as they are. The 200 clients, which would be elsewhere, run on one thread that steps back for
//! all of them; each tries again at once after a refusal of its password, and when the program says after "too many".
#![expect(clippy::unwrap_used, clippy::print_stdout, clippy::panic, reason = "a measurement that cannot go on fails")]

use reqwest::{Client, header, redirect::Policy};
use std::{
    collections::BTreeMap,
    io::{BufRead, BufReader},
    process::{Child, Command, ExitCode, Stdio},
    sync::{
        Arc,
        atomic::{AtomicBool, Ordering},
    },
    time::{Duration, Instant},
};

/// Sign-ins at the same time.
const CROWD: usize = 200;
/// Pages measured in each part.
const PAGES: usize = 600;
/// How many times longer the slowest hundredth may take.
const LIMIT: f64 = 3.0;

/// The program, killed at the end.
struct Served(Child);

impl Drop for Served {
    fn drop(&mut self) {
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

#[tokio::main]
async fn main() -> ExitCode {
    let home = std::env::temp_dir().join(format!("usher-bench-{}", std::process::id()));
    std::fs::create_dir_all(&home).unwrap();
    let mut child = Command::new(env!("CARGO_BIN_EXE_usher"))
        .arg("serve")
        .current_dir(&home)
        .envs([
            ("USHER_DEV", "1"),
            ("LISTEN_ADDR", "127.0.0.1:0"),
            ("TRUSTED_PROXIES", "127.0.0.1"),
            ("RUST_LOG", "off"),
        ])
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .unwrap();
    let mut lines = BufReader::new(child.stdout.take().unwrap()).lines();
    let url = lines.find_map(|line| Some(line.unwrap().split_once(" is at ")?.1.to_owned()));
    let served = Served(child);
    let Some(url) = url else { panic!("the program did not start; is DATABASE_URL set?") };
    let reader = Reader::sign_in(url.clone()).await;

    reader.pages(PAGES / 4).await;
    let idle = reader.pages(PAGES).await;
    let stop = Arc::new(AtomicBool::new(false));
    let crowd = std::thread::spawn({
        let stop = Arc::clone(&stop);
        move || flood(&url, &stop)
    });
    // The crowd has to be there.
    tokio::time::sleep(Duration::from_secs(2)).await;
    let busy = reader.pages(PAGES).await;
    stop.store(true, Ordering::Relaxed);
    while !crowd.is_finished() {
        tokio::time::sleep(Duration::from_millis(20)).await;
    }
    let answers = crowd.join().unwrap();
    drop(served);
    let _ = std::fs::remove_dir_all(&home);

    let ratio = percentile(&busy, 99).as_secs_f64() / percentile(&idle, 99).as_secs_f64();
    println!("members page, {PAGES} times each, milliseconds      p50      p99");
    for (name, times) in [("nobody else is there", &idle), ("200 clients with wrong passwords", &busy)] {
        let shown = |p| percentile(times, p).as_secs_f64() * 1000.0;
        println!("  {name:<40}{:>9.1}{:>9.1}", shown(50), shown(99));
    }
    println!("  the sign-ins were answered with {answers:?}; p99 is {ratio:.2} times that of idle, at most {LIMIT}");
    if ratio <= LIMIT { ExitCode::SUCCESS } else { ExitCode::FAILURE }
}

/// Somebody who reads the members page.
struct Reader {
    http: Client,
    url: String,
    cookie: String,
}

impl Reader {
    async fn sign_in(url: String) -> Self {
        let http = client();
        let form = [("address", "hanako.sato@aoba.example"), ("password", "Paper-Lantern-2026")];
        let answer = post(&http, &url, "192.0.2.1").form(&form).send().await.unwrap();
        assert_eq!(answer.status(), 200);
        let cookie = answer.headers()[header::SET_COOKIE].to_str().unwrap().split(';').next().unwrap().to_owned();
        Self { http, url, cookie }
    }

    /// How long each of so many pages took, one after the other.
    async fn pages(&self, count: usize) -> Vec<Duration> {
        let mut times = Vec::with_capacity(count);
        for _ in 0..count {
            let start = Instant::now();
            let request = self.http.get(format!("{}/o/aoba/members", self.url)).header(header::COOKIE, &self.cookie);
            let page = request.send().await.unwrap();
            assert_eq!(page.status(), 200);
            page.bytes().await.unwrap();
            times.push(start.elapsed());
        }
        times.sort_unstable();
        times
    }
}

/// Clients that have not been seen before, each with an address of its own, until `stop`; gives how often each status came.
fn flood(url: &str, stop: &AtomicBool) -> BTreeMap<u16, usize> {
    #[cfg(target_os = "linux")]
    rustix::process::nice(19).unwrap();
    let (http, mut answers) = (client(), BTreeMap::new());
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
    runtime.block_on(async {
        let crowd = (0..CROWD).map(|number| guess(&http, url, number, stop));
        for (status, count) in futures::future::join_all(crowd).await.into_iter().flatten() {
            *answers.entry(status).or_default() += count;
        }
    });
    answers
}

/// One client that goes on guessing. It changes its network often enough never to be told that it has failed too often.
async fn guess(http: &Client, url: &str, number: usize, stop: &AtomicBool) -> BTreeMap<u16, usize> {
    let mut answers = BTreeMap::new();
    for time in 0_u32.. {
        if stop.load(Ordering::Relaxed) {
            break;
        }
        let request = post(http, url, &format!("10.{number}.{}.{}", time >> 8 & 255, time & 255));
        let address = format!("guess-{time}-{number}@aoba.example");
        let answer =
            request.form(&[("address", address.as_str()), ("password", "not the password")]).send().await.unwrap();
        *answers.entry(answer.status().as_u16()).or_default() += 1;
        let wait = answer.headers().get(header::RETRY_AFTER).and_then(|wait| wait.to_str().ok()?.parse().ok());
        tokio::time::sleep(Duration::from_secs(wait.unwrap_or(0))).await;
    }
    answers
}

fn client() -> Client {
    Client::builder().redirect(Policy::none()).build().unwrap()
}

fn post(http: &Client, url: &str, client: &str) -> reqwest::RequestBuilder {
    http.post(format!("{url}/fn/accounts/sign_in"))
        .header(header::ORIGIN, url)
        .header(header::ACCEPT, "application/json")
        .header("x-forwarded-for", client)
}

/// Of times in order.
fn percentile(times: &[Duration], percent: usize) -> Duration {
    times[(times.len() * percent / 100).min(times.len() - 1)]
}
