//! Starting an import whose plan is there, and calling one off.

use crate::{
    Result, Store,
    accounts::Client,
    audit::{Entry, Event, append, noting_denials},
    organizations::{Locked, Scope},
    retrying,
};
use serde_json::json;
use shared::{
    Refusal,
    access::{Action, Resource},
    ids::{AccountId, ImportId},
};

/// Lets the worker send what was planned, or go on where it gave up. Starting twice changes nothing more.
///
/// # Errors
/// Refused: [`Refusal::NotFound`] for imports of other organizations; [`Refusal::Forbidden`] to people who may not invite
/// and to all but the one who made it, by whose standing the rows are judged; [`Refusal::Busy`] while the plan is not there.
#[tracing::instrument(name = "imports.start", skip_all, fields(organization = %scope.organization.id, import = %id))]
pub async fn start(store: &Store, client: &Client, scope: &Scope, id: ImportId) -> Result<()> {
    let (account, organization) = (scope.caller.account, scope.organization.id);
    let result = retrying(|| change(store, client, scope, id, true)).await;
    noting_denials(store, client, Some(account), organization, "imports.start", result).await
}

/// Calls an import off. What has been sent stays.
///
/// # Errors
/// Refused: as [`start`].
#[tracing::instrument(name = "imports.cancel", skip_all, fields(organization = %scope.organization.id, import = %id))]
pub async fn cancel(store: &Store, client: &Client, scope: &Scope, id: ImportId) -> Result<()> {
    let (account, organization) = (scope.caller.account, scope.organization.id);
    let result = retrying(|| change(store, client, scope, id, false)).await;
    noting_denials(store, client, Some(account), organization, "imports.cancel", result).await
}

async fn change(store: &Store, client: &Client, scope: &Scope, id: ImportId, start: bool) -> Result<()> {
    let mut locked = Locked::within(store, scope).await?;
    locked.require(scope.caller.account, Action::Create, &Resource::Invitation).await?;
    let stands = sqlx::query!(
        r#"SELECT created_by, total, planned_at IS NOT NULL AS "planned!", started_at IS NOT NULL AS "started!",
                  failed_at IS NOT NULL AS "failed!",
                  finished_at IS NOT NULL OR cancelled_at IS NOT NULL AS "over!"
           FROM imports WHERE org_id = $1 AND id = $2 FOR UPDATE"#,
        locked.organization.id.get(),
        id.get(),
    )
    .fetch_optional(&mut *locked.tx)
    .await?
    .ok_or(Refusal::NotFound)?;
    if AccountId::new(stands.created_by) != scope.caller.account {
        return Err(Refusal::Forbidden.into());
    }
    if stands.over || (start && stands.started && !stands.failed) {
        // Ends the transaction here and now: a worker would pass by a row that is still locked.
        return locked.commit().await;
    }
    if start && !stands.planned && !stands.failed {
        return Err(Refusal::Busy.into());
    }
    sqlx::query!(
        r#"UPDATE imports SET started_at = CASE WHEN $4 AND planned_at IS NOT NULL THEN coalesce(started_at, $3) ELSE started_at END,
               failed_at = NULL, failure = NULL, attempts = 0,
               cancelled_at = CASE WHEN $4 THEN NULL ELSE $3::timestamptz END, next_at = $3
           WHERE org_id = $1 AND id = $2"#,
        locked.organization.id.get(),
        id.get(),
        locked.now,
        start,
    )
    .execute(&mut *locked.tx)
    .await?;
    let event = if start { Event::ImportStarted } else { Event::ImportCancelled };
    let (actor, detail) = (Some(scope.caller.account), json!({ "rows": stands.total, "again": stands.failed }));
    append(&mut locked, Entry { client, actor, event, subject: id.get(), detail }).await?;
    locked.commit().await
}
