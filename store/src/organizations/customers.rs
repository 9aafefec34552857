//! A seller's customers: registered, listed, searched (M9).

use super::{Locked, Scope};
use crate::{
    Error, Result, Store,
    accounts::Client,
    audit::{Entry, Event, append, append_to, noting_denials},
    page::{self, Cursor},
};
use chrono_tz::Tz;
use serde_json::json;
use shared::{
    Field, FieldError, Refusal,
    access::{Action, Resource, ResourceKind},
    customer::CustomerDraft,
    ids::OrganizationId,
    kind::Kind,
    names::{OrganizationName, Slug},
    views::{CustomerRow, Listed},
};
use uuid::Uuid;

/// A page of the seller's customers, in the order they were registered; `search` narrows it to names and slugs
/// that contain it. One statement.
///
/// # Errors
/// Refused: [`Refusal::NotFound`] where the kind has no customers, [`Refusal::Forbidden`],
/// [`Refusal::Malformed`] for a cursor that no page gave.
#[tracing::instrument(name = "organizations.customers", skip_all, fields(organization = %scope.organization.id))]
pub async fn customers(store: &Store, scope: &Scope, after: Option<&str>, search: &str) -> Result<Listed<CustomerRow>> {
    require_kind(scope)?;
    scope.require(Action::List, &Resource::Customer)?;
    let start = page::start(after, Cursor::FIRST)?;
    let mut rows = sqlx::query!(
        r#"SELECT o.id, o.slug, o.name, o.created_at,
                  (SELECT count(*) FROM memberships m
                   WHERE m.org_id = o.id
                     AND membership_status(m.suspended_at, m.removed_at, m.access_ends_at, clock_timestamp())
                         = 'ACTIVE') AS "members!",
                  (SELECT count(*) FROM invitations i
                   WHERE i.org_id = o.id
                     AND invitation_status(i.accepted_at, i.declined_at, i.revoked_at, i.expires_at,
                         clock_timestamp()) = 'PENDING') AS "invited!"
           FROM organizations o
           WHERE o.parent_id = $1 AND (o.created_at, o.id) > ($2, $3)
             AND ($4 = '' OR position($4 IN lower(concat_ws(' ', o.name, o.slug))) > 0)
           ORDER BY o.created_at, o.id LIMIT $5"#,
        scope.organization.id.get(),
        start.at,
        start.id,
        search.trim().to_lowercase(),
        page::ROWS + 1,
    )
    .fetch_all(store.pool())
    .await?;
    let next = page::cut(&mut rows, |row| Cursor { at: row.created_at, id: row.id });
    let count = |count: i64| u32::try_from(count).unwrap_or(u32::MAX);
    let rows = rows
        .into_iter()
        .map(|row| {
            let corrupt = |column| Error::row("organizations", column, row.id);
            Ok(CustomerRow {
                slug: Slug::parse(&row.slug).map_err(|_| corrupt("slug"))?,
                name: OrganizationName::parse(&row.name).map_err(|_| corrupt("name"))?,
                members: count(row.members),
                invited: count(row.invited),
                registered_at: scope.organization.moment(row.created_at),
            })
        })
        .collect::<Result<_>>()?;
    Ok(Listed { rows, next })
}

/// Enters one of the seller's customers, by its address name or its name as people type it.
///
/// # Errors
/// Refused: [`Refusal::NotFound`] where the kind has no customers, [`Refusal::Forbidden`], [`Refusal::Fields`] for a
/// name that is no customer's or that several have.
#[tracing::instrument(name = "organizations.customer", skip_all, fields(organization = %scope.organization.id))]
pub async fn customer(store: &Store, scope: &Scope, typed: &str) -> Result<Scope> {
    require_kind(scope)?;
    scope.require(Action::List, &Resource::Customer)?;
    let unknown = |error| Refusal::field(Field::Organization, error);
    let typed = typed.trim();
    if typed.is_empty() {
        return Err(unknown(FieldError::Missing).into());
    }
    let found = sqlx::query_scalar!(
        r#"SELECT slug FROM organizations WHERE parent_id = $1 AND (slug = lower($2) OR lower(name) = lower($2))
           ORDER BY slug = lower($2) DESC LIMIT 2"#,
        scope.organization.id.get(),
        typed,
    )
    .fetch_all(store.pool())
    .await?;
    let slug = match found.as_slice() {
        [only] => only,
        [exact, _] if *exact == typed.to_lowercase() => exact,
        _ => return Err(unknown(FieldError::NotAChoice).into()),
    };
    let slug = Slug::parse(slug).map_err(|_| Error::row("organizations", "slug", scope.organization.id))?;
    super::enter(store, &scope.caller, &slug).await
}

/// Registers a customer below the seller. It has nobody yet; the seller stands in (M4).
///
/// # Errors
/// Refused: [`Refusal::NotFound`] where the kind has no customers, [`Refusal::Forbidden`], [`Refusal::Fields`] for
/// what was typed, an address name that is taken among it.
#[tracing::instrument(name = "organizations.register_customer", skip_all, fields(organization = %scope.organization.id))]
pub async fn register_customer(store: &Store, client: &Client, scope: &Scope, draft: &CustomerDraft) -> Result<Slug> {
    let (account, organization) = (scope.caller.account, scope.organization.id);
    let result = register(store, client, scope, draft).await;
    noting_denials(store, client, Some(account), organization, "organizations.register_customer", result).await
}

async fn register(store: &Store, client: &Client, scope: &Scope, draft: &CustomerDraft) -> Result<Slug> {
    require_kind(scope)?;
    let mut locked = Locked::within(store, scope).await?;
    locked.require(scope.caller.account, Action::Create, &Resource::Customer).await?;
    let customer = draft.check().map_err(Refusal::Fields)?;
    let time_zone: Tz =
        customer.time_zone.parse().map_err(|_| Refusal::field(Field::TimeZone, FieldError::NotAChoice))?;
    let id = Uuid::now_v7();
    let made = sqlx::query!(
        r#"INSERT INTO organizations (id, slug, name, kind, parent_id, language, time_zone, created_at)
           VALUES ($1, $2, $3, $4, $5, $6, $7, $8) ON CONFLICT (slug) DO NOTHING"#,
        id,
        customer.slug.as_str(),
        customer.name.as_str(),
        Kind::Customer.name(),
        locked.organization.id.get(),
        customer.language.tag(),
        time_zone.name(),
        locked.now,
    )
    .execute(&mut *locked.tx)
    .await?;
    if made.rows_affected() == 0 {
        return Err(Refusal::field(Field::Slug, FieldError::Taken).into());
    }
    let detail = json!({ "after": { "name": customer.name, "slug": customer.slug, "kind": Kind::Customer } });
    let actor = Some(scope.caller.account);
    let first = Entry { client, actor, event: Event::OrganizationCreated, subject: id, detail: detail.clone() };
    append_to(&mut locked, OrganizationId::new(id), std::slice::from_ref(&first)).await?;
    append(&mut locked, Entry { event: Event::CustomerRegistered, detail, ..first }).await?;
    locked.commit().await?;
    Ok(customer.slug)
}

fn require_kind(scope: &Scope) -> Result<()> {
    let has = scope.organization.preset().operations.contains(Action::List, ResourceKind::Customer);
    if has { Ok(()) } else { Err(Refusal::NotFound.into()) }
}
