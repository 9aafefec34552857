//! An entry in a line, as both pages that show entries have it: what happened, to whom or what, and by whom.

use crate::{Error, Result, organizations::Scope, row};
use chrono::{DateTime, Utc};
use serde_json::Value;
use shared::{
    access::PartSort,
    views::{Actor, Happened},
};
use uuid::Uuid;

/// Where an entry says whom it is about, by address.
const ADDRESSES: [&str; 6] = [
    "/address",
    "/after/address",
    "/before/address",
    "/after/offered_to",
    "/before/offered_to",
    "/after/primary_owner",
];
/// Where it says what it is about, by name.
const NAMES: [&str; 2] = ["/after/name", "/before/name"];

/// Both halves of somebody's name as a row has them.
pub(crate) struct Name {
    pub(crate) family: Option<String>,
    pub(crate) given: Option<String>,
}

/// What a line is made of.
pub(crate) struct Line {
    pub(crate) at: DateTime<Utc>,
    pub(crate) action: String,
    pub(crate) subject: Uuid,
    pub(crate) detail: Value,
    /// The member or the invited person it is about, if it is about one.
    pub(crate) about: Name,
    /// That person's address.
    pub(crate) about_address: Option<String>,
    pub(crate) actor: Name,
    /// The actor's address; none where nobody was signed in.
    pub(crate) actor_address: Option<String>,
    /// Whether the actor has closed their account since.
    pub(crate) gone: bool,
}

impl Line {
    /// The line as this reader sees it; what was done at a customer says at which (K4).
    pub(crate) fn read(self, scope: &Scope) -> Result<Happened> {
        let named = self.about.read(scope)?;
        let address = named.as_ref().and_then(|_| self.about_address.clone());
        let about = named.or_else(|| self.about(scope));
        let customer = self.detail.pointer("/customer/name").and_then(Value::as_str).map(str::to_owned);
        let about = match (about, customer) {
            (Some(about), Some(customer)) if about != customer => Some(format!("{about} · {customer}")),
            (about, customer) => about.or(customer),
        };
        let actor = match self.actor.read(scope)?.or_else(|| self.actor_address.clone()) {
            None => Actor::Nobody,
            Some(_) if self.gone => Actor::Gone,
            Some(name) => Actor::Person(name),
        };
        let part = inner(&self.detail).get("sort").and_then(Value::as_str).and_then(PartSort::parse);
        Ok(Happened { at: scope.organization.moment(self.at), action: self.action, part, about, address, actor })
    }

    /// What the entry itself says: an address, or else the name of what was made, changed or deleted. The
    /// organization is not said again.
    fn about(&self, scope: &Scope) -> Option<String> {
        let text = |places: &[&str]| places.iter().find_map(|place| inner(&self.detail).pointer(place)?.as_str());
        let named = || text(&NAMES).filter(|_| self.subject != scope.organization.id.get());
        text(&ADDRESSES).or_else(named).map(str::to_owned)
    }
}

impl Name {
    /// The name in the reader's order, if there is one.
    pub(crate) fn read(&self, scope: &Scope) -> Result<Option<String>> {
        let name = row::full_name(self.family.as_deref(), self.given.as_deref());
        let name = name.ok_or_else(|| Error::row("accounts", "family_name", scope.organization.id))?;
        Ok(name.map(|name| name.display(scope.caller.language)))
    }
}

/// Before and after, which stand deeper in what the seller has of a change at its customer (K4).
pub(super) fn inner(detail: &Value) -> &Value {
    detail.get("change").unwrap_or(detail)
}
