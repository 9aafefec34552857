//! Hearing of new mails at once. Polling finds what a lost notification left behind.

use crate::{Result, Store};
use sqlx::postgres::PgListener;

/// A connection that listens. It reconnects by itself.
#[derive(Debug)]
pub struct Wakeups(PgListener);

/// Begins to listen; takes one connection of the pool for as long as it lives.
pub async fn wakeups(store: &Store) -> Result<Wakeups> {
    let mut listener = PgListener::connect_with(store.pool()).await?;
    listener.listen("outbox").await?;
    Ok(Wakeups(listener))
}

impl Wakeups {
    /// Waits until a mail has been queued somewhere, or the connection was lost and made again.
    pub async fn next(&mut self) -> Result<()> {
        self.0.try_recv().await?;
        Ok(())
    }
}
