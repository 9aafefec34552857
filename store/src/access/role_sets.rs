//! Role And Permissions: named lists of features (M6).

use crate::{
    Result, Store,
    accounts::Client,
    audit::{Entry, Event, append, noting_denials},
    organizations::{Locked, Scope},
};
use serde_json::json;
use shared::{
    Field, FieldError, Refusal,
    access::{Action, Resource, RoleSetDraft},
};
use uuid::Uuid;

/// Adds a set, or changes the one with this id for everybody who has it.
///
/// # Errors
/// Refused: [`Refusal::NotFound`] for ids of other organizations and where the kind has no such sets,
/// [`Refusal::Forbidden`], [`Refusal::Fields`] for the name and for features beyond the caller's own (I10).
#[tracing::instrument(name = "access.save_role_set", skip_all, fields(organization = %scope.organization.id))]
pub async fn save_role_set(
    store: &Store,
    client: &Client,
    scope: &Scope,
    id: Option<Uuid>,
    draft: &RoleSetDraft,
) -> Result<Uuid> {
    let (account, organization) = (scope.caller.account, scope.organization.id);
    let result = save(store, client, scope, id, draft).await;
    noting_denials(store, client, Some(account), organization, "access.save_role_set", result).await
}

async fn save(store: &Store, client: &Client, scope: &Scope, id: Option<Uuid>, draft: &RoleSetDraft) -> Result<Uuid> {
    require_kind(scope)?;
    let mut locked = Locked::within(store, scope).await?;
    let action = if id.is_some() { Action::Update } else { Action::Create };
    let editor = locked.require(scope.caller.account, action, &Resource::AccessControl).await?;
    let before = match id {
        Some(id) => Some(find(&mut locked, id).await?),
        None => None,
    };
    let (name, features) = draft.check(&editor.grants(&locked.organization)).map_err(Refusal::Fields)?;
    let taken = sqlx::query_scalar!(
        r#"SELECT EXISTS (SELECT FROM role_sets WHERE org_id = $1 AND lower(name) = lower($2) AND archived_at IS NULL
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
        r#"INSERT INTO role_sets (org_id, id, name, features, created_at) VALUES ($1, $2, $3, $4, $5)
           ON CONFLICT (id) DO UPDATE SET name = excluded.name, features = excluded.features"#,
        locked.organization.id.get(),
        subject,
        name,
        &features.names().collect::<Vec<_>>(),
        locked.now,
    )
    .execute(&mut *locked.tx)
    .await?;
    let event = if before.is_some() { Event::RoleSetChanged } else { Event::RoleSetCreated };
    let detail = json!({ "before": before, "after": { "name": name, "features": features } });
    let actor = Some(scope.caller.account);
    append(&mut locked, Entry { client, actor, event, subject, detail }).await?;
    locked.commit().await?;
    Ok(subject)
}

/// Takes a set away. Nobody may have it any more: without it, people would reach more (M6).
///
/// # Errors
/// Refused: [`Refusal::NotFound`], [`Refusal::Forbidden`], [`Refusal::InUse`] while a member or an open invitation
/// has it.
#[tracing::instrument(name = "access.delete_role_set", skip_all, fields(organization = %scope.organization.id, set = %id))]
pub async fn delete_role_set(store: &Store, client: &Client, scope: &Scope, id: Uuid) -> Result<()> {
    let (account, organization) = (scope.caller.account, scope.organization.id);
    let result = delete(store, client, scope, id).await;
    noting_denials(store, client, Some(account), organization, "access.delete_role_set", result).await
}

async fn delete(store: &Store, client: &Client, scope: &Scope, id: Uuid) -> Result<()> {
    require_kind(scope)?;
    let mut locked = Locked::within(store, scope).await?;
    locked.require(scope.caller.account, Action::Delete, &Resource::AccessControl).await?;
    let before = find(&mut locked, id).await?;
    let organization = locked.organization.id.get();
    let used = sqlx::query_scalar!(
        r#"SELECT EXISTS (SELECT FROM memberships WHERE org_id = $1 AND role_set_id = $2 AND removed_at IS NULL)
               OR EXISTS (SELECT FROM invitations WHERE org_id = $1 AND role_set_id = $2 AND accepted_at IS NULL
                   AND declined_at IS NULL AND revoked_at IS NULL AND lapsed_at IS NULL) AS "used!""#,
        organization,
        id,
    )
    .fetch_one(&mut *locked.tx)
    .await?;
    if used {
        return Err(Refusal::InUse.into());
    }
    sqlx::query!("UPDATE role_sets SET archived_at = $3 WHERE org_id = $1 AND id = $2", organization, id, locked.now)
        .execute(&mut *locked.tx)
        .await?;
    let detail = json!({ "before": before });
    let actor = Some(scope.caller.account);
    append(&mut locked, Entry { client, actor, event: Event::RoleSetDeleted, subject: id, detail }).await?;
    locked.commit().await
}

/// Refuses with [`Refusal::NotFound`] where nobody carries such sets.
fn require_kind(scope: &Scope) -> Result<()> {
    let has = scope.organization.preset().narrowed_permission.is_some();
    if has { Ok(()) } else { Err(Refusal::NotFound.into()) }
}

/// The set as it is, for the audit entry; [`Refusal::NotFound`] for ids of other organizations (R3).
async fn find(locked: &mut Locked, id: Uuid) -> Result<serde_json::Value> {
    let found = sqlx::query!(
        "SELECT name, features FROM role_sets WHERE org_id = $1 AND id = $2 AND archived_at IS NULL",
        locked.organization.id.get(),
        id
    )
    .fetch_optional(&mut *locked.tx)
    .await?
    .ok_or(Refusal::NotFound)?;
    Ok(json!({ "name": found.name, "features": found.features }))
}
