//! Withdrawing an invitation (I8).

use super::stored::Invitation;
use crate::{
    Result, Store,
    accounts::Client,
    audit::{Entry, Event, append, noting_denials},
    organizations::{Locked, Scope, Standing},
    outbox::cancel,
    retrying,
};
use serde_json::json;
use shared::{
    Refusal,
    access::{Action, Grant, Resource, may_grant_among},
    ids::InvitationId,
};

/// Withdraws an open invitation: its links stop working at once (T8), a mail that waits is not sent, and
/// its seat is free.
///
/// # Errors
/// Refused: [`Refusal::Forbidden`], [`Refusal::NotFound`] for ids of other organizations,
/// [`Refusal::InvitationOver`] unless it is PENDING.
#[tracing::instrument(name = "invitations.revoke", skip_all, fields(organization = %scope.organization.id, invitation = %id))]
pub async fn revoke(store: &Store, client: &Client, scope: &Scope, id: InvitationId) -> Result<()> {
    let (account, organization) = (scope.caller.account, scope.organization.id);
    let result = retrying(|| withdraw(store, client, scope, id)).await;
    noting_denials(store, client, Some(account), organization, "invitations.revoke", result).await
}

async fn withdraw(store: &Store, client: &Client, scope: &Scope, id: InvitationId) -> Result<()> {
    let mut locked = Locked::within(store, scope).await?;
    let (invitation, _) = manageable(&mut locked, scope, id, Action::Revoke).await?;
    sqlx::query!(
        "UPDATE invitations SET revoked_at = $3 WHERE org_id = $1 AND id = $2",
        locked.organization.id.get(),
        id.get(),
        locked.now,
    )
    .execute(&mut *locked.tx)
    .await?;
    cancel(&mut locked, id).await?;
    let detail = json!({ "before": { "address": invitation.address, "grant": invitation.grant } });
    let (actor, subject) = (Some(scope.caller.account), id.get());
    append(&mut locked, Entry { client, actor, event: Event::InvitationRevoked, subject, detail }).await?;
    locked.commit().await
}

/// An open invitation that the caller may do this to: by the rules, and because it offers nothing above
/// what the caller holds. When access ends does not matter here.
pub(super) async fn manageable(
    locked: &mut Locked,
    scope: &Scope,
    id: InvitationId,
    action: Action,
) -> Result<(Invitation, Standing)> {
    let standing = locked.require(scope.caller.account, action, &Resource::Invitation).await?;
    let invitation = Invitation::load(locked, id).await?;
    let timeless = |grant: &Grant| Grant { access_ends_at: None, ..grant.clone() };
    let (own, offered) = (timeless(&standing.grant), timeless(&invitation.grant));
    let own = Standing { grant: own, ..standing.clone() };
    let own = own.grants(&locked.organization);
    may_grant_among(&own, &own.holding(&offered)).map_err(|_| Refusal::Forbidden)?;
    invitation.require_pending()?;
    Ok((invitation, standing))
}
