//! A person's own account.

use super::Moment;
use crate::{EmailAddress, OrganizationName, Slug, account::ProfileForm, ids::SessionId, password::PasswordRule};
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

/// Where somebody is signed in, all of it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SessionsView {
    /// The live sessions, the one that asks first.
    pub rows: Vec<SessionRow>,
    /// IANA name of the time zone that times are told in.
    pub zone: String,
}

/// What there is to know before one closes the account (C6).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ClosingView {
    /// The organizations that would be left without an owner, or without their Primary Owner.
    pub kept: Vec<KeptOrganization>,
    /// When one's own data was downloaded last, on the reader's clock.
    pub exported_at: Option<Moment>,
    /// IANA name of the reader's time zone.
    pub zone: String,
}

/// An organization that would be left without an owner.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct KeptOrganization {
    /// The part of its address that names it.
    pub slug: Slug,
    /// Its name.
    pub name: OrganizationName,
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
