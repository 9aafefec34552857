//! The activity of an organization: to look at, and to take away (M11).

use crate::{Error, Result, Store, organizations::Scope, row};
use chrono::{DateTime, Utc};
use serde_json::Value;
use shared::{
    EmailAddress, Refusal,
    access::{Action, Resource},
    dates,
    views::{ActivityRow, Change, Listed},
};
use sqlx::types::Json;
use std::collections::BTreeMap;
use uuid::Uuid;

/// Entries on a page.
const ROWS: i64 = 50;
/// Entries that an export reads at once.
const CHUNK: i64 = 500;

/// Which entries, newest first.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Query {
    /// Where the page starts; the `next` of the one before.
    pub after: Option<String>,
    /// Only what this person did or what was done to them, by e-mail address; empty: everybody.
    pub person: String,
    /// Only this action, by its name; empty: every one.
    pub action: String,
    /// Only from this day on, `YYYY-MM-DD`, in the organization's time zone; empty: from the beginning.
    pub from: String,
    /// Only until the end of this day.
    pub until: String,
}

/// An entry with everything that its hash covers, for programs that check it.
#[derive(Clone, Debug)]
pub struct Exported {
    /// Its number in the chain.
    pub seq: i64,
    /// When.
    pub at: DateTime<Utc>,
    /// Who, by address; nobody where whoever held a link did.
    pub actor: Option<String>,
    /// What.
    pub action: String,
    /// The row that changed.
    pub subject: Uuid,
    /// Before and after.
    pub detail: Value,
    /// From where.
    pub client_ip: Option<String>,
    /// With which browser.
    pub user_agent: String,
    /// The hash, in hexadecimal digits.
    pub hash: String,
}

struct Found {
    seq: i64,
    at: DateTime<Utc>,
    action: String,
    subject_id: Uuid,
    detail: Json<Value>,
    client_ip: Option<String>,
    user_agent: String,
    hash: Vec<u8>,
    address: Option<String>,
    family_name: Option<String>,
    given_name: Option<String>,
}

/// A page of the activity. One statement.
///
/// # Errors
/// Refused: [`Refusal::Forbidden`] to people who may not see it, [`Refusal::Malformed`] for a cursor or a day
/// that is none.
#[tracing::instrument(name = "audit.list", skip_all, fields(organization = %scope.organization.id))]
pub async fn list(store: &Store, scope: &Scope, query: &Query) -> Result<Listed<ActivityRow>> {
    scope.require(Action::List, &Resource::Activity)?;
    let (found, next) = page(store, scope, query, ROWS).await?;
    let rows = found.into_iter().map(|found| view(scope, found)).collect::<Result<_>>()?;
    Ok(Listed { rows, next })
}

/// The same in larger pieces, for a file.
///
/// # Errors
/// Refused: as [`list`], and to people who may not export.
#[tracing::instrument(name = "audit.export", skip_all, fields(organization = %scope.organization.id))]
pub async fn export(store: &Store, scope: &Scope, query: &Query) -> Result<Listed<Exported>> {
    scope.require(Action::Export, &Resource::Activity)?;
    let (found, next) = page(store, scope, query, CHUNK).await?;
    let hex = |hash: Vec<u8>| hash.iter().map(|byte| format!("{byte:02x}")).collect();
    let rows = found
        .into_iter()
        .map(|row| Exported {
            seq: row.seq,
            at: row.at,
            actor: row.address,
            action: row.action,
            subject: row.subject_id,
            detail: row.detail.0,
            client_ip: row.client_ip,
            user_agent: row.user_agent,
            hash: hex(row.hash),
        })
        .collect();
    Ok(Listed { rows, next })
}

async fn page(store: &Store, scope: &Scope, query: &Query, limit: i64) -> Result<(Vec<Found>, Option<String>)> {
    let before = match query.after.as_deref() {
        Some(seq) => seq.parse::<i64>().map_err(|_| Refusal::Malformed)?,
        None => i64::MAX,
    };
    let day = |typed: &str| match typed.trim() {
        "" => Ok(None),
        day => dates::parse(day).map(Some).map_err(|_| Refusal::Malformed),
    };
    let organization = &scope.organization;
    // A day begins where the one before it ends.
    let from = day(&query.from)?.and_then(|day| day.pred_opt()).map(|day| organization.end_of(day)).transpose()?;
    let until = day(&query.until)?.map(|day| organization.end_of(day)).transpose()?;
    let person = query.person.trim();
    let person = EmailAddress::parse(person).map_or_else(|_| person.to_owned(), |address| address.to_string());
    let mut rows = sqlx::query_as!(
        Found,
        r#"WITH person AS (
               SELECT a.id AS account, m.id AS membership FROM accounts a
               LEFT JOIN memberships m ON m.org_id = $1 AND m.account_id = a.id WHERE a.address = $3
           )
           SELECT e.seq, e.at, e.action, e.subject_id, e.detail AS "detail: Json<Value>", e.client_ip,
                  e.user_agent, e.hash, a.address AS "address?", a.family_name, a.given_name
           FROM audit_entries e LEFT JOIN accounts a ON a.id = e.actor_id
           WHERE e.org_id = $1 AND e.seq < $2
             AND ($3 = '' OR e.actor_id = (SELECT account FROM person)
                          OR e.subject_id = (SELECT membership FROM person) OR e.detail ->> 'address' = $3
                          OR e.detail -> 'after' ->> 'address' = $3)
             AND ($4 = '' OR e.action = $4)
             AND ($5::timestamptz IS NULL OR e.at >= $5) AND ($6::timestamptz IS NULL OR e.at < $6)
           ORDER BY e.seq DESC LIMIT $7"#,
        organization.id.get(),
        before,
        person,
        query.action,
        from,
        until,
        limit + 1,
    )
    .fetch_all(store.pool())
    .await?;
    let next = crate::page::cut_at(&mut rows, limit, |row| row.seq.to_string());
    Ok((rows, next))
}

fn view(scope: &Scope, found: Found) -> Result<ActivityRow> {
    let corrupt = || Error::row("accounts", "family_name", found.seq);
    let name = row::full_name(found.family_name.as_deref(), found.given_name.as_deref()).ok_or_else(corrupt)?;
    Ok(ActivityRow {
        seq: found.seq,
        at: scope.organization.moment(found.at),
        actor: name.map(|name| name.display(scope.caller.language)).or(found.address),
        about: about(&found.detail.0),
        changes: changes(&found.detail.0),
        action: found.action,
        client_ip: found.client_ip,
        user_agent: found.user_agent,
    })
}

/// Whom or what an entry is about, where it says.
fn about(detail: &Value) -> Option<String> {
    let inner = detail.get("change").unwrap_or(detail);
    let places =
        [inner.get("address"), inner.pointer("/after/address"), inner.pointer("/before/address"), inner.get("name")];
    places.into_iter().flatten().find_map(Value::as_str).map(str::to_owned)
}

/// What differs between before and after, field by field.
fn changes(detail: &Value) -> Vec<Change> {
    let inner = detail.get("change").unwrap_or(detail);
    let (mut before, mut after) = (BTreeMap::new(), BTreeMap::new());
    flatten("", inner.get("before").unwrap_or(&Value::Null), &mut before);
    flatten("", inner.get("after").unwrap_or(&Value::Null), &mut after);
    let names: std::collections::BTreeSet<&String> = before.keys().chain(after.keys()).collect();
    names
        .into_iter()
        .filter(|name| before.get(*name) != after.get(*name) && *name != "address")
        .map(|name| Change { field: name.clone(), before: before.get(name).cloned(), after: after.get(name).cloned() })
        .collect()
}

/// Objects become names with their last part, lists become one text; what is null or empty is not there.
fn flatten(name: &str, value: &Value, into: &mut BTreeMap<String, String>) {
    match value {
        Value::Null => {}
        Value::Object(fields) => fields.iter().for_each(|(name, value)| flatten(name, value, into)),
        Value::Array(items) if items.is_empty() => {}
        Value::Array(items) => {
            let texts: Vec<String> = items.iter().map(plain).collect();
            into.insert(name.to_owned(), texts.join(", "));
        }
        other => {
            into.insert(name.to_owned(), plain(other));
        }
    }
}

fn plain(value: &Value) -> String {
    value.as_str().map_or_else(|| value.to_string(), str::to_owned)
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn req_m11_what_differs_is_told_field_by_field() {
        let detail = json!({
            "address": "mina@ito.example",
            "before": { "role": "member", "permission": "write", "policies": [], "reach": { "teams": ["a", "b"] } },
            "after": { "role": "owner", "permission": "write", "access_ends_at": null, "reach": { "teams": [] } },
        });
        let change = |field: &str, before: Option<&str>, after: Option<&str>| Change {
            field: field.to_owned(),
            before: before.map(str::to_owned),
            after: after.map(str::to_owned),
        };
        assert_eq!(
            changes(&detail),
            [change("role", Some("member"), Some("owner")), change("teams", Some("a, b"), None)]
        );
        assert_eq!(about(&detail).as_deref(), Some("mina@ito.example"));
        let above = json!({ "customer": { "name": "Larch" }, "change": detail });
        assert_eq!(changes(&above).len(), 2);
    }
}
