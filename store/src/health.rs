//! Whether PostgreSQL answers.

use crate::{Result, Store};

/// Succeeds when a connection is to be had and answers.
pub async fn ping(store: &Store) -> Result<()> {
    sqlx::query!(r#"SELECT 1 AS "one!""#).fetch_one(store.pool()).await?;
    Ok(())
}
