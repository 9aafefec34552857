//! People in an organization: the list and one of them.

use super::Moment;
use crate::{
    EmailAddress, FullName, Grant, Language, Phone, Preset,
    access::{Catalog, Given, Person},
    ids::MembershipId,
    member,
};
use serde::{Deserialize, Serialize};

/// A member in the users list (M1).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct MemberRow {
    /// The membership.
    pub id: MembershipId,
    /// The person's name, once given.
    pub name: Option<FullName>,
    /// E-mail address.
    pub address: EmailAddress,
    /// What the person holds.
    pub grant: Grant,
    /// Brand access, Role And Permissions, accounts and teams, by name.
    pub given: Given,
    /// Whether this is the Primary Owner.
    pub is_primary: bool,
    /// ACTIVE and so on.
    pub status: member::Status,
    /// Since when.
    pub joined_at: Moment,
    /// When the access ends by itself.
    pub access_ends_at: Option<Moment>,
    /// When the person last used this organization.
    pub last_seen_at: Option<Moment>,
}

impl MemberRow {
    /// The person as decisions look at them.
    pub fn person(&self, preset: &Preset, own: bool) -> Person {
        Person {
            role: self.grant.role,
            owner_rank: self.grant.is_owner_rank(preset),
            primary_owner: self.is_primary,
            own,
        }
    }
}

/// One member with everything that its page shows (M2).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct MemberDetails {
    /// What the list shows as well.
    pub row: MemberRow,
    /// Phone number.
    pub phone: Option<Phone>,
    /// The language the person reads.
    pub language: Language,
    /// How often the membership was changed; a page that shows an older one may not overwrite it.
    pub version: i32,
    /// Whether this is the reader.
    pub is_me: bool,
    /// Whether being Primary Owner is offered to this person (M4).
    pub is_offered_primary: bool,
    /// Whether the person is an Owner who stays, so that being Primary Owner can be offered.
    pub keeps: bool,
    /// What the organization has to give.
    pub catalog: Catalog,
}
