//! The mailed code, which proves the mailbox where a copied link does not (I7, T4).

use super::answer::Answering;
use crate::{
    Error, LinkToken, Result, Store,
    accounts::{Client, throttle},
    audit::{SecurityEvent, note},
    keys::{Origin, Purpose, random, six_digits},
    outbox::{Cause, Mail, Outgoing, queue},
    retrying,
};
use shared::{
    EmailAddress, Refusal,
    ids::{InvitationId, OrganizationId},
};
use uuid::Uuid;

/// Mails a code to the invited address, for registering through a copied link. It replaces one of before.
///
/// # Errors
/// Refused: [`Refusal::NotFound`] and [`Refusal::InvitationOver`] as for every link;
/// [`Refusal::AccountExists`]; [`Refusal::Malformed`] for a mailed link, which needs no code;
/// [`Refusal::TooMany`] beyond the caps on mails.
#[tracing::instrument(name = "invitations.send_code", skip_all, fields(invitation = %id))]
pub async fn send_code(store: &Store, client: &Client, token: &LinkToken, id: InvitationId) -> Result<()> {
    throttle::link(store, client, "invitation_code").await?;
    let (organization, address) = retrying(|| mail_code(store, client, token, id)).await?;
    note(store, client, SecurityEvent::CodeMailed { organization, address: &address }).await
}

async fn mail_code(
    store: &Store,
    client: &Client,
    token: &LinkToken,
    id: InvitationId,
) -> Result<(OrganizationId, EmailAddress)> {
    let mut answering = Answering::begin(store, token, id).await?;
    answering.require_open().await?;
    if answering.proves_mailbox() {
        return Err(Refusal::Malformed.into());
    }
    if answering.has_account().await? {
        return Err(Refusal::AccountExists.into());
    }
    let Answering { mut locked, invitation, .. } = answering;
    let code = Uuid::now_v7();
    let salt: [u8; 16] = random()?;
    sqlx::query!(
        r#"INSERT INTO mailed_codes (org_id, invitation_id, id, key_version, salt, expires_at)
           VALUES ($1, $2, $3, $4, $5, $6::timestamptz + make_interval(secs => $7))
           ON CONFLICT (org_id, invitation_id) DO UPDATE SET
               id = excluded.id, key_version = excluded.key_version, salt = excluded.salt,
               expires_at = excluded.expires_at, tries = 0, used_at = NULL"#,
        locked.organization.id.get(),
        id.get(),
        code,
        store.keys().newest(),
        salt.as_slice(),
        locked.now,
        store.caps().code_lifetime.as_secs_f64(),
    )
    .execute(&mut *locked.tx)
    .await?;
    let organization = locked.organization.id;
    let (recipient, language) = (&invitation.address, invitation.language);
    let mail = Outgoing { invitation: id.get(), recipient, language, mail: Mail::Code(code) };
    queue(store, &mut locked, Cause::stranger(client), mail).await?;
    locked.commit().await?;
    Ok((organization, invitation.address))
}

/// Derives the six digits of a code. A fault when its key has left the ring.
pub(crate) fn digits(store: &Store, id: Uuid, key_version: i32, salt: &[u8]) -> Result<String> {
    let salt = salt.try_into().map_err(|_| Error::row("mailed_codes", "salt", id))?;
    let derived = store
        .keys()
        .derive(key_version, Purpose::Code, &Origin { id, generation: 0, salt })
        .ok_or_else(|| Error::fault(format_args!("key version {key_version} has left USHER_SECRET")))?;
    Ok(six_digits(derived))
}

impl Answering {
    /// Whether this is the code that was mailed. A right one is used up; a wrong one costs a try, and the
    /// caller has to commit for that to count.
    pub(super) async fn use_code(&mut self, store: &Store, typed: &str) -> Result<bool> {
        let organization = self.locked.organization.id.get();
        let invitation = self.invitation.id.get();
        let found = sqlx::query!(
            r#"SELECT id, key_version, salt FROM mailed_codes
               WHERE org_id = $1 AND invitation_id = $2 AND used_at IS NULL AND expires_at > $3
                 AND tries < $4"#,
            organization,
            invitation,
            self.locked.now,
            i32::try_from(store.caps().code_tries).unwrap_or(i32::MAX),
        )
        .fetch_optional(&mut *self.locked.tx)
        .await?;
        let Some(found) = found else { return Ok(false) };
        let right = digits(store, found.id, found.key_version, &found.salt)? == typed;
        sqlx::query!(
            r#"UPDATE mailed_codes
               SET tries = tries + 1, used_at = CASE WHEN $3 THEN $4::timestamptz END
               WHERE org_id = $1 AND invitation_id = $2"#,
            organization,
            invitation,
            right,
            self.locked.now,
        )
        .execute(&mut *self.locked.tx)
        .await?;
        Ok(right)
    }

    /// Whether the invited address has an account.
    pub(super) async fn has_account(&mut self) -> Result<bool> {
        Ok(sqlx::query_scalar!(
            r#"SELECT EXISTS (SELECT FROM accounts WHERE address = $1) AS "exists!""#,
            self.invitation.address.as_str()
        )
        .fetch_one(&mut *self.locked.tx)
        .await?)
    }
}
