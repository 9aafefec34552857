//! The activity of an organization.

use super::Moment;
use crate::{
    access::{PartSort, Statement},
    role::AccountRole,
};
use serde::{Deserialize, Serialize};

/// What happened, in one line: what was done, to whom or what, and by whom (M11, M12).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Happened {
    /// When.
    pub at: Moment,
    /// What was done, by its stable name.
    pub action: String,
    /// What it was done to, if that is a brand, an account or a team.
    pub part: Option<PartSort>,
    /// Whom or what it is about, by name or address, where it says.
    pub about: Option<String>,
    /// The address of a person that is told by name: people may have the same.
    pub address: Option<String>,
    /// Who did it.
    pub actor: Actor,
}

/// Who did something.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Actor {
    /// Somebody, by name, or by address while there is none.
    Person(String),
    /// Somebody who has closed their account since.
    Gone,
    /// Nobody who was signed in: the clock, or whoever held a link.
    Nobody,
}

/// One entry of the activity (M11).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ActivityRow {
    /// Its number in the chain.
    pub seq: i64,
    /// What happened.
    pub what: Happened,
    /// What was before, and what is since.
    pub changes: Vec<Change>,
    /// From which address.
    pub client_ip: Option<String>,
    /// With which browser.
    pub user_agent: String,
}

/// What an entry says of a field (M11).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Change {
    /// The field, by its stable name.
    pub field: String,
    /// What it held; `None` where there was nothing before, as for what was made.
    pub before: Option<Vec<Told>>,
    /// What it holds since; `None` where there is nothing since, as for what was deleted.
    pub after: Option<Vec<Told>>,
}

/// One of the things that a field holds.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Told {
    /// Nothing was chosen, so that what the field says about that holds.
    Unset,
    /// A text as people wrote it, or a stable name that has words.
    Text(String),
    /// An instant.
    At(Moment),
    /// An exchange account, by name, with the role in it.
    Account(String, AccountRole),
    /// A line of a policy.
    Statement(Statement),
}
