//! Copying an invitation's link (I7).

use super::{link, revoke::manageable};
use crate::{
    Channel, LinkToken, Result, Store,
    accounts::Client,
    audit::{Entry, Event, append, noting_denials},
    organizations::{Locked, Scope, may_offer},
    retrying,
};
use serde_json::json;
use shared::{Refusal, access::Action, ids::InvitationId};

/// Gives the link to copy: another one than the mailed, because it does not prove the mailbox (T4). The
/// same one each time until the next resend. Audited, and shown nowhere else (T3).
///
/// # Errors
/// Refused: as [`super::revoke`]; [`Refusal::Forbidden`] also to somebody who could not have sent it.
#[tracing::instrument(name = "invitations.copy_link", skip_all, fields(organization = %scope.organization.id, invitation = %id))]
pub async fn copy_link(store: &Store, client: &Client, scope: &Scope, id: InvitationId) -> Result<LinkToken> {
    let (account, organization) = (scope.caller.account, scope.organization.id);
    let result = retrying(|| copy(store, client, scope, id)).await;
    noting_denials(store, client, Some(account), organization, "invitations.copy_link", result).await
}

async fn copy(store: &Store, client: &Client, scope: &Scope, id: InvitationId) -> Result<LinkToken> {
    let mut locked = Locked::within(store, scope).await?;
    let (invitation, standing) = manageable(&mut locked, scope, id, Action::CopyLink).await?;
    if !may_offer(&standing.grants(&locked.organization), &invitation.grant, locked.now) {
        return Err(Refusal::Forbidden.into());
    }
    let generation = invitation.generation;
    let token = link::obtain(store, &mut locked, id.get(), generation, Channel::Copied).await?;
    let detail = json!({ "address": invitation.address });
    let (actor, subject) = (Some(scope.caller.account), id.get());
    append(&mut locked, Entry { client, actor, event: Event::InvitationLinkCopied, subject, detail }).await?;
    locked.commit().await?;
    Ok(token)
}
