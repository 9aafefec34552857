//! The activity of an organization: to look at, and to take away (M11).

use super::{
    changes::{Parts, Reading},
    line::{Line, Name},
};
use crate::{Result, Store, organizations::Scope};
use chrono::{DateTime, Utc};
use serde_json::Value;
use shared::{
    EmailAddress, Refusal,
    access::{Action, Resource},
    dates,
    views::{ActivityRow, Listed},
};
use sqlx::types::Json;
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
    gone: bool,
    about_family_name: Option<String>,
    about_given_name: Option<String>,
    about_address: Option<String>,
    parts: Option<Json<Parts>>,
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
                  e.user_agent, e.hash, a.address AS "address?", a.family_name, a.given_name,
                  a.closed_at IS NOT NULL AS "gone!",
                  coalesce(member.family_name, known.family_name, i.family_name) AS about_family_name,
                  coalesce(member.given_name, known.given_name, i.given_name) AS about_given_name,
                  coalesce(CASE WHEN member.closed_at IS NULL THEN member.address END, i.address) AS about_address,
                  -- Brands, accounts and teams that the entry names by id, as they are called now.
                  (SELECT jsonb_object_agg(p.id, p.name) FROM parts p
                   WHERE p.org_id = e.org_id AND p.id = ANY(ARRAY(
                       SELECT id[1]::uuid
                       FROM regexp_matches(e.detail::text, '[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}', 'g') AS id
                   ))) AS "parts: Json<Parts>"
           FROM audit_entries e LEFT JOIN accounts a ON a.id = e.actor_id
           LEFT JOIN memberships m ON m.org_id = e.org_id AND m.id = e.subject_id
           LEFT JOIN accounts member ON member.id = m.account_id
           LEFT JOIN invitations i ON i.org_id = e.org_id AND i.id = e.subject_id
           LEFT JOIN accounts known ON known.address = i.address AND known.address_verified_at IS NOT NULL
           WHERE e.org_id = $1 AND e.seq < $2
             AND ($3 = '' OR e.actor_id = (SELECT account FROM person)
                          OR e.subject_id = (SELECT membership FROM person) OR e.detail ->> 'address' = $3
                          OR e.detail -> 'after' ->> 'address' = $3 OR e.detail -> 'before' ->> 'address' = $3)
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
    let parts = found.parts.map(|parts| parts.0).unwrap_or_default();
    let reading = Reading {
        parts: &parts,
        moment: &|at| scope.organization.moment(at),
        named: found.subject_id != scope.organization.id.get(),
    };
    let changes = reading.changes(&found.detail.0);
    let line = Line {
        at: found.at,
        action: found.action,
        subject: found.subject_id,
        detail: found.detail.0,
        about: Name { family: found.about_family_name, given: found.about_given_name },
        about_address: found.about_address,
        actor: Name { family: found.family_name, given: found.given_name },
        actor_address: found.address,
        gone: found.gone,
    };
    let what = line.read(scope)?;
    Ok(ActivityRow { seq: found.seq, what, changes, client_ip: found.client_ip, user_agent: found.user_agent })
}
