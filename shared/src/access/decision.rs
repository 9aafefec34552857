//! The answer to "may they?", and the one reason that settles it.

use serde::{Deserialize, Serialize};

/// Whether something is allowed, and the one reason that settles it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Decision {
    allowed: bool,
    because: Because,
}

/// What settles a decision.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Because {
    /// The role, with its permission, allows it.
    Role,
    /// A permission policy allows it.
    Policy,
    /// Every member may.
    Everybody,
    /// The role at the seller above allows it.
    FromAbove,
    /// The person is suspended.
    Suspended,
    /// The access end date has passed.
    AccessEnded,
    /// Organizations of this kind have no such operation.
    NotInKind,
    /// The role, with its permission, does not allow it.
    RoleLacks,
    /// A policy denies it.
    PolicyDenies,
    /// No policy allows it.
    NoPolicyAllows,
    /// A policy could not be found, so nothing is allowed.
    PolicyUnknown,
    /// The Role And Permissions sets leave it out.
    FeaturesLack,
    /// The Default Access Control Settings leave it out.
    DefaultLacks,
    /// The brand is outside the Brand Access Settings.
    BrandOutside,
    /// The exchange account was not given.
    AccountOutside,
    /// The role in the exchange account does not allow it.
    AccountRoleLacks,
    /// Not in the team.
    TeamOutside,
    /// The person stands above.
    Outranked,
    /// The Primary Owner has to hand over first.
    PrimaryOwnerStays,
    /// Only the Primary Owner may.
    PrimaryOwnerOnly,
}

impl Decision {
    /// Whether it is allowed.
    pub const fn is_allowed(self) -> bool {
        self.allowed
    }

    /// The reason that settles it.
    pub const fn because(self) -> Because {
        self.because
    }

    pub(super) const fn yes(because: Because) -> Self {
        Self { allowed: true, because }
    }

    pub(super) const fn no(because: Because) -> Self {
        Self { allowed: false, because }
    }
}
