//! What happens in PostgreSQL: one function, one use case, one transaction.
//!
//! A use case that touches an organization takes a [`Scope`], which only [`organizations::enter`] makes;
//! a change locks the organization's row first, reads the clock once, settles what has lapsed, and asks
//! `shared` again what the caller may do. Authorization lives here and only here.

mod connection;
mod error;
mod keys;
mod page;
mod retry;
mod row;
mod schema;
mod settings;
mod token;

pub mod access;
pub mod accounts;
pub mod audit;
pub mod demo;
pub mod health;
pub mod imports;
pub mod invitations;
pub mod members;
pub mod organizations;
pub mod outbox;
pub mod seats;
pub mod terms;

pub use accounts::{Caller, Client};
pub use error::{Error, Result};
pub use keys::{Channel, KeyRing, KeyRingError};
pub use organizations::{Organization, Scope};
pub use retry::retrying;
pub use schema::{SchemaState, migrate};
pub use settings::{Caps, Settings};
pub use token::{LinkToken, ResetToken, SessionToken, StopToken};

use accounts::Hasher;
use sqlx::PgPool;
use std::sync::Arc;

/// The handle to everything stored. Cheap to clone.
#[derive(Clone, Debug)]
pub struct Store(Arc<Inside>);

#[derive(Debug)]
struct Inside {
    pool: PgPool,
    hasher: Hasher,
    settings: Settings,
}

impl Store {
    /// Wraps a pool whose connections are set up already; [`Store::connect`] sets them up itself.
    pub fn new(pool: PgPool, settings: Settings) -> Self {
        let hasher = Hasher::new(&settings.caps);
        Self(Arc::new(Inside { pool, hasher, settings }))
    }

    /// The caps and lifetimes in force, for `usher doctor` and for pages that name them.
    pub fn caps(&self) -> &Caps {
        &self.0.settings.caps
    }

    /// Password hashes computed since the start, verifications included.
    pub fn hashes_computed(&self) -> u64 {
        self.0.hasher.computed()
    }

    /// Closes every connection, for a graceful shutdown.
    pub async fn close(&self) {
        self.0.pool.close().await;
    }

    /// The pool, for what has to listen (`LISTEN outbox`).
    pub fn pool(&self) -> &PgPool {
        &self.0.pool
    }

    pub(crate) fn hasher(&self) -> &Hasher {
        &self.0.hasher
    }

    pub(crate) fn keys(&self) -> &KeyRing {
        &self.0.settings.secret
    }

    pub(crate) fn mail_domain(&self) -> &str {
        &self.0.settings.mail_domain
    }
}
