//! The columns of a kind's table (K1–K13).

use super::{Kind, Words};
use crate::{
    Language,
    access::Operations,
    named::named,
    operations,
    password::PasswordRule,
    role::{AccountRole, ManagedPolicy, Permission, Role},
    texts::{Text, settings},
};
use serde::{Deserialize, Serialize};

/// What every member of any of Usher's own kinds may do: see where they are, and leave.
pub(super) const ALWAYS: Operations = operations! { Organization: Read; Member: Leave };

/// Everything that makes a kind what it is.
#[derive(Clone, Copy, Debug)]
pub struct Preset {
    /// The stable name.
    pub name: &'static str,
    /// The name people read.
    pub label: Text,
    /// K1: how long a link is valid, in seconds, counted from sending.
    pub link_valid_seconds: u32,
    /// K1: whether the inviter may choose another last day per invitation.
    pub expiry_choice: bool,
    /// K2: the roles, lowest first; none where policies say what one may do.
    pub roles: &'static [Role],
    /// K2: whether one Owner is the Primary Owner, and who hands that over.
    pub primary_owner: Option<PrimaryOwner>,
    /// K3: the permissions beside the role, lowest first.
    pub permissions: &'static [Permission],
    /// K3: the policies every organization of the kind has.
    pub managed_policies: &'static [ManagedPolicy],
    /// K3: what each account role allows inside its exchange account.
    pub account_roles: &'static [(AccountRole, Operations)],
    /// K4: everything that can be done in an organization of the kind at all.
    pub operations: Operations,
    /// K2–K5: what each role allows.
    pub rules: &'static [RoleRule],
    /// What every member may do, whatever else is said.
    pub always: Operations,
    /// K3: the permission whose holders may carry Role And Permissions sets, which narrow it.
    pub narrowed_permission: Option<Permission>,
    /// K4: what people of the seller above may do here, by their role there.
    pub from_above: &'static [(Role, Operations)],
    /// Which role, or else which policy, makes somebody of Owner-rank.
    pub owner_rank: OwnerRank,
    /// I2: whether inviting begins with a search for the address.
    pub search_step: bool,
    /// K6: seats, where they are counted.
    pub seats: Option<SeatRule>,
    /// K7: what is asked of a new password.
    pub password: PasswordRule,
    /// K8: when and how the terms of service are agreed to.
    pub terms: TermsRule,
    /// K9: what the inviter is asked about the person.
    pub invitation: InvitationAsks,
    /// K9: what a new person is asked.
    pub asks: RegistrationAsks,
    /// K10: whether access may end on a date.
    pub access_end: AccessEndRule,
    /// K11: the identity providers an inviter chooses from; one means no choice.
    pub identity_providers: &'static [IdentityProvider],
    /// Where acceptance leads.
    pub afterwards: Afterwards,
    /// The words of the product documents.
    pub words: Words,
}

/// What a role (with a permission) allows.
#[derive(Clone, Copy, Debug)]
pub struct RoleRule {
    /// The role.
    pub role: Role,
    /// The permission it takes; `None`: the permission makes no difference.
    pub permission: Option<Permission>,
    /// What it allows.
    pub may: Operations,
    /// How far it reaches.
    pub scope: Scope,
    /// The sentence of the product document about it.
    pub summary: Text,
}

/// How far a role reaches inside the organization (K4).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Scope {
    /// Everything.
    Whole,
    /// The brands of one's Brand Access Settings; all when that is "Default".
    Brands,
    /// The exchange accounts (each with an account role) and teams that were given.
    Given,
}

/// Who passes on being Primary Owner (M4).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PrimaryOwner {
    /// Any Owner.
    HandedOverByOwners,
    /// Only the Primary Owner.
    HandedOverByItself,
}

/// What Owner-rank means in a kind.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum OwnerRank {
    /// Holding this role.
    Role(Role),
    /// Holding this managed policy.
    Policy(ManagedPolicy),
}

/// K6: seats and their price.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct SeatRule {
    /// Seats that cost nothing.
    pub included: u32,
    /// Yen per further seat and month, excluding tax.
    pub yen_per_month: u32,
}

/// K8: how the terms of service are agreed to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum TermsRule {
    /// Not at all.
    None,
    /// At registration: read, then tick.
    AtRegistration,
    /// At the first sign-in: download, then tick, then submit.
    AtFirstSignIn,
}

/// Whether something is asked.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Ask {
    /// It is not asked, and ignored when sent.
    No,
    /// It may be given.
    Optional,
    /// It has to be given.
    Required,
    /// It has to be given while the address has no account, and may be given otherwise.
    RequiredIfNew,
}

/// K9: what the inviter is asked about the person.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct InvitationAsks {
    /// Family and given name.
    pub name: Ask,
    /// Contact number.
    pub phone: Ask,
}

/// K9: what a new person is asked at registration, besides the password.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct RegistrationAsks {
    /// Family and given name.
    pub name: Ask,
    /// Country.
    pub country: Ask,
    /// Language.
    pub language: Ask,
    /// Phone number.
    pub phone: Ask,
    /// Whether the password is typed twice.
    pub password_twice: bool,
    /// Whether the family name comes first in the form.
    pub family_name_first: bool,
}

named! {
    /// K10: access end dates; an organization may override this.
    pub enum AccessEndRule {
        /// Nobody's access ends on a date.
        Never = "never",
        /// A date may be chosen.
        Optional = "optional",
        /// A date has to be chosen.
        Required = "required",
    }
}

impl AccessEndRule {
    /// The name people read.
    pub const fn label(self, language: Language) -> &'static str {
        match self {
            Self::Never => settings::access_end_never(language),
            Self::Optional => settings::access_end_optional(language),
            Self::Required => settings::access_end_required(language),
        }
    }

    /// What it asks of whoever gives access.
    pub const fn meaning(self, language: Language) -> &'static str {
        match self {
            Self::Never => settings::access_end_never_means(language),
            Self::Optional => settings::access_end_optional_means(language),
            Self::Required => settings::access_end_required_means(language),
        }
    }
}

named! {
    /// K11: who proves that people are who they are.
    pub enum IdentityProvider {
        /// Usher's own passwords ("Custom User Database").
        Local = "local",
        /// The organization's OpenID Connect provider.
        Organization = "organization",
    }
}

/// Where acceptance leads.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Afterwards {
    /// To the organization.
    Organization,
    /// To the sign-in page, then to the list of one's organizations.
    SignInThenList,
    /// Past the terms of service to the organization.
    TermsThenOrganization,
}

impl Preset {
    /// The kind this table belongs to, if it is one of Usher's own.
    pub fn kind(&self) -> Option<Kind> {
        Kind::parse(self.name)
    }

    /// The rule for a role with a permission.
    pub fn rule(&self, role: Role, permission: Option<Permission>) -> Option<&'static RoleRule> {
        self.rules.iter().find(|rule| rule.role == role && (rule.permission.is_none() || rule.permission == permission))
    }

    /// What the product document says about a role.
    pub fn summary(&self, role: Role, language: Language) -> &'static str {
        match self.rules.iter().find(|rule| rule.role == role) {
            Some(rule) => rule.summary.get(language),
            None => role.summary(language),
        }
    }

    /// The permission a role is fixed to, if it is: Owners have Admin (K3).
    pub fn forced_permission(&self, role: Role) -> Option<Permission> {
        match self.owner_rank {
            OwnerRank::Role(top) if top == role => self.permissions.last().copied(),
            _ => None,
        }
    }
}
