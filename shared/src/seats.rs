//! Seats: how many there are, who has one, what they cost (K6, I13).

use crate::{FieldError, Refusal, kind::SeatRule};
use serde::{Deserialize, Serialize};

/// The most slots an organization can buy (ours); far from where the arithmetic would overflow.
pub const MAX_BOUGHT: u32 = 100_000;

/// How an organization's seats stand. `rule` is `None` where the kind does not count them.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Seats {
    /// Slots bought on top of the included ones.
    pub bought: u32,
    /// Active members.
    pub used: u32,
    /// Open invitations.
    pub reserved: u32,
}

/// Reads how many slots are to be bought, in any width.
///
/// # Errors
/// `Missing`; `OutOfRange` for what is no number or more than are sold.
pub fn parse_bought(typed: &str) -> Result<u32, FieldError> {
    let folded = crate::text::fold_width(typed);
    match folded.trim() {
        "" => Err(FieldError::Missing),
        text => {
            let digits = text.bytes().all(|byte| byte.is_ascii_digit());
            let bought = text.parse().ok().filter(|bought| digits && *bought <= MAX_BOUGHT);
            bought.ok_or(FieldError::OutOfRange { min: 0, max: MAX_BOUGHT })
        }
    }
}

impl Seats {
    /// All seats there are; `None`: no limit.
    pub fn total(&self, rule: Option<SeatRule>) -> Option<u32> {
        rule.map(|rule| rule.included.saturating_add(self.bought))
    }

    /// Seats that are neither used nor reserved; `None`: no limit.
    pub fn free(&self, rule: Option<SeatRule>) -> Option<u32> {
        self.total(rule).map(|total| total.saturating_sub(self.taken()))
    }

    /// Seats that are used or reserved.
    pub const fn taken(&self) -> u32 {
        self.used.saturating_add(self.reserved)
    }

    /// What the bought slots cost, in yen per month, excluding tax.
    pub fn yen_per_month(&self, rule: Option<SeatRule>) -> u64 {
        rule.map_or(0, |rule| u64::from(self.bought) * u64::from(rule.yen_per_month))
    }

    /// An invitation is sent.
    ///
    /// # Errors
    /// `NoSeat`.
    pub fn reserve(self, rule: Option<SeatRule>) -> Result<Self, Refusal> {
        self.needs_one(rule)?;
        Ok(Self { reserved: self.reserved.saturating_add(1), ..self })
    }

    /// An invitation expires, is declined or revoked.
    #[must_use]
    pub const fn release(self) -> Self {
        Self { reserved: self.reserved.saturating_sub(1), ..self }
    }

    /// An invitation is accepted: its reservation becomes a seat.
    #[must_use]
    pub const fn take_reserved(self) -> Self {
        Self { reserved: self.reserved.saturating_sub(1), used: self.used.saturating_add(1), ..self }
    }

    /// Somebody comes back without an invitation: restored, reactivated, end date moved.
    ///
    /// # Errors
    /// `NoSeat`.
    pub fn take(self, rule: Option<SeatRule>) -> Result<Self, Refusal> {
        self.needs_one(rule)?;
        Ok(Self { used: self.used.saturating_add(1), ..self })
    }

    /// A member is removed, suspended, leaves, or their access ends.
    #[must_use]
    pub const fn give_back(self) -> Self {
        Self { used: self.used.saturating_sub(1), ..self }
    }

    /// Owners buy slots or give some back.
    ///
    /// # Errors
    /// `NoSeat` if more are taken than would be left, or more are asked for than are sold.
    pub fn buy(self, bought: u32, rule: Option<SeatRule>) -> Result<Self, Refusal> {
        let after = Self { bought, ..self };
        let enough = after.total(rule).is_none_or(|total| total >= self.taken());
        if enough && bought <= MAX_BOUGHT { Ok(after) } else { Err(Refusal::NoSeat) }
    }

    fn needs_one(&self, rule: Option<SeatRule>) -> Result<(), Refusal> {
        if self.free(rule) == Some(0) { Err(Refusal::NoSeat) } else { Ok(()) }
    }
}
