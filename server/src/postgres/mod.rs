//! A private PostgreSQL for machines where nobody has set one up: made on first use, started with the
//! program, stopped with it, and gone with it even after `kill -9`.
//!
//! One program owns the cluster at a time and holds its lock file; another one (`usher demo` beside
//! `usher serve`) finds the lock taken and connects to the server that runs.

mod binaries;
mod leftovers;
mod place;
mod server;
mod signals;

use place::Place;
use server::Server;
use std::{
    fs::{self, File, TryLockError},
    io,
    os::unix::fs::OpenOptionsExt,
    path::{Path, PathBuf},
    process::Command,
    thread,
    time::{Duration, Instant},
};

/// How long the start may take, recovery after a crash included.
const START_DEADLINE: Duration = Duration::from_secs(60);

/// A running private cluster. Dropping it stops the server if this program started it.
#[derive(Debug)]
pub struct Cluster {
    url: String,
    /// Declared before the lock: the server must be gone before another program may take over.
    server: Option<Server>,
    _lock: Option<File>,
}

impl Cluster {
    /// Starts the cluster that belongs to `home`, or finds it running under another program. Blocks.
    ///
    /// # Errors
    /// What is missing or failed, with the remedy in words.
    pub fn open(home: &Path) -> Result<Self, ClusterError> {
        let place = Place::of(home)?;
        // Readable for nobody else, or anybody could hold the lock.
        let mut options = File::options();
        options.create(true).truncate(false).write(true).mode(0o600);
        let lock = options.open(place.lock()).map_err(at(&place.lock()))?;
        let deadline = Instant::now() + START_DEADLINE;
        loop {
            match lock.try_lock() {
                Ok(()) => return Self::start(&place, lock),
                Err(TryLockError::WouldBlock) if server::is_ready(&place) => {
                    return Ok(Self { url: place.url(), server: None, _lock: None });
                }
                // Its owner is starting it, or is on its way out: then the lock will be free.
                Err(TryLockError::WouldBlock) if Instant::now() < deadline => thread::sleep(Duration::from_millis(50)),
                Err(TryLockError::WouldBlock) => return Err(ClusterError::Held(place.lock())),
                Err(TryLockError::Error(error)) => return Err(at(&place.lock())(error)),
            }
        }
    }

    /// The address to connect to.
    pub fn url(&self) -> &str {
        &self.url
    }

    /// Whether this program started the server, and so will stop it.
    pub const fn is_own(&self) -> bool {
        self.server.is_some()
    }

    /// Ends the server and waits until it is gone, 10 seconds at most before it is killed. Blocks.
    pub fn stop(mut self) {
        self.server.take();
    }

    fn start(place: &Place, lock: File) -> Result<Self, ClusterError> {
        leftovers::clear(place)?;
        let binaries = binaries::find(place.version().as_deref())?;
        if !place.ready().exists() {
            // Without the mark an earlier initdb was cut short, and half a cluster is none.
            place.empty()?;
            initdb(place, &binaries)?;
            fs::write(place.ready(), "").map_err(at(&place.ready()))?;
        }
        let server = Server::start(place, &binaries, START_DEADLINE)?;
        Ok(Self { url: place.url(), server: Some(server), _lock: Some(lock) })
    }
}

fn initdb(place: &Place, binaries: &Path) -> Result<(), ClusterError> {
    let mut command = Command::new(binaries.join("initdb"));
    command.arg("--pgdata").arg(place.data());
    // Whoever can enter the socket's folder is its owner, so nothing is gained by a password.
    command.args(["--username", place::USER, "--auth", "trust"]);
    command.args(["--encoding", "UTF8", "--locale", "C.UTF-8"]);
    place.run_as_owner(&mut command);
    let output = command.output().map_err(at(&binaries.join("initdb")))?;
    if output.status.success() {
        return Ok(());
    }
    Err(ClusterError::Initdb(String::from_utf8_lossy(&output.stderr).trim().to_owned()))
}

/// Why there is no private cluster.
#[derive(Debug, thiserror::Error)]
pub enum ClusterError {
    /// No server program on this machine.
    #[error(
        "no PostgreSQL server found below /usr/lib/postgresql or in PATH{}; install it (Debian: apt-get install postgresql) \
         or set DATABASE_URL",
        .version.as_deref().map(|version| format!(" that can open a cluster of version {version}")).unwrap_or_default()
    )]
    NoBinaries {
        /// The version of the cluster that is already there.
        version: Option<String>,
    },
    /// Running as root, where the server refuses to run, and nobody to run it as.
    #[error(
        "PostgreSQL does not run as root and there is no user `postgres`; add one (useradd --system postgres) or set DATABASE_URL"
    )]
    NoUser,
    /// The disk says no.
    #[error("{path}: {source}")]
    Io {
        /// Where.
        path: PathBuf,
        /// What.
        source: io::Error,
    },
    /// Another program holds the lock, and its server does not answer.
    #[error("another program holds {0}, but its PostgreSQL does not answer; end that program and try again")]
    Held(PathBuf),
    /// The cluster could not be made.
    #[error("initdb failed: {0}")]
    Initdb(String),
    /// The server ended instead of becoming ready.
    #[error("PostgreSQL did not start: {0}")]
    Start(String),
}

/// Gives an IO error its path.
fn at(path: &Path) -> impl FnOnce(io::Error) -> ClusterError + use<> {
    let path = path.to_owned();
    move |source| ClusterError::Io { path, source }
}

#[cfg(test)]
mod tests;
