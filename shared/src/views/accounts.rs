//! A person's own account.

use super::Moment;
use crate::{EmailAddress, account::ProfileForm, ids::SessionId, password::PasswordRule};
use serde::{Deserialize, Serialize};

/// A person's own profile (C2).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ProfileView {
    /// What is there now.
    pub form: ProfileForm,
    /// The time zones to choose from.
    pub zones: Zones,
}

/// IANA names of time zones.
pub type Zones = Vec<String>;

/// Where somebody is signed in (C3).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SessionRow {
    /// The session.
    pub id: SessionId,
    /// Whether it is the one that asks.
    pub is_here: bool,
    /// The browser's name, where it can be told.
    pub browser: Option<String>,
    /// The system's name, where it can be told.
    pub system: Option<String>,
    /// Where it signed in from.
    pub client_ip: Option<String>,
    /// Since when, on the reader's clock.
    pub signed_in_at: Moment,
    /// When it was used last, to the minute, on the reader's clock.
    pub last_used_at: Moment,
}

/// What is asked of a person's next password, for the page where it is typed (K7, P2).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Demands {
    /// The rule: what every organization of the person asks, outside of any P1's.
    pub rule: PasswordRule,
    /// The address it is for, which the password must not contain.
    pub address: EmailAddress,
    /// The names it must not contain.
    pub organizations: Vec<String>,
}
