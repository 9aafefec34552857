//! What the pages of access show: who has what, and why.

use super::Moment;
use crate::{
    EmailAddress, OrganizationName, Slug,
    access::{BrandSetting, Difference, Named, Operations, Policy, PolicyEffect, RoleSet},
    ids::MembershipId,
    role::{AccountRole, ManagedPolicy},
};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

/// Somebody who has something, in the lists of who uses it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct User {
    /// The membership.
    pub id: MembershipId,
    /// The name in the reader's order, or the address while there is none.
    pub name: String,
    /// The role in an exchange account.
    pub role: Option<AccountRole>,
}

/// Who uses something.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Users {
    /// The first of them, by name.
    pub people: Vec<User>,
    /// How many there are in all.
    pub count: u32,
    /// Open invitations that offer it.
    pub invited: u32,
}

/// A brand, an exchange account or a team, with who is in it (M8).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PartRow {
    /// Its id.
    pub id: Uuid,
    /// Its name.
    pub name: String,
    /// Whether it is out of use.
    pub archived: bool,
    /// Who is in it.
    pub users: Users,
}

/// A Role And Permissions set, with who uses it (M6).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct RoleSetRow {
    /// The set.
    pub set: RoleSet,
    /// Who uses it.
    pub users: Users,
}

/// Brand Access Settings, with who uses them (M6).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct BrandSettingRow {
    /// The list.
    pub setting: BrandSetting,
    /// Who uses it.
    pub users: Users,
}

/// A custom permission policy, with who holds it (M7).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PolicyRow {
    /// Its id.
    pub id: Uuid,
    /// The policy.
    pub policy: Policy,
    /// Who holds it.
    pub users: Users,
}

/// Everything of an organization's access control (M6, M7).
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct AccessControl {
    /// Role And Permissions.
    pub role_sets: Vec<RoleSetRow>,
    /// Brand Access Settings.
    pub brand_settings: Vec<BrandSettingRow>,
    /// Default Access Control Settings, where any are set.
    pub default_features: Option<Operations>,
    /// Brands in use.
    pub brands: Vec<Named>,
    /// Custom permission policies.
    pub policies: Vec<PolicyRow>,
    /// Who holds the managed policies.
    pub managed: Vec<(ManagedPolicy, Users)>,
}

/// People who hold the same policies, and what a change means to them (M7).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Affected {
    /// The first of them, by name.
    pub names: Vec<String>,
    /// How many there are in all.
    pub count: u32,
    /// What they gain and lose.
    pub difference: Difference,
}

/// A policy as it is being written: what it says, and what it would change (M7).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PolicyCheck {
    /// What it says.
    pub effect: PolicyEffect,
    /// Whom it would concern.
    pub affected: Vec<Affected>,
}

/// A customer organization in its seller's list (M9).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct CustomerRow {
    /// The part of its address that names it.
    pub slug: Slug,
    /// Its name.
    pub name: OrganizationName,
    /// Active members.
    pub members: u32,
    /// Open invitations.
    pub invited: u32,
    /// Since when it is registered.
    pub registered_at: Moment,
}

/// Why somebody may do something, or may not: the chain in words (M10).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Why {
    /// The person.
    pub name: String,
    /// Whether it is allowed.
    pub allowed: bool,
    /// What was asked and answered.
    pub answer: String,
    /// The chain: a sentence for each step, and whether it lets through.
    pub steps: Vec<(String, bool)>,
}

/// Somebody in the answer to "who can do this?" (M10).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Able {
    /// The membership; nothing for people of the seller above, who have none here (K4).
    pub id: Option<MembershipId>,
    /// The name in the reader's order, or the address while there is none.
    pub name: String,
    /// E-mail address.
    pub address: EmailAddress,
    /// What settles it, in words.
    pub because: String,
}
