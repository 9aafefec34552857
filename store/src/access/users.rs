//! Who uses something: what PostgreSQL gathers for it, read into what pages show.

use shared::{
    Language,
    ids::MembershipId,
    names::{FullName, PersonName},
    role::AccountRole,
    views::{User, Users},
};
use sqlx::types::Json;
use uuid::Uuid;

/// A person as a list gathers them.
#[derive(Debug, serde::Deserialize)]
pub(super) struct Person {
    id: Uuid,
    address: String,
    family_name: Option<String>,
    given_name: Option<String>,
    #[serde(default)]
    role: Option<AccountRole>,
}

impl Person {
    /// The name in the reader's order, or the address while there is none.
    pub(super) fn name(&self, language: Language) -> String {
        let parse = |name: &Option<String>| PersonName::parse(name.as_deref().unwrap_or_default()).ok();
        match (parse(&self.family_name), parse(&self.given_name)) {
            (Some(family), Some(given)) => FullName { family, given }.display(language),
            _ => self.address.clone(),
        }
    }
}

/// The people and counts of one row. Nobody is named to readers who may not list members.
pub(super) fn users(
    people: Option<Json<Vec<Person>>>,
    count: Option<i64>,
    invited: Option<i64>,
    language: Language,
    named: bool,
) -> Users {
    let people = people.filter(|_| named).map(|people| people.0).unwrap_or_default();
    let people = people.into_iter();
    Users {
        people: people
            .map(|person| User { id: MembershipId::new(person.id), name: person.name(language), role: person.role })
            .collect(),
        count: count.and_then(|count| u32::try_from(count).ok()).unwrap_or_default(),
        invited: invited.and_then(|count| u32::try_from(count).ok()).unwrap_or_default(),
    }
}
