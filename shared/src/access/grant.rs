//! What somebody holds: stored as a [`Grant`], asked as [`Grants`].

use super::{Operations, Policy};
use crate::{
    kind::{AccessEndRule, OwnerRank, Preset, RoleRule},
    role::{AccountRole, ManagedPolicy, Permission, Role},
};
use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

/// What an invitation offers and a membership carries.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Grant {
    /// The role, in a kind with roles.
    pub role: Option<Role>,
    /// The permission beside it, in a kind with permissions.
    pub permission: Option<Permission>,
    /// Names of permission policies, in a kind with policies.
    pub policies: Vec<String>,
    /// The first instant without access.
    pub access_ends_at: Option<DateTime<Utc>>,
    /// The parts of the organization it reaches.
    pub reach: Reach,
}

/// The parts of an organization that a grant reaches. The default is what a kind without such parts has.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Reach {
    /// Brand Access Settings: the brands; `None` is "Default", all of them.
    pub brands: Option<Vec<Uuid>>,
    /// What the Role And Permissions sets hold together; `None` is "Not Set".
    pub features: Option<Operations>,
    /// Exchange accounts with the role in each.
    pub accounts: Vec<AccountAccess>,
    /// Teams.
    pub teams: Vec<Uuid>,
}

/// A place in one exchange account.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct AccountAccess {
    /// The exchange account.
    pub account: Uuid,
    /// The role in it.
    pub role: AccountRole,
}

/// Everything a decision reads: the kind's table, what the person holds, what the organization adds.
/// Borrowed and `Copy`, so that asking costs nothing.
#[derive(Clone, Copy, Debug)]
pub struct Grants<'a> {
    pub(crate) preset: &'a Preset,
    pub(crate) grant: &'a Grant,
    pub(crate) custom: &'a [Policy],
    pub(crate) default_features: Option<&'a Operations>,
    pub(crate) from_above: bool,
    pub(crate) primary_owner: bool,
    pub(crate) suspended: bool,
    pub(crate) access_end: AccessEndRule,
}

impl<'a> Grants<'a> {
    /// What a member (or an offer) holds in an organization of this kind.
    pub const fn of(preset: &'a Preset, grant: &'a Grant) -> Self {
        Self {
            preset,
            grant,
            custom: &[],
            default_features: None,
            from_above: false,
            primary_owner: false,
            suspended: false,
            access_end: preset.access_end,
        }
    }

    /// What a member of the seller above holds in a customer organization of this kind: no membership,
    /// only the reach that the kind's table gives to the role there (K4).
    pub const fn from_above(preset: &'a Preset, at_seller: &'a Grant) -> Self {
        Self { from_above: true, ..Self::of(preset, at_seller) }
    }

    /// What a membership with another grant would hold in the same organization.
    #[must_use]
    pub const fn holding<'b>(self, grant: &'b Grant) -> Grants<'b>
    where
        'a: 'b,
    {
        Grants { grant, from_above: false, primary_owner: false, suspended: false, ..self }
    }

    /// With the organization's custom policies, among which the person's are found by name.
    #[must_use]
    pub const fn with_policies(self, custom: &'a [Policy]) -> Self {
        Self { custom, ..self }
    }

    /// With the organization's Default Access Control Settings, for people with "Not Set".
    #[must_use]
    pub const fn with_default_access(self, features: Option<&'a Operations>) -> Self {
        Self { default_features: features, ..self }
    }

    /// With the organization's own rule about access end dates, if it has one (K10).
    #[must_use]
    pub const fn with_access_end(self, rule: Option<AccessEndRule>) -> Self {
        match rule {
            Some(access_end) => Self { access_end, ..self },
            None => self,
        }
    }

    /// While suspended, or not (M13).
    #[must_use]
    pub const fn while_suspended(self, suspended: bool) -> Self {
        Self { suspended, ..self }
    }

    /// As the Primary Owner, or not.
    #[must_use]
    pub const fn as_primary_owner(self, primary_owner: bool) -> Self {
        Self { primary_owner, ..self }
    }

    /// The row of the kind's table for their role and permission.
    pub(crate) fn rule(&self) -> Option<&'static RoleRule> {
        self.preset.rule(self.grant.role?, self.grant.permission)
    }

    /// Whether they may touch people of Owner-rank: their own rank, or that of the seller above.
    pub(crate) fn acts_as_owner(&self) -> bool {
        self.grant.is_owner_rank(self.preset)
    }

    /// Whether this is Owner-rank in the kind. Only one's own membership counts, never a reach from above.
    pub fn is_owner_rank(&self) -> bool {
        !self.from_above && self.grant.is_owner_rank(self.preset)
    }
}

impl Grant {
    /// Whether this grant makes somebody of Owner-rank in a kind.
    pub fn is_owner_rank(&self, preset: &Preset) -> bool {
        match preset.owner_rank {
            OwnerRank::Role(role) => self.role == Some(role),
            OwnerRank::Policy(policy) => self.holds(policy),
        }
    }

    /// Whether it carries a managed policy.
    pub fn holds(&self, policy: ManagedPolicy) -> bool {
        self.policies.iter().any(|name| name == policy.name())
    }
}
