//! Settings of an organization: its name and address, and what it overrides of its kind.

use super::{Locked, Scope};
use crate::{
    Result, Store,
    accounts::Client,
    audit::{Entry, Event, append, noting_denials},
};
use chrono_tz::Tz;
use serde_json::{Value, json};
use shared::{
    Field, FieldError, Refusal, Slug,
    access::{Action, Resource},
    settings::{Draft, Settings},
    views::SettingsView,
};

/// What the settings page shows. One statement.
///
/// # Errors
/// Refused: [`Refusal::Forbidden`] to people who may not see them.
#[tracing::instrument(name = "organizations.settings", skip_all, fields(organization = %scope.organization.id))]
pub async fn settings(store: &Store, scope: &Scope) -> Result<SettingsView> {
    scope.require(Action::Read, &Resource::Settings)?;
    let found = sqlx::query!(
        r#"SELECT version, link_valid_seconds, access_end FROM organizations WHERE id = $1"#,
        scope.organization.id.get(),
    )
    .fetch_one(store.pool())
    .await?;
    let organization = &scope.organization;
    Ok(SettingsView {
        version: found.version,
        draft: Draft {
            name: organization.name.to_string(),
            slug: organization.slug.to_string(),
            link_valid: found.link_valid_seconds.map(|seconds| (seconds / 3600).to_string()).unwrap_or_default(),
            access_end: found.access_end.unwrap_or_default(),
            language: organization.language.tag().to_owned(),
            time_zone: organization.time_zone.name().to_owned(),
        },
    })
}

/// The names of every time zone there is, for who chooses one.
pub fn time_zones() -> impl Iterator<Item = &'static str> {
    chrono_tz::TZ_VARIANTS.iter().map(|zone| zone.name())
}

/// Changes the settings. `version` is the one that the page showed.
///
/// # Errors
/// Refused: [`Refusal::Forbidden`] by the rules; [`Refusal::Stale`] when they were changed since;
/// [`Refusal::Fields`] for what was typed, and for a slug that another organization has or ever had.
#[tracing::instrument(name = "organizations.change_settings", skip_all, fields(organization = %scope.organization.id))]
pub async fn change_settings(
    store: &Store,
    client: &Client,
    scope: &Scope,
    version: i32,
    draft: &Draft,
) -> Result<Slug> {
    let (account, organization) = (scope.caller.account, scope.organization.id);
    let result = change(store, client, scope, version, draft).await;
    noting_denials(store, client, Some(account), organization, "organizations.settings", result).await
}

async fn change(store: &Store, client: &Client, scope: &Scope, version: i32, draft: &Draft) -> Result<Slug> {
    let mut locked = Locked::within(store, scope).await?;
    locked.require(scope.caller.account, Action::Update, &Resource::Settings).await?;
    let Settings { name, slug, overrides } = draft.check().map_err(Refusal::Fields)?;
    let zone = overrides.time_zone.as_deref().and_then(|name| name.parse::<Tz>().ok());
    let zone = zone.ok_or(Refusal::field(Field::TimeZone, FieldError::NotAChoice))?;
    let organization = locked.organization.clone();
    let before = sqlx::query!(
        "SELECT version, link_valid_seconds, access_end FROM organizations WHERE id = $1",
        organization.id.get()
    )
    .fetch_one(&mut *locked.tx)
    .await?;
    if before.version != version {
        return Err(Refusal::Stale.into());
    }
    if slug != organization.slug {
        rename(&mut locked, &slug).await?;
    }
    let link_valid = overrides.link_valid_seconds.and_then(|seconds| i32::try_from(seconds).ok());
    let language = overrides.language.unwrap_or(organization.language);
    let access_end = overrides.access_end.map(|rule| rule.name());
    sqlx::query!(
        r#"UPDATE organizations
           SET name = $2, slug = $3, language = $4, time_zone = $5, link_valid_seconds = $6, access_end = $7,
               version = version + 1
           WHERE id = $1"#,
        organization.id.get(),
        name.as_str(),
        slug.as_str(),
        language.tag(),
        zone.name(),
        link_valid,
        access_end,
    )
    .execute(&mut *locked.tx)
    .await?;
    let told = |name: &str, slug: &Slug, language: &str, zone: &str, link: Option<i32>, end: Option<&str>| -> Value {
        json!({
            "name": name, "slug": slug, "language": language, "time_zone": zone, "link_valid_seconds": link,
            "access_end": end,
        })
    };
    let detail = json!({
        "before": told(organization.name.as_str(), &organization.slug, organization.language.tag(),
            organization.time_zone.name(), before.link_valid_seconds, before.access_end.as_deref()),
        "after": told(name.as_str(), &slug, language.tag(), zone.name(), link_valid, access_end),
    });
    let (actor, subject) = (Some(scope.caller.account), organization.id.get());
    append(&mut locked, Entry { client, actor, event: Event::SettingsChanged, subject, detail }).await?;
    locked.commit().await?;
    Ok(slug)
}

/// Keeps the slug of before for this organization for ever, and refuses one that another has or had. Both are
/// locked, in their order: two organizations may want each other's at the same moment.
async fn rename(locked: &mut Locked, slug: &Slug) -> Result<()> {
    let old = locked.organization.slug.clone();
    let (first, second) = if old < *slug { (&old, slug) } else { (slug, &old) };
    for each in [first, second] {
        sqlx::query!(
            "SELECT pg_advisory_xact_lock(hashtextextended('slug ' || $1, 0)) IS NULL AS locked",
            each.as_str()
        )
        .fetch_one(&mut *locked.tx)
        .await?;
    }
    let taken = sqlx::query_scalar!(
        r#"SELECT EXISTS (SELECT FROM organizations WHERE slug = $1)
               OR EXISTS (SELECT FROM former_slugs WHERE slug = $1 AND org_id <> $2) AS "taken!""#,
        slug.as_str(),
        locked.organization.id.get(),
    )
    .fetch_one(&mut *locked.tx)
    .await?;
    if taken {
        return Err(Refusal::field(Field::Slug, FieldError::Taken).into());
    }
    sqlx::query!(
        "INSERT INTO former_slugs (slug, org_id, left_at) VALUES ($1, $2, $3) ON CONFLICT (slug) DO NOTHING",
        old.as_str(),
        locked.organization.id.get(),
        locked.now,
    )
    .execute(&mut *locked.tx)
    .await?;
    Ok(())
}

/// Where an address of before leads, for somebody who belongs there; `None` for everybody else (R9). One
/// statement.
#[tracing::instrument(name = "organizations.moved", skip_all)]
pub async fn moved(store: &Store, caller: &crate::Caller, slug: &Slug) -> Result<Option<Slug>> {
    let found = sqlx::query_scalar!(
        r#"SELECT o.slug FROM former_slugs f
           JOIN organizations o ON o.id = f.org_id AND o.closed_at IS NULL
           JOIN memberships m ON m.org_id IN (o.id, o.parent_id) AND m.account_id = $2
           WHERE f.slug = $1 AND o.slug <> $1
             AND membership_status(m.suspended_at, m.removed_at, m.access_ends_at, clock_timestamp()) = 'ACTIVE'
           LIMIT 1"#,
        slug.as_str(),
        caller.account.get(),
    )
    .fetch_optional(store.pool())
    .await?;
    found.map(|slug| Slug::parse(&slug).map_err(|_| crate::Error::row("organizations", "slug", slug))).transpose()
}
