//! Clears what a program that was killed left behind. Called with the lock held, so that nobody else
//! runs this cluster on purpose.

use super::{ClusterError, at, place::Place, signals};
use std::{
    fs, io, thread,
    time::{Duration, Instant},
};

/// How long a server that lost its program gets for each, harsher, way of being asked to end.
const PATIENCE: Duration = Duration::from_secs(5);

/// Ends every server process that works in the data folder, then removes the files that claim a server runs.
///
/// The process number in the pid file proves nothing: it may by now be somebody else's. A working
/// folder cannot be mistaken.
pub(super) fn clear(place: &Place) -> Result<(), ClusterError> {
    for signal in [signals::FAST, signals::IMMEDIATE, signals::KILL] {
        let deadline = Instant::now() + PATIENCE;
        let mut asked = Vec::new();
        loop {
            let alive = working_in(place);
            if alive.is_empty() {
                return remove_marks(place);
            }
            for process in alive {
                if !asked.contains(&process) {
                    signals::send(process, signal);
                    asked.push(process);
                }
            }
            if Instant::now() >= deadline {
                break;
            }
            thread::sleep(Duration::from_millis(20));
        }
    }
    remove_marks(place)
}

fn working_in(place: &Place) -> Vec<u32> {
    let data = place.data();
    fs::read_dir("/proc")
        .into_iter()
        .flatten()
        .flatten()
        .filter_map(|entry| entry.file_name().to_str()?.parse().ok())
        .filter(|process: &u32| {
            let of = |name| format!("/proc/{process}/{name}");
            // Somebody's shell may stand in the folder as well.
            fs::read_link(of("cwd")).is_ok_and(|folder| folder == data)
                && fs::read_to_string(of("comm")).is_ok_and(|name| name.trim_end() == "postgres")
        })
        .collect()
}

fn remove_marks(place: &Place) -> Result<(), ClusterError> {
    let socket = place.socket().join(".s.PGSQL.5432");
    for path in [place.pid_file(), socket.with_extension("5432.lock"), socket] {
        match fs::remove_file(&path) {
            Err(error) if error.kind() != io::ErrorKind::NotFound => return Err(at(&path)(error)),
            _ => {}
        }
    }
    Ok(())
}
