//! The demonstration: one organization of each kind, with people in every role.

mod access;
mod accounts;
mod history;
mod organizations;
mod people;

use crate::{
    Result, Store,
    accounts::{Caller, Client},
};
use people::{ORGANIZATIONS, PASSWORD, Person};
use serde::Serialize;
use shared::{
    EmailAddress, Language,
    ids::{AccountId, SessionId},
    kind::Kind,
};
use std::collections::HashMap;
use uuid::Uuid;

/// What the demonstration holds; serializes as `usher demo --json` prints it.
#[derive(Clone, Debug, Serialize)]
pub struct DemoReport {
    /// One organization of each kind.
    pub organizations: Vec<DemoOrganization>,
    /// At least one person per role and permission of each kind. Somebody who belongs to two
    /// organizations is listed with each.
    pub people: Vec<DemoPerson>,
}

/// An organization of the demonstration.
#[derive(Clone, Debug, Serialize)]
pub struct DemoOrganization {
    /// Its kind.
    pub kind: Kind,
    /// The part of its address that names it.
    pub slug: &'static str,
    /// Its name.
    pub name: &'static str,
}

/// A person of the demonstration.
#[derive(Clone, Debug, Serialize)]
pub struct DemoPerson {
    /// Address to sign in with.
    pub email: &'static str,
    /// Password to sign in with; it exists nowhere else.
    pub password: &'static str,
    /// The slug of the organization.
    pub organization: &'static str,
    /// The role there; null in a kind without roles.
    pub role: Option<&'static str>,
    /// The permission there, or the permission policy in a kind with policies.
    pub permission: Option<&'static str>,
}

/// Seeds what is missing of the demonstration and says what is there. Doing it again changes nothing.
///
/// # Errors
/// Faults only. Whether a demonstration is wanted at all, the caller has to know.
#[tracing::instrument(name = "demo.seed", skip_all)]
pub async fn seed(store: &Store) -> Result<DemoReport> {
    let accounts = accounts::seed(store).await?;
    for organization in &ORGANIZATIONS {
        if organizations::seed(store, organization, &accounts).await? {
            access::seed(store, organization, &accounts).await?;
            history::seed(store, organization, &accounts).await?;
        }
    }
    Ok(report())
}

fn report() -> DemoReport {
    let organizations =
        ORGANIZATIONS.iter().map(|it| DemoOrganization { kind: it.kind, slug: it.slug, name: it.name }).collect();
    let people = ORGANIZATIONS
        .iter()
        .flat_map(|organization| {
            organization.people.iter().map(|person| DemoPerson {
                email: person.email,
                password: PASSWORD,
                organization: organization.slug,
                role: person.role.map(|role| role.name()),
                permission: person
                    .permission
                    .map(|permission| permission.name())
                    .or(person.policy.map(|policy| policy.name())),
            })
        })
        .collect();
    DemoReport { organizations, people }
}

type Accounts = HashMap<&'static str, Uuid>;

/// Where the entries of the demonstration come from.
fn client() -> Client {
    Client { user_agent: "usher demo".to_owned(), ..Client::default() }
}

/// A person of the demonstration as a caller, for doing something through the front door.
fn caller(person: &Person, accounts: &Accounts) -> Result<Caller> {
    let unknown = || crate::Error::fault(format_args!("{} has no account", person.email));
    Ok(Caller {
        account: AccountId::new(*accounts.get(person.email).ok_or_else(unknown)?),
        session: SessionId::new(Uuid::nil()),
        address: EmailAddress::parse(person.email).map_err(|_| unknown())?,
        name: None,
        language: Language::En,
        time_zone: chrono_tz::Tz::UTC,
    })
}
