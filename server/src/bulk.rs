//! Carries bulk invitations out, batch by batch, in every program at once; a browser that closes changes nothing (I12).

use futures::FutureExt;
use std::{panic::AssertUnwindSafe, time::Duration};
use store::{Store, imports};
use tokio::time::sleep;
use tokio_util::sync::CancellationToken;

/// How often something to do is looked for.
const POLL: Duration = Duration::from_secs(1);
/// The pause after something went wrong.
const PAUSE: Duration = Duration::from_secs(5);

/// Works until `stop`; the batch under way is finished first.
pub async fn run(store: Store, stop: CancellationToken) {
    while !stop.is_cancelled() {
        let worked = AssertUnwindSafe(imports::work(&store)).catch_unwind().await;
        let pause = match worked {
            Ok(Ok(true)) => continue,
            Ok(Ok(false)) => POLL,
            Ok(Err(error)) => {
                tracing::warn!(%error, "an import cannot go on for now");
                PAUSE
            }
            Err(_) => {
                tracing::error!("an import's batch panicked");
                PAUSE
            }
        };
        tokio::select! { () = stop.cancelled() => return, () = sleep(pause) => {} }
    }
}
