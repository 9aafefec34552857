//! Closing an organization: a tombstone stays, with its audit chain; nobody enters any more.

use super::{Locked, Scope};
use crate::{
    Result, Store,
    accounts::Client,
    audit::{Entry, Event, append, noting_denials},
};
use serde_json::json;
use shared::{
    Field, FieldError, Refusal,
    access::{Action, Resource},
};

/// Closes the organization for good. `typed` is its slug, typed to confirm. Open invitations are revoked, and
/// mails that wait are not sent.
///
/// # Errors
/// Refused: [`Refusal::Forbidden`] to everybody who is not of Owner-rank here; [`Refusal::Fields`] for anything
/// but the slug.
#[tracing::instrument(name = "organizations.close", skip_all, fields(organization = %scope.organization.id))]
pub async fn close(store: &Store, client: &Client, scope: &Scope, typed: &str) -> Result<()> {
    let (account, organization) = (scope.caller.account, scope.organization.id);
    let result = end(store, client, scope, typed).await;
    noting_denials(store, client, Some(account), organization, "organizations.close", result).await
}

async fn end(store: &Store, client: &Client, scope: &Scope, typed: &str) -> Result<()> {
    let mut locked = Locked::within(store, scope).await?;
    let standing = locked.require(scope.caller.account, Action::Update, &Resource::Settings).await?;
    if !standing.grants(&locked.organization).is_owner_rank() {
        return Err(Refusal::Forbidden.into());
    }
    if typed.trim() != locked.organization.slug.as_str() {
        return Err(Refusal::field(Field::Confirmation, FieldError::Differs).into());
    }
    let (id, now) = (locked.organization.id.get(), locked.now);
    sqlx::query!("UPDATE organizations SET closed_at = $2, version = version + 1 WHERE id = $1", id, now)
        .execute(&mut *locked.tx)
        .await?;
    sqlx::query!(
        r#"UPDATE invitations SET revoked_at = $2
           WHERE org_id = $1 AND accepted_at IS NULL AND declined_at IS NULL AND revoked_at IS NULL
             AND lapsed_at IS NULL"#,
        id,
        now,
    )
    .execute(&mut *locked.tx)
    .await?;
    sqlx::query!(
        r#"UPDATE outbox SET cancelled_at = $2
           WHERE org_id = $1 AND sent_at IS NULL AND failed_at IS NULL AND cancelled_at IS NULL"#,
        id,
        now,
    )
    .execute(&mut *locked.tx)
    .await?;
    let detail = json!({ "before": { "name": locked.organization.name, "slug": locked.organization.slug } });
    let actor = Some(scope.caller.account);
    append(&mut locked, Entry { client, actor, event: Event::OrganizationClosed, subject: id, detail }).await?;
    locked.commit().await
}
