//! The schema's state: brought up to date, or looked at.

use crate::{Error, Result, Store};
use sqlx::{Connection, PgConnection, migrate::Migrator};

/// The migrations, embedded.
static MIGRATOR: Migrator = {
    let mut migrator = sqlx::migrate!("../migrations");
    // An older program meets a schema that a newer one has expanded, and goes on with it (X16).
    migrator.ignore_missing = true;
    migrator
};

/// The newest schema level that this program knows; `schema_compatibility.needs_level` says which one
/// a program must know.
const LEVEL: i32 = 1;

/// Where the schema stands, for readiness.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SchemaState {
    /// Everything this program knows is applied, and nothing excludes it.
    Ready,
    /// So many migrations wait for `usher migrate`.
    Behind(usize),
    /// The schema has been marked as incompatible with programs as old as this one.
    TooNew,
}

/// Applies what is missing, with the role that owns the schema, and gives how many were applied.
/// Several at once are fine: PostgreSQL's advisory lock lets one work and the others find nothing to do
/// (X16). Fails on a schema marked incompatible, before it touches anything.
pub async fn migrate(owner_url: &str) -> Result<usize> {
    let mut connection = PgConnection::connect(owner_url).await?;
    let before = match look(&mut connection).await? {
        SchemaState::Ready => return Ok(0),
        SchemaState::TooNew => return Err(Error::fault("the schema is newer than this program")),
        SchemaState::Behind(count) => count,
    };
    MIGRATOR.run(&mut connection).await.map_err(|error| Error::Fault(Box::new(error)))?;
    connection.close().await?;
    Ok(before)
}

impl Store {
    /// Where the schema stands.
    pub async fn schema_state(&self) -> Result<SchemaState> {
        look(&mut *self.pool().acquire().await?).await
    }
}

async fn look(connection: &mut PgConnection) -> Result<SchemaState> {
    // These two are the only queries that are not checked at compile time: they ask whether there is a
    // schema at all, and about the migrator's own table.
    let known: bool = sqlx::query_scalar("SELECT to_regclass('schema_compatibility') IS NOT NULL")
        .fetch_one(&mut *connection)
        .await?;
    if !known {
        return Ok(SchemaState::Behind(MIGRATOR.iter().count()));
    }
    let (needs_level, applied): (i32, Vec<i64>) = sqlx::query_as(
        "SELECT needs_level, ARRAY(SELECT version FROM _sqlx_migrations WHERE success) FROM schema_compatibility",
    )
    .fetch_one(connection)
    .await?;
    if needs_level > LEVEL {
        return Ok(SchemaState::TooNew);
    }
    match MIGRATOR.iter().filter(|migration| !applied.contains(&migration.version)).count() {
        0 => Ok(SchemaState::Ready),
        missing => Ok(SchemaState::Behind(missing)),
    }
}
