//! Queueing a mail in the transaction that causes it (DESIGN.md, invariant 7), within the caps.

use super::room::{Cause, require_room};
use crate::{Error, Result, Store, organizations::Locked};
use shared::{
    EmailAddress, Language, Refusal,
    ids::{AccountId, InvitationId},
};
use uuid::Uuid;

/// A mail to queue: only ids, so that there is no secret in the outbox (T2).
#[derive(Clone, Copy, Debug)]
pub(crate) enum Mail {
    /// The invitation, with the link of this generation.
    Invitation { generation: i32 },
    /// The same once more, before it expires.
    Reminder { generation: i32 },
    /// The code with this id.
    Code(Uuid),
    /// The request with this id, for somebody who may approve it.
    Request(Uuid),
}

/// Queues a mail and wakes the workers when the transaction commits.
///
/// # Errors
/// Refused: [`Refusal::TooMany`] beyond the mails that the address may get, or the organization, the person or the
/// client may cause, within a day (E5).
pub(crate) async fn queue(
    store: &Store,
    locked: &mut Locked,
    cause: Cause<'_>,
    invitation: Uuid,
    recipient: &EmailAddress,
    language: Language,
    mail: Mail,
) -> Result<()> {
    require_room(store, locked, cause, recipient).await?;
    let (purpose, generation, code, request) = match mail {
        Mail::Invitation { generation } => ("invitation", Some(generation), None, None),
        Mail::Reminder { generation } => ("reminder", Some(generation), None, None),
        Mail::Code(id) => ("code", None, Some(id), None),
        Mail::Request(id) => ("request", None, None, Some(id)),
    };
    let id = Uuid::now_v7();
    sqlx::query!(
        r#"WITH queued AS (
               INSERT INTO outbox
                   (id, org_id, invitation_id, purpose, generation, code_id, recipient, language, message_id,
                    created_at, next_at, request_id, caused_by, client)
               VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $10, $11, $12, $13)
           )
           SELECT pg_notify('outbox', '') IS NULL AS woken"#,
        id,
        locked.organization.id.get(),
        invitation,
        purpose,
        generation,
        code,
        recipient.as_str(),
        language.tag(),
        format!("<{id}@{}>", store.mail_domain()),
        locked.now,
        request,
        cause.account.map(AccountId::get),
        cause.client_key(),
    )
    .fetch_one(&mut *locked.tx)
    .await?;
    Ok(())
}

/// The same for a mail that nobody waits for: beyond the caps it is left out. Whether it was queued.
pub(crate) async fn queue_if_room(
    store: &Store,
    locked: &mut Locked,
    cause: Cause<'_>,
    invitation: Uuid,
    recipient: &EmailAddress,
    language: Language,
    mail: Mail,
) -> Result<bool> {
    match queue(store, locked, cause, invitation, recipient, language, mail).await {
        Ok(()) => Ok(true),
        Err(Error::Refused(Refusal::TooMany { .. })) => Ok(false),
        Err(error) => Err(error),
    }
}

/// Takes back what waits for this invitation. A mail that is being sent right now still arrives; its link
/// is dead.
pub(crate) async fn cancel(locked: &mut Locked, invitation: InvitationId) -> Result<()> {
    sqlx::query!(
        r#"UPDATE outbox SET cancelled_at = $3
           WHERE org_id = $1 AND invitation_id = $2 AND sent_at IS NULL AND failed_at IS NULL
             AND cancelled_at IS NULL"#,
        locked.organization.id.get(),
        invitation.get(),
        locked.now,
    )
    .execute(&mut *locked.tx)
    .await?;
    Ok(())
}
