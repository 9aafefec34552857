//! How many people may be in, and what that costs.

use super::{Moment, OrganizationView};
use crate::seats::Seats;
use serde::{Deserialize, Serialize};

/// How an organization's seats stand, with the ledger (I13).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SeatsView {
    /// The organization.
    pub organization: OrganizationView,
    /// Used, reserved, bought.
    pub seats: Seats,
    /// What was bought and given back, newest first.
    pub changes: Vec<SeatChange>,
}

/// An entry in the ledger of bought slots.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SeatChange {
    /// When.
    pub at: Moment,
    /// Who, by name or address.
    pub by: String,
    /// Slots before.
    pub before: u32,
    /// Slots from then on.
    pub after: u32,
    /// Yen per slot and month, excluding tax, from then on.
    pub yen_per_month: u32,
}
