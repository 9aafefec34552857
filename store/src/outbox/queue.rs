//! Queueing a mail in the transaction that causes it (DESIGN.md, invariant 7), within the caps.

use crate::{Error, Result, Store, organizations::Locked};
use shared::{
    EmailAddress, Language, Refusal,
    ids::{InvitationId, OrganizationId},
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
/// Refused: [`Refusal::TooMany`] beyond the mails that the address or the organization may get within a
/// day (E5).
pub(crate) async fn queue(
    store: &Store,
    locked: &mut Locked,
    invitation: Uuid,
    recipient: &EmailAddress,
    language: Language,
    mail: Mail,
) -> Result<()> {
    require_room(store, locked, recipient).await?;
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
                    created_at, next_at, request_id)
               VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $10, $11)
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
    )
    .fetch_one(&mut *locked.tx)
    .await?;
    Ok(())
}

/// The same for a mail that nobody waits for: beyond the caps it is left out. Whether it was queued.
pub(crate) async fn queue_if_room(
    store: &Store,
    locked: &mut Locked,
    invitation: Uuid,
    recipient: &EmailAddress,
    language: Language,
    mail: Mail,
) -> Result<bool> {
    match queue(store, locked, invitation, recipient, language, mail).await {
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

/// Counts the day's mails. One that was cancelled was not sent and does not count; a code counts all the
/// same, because each one that is asked for can be guessed at a few times. The organization's lock holds its own count; the address has mails from other
/// organizations as well, so it gets a lock of its own until the transaction ends.
async fn require_room(store: &Store, locked: &mut Locked, recipient: &EmailAddress) -> Result<()> {
    sqlx::query!("SELECT pg_advisory_xact_lock(hashtextextended($1, 0)) IS NULL AS locked", recipient.as_str())
        .fetch_one(&mut *locked.tx)
        .await?;
    let counted = sqlx::query!(
        r#"SELECT r.count AS "to_address!", o.count AS "of_organization!",
                  ceil(extract(epoch FROM r.first + interval '1 day' - $3::timestamptz))::int AS address_wait,
                  ceil(extract(epoch FROM o.first + interval '1 day' - $3::timestamptz))::int AS organization_wait
           FROM (SELECT count(*), min(created_at) AS first FROM outbox
                 WHERE recipient = $1 AND org_id IS NOT NULL AND created_at > $3::timestamptz - interval '1 day'
                   AND (cancelled_at IS NULL OR purpose = 'code')) r,
                (SELECT count(*), min(created_at) AS first FROM outbox
                 WHERE org_id = $2 AND created_at > $3::timestamptz - interval '1 day'
                   AND (cancelled_at IS NULL OR purpose = 'code')) o"#,
        recipient.as_str(),
        locked.organization.id.get(),
        locked.now,
    )
    .fetch_one(&mut *locked.tx)
    .await?;
    let caps = store.caps();
    let wait = if counted.to_address >= i64::from(caps.mails_per_address) {
        counted.address_wait
    } else if counted.of_organization >= i64::from(caps.mails_per_organization) {
        counted.organization_wait
    } else {
        return Ok(());
    };
    let retry_after = wait.and_then(|seconds| u32::try_from(seconds).ok()).unwrap_or(1).max(1);
    Err(Refusal::TooMany { retry_after }.into())
}

/// How many mails the organization may still send within this day; else after how many seconds it may again. Under
/// its lock.
pub(crate) async fn organization_room(store: &Store, locked: &mut Locked) -> Result<std::result::Result<u32, u32>> {
    let counted = sqlx::query!(
        r#"SELECT count(*) AS "count!",
                  ceil(extract(epoch FROM min(created_at) + interval '1 day' - $2::timestamptz))::int AS wait
           FROM outbox
           WHERE org_id = $1 AND created_at > $2::timestamptz - interval '1 day'
             AND (cancelled_at IS NULL OR purpose = 'code')"#,
        locked.organization.id.get(),
        locked.now,
    )
    .fetch_one(&mut *locked.tx)
    .await?;
    let cap = store.caps().mails_per_organization;
    Ok(match cap.saturating_sub(u32::try_from(counted.count).unwrap_or(u32::MAX)) {
        0 => Err(counted.wait.and_then(|seconds| u32::try_from(seconds).ok()).unwrap_or(60).max(1)),
        room => Ok(room),
    })
}

/// The same for pages, without the lock.
pub(crate) async fn mails_left(store: &Store, organization: OrganizationId) -> Result<u32> {
    let sent = sqlx::query_scalar!(
        r#"SELECT count(*) AS "count!" FROM outbox
           WHERE org_id = $1 AND created_at > clock_timestamp() - interval '1 day'
             AND (cancelled_at IS NULL OR purpose = 'code')"#,
        organization.get(),
    )
    .fetch_one(store.pool())
    .await?;
    Ok(store.caps().mails_per_organization.saturating_sub(u32::try_from(sent).unwrap_or(u32::MAX)))
}
