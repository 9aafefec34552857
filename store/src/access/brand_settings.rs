//! Brand Access Settings: named lists of brands (M6).

use crate::{
    Result, Store,
    access::catalog,
    accounts::Client,
    audit::{Entry, Event, append, noting_denials},
    organizations::{Locked, Scope},
};
use serde_json::json;
use shared::{
    Field, FieldError, Refusal,
    access::{Action, BrandSettingDraft, PartSort, Resource},
};
use uuid::Uuid;

/// Adds a list, or changes the one with this id for everybody who has it.
///
/// # Errors
/// Refused: [`Refusal::NotFound`] for ids of other organizations and where the kind has no brands,
/// [`Refusal::Forbidden`], [`Refusal::Fields`] for the name and for brands beyond the caller's own (I10).
#[tracing::instrument(name = "access.save_brand_setting", skip_all, fields(organization = %scope.organization.id))]
pub async fn save_brand_setting(
    store: &Store,
    client: &Client,
    scope: &Scope,
    id: Option<Uuid>,
    draft: &BrandSettingDraft,
) -> Result<Uuid> {
    let (account, organization) = (scope.caller.account, scope.organization.id);
    let result = save(store, client, scope, id, draft).await;
    noting_denials(store, client, Some(account), organization, "access.save_brand_setting", result).await
}

async fn save(
    store: &Store,
    client: &Client,
    scope: &Scope,
    id: Option<Uuid>,
    draft: &BrandSettingDraft,
) -> Result<Uuid> {
    require_kind(scope)?;
    let mut locked = Locked::within(store, scope).await?;
    let action = if id.is_some() { Action::Update } else { Action::Create };
    let editor = locked.require(scope.caller.account, action, &Resource::AccessControl).await?;
    let before = match id {
        Some(id) => Some(find(&mut locked, id).await?),
        None => None,
    };
    let organization = locked.organization.clone();
    let catalog = catalog(&mut locked.tx, &organization).await?;
    let held = before.as_ref().map(|before| before.brands.as_slice()).unwrap_or_default();
    let (name, brands) = draft.check(&editor.grants(&organization), &catalog, held).map_err(Refusal::Fields)?;
    let taken = sqlx::query_scalar!(
        r#"SELECT EXISTS (SELECT FROM brand_settings WHERE org_id = $1 AND lower(name) = lower($2) AND archived_at IS NULL
               AND id IS DISTINCT FROM $3) AS "taken!""#,
        locked.organization.id.get(),
        name,
        id,
    )
    .fetch_one(&mut *locked.tx)
    .await?;
    if taken {
        return Err(Refusal::field(Field::Name, FieldError::Taken).into());
    }
    let subject = id.unwrap_or_else(Uuid::now_v7);
    sqlx::query!(
        r#"INSERT INTO brand_settings (org_id, id, name, created_at) VALUES ($1, $2, $3, $4)
           ON CONFLICT (id) DO UPDATE SET name = excluded.name"#,
        organization.id.get(),
        subject,
        name,
        locked.now,
    )
    .execute(&mut *locked.tx)
    .await?;
    // Brands that are out of use stay in the list: they come back with it.
    sqlx::query!(
        r#"DELETE FROM brand_setting_brands b USING parts p
           WHERE b.org_id = $1 AND b.setting_id = $2 AND p.org_id = $1 AND p.id = b.brand_id
             AND p.archived_at IS NULL"#,
        organization.id.get(),
        subject,
    )
    .execute(&mut *locked.tx)
    .await?;
    sqlx::query!(
        r#"INSERT INTO brand_setting_brands (org_id, setting_id, brand_id)
           SELECT $1, $2, * FROM unnest($3::uuid[])"#,
        organization.id.get(),
        subject,
        &brands,
    )
    .execute(&mut *locked.tx)
    .await?;
    let event = if before.is_some() { Event::BrandSettingChanged } else { Event::BrandSettingCreated };
    let detail = json!({ "before": before, "after": { "name": name, "brands": brands } });
    let actor = Some(scope.caller.account);
    append(&mut locked, Entry { client, actor, event, subject, detail }).await?;
    locked.commit().await?;
    Ok(subject)
}

/// Takes a list away. Nobody may have it any more: without it, people would reach every brand (M6).
///
/// # Errors
/// Refused: [`Refusal::NotFound`], [`Refusal::Forbidden`], [`Refusal::InUse`] while a member or an open invitation
/// has it.
#[tracing::instrument(name = "access.delete_brand_setting", skip_all, fields(organization = %scope.organization.id, set = %id))]
pub async fn delete_brand_setting(store: &Store, client: &Client, scope: &Scope, id: Uuid) -> Result<()> {
    let (account, organization) = (scope.caller.account, scope.organization.id);
    let result = delete(store, client, scope, id).await;
    noting_denials(store, client, Some(account), organization, "access.delete_brand_setting", result).await
}

async fn delete(store: &Store, client: &Client, scope: &Scope, id: Uuid) -> Result<()> {
    require_kind(scope)?;
    let mut locked = Locked::within(store, scope).await?;
    locked.require(scope.caller.account, Action::Delete, &Resource::AccessControl).await?;
    let before = find(&mut locked, id).await?;
    let organization = locked.organization.id.get();
    let used = sqlx::query_scalar!(
        r#"SELECT EXISTS (SELECT FROM memberships WHERE org_id = $1 AND brand_setting_id = $2 AND removed_at IS NULL)
               OR EXISTS (SELECT FROM invitations WHERE org_id = $1 AND brand_setting_id = $2 AND accepted_at IS NULL
                   AND declined_at IS NULL AND revoked_at IS NULL AND lapsed_at IS NULL) AS "used!""#,
        organization,
        id,
    )
    .fetch_one(&mut *locked.tx)
    .await?;
    if used {
        return Err(Refusal::InUse.into());
    }
    sqlx::query!(
        "UPDATE brand_settings SET archived_at = $3 WHERE org_id = $1 AND id = $2",
        organization,
        id,
        locked.now
    )
    .execute(&mut *locked.tx)
    .await?;
    let detail = json!({ "before": before });
    let actor = Some(scope.caller.account);
    append(&mut locked, Entry { client, actor, event: Event::BrandSettingDeleted, subject: id, detail }).await?;
    locked.commit().await
}

/// Refuses with [`Refusal::NotFound`] where there are no brands.
fn require_kind(scope: &Scope) -> Result<()> {
    let has = PartSort::Brand.is_of(scope.organization.preset());
    if has { Ok(()) } else { Err(Refusal::NotFound.into()) }
}

/// A list as it is.
#[derive(serde::Serialize)]
struct Before {
    name: String,
    brands: Vec<Uuid>,
}

/// The list as it is; [`Refusal::NotFound`] for ids of other organizations (R3).
async fn find(locked: &mut Locked, id: Uuid) -> Result<Before> {
    let found = sqlx::query_as!(
        Before,
        r#"SELECT s.name, ARRAY(SELECT b.brand_id FROM brand_setting_brands b
               WHERE b.org_id = s.org_id AND b.setting_id = s.id ORDER BY b.brand_id) AS "brands!"
           FROM brand_settings s WHERE s.org_id = $1 AND s.id = $2 AND s.archived_at IS NULL"#,
        locked.organization.id.get(),
        id
    )
    .fetch_optional(&mut *locked.tx)
    .await?;
    Ok(found.ok_or(Refusal::NotFound)?)
}
