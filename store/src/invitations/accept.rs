//! Accepting with an account (A2, A4, A6).

use super::{
    answer::{Accepted, Answering},
    link,
};
use crate::{
    LinkToken, Result, Store,
    accounts::{Caller, Client},
    audit::noting_denials,
    organizations::Standing,
    retrying,
};
use shared::{Refusal, ids::InvitationId};

/// Makes a member of the caller. Accepting again, or from two tabs at once, gives the same membership and
/// one audit entry (A5 of SECURITY.md).
///
/// # Errors
/// Refused: [`Refusal::NotFound`] for a token that never existed; [`Refusal::InvitationOver`] for one
/// that is dead; [`Refusal::WrongAccount`] when somebody else was invited, and nothing is consumed (B1);
/// [`Refusal::Forbidden`] as long as the account's address is not verified (B2).
#[tracing::instrument(name = "invitations.accept", skip_all, fields(invitation = %id))]
pub async fn accept(
    store: &Store,
    client: &Client,
    caller: &Caller,
    token: &LinkToken,
    id: InvitationId,
) -> Result<Accepted> {
    let organization = link::find(store, token).await?.ok_or(Refusal::NotFound)?.organization;
    let result =
        retrying(|| async { accept_as(Answering::begin(store, token, id).await?, client, caller).await }).await;
    noting_denials(store, client, Some(caller.account), organization, "invitations.accept", result).await
}

async fn accept_as(mut answering: Answering, client: &Client, caller: &Caller) -> Result<Accepted> {
    if answering.invitation.accepted_by == Some(caller.account) {
        // A member who was removed since then does not come back with the old link (A7).
        return match Standing::of(&mut answering.locked, caller.account).await? {
            Some(_) => Ok(answering.accepted(false)),
            None => Err(Refusal::InvitationOver.into()),
        };
    }
    answering.require_open().await?;
    // Not the session's word: the account as it is now.
    let account = sqlx::query!(
        r#"SELECT address, address_verified_at IS NOT NULL AS "verified!" FROM accounts WHERE id = $1"#,
        caller.account.get()
    )
    .fetch_optional(&mut *answering.locked.tx)
    .await?
    .ok_or(Refusal::SignedOut)?;
    if account.address != answering.invitation.address.as_str() {
        return Err(Refusal::WrongAccount.into());
    }
    if !account.verified {
        return Err(Refusal::Forbidden.into());
    }
    answering.join(client, caller.account, None).await
}
