//! The activity of an organization.

use super::Moment;
use serde::{Deserialize, Serialize};

/// One entry of the activity (M11).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ActivityRow {
    /// Its number in the chain.
    pub seq: i64,
    /// When.
    pub at: Moment,
    /// Who, by name or address; nobody where whoever held a link did, or the clock.
    pub actor: Option<String>,
    /// Whom or what it is about, where it says.
    pub about: Option<String>,
    /// What was done, by its stable name.
    pub action: String,
    /// What differs.
    pub changes: Vec<Change>,
    /// From where.
    pub client_ip: Option<String>,
    /// With which browser.
    pub user_agent: String,
}

/// What differs between before and after (M11).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Change {
    /// The field, by its stable name.
    pub field: String,
    /// What it held, if anything.
    pub before: Option<String>,
    /// What it holds since, if anything.
    pub after: Option<String>,
}
