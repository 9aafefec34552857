//! The server process and the thread that owns it.

use super::{ClusterError, at, place::Place, signals};
use std::{
    fs::{self, File},
    io,
    os::unix::process::CommandExt,
    path::Path,
    process::{Child, Command, ExitStatus, Stdio},
    sync::mpsc::{Receiver, RecvTimeoutError, Sender, channel},
    thread::{self, JoinHandle},
    time::{Duration, Instant},
};

/// How long a fast and then an immediate shutdown may take.
const STOP_STEPS: [(libc::c_int, Duration); 3] = [
    (signals::FAST, Duration::from_secs(10)),
    (signals::IMMEDIATE, Duration::from_secs(2)),
    (signals::KILL, Duration::from_secs(1)),
];

/// A server that runs. Dropping it stops the server and waits.
#[derive(Debug)]
pub(super) struct Server {
    stop: Option<Sender<()>>,
    keeper: Option<JoinHandle<()>>,
}

impl Server {
    /// Starts the server and waits until it takes connections.
    pub(super) fn start(place: &Place, binaries: &Path, deadline: Duration) -> Result<Self, ClusterError> {
        let log = File::create(place.log()).map_err(at(&place.log()))?;
        let mut command = Command::new(binaries.join("postgres"));
        command.arg("-D").arg(place.data()).arg("-k").arg(place.socket());
        command.args(["-p", "5432", "-c", "listen_addresses=", "-c", "unix_socket_permissions=0700"]);
        command.args(["-c", "logging_collector=off", "-c", "max_connections=100"]);
        command.stdin(Stdio::null()).stdout(Stdio::null()).stderr(log);
        place.run_as_owner(&mut command);
        // Ctrl-C in a terminal reaches every process of the group; the server is ours to stop, and last.
        command.process_group(0);
        let (stop, stopped) = channel();
        let (ended_sender, ended) = channel();
        let program = binaries.join("postgres");
        // The death signal follows the thread that spawns, so this one lives as long as the server.
        let keeper = thread::Builder::new()
            .name("postgres".to_owned())
            .spawn(move || keep(command, &stopped, &ended_sender))
            .map_err(at(&program))?;
        let server = Self { stop: Some(stop), keeper: Some(keeper) };
        let start = Instant::now();
        while !is_ready(place) {
            match ended.recv_timeout(Duration::from_millis(10)) {
                Err(RecvTimeoutError::Timeout) if start.elapsed() < deadline => {}
                Err(RecvTimeoutError::Timeout) => {
                    return Err(ClusterError::Start(format!("not ready after {deadline:?}")));
                }
                Ok(Err(error)) => return Err(at(&program)(error)),
                Ok(Ok(_)) | Err(RecvTimeoutError::Disconnected) => return Err(ClusterError::Start(last_words(place))),
            }
        }
        Ok(server)
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        self.stop.take();
        if let Some(keeper) = self.keeper.take() {
            // A panic of that thread has been reported by its own hook; there is nothing left to stop.
            let _ = keeper.join();
        }
    }
}

/// The life of the thread: spawn, wait for the word or for the end.
fn keep(mut command: Command, stop: &Receiver<()>, ended: &Sender<io::Result<ExitStatus>>) {
    signals::die_with_this_thread(&mut command);
    let mut child = match command.spawn() {
        Ok(child) => child,
        Err(error) => return drop(ended.send(Err(error))),
    };
    loop {
        // The sender is never used to send: that it is dropped is the word.
        let wanted = matches!(stop.recv_timeout(Duration::from_millis(200)), Err(RecvTimeoutError::Disconnected));
        if wanted {
            return end(&mut child);
        }
        if let Ok(Some(status)) = child.try_wait() {
            tracing::error!(%status, "the private PostgreSQL ended by itself");
            return drop(ended.send(Ok(status)));
        }
    }
}

fn end(child: &mut Child) {
    for (signal, patience) in STOP_STEPS {
        signals::send(child.id(), signal);
        let start = Instant::now();
        while start.elapsed() < patience {
            match child.try_wait() {
                Ok(None) => thread::sleep(Duration::from_millis(10)),
                Ok(Some(_)) | Err(_) => return,
            }
        }
    }
}

/// Whether the server says so itself, in the eighth line of its pid file.
pub(super) fn is_ready(place: &Place) -> bool {
    fs::read_to_string(place.pid_file())
        .is_ok_and(|text| text.lines().nth(7).is_some_and(|state| state.trim() == "ready"))
}

fn last_words(place: &Place) -> String {
    let text = fs::read_to_string(place.log()).unwrap_or_default();
    let lines: Vec<&str> = text.lines().rev().take(3).collect();
    let lines: Vec<&str> = lines.into_iter().rev().collect();
    format!("{} (more in {})", lines.join(" · "), place.log().display())
}
