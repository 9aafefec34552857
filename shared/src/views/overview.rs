//! The organization's first page (M12).

use super::{Happened, Moment};
use crate::{ids::MembershipId, named::named, seats::Seats};
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

named! {
    /// What a row of the overview is about.
    pub enum OverviewSort {
        /// An invitation whose link ends soon.
        Link = "link",
        /// A member whose access ends soon.
        Access = "access",
        /// An invitation whose mail failed.
        Failed = "failed",
    }
}

/// A row of the overview, one click from its remedy.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct OverviewItem {
    /// What it is about.
    pub sort: OverviewSort,
    /// The invitation or the membership.
    pub id: Uuid,
    /// The address that was invited, or the member by name or address.
    pub label: String,
    /// When it ends or failed.
    pub at: Moment,
}

/// The invitations of one week.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Week {
    /// Its Monday.
    pub from: NaiveDate,
    /// How many there are of each status, in the order of the statuses.
    pub counts: Vec<u32>,
}

/// The organization's first page (M12).
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Overview {
    /// Seats.
    pub seats: Seats,
    /// Invitations by week and status, the oldest week first.
    pub weeks: Vec<Week>,
    /// How many were accepted within an hour, a day, three days, a week, and later.
    pub acceptance: Vec<u32>,
    /// The time to acceptance of the middle one, in seconds.
    pub median_seconds: Option<f64>,
    /// Whether being Primary Owner is offered to the reader.
    pub offered_primary: bool,
    /// The reader's membership.
    pub me: MembershipId,
    /// Links that end within two days: the shortest that a kind gives a new link is a week.
    pub links: Vec<OverviewItem>,
    /// Accesses that end within thirty days.
    pub accesses: Vec<OverviewItem>,
    /// Invitations whose mail failed.
    pub failed: Vec<OverviewItem>,
    /// What happened last.
    pub latest: Vec<Happened>,
}
