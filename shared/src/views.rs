//! What pages show: read models, made by `store`, sent as they are, drawn by `app`.

use chrono::{DateTime, FixedOffset};
use serde::{Deserialize, Serialize};

mod access;
mod accounts;
mod activity;
mod invitations;
mod members;
mod organizations;
mod overview;
mod seats;
mod terms;

pub use access::*;
pub use accounts::*;
pub use activity::*;
pub use invitations::*;
pub use members::*;
pub use organizations::*;
pub use overview::*;
pub use seats::*;
pub use terms::*;

/// An instant as the wall clock of the organization (or of the reader) shows it; the server knows the time
/// zones, so that browsers need none.
pub type Moment = DateTime<FixedOffset>;

/// A page of a list, in keyset order.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Listed<T> {
    /// The rows.
    pub rows: Vec<T>,
    /// Where the next page starts, if there is one; opaque.
    pub next: Option<String>,
}
