//! Whether PostgreSQL answers.

use crate::{Result, Store};
use chrono::{DateTime, Utc};

/// Succeeds when a connection is to be had and answers.
pub async fn ping(store: &Store) -> Result<()> {
    sqlx::query!(r#"SELECT 1 AS "one!""#).fetch_one(store.pool()).await?;
    Ok(())
}

/// What time it is for the database, which is the clock that decides (invariant 5); for `usher doctor`.
pub async fn clock(store: &Store) -> Result<DateTime<Utc>> {
    Ok(sqlx::query_scalar("SELECT clock_timestamp()").fetch_one(store.pool()).await?)
}
