//! What is done by the clock. Any number of programs may do it at once: each change is decided under its
//! organization's lock, by the database's clock.

use std::time::Duration;
use store::{Store, accounts, invitations, members};
use tokio::time::sleep;
use tokio_util::sync::CancellationToken;

/// How often what is due is looked for.
const PERIOD: Duration = Duration::from_secs(60);

/// Keeps things as they should be until `stop`.
pub async fn run(store: Store, stop: CancellationToken) {
    loop {
        once(&store).await;
        tokio::select! { () = stop.cancelled() => return, () = sleep(PERIOD) => {} }
    }
}

/// Does what is due now. What fails is due again a minute later.
pub async fn once(store: &Store) {
    match members::notice_ends(store).await {
        Ok(0) => {}
        Ok(count) => tracing::info!(count, "notices of ending accesses queued"),
        Err(error) => tracing::warn!(%error, "notices of ending accesses cannot be queued"),
    }
    match invitations::remind_due(store).await {
        Ok(0) => {}
        Ok(count) => tracing::info!(count, "reminders queued"),
        Err(error) => tracing::warn!(%error, "reminders cannot be queued"),
    }
    match accounts::clear_proofs(store).await {
        Ok(0) => {}
        Ok(count) => tracing::info!(count, "codes and links of before cleared"),
        Err(error) => tracing::warn!(%error, "codes and links of before cannot be cleared"),
    }
}
