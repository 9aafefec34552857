//! Sending an invitation again (I8).

use super::{ask::close_requests, link, revoke::manageable, stop::require_wanted};
use crate::{
    Channel, Result, Store,
    accounts::Client,
    audit::{Entry, Event, append, noting_denials},
    organizations::{Locked, Scope, may_offer},
    outbox::{Cause, Mail, Outgoing, cancel, queue},
    retrying,
};
use serde_json::json;
use shared::{Language, Refusal, access::Action, ids::InvitationId};

/// Sends an open invitation again: a new expiry counted from now (B6), new links, and none of the links
/// of before works any more (T8). Whoever resends vouches for it from now on.
///
/// # Errors
/// Refused: as [`super::revoke`]; [`Refusal::Forbidden`] also to somebody who could not have sent it;
/// [`Refusal::TooMany`] after 20 resends or beyond the caps on mails.
#[tracing::instrument(name = "invitations.resend", skip_all, fields(organization = %scope.organization.id, invitation = %id))]
pub async fn resend(store: &Store, client: &Client, scope: &Scope, id: InvitationId) -> Result<()> {
    let (account, organization) = (scope.caller.account, scope.organization.id);
    let result = retrying(|| send_again(store, client, scope, id)).await;
    noting_denials(store, client, Some(account), organization, "invitations.resend", result).await
}

async fn send_again(store: &Store, client: &Client, scope: &Scope, id: InvitationId) -> Result<()> {
    let mut locked = Locked::within(store, scope).await?;
    let (invitation, standing) = manageable(&mut locked, scope, id, Action::Resend).await?;
    if !may_offer(&standing.grants(&locked.organization), &invitation.grant, locked.now) {
        return Err(Refusal::Forbidden.into());
    }
    require_wanted(&mut locked, &invitation.address).await?;
    // The first generation is the sending itself.
    if invitation.generation > i32::try_from(store.caps().resends).unwrap_or(i32::MAX) {
        let day = 24 * 3600;
        return Err(Refusal::TooMany { retry_after: day }.into());
    }
    let generation = invitation.generation + 1;
    let expires_at = locked.now + locked.organization.link_valid;
    let language = account_language(&mut locked, invitation.address.as_str()).await?.unwrap_or(invitation.language);
    sqlx::query!(
        r#"UPDATE invitations
           SET generation = $3, expires_at = $4, sent_at = $5, invited_by = $6, language = $7
           WHERE org_id = $1 AND id = $2"#,
        locked.organization.id.get(),
        id.get(),
        generation,
        expires_at,
        locked.now,
        scope.caller.account.get(),
        language.tag(),
    )
    .execute(&mut *locked.tx)
    .await?;
    cancel(&mut locked, id).await?;
    link::obtain(store, &mut locked, id.get(), generation, Channel::Mail).await?;
    let mail = Mail::Invitation { generation };
    let cause = Cause::person(scope.caller.account, client);
    let recipient = &invitation.address;
    queue(store, &mut locked, cause, Outgoing { invitation: id.get(), recipient, language, mail }).await?;
    close_requests(&mut locked, &[recipient.to_string()], scope.caller.account).await?;
    let detail = json!({
        "before": { "expires_at": invitation.expires_at },
        "after": { "expires_at": expires_at },
        "address": invitation.address,
    });
    let (actor, subject) = (Some(scope.caller.account), id.get());
    append(&mut locked, Entry { client, actor, event: Event::InvitationResent, subject, detail }).await?;
    locked.commit().await
}

/// The language of the account with this address: it may have come into being since (I3).
async fn account_language(locked: &mut Locked, address: &str) -> Result<Option<Language>> {
    let tag = sqlx::query_scalar!("SELECT language FROM accounts WHERE address = $1", address)
        .fetch_optional(&mut *locked.tx)
        .await?;
    Ok(tag.as_deref().and_then(Language::parse))
}
