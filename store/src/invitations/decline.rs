//! Declining (A6).

use super::answer::Answering;
use crate::{
    LinkToken, Result, Store,
    accounts::Client,
    audit::{Entry, Event, append},
    outbox::cancel,
    retrying,
};
use serde_json::json;
use shared::{Refusal, ids::InvitationId};

/// Declines an open invitation; whoever holds its link may, with or without an account.
///
/// # Errors
/// Refused: [`Refusal::NotFound`] for a token that never existed, [`Refusal::InvitationOver`] for one
/// that is dead.
#[tracing::instrument(name = "invitations.decline", skip_all, fields(invitation = %id))]
pub async fn decline(store: &Store, client: &Client, token: &LinkToken, id: InvitationId) -> Result<()> {
    retrying(|| turn_down(store, client, token, id)).await
}

async fn turn_down(store: &Store, client: &Client, token: &LinkToken, id: InvitationId) -> Result<()> {
    let mut answering = Answering::begin(store, token, id).await?;
    answering.require_open().await?;
    let Answering { mut locked, invitation, .. } = answering;
    let done = sqlx::query!(
        r#"UPDATE invitations SET declined_at = $3
           WHERE org_id = $1 AND id = $2 AND accepted_at IS NULL AND declined_at IS NULL
             AND revoked_at IS NULL"#,
        locked.organization.id.get(),
        id.get(),
        locked.now,
    )
    .execute(&mut *locked.tx)
    .await?;
    if done.rows_affected() != 1 {
        return Err(Refusal::InvitationOver.into());
    }
    cancel(&mut locked, id).await?;
    let detail = json!({ "address": invitation.address });
    let (actor, subject) = (None, id.get());
    append(&mut locked, Entry { client, actor, event: Event::InvitationDeclined, subject, detail }).await?;
    locked.commit().await
}
