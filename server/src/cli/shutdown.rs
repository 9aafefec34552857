//! Ending: the first signal asks, the second insists (X15).

use std::{io, process};
use tokio::signal::unix::{SignalKind, signal};
use tokio_util::sync::CancellationToken;

/// A token that the first SIGTERM or SIGINT cancels. The second one ends the program on the spot; the
/// private cluster, if any, notices that by itself.
pub(super) fn on_signal() -> io::Result<CancellationToken> {
    let mut terminate = signal(SignalKind::terminate())?;
    let mut interrupt = signal(SignalKind::interrupt())?;
    let stop = CancellationToken::new();
    let asked = stop.clone();
    tokio::spawn(async move {
        for last in [false, true] {
            tokio::select! { _ = terminate.recv() => {}, _ = interrupt.recv() => {} }
            if last {
                tracing::warn!("told twice: ending at once");
                process::exit(1);
            }
            tracing::info!("ending: what is under way may finish");
            asked.cancel();
        }
    });
    Ok(stop)
}
