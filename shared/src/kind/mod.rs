//! The kinds of organization. A kind is a table; nothing outside its table asks which kind it is.

mod buyer;
mod customer;
mod exchange;
mod maker;
mod metering;
mod overrides;
mod preset;
mod seller;
mod words;

pub(crate) use overrides::is_zone_name;
pub use overrides::{MAX_LINK_SECONDS, MIN_LINK_SECONDS, Overrides};
pub use preset::{
    AccessEndRule, Afterwards, Ask, IdentityProvider, InvitationAsks, OwnerRank, Preset, PrimaryOwner,
    RegistrationAsks, RoleRule, Scope, SeatRule, TermsRule,
};
pub use words::Words;

use crate::{Language, named::named};

named! {
    /// A kind of organization.
    pub enum Kind {
        /// Buys together.
        Buyer = "buyer",
        /// Makes and sells under its brands.
        Maker = "maker",
        /// Trades through exchange accounts.
        Exchange = "exchange",
        /// Sells to its registered customers.
        Seller = "seller",
        /// Is served by a seller.
        Customer = "customer",
        /// Meters and bills; permissions come from policies.
        Metering = "metering",
    }
}

impl Kind {
    /// The kind's table.
    pub const fn preset(self) -> &'static Preset {
        match self {
            Self::Buyer => &buyer::PRESET,
            Self::Maker => &maker::PRESET,
            Self::Exchange => &exchange::PRESET,
            Self::Seller => &seller::PRESET,
            Self::Customer => &customer::PRESET,
            Self::Metering => &metering::PRESET,
        }
    }

    /// The name people read.
    pub const fn label(self, language: Language) -> &'static str {
        self.preset().label.get(language)
    }
}
