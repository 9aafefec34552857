//! Where an invitation stands (I6).

use crate::{Language, named::named, texts::kinds as texts};
use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

named! {
    /// Exactly one of these is true of an invitation at any instant.
    pub enum Status {
        /// Open.
        Pending = "PENDING",
        /// Turned into a membership.
        Accepted = "ACCEPTED",
        /// Declined by the invited person.
        Declined = "DECLINED",
        /// Withdrawn.
        Revoked = "REVOKED",
        /// Past its expiry.
        Expired = "EXPIRED",
    }
}

impl Status {
    /// The name people read.
    pub const fn label(self, language: Language) -> &'static str {
        match self {
            Self::Pending => texts::invitation_pending(language),
            Self::Accepted => texts::invitation_accepted(language),
            Self::Declined => texts::invitation_declined(language),
            Self::Revoked => texts::invitation_revoked(language),
            Self::Expired => texts::invitation_expired(language),
        }
    }
}

/// What happened to an invitation.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Facts {
    /// When it was accepted.
    pub accepted_at: Option<DateTime<Utc>>,
    /// When it was declined.
    pub declined_at: Option<DateTime<Utc>>,
    /// When it was revoked.
    pub revoked_at: Option<DateTime<Utc>>,
    /// The first instant at which it can no longer be accepted.
    pub expires_at: DateTime<Utc>,
}

/// The one status of an invitation at an instant. What a person did outlasts the expiry.
pub fn status(facts: &Facts, now: DateTime<Utc>) -> Status {
    if facts.accepted_at.is_some() {
        Status::Accepted
    } else if facts.declined_at.is_some() {
        Status::Declined
    } else if facts.revoked_at.is_some() {
        Status::Revoked
    } else if facts.expires_at <= now {
        Status::Expired
    } else {
        Status::Pending
    }
}
