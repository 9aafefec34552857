//! Queueing a mail in the transaction that causes it (DESIGN.md, invariant 7), within the caps.

use super::room::{Cause, Room};
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

impl Mail {
    /// What the outbox calls it, and which generation, code or request it is about.
    const fn columns(self) -> (&'static str, Option<i32>, Option<Uuid>, Option<Uuid>) {
        match self {
            Self::Invitation { generation } => ("invitation", Some(generation), None, None),
            Self::Reminder { generation } => ("reminder", Some(generation), None, None),
            Self::Code(id) => ("code", None, Some(id), None),
            Self::Request(id) => ("request", None, None, Some(id)),
        }
    }
}

/// A mail with its way.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Outgoing<'a> {
    /// What it is about.
    pub(crate) invitation: Uuid,
    pub(crate) recipient: &'a EmailAddress,
    pub(crate) language: Language,
    pub(crate) mail: Mail,
}

/// Queues a mail and wakes the workers when the transaction commits.
///
/// # Errors
/// Refused: [`Refusal::TooMany`] beyond the mails that the address may get, or the organization, the person or the
/// client may cause, within a day (E5).
pub(crate) async fn queue(store: &Store, locked: &mut Locked, cause: Cause<'_>, mail: Outgoing<'_>) -> Result<()> {
    let mut room = Room::read(store, locked, cause, std::iter::once(mail.recipient)).await?;
    room.take(locked, cause, mail.recipient)?;
    queue_taken(store, locked, cause, &[mail]).await
}

/// The same for a mail that nobody waits for: beyond the caps it is left out. Whether it was queued.
pub(crate) async fn queue_if_room(
    store: &Store,
    locked: &mut Locked,
    cause: Cause<'_>,
    mail: Outgoing<'_>,
) -> Result<bool> {
    match queue(store, locked, cause, mail).await {
        Ok(()) => Ok(true),
        Err(Error::Refused(Refusal::TooMany { .. })) => Ok(false),
        Err(error) => Err(error),
    }
}

/// Queues mails that have taken their [`Room`], in one statement.
pub(crate) async fn queue_taken(
    store: &Store,
    locked: &mut Locked,
    cause: Cause<'_>,
    mails: &[Outgoing<'_>],
) -> Result<()> {
    let mut rows = Rows::default();
    for mail in mails {
        rows.push(store, mail);
    }
    sqlx::query!(
        r#"WITH queued AS (
               INSERT INTO outbox
                   (id, org_id, invitation_id, purpose, generation, code_id, request_id, recipient, language, message_id,
                    created_at, next_at, caused_by, client)
               SELECT mail.id, $1, mail.invitation, mail.purpose, mail.generation, mail.code, mail.request,
                      mail.recipient, mail.language, mail.message_id, $2, $2, $3, $4
               FROM unnest($5::uuid[], $6::uuid[], $7::text[], $8::int[], $9::uuid[], $10::uuid[], $11::text[],
                           $12::text[], $13::text[])
                    AS mail(id, invitation, purpose, generation, code, request, recipient, language, message_id)
           )
           SELECT pg_notify('outbox', '') IS NULL AS woken"#,
        locked.organization.id.get(),
        locked.now,
        cause.account.map(AccountId::get),
        cause.client_key(),
        &rows.ids,
        &rows.invitations,
        &rows.purposes,
        &rows.generations as &[Option<i32>],
        &rows.codes as &[Option<Uuid>],
        &rows.requests as &[Option<Uuid>],
        &rows.recipients,
        &rows.languages,
        &rows.message_ids,
    )
    .fetch_one(&mut *locked.tx)
    .await?;
    Ok(())
}

/// Rows of the outbox, column by column.
#[derive(Default)]
struct Rows {
    ids: Vec<Uuid>,
    invitations: Vec<Uuid>,
    purposes: Vec<String>,
    generations: Vec<Option<i32>>,
    codes: Vec<Option<Uuid>>,
    requests: Vec<Option<Uuid>>,
    recipients: Vec<String>,
    languages: Vec<String>,
    message_ids: Vec<String>,
}

impl Rows {
    fn push(&mut self, store: &Store, mail: &Outgoing<'_>) {
        let id = Uuid::now_v7();
        let (purpose, generation, code, request) = mail.mail.columns();
        self.ids.push(id);
        self.invitations.push(mail.invitation);
        self.purposes.push(purpose.to_owned());
        self.generations.push(generation);
        self.codes.push(code);
        self.requests.push(request);
        self.recipients.push(mail.recipient.as_str().to_owned());
        self.languages.push(mail.language.tag().to_owned());
        self.message_ids.push(format!("<{id}@{}>", store.mail_domain()));
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
