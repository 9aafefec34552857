//! Brands, exchange accounts and teams: listed, created, renamed, archived and taken back into use (M8).

use super::users::{Person, users};
use crate::{
    Result, Store,
    accounts::Client,
    audit::{Entry, Event, append, noting_denials},
    organizations::{Locked, Scope},
    page::{self, TextCursor},
};
use serde_json::json;
use shared::{
    Field, FieldError, Refusal,
    access::{Action, PartSort, Reach, Resource, label},
    views::{Listed, PartRow},
};
use sqlx::types::Json;
use uuid::Uuid;

/// What is done to a part.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Change {
    /// It gets another name.
    Rename(String),
    /// It goes out of use; nobody reaches it, and its history stays.
    Archive,
    /// It comes back into use, for those who had it.
    Restore,
}

/// A page of the parts of a sort that the caller may see, those in use first, by name; with who is in each. One
/// statement.
///
/// # Errors
/// Refused: [`Refusal::NotFound`] where the kind has no such parts, [`Refusal::Denied`] to people who may not
/// see any, [`Refusal::Malformed`] for a cursor that no page gave.
#[tracing::instrument(name = "access.parts", skip_all, fields(organization = %scope.organization.id, %sort))]
pub async fn parts(
    store: &Store,
    scope: &Scope,
    sort: PartSort,
    after: Option<&str>,
    search: &str,
) -> Result<Listed<PartRow>> {
    require_sort(scope, sort)?;
    scope.require(Action::List, &sort.resource().any())?;
    // Whoever may see a part that nobody was given sees them all; what a person was not given stays unseen.
    let sees = |id| scope.may(Action::Read, &sort.resource().of(id));
    let (all, only) = (sees(Uuid::nil()), reached(&scope.grant.reach).filter(|id| sees(*id)).collect::<Vec<_>>());
    let start = TextCursor::start(after)?;
    // Before the name stands whether it is out of use.
    let (archived, key) = match start.key.split_at_checked(1) {
        Some((mark, key)) => (mark == ARCHIVED, key),
        None => (false, ""),
    };
    let search = search.trim().to_lowercase();
    let mut rows = sqlx::query!(
        r#"SELECT p.id, p.name, lower(p.name) AS "key!", p.archived_at IS NOT NULL AS "archived!", held.people AS "people: Json<Vec<Person>>",
                  held.count, offered.count AS invited
           FROM parts p
           LEFT JOIN LATERAL (
               SELECT count(*) AS count,
                      jsonb_agg(jsonb_build_object('id', id, 'address', address, 'family_name', family_name,
                          'given_name', given_name, 'role', role) ORDER BY place) FILTER (WHERE place <= 50) AS people
               FROM (
                   SELECT m.id, a.address, a.family_name, a.given_name, g.role,
                          row_number() OVER (ORDER BY a.family_name, a.given_name, a.address) AS place
                   FROM (
                       SELECT membership_id, role FROM membership_parts WHERE org_id = $1 AND part_id = p.id
                       UNION ALL
                       SELECT b.id, NULL FROM memberships b
                       JOIN brand_setting_brands s ON s.org_id = $1 AND s.setting_id = b.brand_setting_id
                       WHERE b.org_id = $1 AND s.brand_id = p.id
                   ) g
                   JOIN memberships m ON m.org_id = $1 AND m.id = g.membership_id AND m.removed_at IS NULL
                   JOIN accounts a ON a.id = m.account_id
               ) listed
           ) held ON true
           LEFT JOIN LATERAL (
               SELECT count(*) AS count
               FROM invitation_parts g JOIN invitations i ON i.org_id = $1 AND i.id = g.invitation_id
               WHERE g.org_id = $1 AND g.part_id = p.id
                 AND invitation_status(i.accepted_at, i.declined_at, i.revoked_at, i.expires_at, clock_timestamp())
                     = 'PENDING'
           ) offered ON true
           WHERE p.org_id = $1 AND p.sort = $2 AND ($3 OR p.id = ANY($4))
             AND ($5 = '' OR position($5 IN lower(p.name)) > 0)
             AND ((p.archived_at IS NOT NULL), lower(p.name), p.id) > ($6, $7, $8)
           ORDER BY (p.archived_at IS NOT NULL), lower(p.name), p.id LIMIT $9"#,
        scope.organization.id.get(),
        sort.name(),
        all,
        &only,
        search,
        archived,
        key,
        start.id,
        page::ROWS + 1,
    )
    .fetch_all(store.pool())
    .await?;
    let named = scope.may(Action::List, &Resource::ANY_MEMBER);
    let language = scope.caller.language;
    let next = page::cut_at(&mut rows, page::ROWS, |row| {
        let mark = if row.archived { ARCHIVED } else { IN_USE };
        TextCursor { key: format!("{mark}{}", row.key), id: row.id }.to_text()
    });
    let rows = rows.into_iter().map(|row| PartRow {
        id: row.id,
        name: row.name,
        archived: row.archived,
        users: users(row.people, row.count, row.invited, language, named),
    });
    Ok(Listed { rows: rows.collect(), next })
}

/// In cursors, before the name.
const ARCHIVED: &str = "1";
/// In cursors, before the name.
const IN_USE: &str = "0";

/// Every part that somebody was given by name.
fn reached(reach: &Reach) -> impl Iterator<Item = Uuid> {
    let accounts = reach.accounts.iter().map(|access| access.account);
    reach.brands.iter().flatten().copied().chain(accounts).chain(reach.teams.iter().copied())
}

/// Adds a part.
///
/// # Errors
/// Refused: [`Refusal::NotFound`] where the kind has no such parts, [`Refusal::Forbidden`], [`Refusal::Fields`] for
/// the name, one that is in use among them.
#[tracing::instrument(name = "access.create_part", skip_all, fields(organization = %scope.organization.id, %sort))]
pub async fn create_part(store: &Store, client: &Client, scope: &Scope, sort: PartSort, name: &str) -> Result<Uuid> {
    let (account, organization) = (scope.caller.account, scope.organization.id);
    let result = create(store, client, scope, sort, name).await;
    noting_denials(store, client, Some(account), organization, "access.create_part", result).await
}

async fn create(store: &Store, client: &Client, scope: &Scope, sort: PartSort, name: &str) -> Result<Uuid> {
    require_sort(scope, sort)?;
    let mut locked = Locked::within(store, scope).await?;
    locked.require(scope.caller.account, Action::Create, &sort.resource().any()).await?;
    let name = label(name).map_err(|error| Refusal::field(Field::Name, error))?;
    require_free(&mut locked, sort, &name, None).await?;
    let id = Uuid::now_v7();
    sqlx::query!(
        "INSERT INTO parts (org_id, id, sort, name, created_at) VALUES ($1, $2, $3, $4, $5)",
        locked.organization.id.get(),
        id,
        sort.name(),
        name,
        locked.now,
    )
    .execute(&mut *locked.tx)
    .await?;
    let detail = json!({ "sort": sort, "after": { "name": name } });
    let actor = Some(scope.caller.account);
    append(&mut locked, Entry { client, actor, event: Event::PartCreated, subject: id, detail }).await?;
    locked.commit().await?;
    Ok(id)
}

/// Renames a part, archives it, or takes it back into use.
///
/// # Errors
/// Refused: as [`create_part`]; [`Refusal::NotFound`] for ids of other organizations and other sorts (R3).
#[tracing::instrument(name = "access.change_part", skip_all, fields(organization = %scope.organization.id, %sort, part = %id))]
pub async fn change_part(
    store: &Store,
    client: &Client,
    scope: &Scope,
    sort: PartSort,
    id: Uuid,
    change: &Change,
) -> Result<()> {
    let (account, organization) = (scope.caller.account, scope.organization.id);
    let result = alter(store, client, scope, sort, id, change).await;
    noting_denials(store, client, Some(account), organization, "access.change_part", result).await
}

async fn alter(store: &Store, client: &Client, scope: &Scope, sort: PartSort, id: Uuid, change: &Change) -> Result<()> {
    require_sort(scope, sort)?;
    let mut locked = Locked::within(store, scope).await?;
    let organization = locked.organization.id.get();
    let before = sqlx::query!(
        "SELECT name, archived_at FROM parts WHERE org_id = $1 AND sort = $2 AND id = $3",
        organization,
        sort.name(),
        id
    )
    .fetch_optional(&mut *locked.tx)
    .await?
    .ok_or(Refusal::NotFound)?;
    let action = if *change == Change::Archive { Action::Delete } else { Action::Update };
    locked.require(scope.caller.account, action, &sort.resource().of(id)).await?;
    let (event, name, archived_at) = match change {
        Change::Rename(name) => {
            let name = label(name).map_err(|error| Refusal::field(Field::Name, error))?;
            (Event::PartRenamed, name, before.archived_at)
        }
        Change::Archive => (Event::PartArchived, before.name.clone(), Some(locked.now)),
        Change::Restore => (Event::PartRestored, before.name.clone(), None),
    };
    if archived_at.is_none() {
        require_free(&mut locked, sort, &name, Some(id)).await?;
    }
    sqlx::query!(
        "UPDATE parts SET name = $3, archived_at = $4 WHERE org_id = $1 AND id = $2",
        organization,
        id,
        name,
        archived_at,
    )
    .execute(&mut *locked.tx)
    .await?;
    let detail = json!({
        "sort": sort,
        "before": { "name": before.name, "archived": before.archived_at.is_some() },
        "after": { "name": name, "archived": archived_at.is_some() },
    });
    let actor = Some(scope.caller.account);
    append(&mut locked, Entry { client, actor, event, subject: id, detail }).await?;
    locked.commit().await
}

/// Refuses with [`Refusal::NotFound`] where the kind has no parts of this sort.
fn require_sort(scope: &Scope, sort: PartSort) -> Result<()> {
    if sort.is_of(scope.organization.preset()) { Ok(()) } else { Err(Refusal::NotFound.into()) }
}

/// One name a part while it is in use.
async fn require_free(locked: &mut Locked, sort: PartSort, name: &str, own: Option<Uuid>) -> Result<()> {
    let taken = sqlx::query_scalar!(
        r#"SELECT EXISTS (
               SELECT FROM parts WHERE org_id = $1 AND sort = $2 AND lower(name) = lower($3)
                 AND archived_at IS NULL AND id IS DISTINCT FROM $4
           ) AS "taken!""#,
        locked.organization.id.get(),
        sort.name(),
        name,
        own,
    )
    .fetch_one(&mut *locked.tx)
    .await?;
    if taken { Err(Refusal::field(Field::Name, FieldError::Taken).into()) } else { Ok(()) }
}
