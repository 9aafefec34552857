//! Which database: the configured one, or the private cluster.

use super::CliError;
use crate::{config::Config, postgres::Cluster};
use sqlx::{Postgres, migrate::MigrateDatabase};

/// Where to connect, and the private cluster if there is one. Dropping it stops a cluster that is ours, so
/// it outlives the runtime.
#[derive(Debug)]
pub(super) struct Database {
    /// As the application.
    pub(super) url: String,
    /// As the owner of the schema.
    pub(super) owner_url: String,
    /// Started or found when `DATABASE_URL` is absent.
    pub(super) cluster: Option<Cluster>,
}

impl Database {
    /// Takes the configured database, or starts the private one. Blocks.
    pub(super) fn open(config: &Config) -> Result<Self, CliError> {
        let cluster = match config.database {
            Some(_) => None,
            None => Some(Cluster::open(&config.home)?),
        };
        let url = match (&config.database, &cluster) {
            (Some(url), _) => url.expose().to_owned(),
            (None, Some(cluster)) => cluster.url().to_owned(),
            (None, None) => String::new(),
        };
        let owner_url = config.database_owner.as_ref().map_or_else(|| url.clone(), |owner| owner.expose().to_owned());
        Ok(Self { url, owner_url, cluster })
    }

    /// Makes the private cluster's database if it is not there yet.
    pub(super) async fn prepare(&self) -> Result<(), CliError> {
        if self.cluster.is_none() || Postgres::database_exists(&self.url).await.map_err(CliError::Database)? {
            return Ok(());
        }
        let made = Postgres::create_database(&self.url).await;
        // Two programs may find it missing at the same time; then one of them is told that it exists.
        match Postgres::database_exists(&self.url).await {
            Ok(true) => Ok(()),
            _ => made.map_err(CliError::Database),
        }
    }

    /// Brings the schema up to date and gives how many migrations that took.
    pub(super) async fn migrate(&self) -> Result<usize, CliError> {
        self.prepare().await?;
        Ok(store::migrate(&self.owner_url).await?)
    }
}
