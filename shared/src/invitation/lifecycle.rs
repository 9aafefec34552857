//! An invitation's life: which step is open from where (I6–I8, I14). Every step is told the time.

use super::{Facts, Status, status};
use chrono::{DateTime, TimeDelta, Utc};

/// A reminder goes out this long before the link expires.
const REMINDER_BEFORE: TimeDelta = TimeDelta::hours(48);
/// Links that are valid for less than this are not reminded of.
const REMINDER_FROM: TimeDelta = TimeDelta::days(7);

impl Facts {
    /// A new invitation.
    pub const fn sent(expires_at: DateTime<Utc>) -> Self {
        Self { accepted_at: None, declined_at: None, revoked_at: None, expires_at }
    }

    /// The invited person accepts.
    ///
    /// # Errors
    /// The status that stands in the way; `Accepted` means that it has been done already (A6).
    pub fn accept(self, now: DateTime<Utc>) -> Result<Self, Status> {
        self.pending(now)?;
        Ok(Self { accepted_at: Some(now), ..self })
    }

    /// The invited person declines.
    ///
    /// # Errors
    /// The status that stands in the way.
    pub fn decline(self, now: DateTime<Utc>) -> Result<Self, Status> {
        self.pending(now)?;
        Ok(Self { declined_at: Some(now), ..self })
    }

    /// The organization withdraws it.
    ///
    /// # Errors
    /// The status that stands in the way.
    pub fn revoke(self, now: DateTime<Utc>) -> Result<Self, Status> {
        self.pending(now)?;
        Ok(Self { revoked_at: Some(now), ..self })
    }

    /// It is sent again: a new expiry, and the links of before are dead.
    ///
    /// # Errors
    /// The status that stands in the way.
    pub fn resend(self, expires_at: DateTime<Utc>, now: DateTime<Utc>) -> Result<Self, Status> {
        self.pending(now)?;
        Ok(Self { expires_at, ..self })
    }

    /// What only an open invitation allows: editing it, copying its link, reminding.
    ///
    /// # Errors
    /// The status that stands in the way.
    pub fn pending(self, now: DateTime<Utc>) -> Result<(), Status> {
        match status(&self, now) {
            Status::Pending => Ok(()),
            other => Err(other),
        }
    }

    /// The address is invited anew; the old invitation stays in the history.
    ///
    /// # Errors
    /// `Pending` (send it again instead) or `Accepted` (the person is in).
    pub fn invite_again(self, expires_at: DateTime<Utc>, now: DateTime<Utc>) -> Result<Self, Status> {
        match status(&self, now) {
            Status::Expired | Status::Revoked | Status::Declined => Ok(Self::sent(expires_at)),
            standing => Err(standing),
        }
    }

    /// Whether the one reminder is due: 48 hours before the expiry, for links of a week or longer (I14).
    /// `sent_at` is the last sending, `reminded_at` the last reminder; one that was sent by hand before those 48 hours
    /// does not replace it.
    pub fn reminder_due(&self, sent_at: DateTime<Utc>, reminded_at: Option<DateTime<Utc>>, now: DateTime<Utc>) -> bool {
        self.pending(now).is_ok()
            && reminded_at.is_none_or(|at| self.expires_at - at > REMINDER_BEFORE)
            && self.expires_at - sent_at >= REMINDER_FROM
            && self.expires_at - now <= REMINDER_BEFORE
    }
}
