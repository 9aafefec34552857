//! A membership's life: facts, and the status they amount to (M1, M5, M13).

mod lifecycle;

use crate::{
    Language,
    named::named,
    texts::{kinds as texts, members},
};
use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

named! {
    /// Where a membership stands; all but `Active` free the seat.
    pub enum Status {
        /// In, until the access end date if there is one.
        Active = "ACTIVE",
        /// Out for a while; scope and history stay.
        Suspended = "SUSPENDED",
        /// The access end date has passed.
        Ended = "ENDED",
        /// Taken out, or left.
        Removed = "REMOVED",
    }
}

named! {
    /// In which order the users list is shown (M1).
    pub enum Sort {
        /// Who joined first.
        Joined = "joined",
        /// Who joined last.
        Newest = "newest",
        /// By name, as it is written in full.
        Name = "name",
        /// By e-mail address.
        Address = "address",
        /// Who was here last.
        LastSeen = "last_seen",
        /// Whose access ends first.
        Ends = "ends",
    }
}

impl Sort {
    /// The name people read.
    pub const fn label(self, language: Language) -> &'static str {
        match self {
            Self::Joined => members::sort_joined(language),
            Self::Newest => members::sort_newest(language),
            Self::Name => members::name(language),
            Self::Address => members::address(language),
            Self::LastSeen => members::last_seen(language),
            Self::Ends => members::ends(language),
        }
    }
}

impl Status {
    /// The name people read.
    pub const fn label(self, language: Language) -> &'static str {
        match self {
            Self::Active => texts::member_active(language),
            Self::Suspended => texts::member_suspended(language),
            Self::Ended => texts::member_ended(language),
            Self::Removed => texts::member_removed(language),
        }
    }
}

/// What happened to a membership.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Facts {
    /// When it was suspended, if it is.
    pub suspended_at: Option<DateTime<Utc>>,
    /// When it was removed, if it is.
    pub removed_at: Option<DateTime<Utc>>,
    /// The first instant without access.
    pub access_ends_at: Option<DateTime<Utc>>,
}

/// The one status of a membership at an instant: removal outlasts everything, an end date a suspension.
pub fn status(facts: &Facts, now: DateTime<Utc>) -> Status {
    if facts.removed_at.is_some() {
        Status::Removed
    } else if facts.access_ends_at.is_some_and(|end| end <= now) {
        Status::Ended
    } else if facts.suspended_at.is_some() {
        Status::Suspended
    } else {
        Status::Active
    }
}
