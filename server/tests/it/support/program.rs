//! The real program, in a folder of its own.

use super::Browser;
use std::{
    fs,
    io::{BufRead, BufReader},
    path::PathBuf,
    process::{Child, Command, ExitStatus, Output, Stdio},
    time::{Duration, Instant},
};

const PROGRAM: &str = env!("CARGO_BIN_EXE_usher");

/// A folder for one program, removed at the end with its cluster.
pub(crate) struct Home(pub(crate) PathBuf);

impl Home {
    pub(crate) fn new() -> Self {
        let home = std::env::temp_dir().join(format!("usher-home-{}", uuid::Uuid::now_v7()));
        fs::create_dir_all(&home).unwrap();
        Self(home)
    }

    /// The program with an environment of its own.
    pub(crate) fn command(&self, arguments: &[&str]) -> Command {
        let mut command = Command::new(PROGRAM);
        command.args(arguments).current_dir(&self.0).env_clear().env("PATH", std::env::var_os("PATH").unwrap());
        command.env("USHER_DEV", "1").env("LISTEN_ADDR", "127.0.0.1:0");
        command
    }

    pub(crate) fn doctor(&self, database: &str, smtp: &str) -> Command {
        let mut command = self.command(&["doctor"]);
        command.env("DATABASE_URL", database).env("SMTP_URL", smtp);
        command
    }

    pub(crate) fn run(&self, arguments: &[&str]) -> Output {
        self.command(arguments).output().unwrap()
    }

    /// What the last program that served has logged.
    pub(crate) fn log(&self) -> String {
        fs::read_to_string(self.0.join("log")).unwrap()
    }

    pub(crate) fn serve(&self, database: Option<&str>) -> Served {
        let environment: Vec<_> = database.map(|url| ("DATABASE_URL", url)).into_iter().collect();
        self.serve_with(&environment)
    }

    pub(crate) fn serve_with(&self, environment: &[(&str, &str)]) -> Served {
        let mut command = self.command(&["serve"]);
        command.envs(environment.iter().copied());
        // A file, not a pipe: nobody reads along, and a full pipe would hold the program up.
        let log = fs::File::create(self.0.join("log")).unwrap();
        let mut child = command.stdout(Stdio::piped()).stderr(log).spawn().unwrap();
        let mut lines = BufReader::new(child.stdout.take().unwrap()).lines();
        let found = lines.find_map(|line| Some(line.unwrap().split_once(" is at ")?.1.to_owned()));
        let Some(url) = found else { panic!("the program did not start: {}", self.log()) };
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
pub(crate) struct Served {
    child: Child,
    pub(crate) url: String,
}

impl Served {
    pub(crate) fn browser(&self) -> Browser {
        Browser::new(self.url.clone(), self.url.clone())
    }

    /// The most memory it has held so far, in kB (VmHWM).
    pub(crate) fn peak(&self) -> u64 {
        let status = fs::read_to_string(format!("/proc/{}/status", self.child.id())).unwrap();
        let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:")).unwrap();
        line.trim().trim_end_matches(" kB").parse().unwrap()
    }

    pub(crate) fn signal(&self, name: &str) {
        let sent = Command::new("kill").args([name, &self.child.id().to_string()]).status().unwrap();
        assert!(sent.success());
    }

    /// Waits for the end without standing in the way of other tasks.
    pub(crate) async fn ended(&mut self, within: Duration) -> Option<ExitStatus> {
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
pub(crate) async fn run_aside(mut command: Command) -> Output {
    let (done, output) = tokio::sync::oneshot::channel();
    std::thread::spawn(move || done.send(command.output().unwrap()));
    output.await.unwrap()
}

pub(crate) fn words(bytes: &[u8]) -> String {
    String::from_utf8_lossy(bytes).into_owned()
}
