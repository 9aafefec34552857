//! A membership's life: which step is open from where (M3, M5, M13). Every step is told the time.

use super::{Facts, Status, status};
use chrono::{DateTime, TimeDelta, Utc};

/// A mail goes out this long before access ends (M5).
const NOTICE_BEFORE: TimeDelta = TimeDelta::days(7);

impl Facts {
    /// Somebody comes in.
    pub const fn joined(access_ends_at: Option<DateTime<Utc>>) -> Self {
        Self { suspended_at: None, removed_at: None, access_ends_at }
    }

    /// Shuts a member out for a while; the seat is free.
    ///
    /// # Errors
    /// The status that stands in the way.
    pub fn suspend(self, now: DateTime<Utc>) -> Result<Self, Status> {
        self.only(Status::Active, now)?;
        Ok(Self { suspended_at: Some(now), ..self })
    }

    /// Lets a suspended member in again; needs a seat.
    ///
    /// # Errors
    /// The status that stands in the way.
    pub fn reactivate(self, now: DateTime<Utc>) -> Result<Self, Status> {
        self.only(Status::Suspended, now)?;
        Ok(Self { suspended_at: None, ..self })
    }

    /// Takes somebody out, or they leave.
    ///
    /// # Errors
    /// `Removed` if that has been done already.
    pub fn remove(self, now: DateTime<Utc>) -> Result<Self, Status> {
        match status(&self, now) {
            Status::Removed => Err(Status::Removed),
            _ => Ok(Self { removed_at: Some(now), ..self }),
        }
    }

    /// Takes a removed person back; needs a seat. An end date that has passed meanwhile, and a suspension,
    /// are not undone by this.
    ///
    /// # Errors
    /// The status that stands in the way.
    pub fn restore(self, now: DateTime<Utc>) -> Result<Self, Status> {
        self.only(Status::Removed, now)?;
        Ok(Self { removed_at: None, ..self })
    }

    /// Sets or clears the end of access; a later end lets an ended member in again and needs a seat.
    ///
    /// # Errors
    /// `Removed`: restore first.
    pub fn end_at(self, access_ends_at: Option<DateTime<Utc>>, now: DateTime<Utc>) -> Result<Self, Status> {
        match status(&self, now) {
            Status::Removed => Err(Status::Removed),
            _ => Ok(Self { access_ends_at, ..self }),
        }
    }

    /// Whether the notice before the end of access is due (M5).
    pub fn notice_due(&self, noticed_at: Option<DateTime<Utc>>, now: DateTime<Utc>) -> bool {
        noticed_at.is_none()
            && status(self, now) == Status::Active
            && self.access_ends_at.is_some_and(|end| end - now <= NOTICE_BEFORE)
    }

    fn only(&self, wanted: Status, now: DateTime<Utc>) -> Result<(), Status> {
        let standing = status(self, now);
        if standing == wanted { Ok(()) } else { Err(standing) }
    }
}
