//! What a use case gives when it does not give what was asked for.

use shared::Refusal;
use std::fmt::Display;

/// The result of a use case.
pub type Result<T> = std::result::Result<T, Error>;

/// A refusal that the reader can act on, or a fault that only an operator can.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// The rules say no. Nothing was changed.
    #[error("refused: {0:?}")]
    Refused(Refusal),
    /// PostgreSQL is away, overloaded or out of room; the same request may succeed later.
    #[error("the database is not available: {0}")]
    Unavailable(#[source] sqlx::Error),
    /// Something is broken on our side.
    #[error("{0}")]
    Fault(#[source] Box<dyn std::error::Error + Send + Sync>),
}

impl Error {
    /// A fault described in words; they are for the operator's log.
    pub(crate) fn fault(what: impl Display) -> Self {
        Self::Fault(what.to_string().into())
    }

    /// A row that cannot be: the fault names table, column and row.
    pub(crate) fn row(table: &'static str, column: &'static str, row: impl Display) -> Self {
        Self::fault(format_args!("{table}.{column} of {row} holds what it cannot hold"))
    }

    /// What the reader is told. Faults are logged here, once, and become [`Refusal::Busy`] or
    /// [`Refusal::Fault`]; their text goes no further.
    pub fn into_refusal(self) -> Refusal {
        match self {
            Self::Refused(refusal) => refusal,
            Self::Unavailable(error) => {
                tracing::warn!(%error, "the database is not available");
                Refusal::Busy
            }
            Self::Fault(error) => {
                tracing::error!(error = &*error as &dyn std::error::Error, "a use case failed");
                Refusal::Fault
            }
        }
    }
}

impl From<Refusal> for Error {
    fn from(refusal: Refusal) -> Self {
        Self::Refused(refusal)
    }
}

impl From<sqlx::Error> for Error {
    fn from(error: sqlx::Error) -> Self {
        if is_passing(&error) { Self::Unavailable(error) } else { Self::Fault(Box::new(error)) }
    }
}

/// Whether the same statement may succeed when it is tried again later (X1, X13, X14, X17, X18).
fn is_passing(error: &sqlx::Error) -> bool {
    match error {
        sqlx::Error::Io(_)
        | sqlx::Error::Tls(_)
        | sqlx::Error::Protocol(_)
        | sqlx::Error::PoolTimedOut
        | sqlx::Error::PoolClosed
        | sqlx::Error::WorkerCrashed => true,
        sqlx::Error::Database(database) => database.code().is_some_and(|code| {
            // Connection exceptions, serialization and deadlock, no resources, operator
            // intervention (cancelled, shutting down), and a lock that was not to be had in time.
            ["08", "40", "53", "57"].iter().any(|class| code.starts_with(class)) || code == "55P03"
        }),
        _ => false,
    }
}
