//! The parts of an organization that somebody was given, by name (K3, K4, M8).

use super::{AccountAccess, Operations, Reach, ResourceKind};
use crate::{kind::Preset, named::named, role::AccountRole};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

named! {
    /// The sorts of parts an organization has.
    pub enum PartSort {
        /// A brand of a maker.
        Brand = "brand",
        /// An exchange account.
        ExchangeAccount = "exchange_account",
        /// A team.
        Team = "team",
    }
}

/// Something of an organization, with the name people gave it.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Named {
    /// Its id.
    pub id: Uuid,
    /// Its name.
    pub name: String,
}

/// An exchange account or a team that was given.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct GivenPart {
    /// What it is.
    pub sort: PartSort,
    /// Its id.
    pub id: Uuid,
    /// Its name.
    pub name: String,
    /// The role in it, if it is an exchange account.
    pub role: Option<AccountRole>,
}

/// What a membership carries or an invitation offers beside role, permission and policies.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Given {
    /// The Brand Access Settings; `None` is "Default".
    pub brand_setting: Option<Named>,
    /// The brands in them that are in use.
    pub brands: Option<Vec<Uuid>>,
    /// The Role And Permissions set; `None` is "Not Set".
    pub role_set: Option<Named>,
    /// What it holds.
    pub features: Option<Operations>,
    /// Exchange accounts and teams in use, by sort and name.
    pub parts: Vec<GivenPart>,
}

impl Given {
    /// What it amounts to.
    pub fn reach(&self) -> Reach {
        Reach {
            brands: self.brands.clone(),
            features: self.features,
            accounts: self
                .parts
                .iter()
                .filter(|part| part.sort == PartSort::ExchangeAccount)
                .filter_map(|part| Some(AccountAccess { account: part.id, role: part.role? }))
                .collect(),
            teams: self.teams().map(|team| team.id).collect(),
        }
    }

    /// The exchange accounts.
    pub fn accounts(&self) -> impl Iterator<Item = &GivenPart> {
        self.parts.iter().filter(|part| part.sort == PartSort::ExchangeAccount)
    }

    /// The teams.
    pub fn teams(&self) -> impl Iterator<Item = &GivenPart> {
        self.parts.iter().filter(|part| part.sort == PartSort::Team)
    }
}

impl PartSort {
    /// What is acted on when a part of this sort is.
    pub const fn resource(self) -> ResourceKind {
        match self {
            Self::Brand => ResourceKind::Brand,
            Self::ExchangeAccount => ResourceKind::ExchangeAccount,
            Self::Team => ResourceKind::Team,
        }
    }

    /// Whether organizations of a kind have parts of this sort.
    pub const fn is_of(self, preset: &Preset) -> bool {
        preset.operations.contains(super::Action::List, self.resource())
    }
}
