//! The pool, and what every connection of it is set to.

use crate::{
    Result, Store,
    settings::{Caps, Settings},
};
use sqlx::postgres::{PgConnectOptions, PgPoolOptions};
use std::str::FromStr;

impl Store {
    /// The store at `DATABASE_URL`. Connections are made when they are needed, so that a program that starts
    /// before its database is only not ready yet (X1). Fails on an address that is not one.
    pub async fn connect(database_url: &str, settings: Settings) -> Result<Self> {
        let connect = PgConnectOptions::from_str(database_url)?.application_name("usher");
        let pool =
            PgPoolOptions::new().max_connections(settings.caps.connections).acquire_timeout(settings.caps.acquire);
        Self::connect_with(pool, connect, settings).await
    }

    /// Connects with options that are there already: tests have theirs. Connections drop to the
    /// application's role here as well, so that tests may do what the program may, and no more.
    pub async fn connect_with(pool: PgPoolOptions, connect: PgConnectOptions, settings: Settings) -> Result<Self> {
        let set_up = set_up(&settings.caps);
        let pool = pool
            .after_connect(move |connection, _| {
                let set_up = set_up.clone();
                Box::pin(async move {
                    sqlx::raw_sql(sqlx::AssertSqlSafe(set_up)).execute(connection).await?;
                    Ok(())
                })
            })
            .connect_lazy_with(connect);
        Ok(Self::new(pool, settings))
    }
}

/// Nothing waits for ever (X13), and the role is the one that cannot change audit entries (Z2).
fn set_up(caps: &Caps) -> String {
    format!(
        "SET ROLE usher_app; SET lock_timeout = {}; SET statement_timeout = 30000; \
         SET idle_in_transaction_session_timeout = 60000; SET TIME ZONE 'UTC'",
        caps.lock.as_millis()
    )
}
