//! What an entry says of each field: what it held before, and what it holds since (M11).

use super::line::inner;
use chrono::{DateTime, Utc};
use serde_json::Value;
use shared::{
    access::AccountAccess,
    views::{Change, Moment, Told},
};
use std::collections::{BTreeMap, BTreeSet};
use uuid::Uuid;

/// What the line of the entry says already, and what only programs ask for.
const UNSAID: [&str; 4] = ["address", "archived", "id", "own"];

/// Brands, accounts and teams by id, as they are called now.
pub(super) type Parts = BTreeMap<Uuid, String>;

/// What makes the words of an entry.
pub(super) struct Reading<'a> {
    /// The parts that it names. What has none of them any more is not told.
    pub(super) parts: &'a Parts,
    /// The organization's wall clock.
    pub(super) moment: &'a dyn Fn(DateTime<Utc>) -> Moment,
    /// Whether the line says the name of what was made or deleted.
    pub(super) named: bool,
}

/// Fields by name, whatever they stand in.
type Fields<'a> = BTreeMap<&'a str, &'a Value>;

impl Reading<'_> {
    /// What differs, field by field; of what was made or deleted, everything that it says.
    pub(super) fn changes(&self, detail: &Value) -> Vec<Change> {
        let side = |name| {
            let mut fields = Fields::new();
            inner(detail).get(name).into_iter().for_each(|value| flatten(value, &mut fields));
            fields
        };
        let (before, after) = (side("before"), side("after"));
        let names: BTreeSet<&str> = before.keys().chain(after.keys()).copied().collect();
        let told = |side: &Fields<'_>, name| side.get(name).map(|value| self.told(name, value));
        names
            .into_iter()
            .filter(|name| !UNSAID.contains(name))
            .map(|name| Change { field: name.to_owned(), before: told(&before, name), after: told(&after, name) })
            .filter(|change| self.is_worth_saying(change))
            .collect()
    }

    fn is_worth_saying(&self, change: &Change) -> bool {
        match (&change.before, &change.after) {
            (Some(before), Some(after)) => before != after,
            (Some(only), None) | (None, Some(only)) => {
                only.iter().any(|told| *told != Told::Unset) && !(self.named && change.field == "name")
            }
            (None, None) => false,
        }
    }

    fn told(&self, field: &str, value: &Value) -> Vec<Told> {
        match value {
            Value::Array(items) => items.iter().filter_map(|item| self.one(field, item)).collect(),
            one => self.one(field, one).into_iter().collect(),
        }
    }

    fn one(&self, field: &str, value: &Value) -> Option<Told> {
        match (field, value) {
            (_, Value::Null) => Some(Told::Unset),
            ("brands" | "teams", Value::String(id)) => self.parts.get(&id.parse().ok()?).cloned().map(Told::Text),
            ("accounts", Value::Object(_)) => {
                let access: AccountAccess = serde_json::from_value(value.clone()).ok()?;
                Some(Told::Account(self.parts.get(&access.account)?.clone(), access.role))
            }
            ("statements", Value::Object(_)) => serde_json::from_value(value.clone()).ok().map(Told::Statement),
            ("access_ends_at" | "expires_at", Value::String(at)) => Some(Told::At((self.moment)(at.parse().ok()?))),
            (_, Value::String(text)) => Some(Told::Text(text.clone())),
            (_, other) => Some(Told::Text(other.to_string())),
        }
    }
}

fn flatten<'a>(value: &'a Value, into: &mut Fields<'a>) {
    for (name, value) in value.as_object().into_iter().flatten() {
        if value.is_object() {
            flatten(value, into);
        } else {
            into.insert(name, value);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;
    use shared::role::AccountRole;

    const BRAND: Uuid = Uuid::from_u128(1);
    const TEAM: Uuid = Uuid::from_u128(2);
    const GONE: Uuid = Uuid::from_u128(3);

    fn changes(detail: &Value) -> Vec<Change> {
        let parts = [(BRAND, "Tidewater".to_owned()), (TEAM, "Night shift".to_owned())].into();
        Reading { parts: &parts, moment: &|at| at.fixed_offset(), named: true }.changes(detail)
    }

    fn text(text: &str) -> Told {
        Told::Text(text.to_owned())
    }

    fn change(field: &str, before: Option<Vec<Told>>, after: Option<Vec<Told>>) -> Change {
        Change { field: field.to_owned(), before, after }
    }

    #[test]
    fn req_m11_what_differs_is_told_field_by_field() {
        let detail = json!({
            "address": "mina@ito.example",
            "before": { "role": "member", "permission": "write", "policies": [], "access_ends_at": null,
                "reach": { "brands": null, "teams": [TEAM] } },
            "after": { "role": "owner", "permission": "write", "policies": [],
                "access_ends_at": "2026-11-30T15:00:00Z", "reach": { "brands": [BRAND, GONE], "teams": [] } },
        });
        let end = Told::At("2026-11-30T15:00:00Z".parse().unwrap());
        let expected = [
            change("access_ends_at", Some(vec![Told::Unset]), Some(vec![end])),
            change("brands", Some(vec![Told::Unset]), Some(vec![text("Tidewater")])),
            change("role", Some(vec![text("member")]), Some(vec![text("owner")])),
            change("teams", Some(vec![text("Night shift")]), Some(vec![])),
        ];
        assert_eq!(changes(&detail), expected);
        let above = json!({ "customer": { "name": "Larch" }, "change": detail });
        assert_eq!(changes(&above), expected, "as the seller has it");
    }

    #[test]
    fn req_m11_what_was_made_or_deleted_has_one_side() {
        let made = json!({ "after": {
            "address": "mina@ito.example", "language": "ja",
            "grant": { "role": "member", "permission": null, "policies": [],
                "reach": { "accounts": [{ "account": TEAM, "role": "editor" }, { "account": GONE, "role": "viewer" }] } },
        }});
        assert_eq!(
            changes(&made),
            [
                change("accounts", None, Some(vec![Told::Account("Night shift".to_owned(), AccountRole::Editor)])),
                change("language", None, Some(vec![text("ja")])),
                change("role", None, Some(vec![text("member")])),
            ]
        );
        let deleted = json!({ "before": { "id": GONE, "name": "Order desk", "features": ["config:list order"] } });
        assert_eq!(changes(&deleted), [change("features", Some(vec![text("config:list order")]), None)]);
    }

    #[test]
    fn req_m11_the_lines_of_a_policy_are_read() {
        let line = json!({ "effect": "deny", "action": "config:delete", "resource": "*" });
        let told = changes(&json!({ "before": null, "after": { "name": "Careful", "statements": [line] } }));
        let [change] = &told[..] else { panic!("{told:?}") };
        assert!(matches!(change.after.as_deref(), Some([Told::Statement(_)])), "{change:?}");
        assert_eq!(change.before, None);
    }
}
