//! Claiming what is due. Workers get disjoint jobs (X9); one that dies gives its jobs back when the lease
//! ends (X10).

use super::job::{Job, Letter, MailedCode, StopLink};
use crate::{Channel, Error, Result, Store, invitations, row};
use chrono::{DateTime, Utc};
use shared::{
    EmailAddress, Language,
    access::Given,
    ids::InvitationId,
    kind::Kind,
    names::{OrganizationName, Slug},
};
use std::time::Duration;
use uuid::Uuid;

/// Claims at most `limit` mails, oldest first, for as long as the lease; it has to be longer than
/// sending one may take. Mails whose link or code has died meanwhile are cancelled, and those that cannot
/// be written any more are failed, instead of given out.
#[tracing::instrument(name = "outbox.claim", skip_all)]
pub async fn claim(store: &Store, limit: u32, lease: Duration) -> Result<Vec<Job>> {
    let rows = sqlx::query_as!(
        Claimed,
        r#"WITH due AS (
               SELECT id FROM outbox
               WHERE sent_at IS NULL AND failed_at IS NULL AND cancelled_at IS NULL AND org_id IS NOT NULL
                 AND next_at <= (SELECT clock_timestamp())
               ORDER BY next_at LIMIT $1 FOR UPDATE SKIP LOCKED
           ), claimed AS (
               UPDATE outbox SET attempts = attempts + 1,
                   next_at = clock_timestamp() + make_interval(secs => $2)
               FROM due WHERE outbox.id = due.id
               RETURNING outbox.*
           )
           SELECT q.id, q.attempts, q.message_id, q.recipient, q.language, q.purpose,
                  o.name AS organization, o.slug, o.kind, o.time_zone, i.address,
                  a.address AS inviter_address, a.family_name AS inviter_family_name,
                  a.given_name AS inviter_given_name,
                  i.id AS invitation, i.role, i.permission, i.policies, i.access_ends_at, i.expires_at,
                  coalesce(p.family_name, i.family_name) AS family_name,
                  coalesce(p.given_name, i.given_name) AS given_name,
                  CASE q.purpose
                      WHEN 'request' THEN r.closed_at IS NULL
                      ELSE invitation_status(i.accepted_at, i.declined_at, i.revoked_at, i.expires_at,
                              clock_timestamp()) = 'PENDING'
                          AND (l.generation = i.generation OR c.expires_at > clock_timestamp())
                  END AS "alive?",
                  l.generation AS "generation?", l.key_version AS "link_key?", l.salt AS "link_salt?",
                  c.id AS "code?", c.key_version AS "code_key?", c.salt AS "code_salt?",
                  c.expires_at AS "code_expires_at?"
           FROM claimed q
           JOIN invitations i ON i.org_id = q.org_id AND i.id = q.invitation_id
           JOIN organizations o ON o.id = q.org_id
           JOIN accounts a ON a.id = i.invited_by
           LEFT JOIN accounts p ON p.address = i.address AND p.address_verified_at IS NOT NULL
           LEFT JOIN invitation_links l ON l.org_id = q.org_id AND l.invitation_id = q.invitation_id
                AND l.generation = q.generation AND l.channel = 'mail'
           LEFT JOIN mailed_codes c ON c.id = q.code_id AND c.used_at IS NULL
           LEFT JOIN invitation_requests r ON r.org_id = q.org_id AND r.id = q.request_id
           ORDER BY q.created_at, q.id"#,
        i64::from(limit),
        lease.as_secs_f64(),
    )
    .fetch_all(store.pool())
    .await?;
    let rows = rows.into_iter().map(|row| (row.id, row.alive == Some(true), row));
    ready(store, rows, |row: Claimed| row.into_job(store)).await
}

/// Of claimed rows those that can be written. What nobody waits for any more is cancelled, and what cannot be written is
/// given up, as trying again would change nothing.
pub(super) async fn ready<R, J>(
    store: &Store,
    rows: impl ExactSizeIterator<Item = (Uuid, bool, R)>,
    write: impl Fn(R) -> Result<J>,
) -> Result<Vec<J>> {
    let mut jobs = Vec::with_capacity(rows.len());
    for (id, alive, row) in rows {
        if !alive {
            cancel(store, id).await?;
            continue;
        }
        match write(row) {
            Ok(job) => jobs.push(job),
            Err(error) => {
                tracing::error!(%error, mail = %id, "a mail cannot be written");
                give_up(store, id).await?;
            }
        }
    }
    Ok(jobs)
}

/// A claimed row with everything around it.
struct Claimed {
    id: Uuid,
    attempts: i32,
    message_id: String,
    recipient: String,
    language: String,
    purpose: String,
    organization: String,
    slug: String,
    address: String,
    kind: String,
    time_zone: String,
    inviter_address: String,
    inviter_family_name: Option<String>,
    inviter_given_name: Option<String>,
    invitation: Uuid,
    role: Option<String>,
    permission: Option<String>,
    policies: Vec<String>,
    access_ends_at: Option<DateTime<Utc>>,
    expires_at: DateTime<Utc>,
    family_name: Option<String>,
    given_name: Option<String>,
    alive: Option<bool>,
    generation: Option<i32>,
    link_key: Option<i32>,
    link_salt: Option<Vec<u8>>,
    code: Option<Uuid>,
    code_key: Option<i32>,
    code_salt: Option<Vec<u8>>,
    code_expires_at: Option<DateTime<Utc>>,
}

impl Claimed {
    fn into_job(self, store: &Store) -> Result<Job> {
        let corrupt = |column| Error::row("outbox", column, self.id);
        let language = Language::parse(&self.language).ok_or_else(|| corrupt("language"))?;
        let inviter = row::full_name(self.inviter_family_name.as_deref(), self.inviter_given_name.as_deref())
            .ok_or_else(|| corrupt("invitation_id"))?;
        Ok(Job {
            id: self.id,
            attempt: u32::try_from(self.attempts).map_err(|_| corrupt("attempts"))?,
            recipient: EmailAddress::parse(&self.recipient).map_err(|_| corrupt("recipient"))?,
            language,
            organization: OrganizationName::parse(&self.organization).map_err(|_| corrupt("org_id"))?,
            kind: Kind::parse(&self.kind).ok_or_else(|| corrupt("org_id"))?,
            inviter: inviter.map_or_else(|| self.inviter_address.clone(), |name| name.display(language)),
            name: row::full_name(self.family_name.as_deref(), self.given_name.as_deref())
                .ok_or_else(|| corrupt("invitation_id"))?,
            letter: self.letter(store)?,
            grant: row::grant(
                "invitations",
                self.invitation,
                self.role.as_deref(),
                self.permission.as_deref(),
                self.policies,
                self.access_ends_at,
                // The mail names role and permission alone.
                &Given::default(),
            )?,
            message_id: self.message_id,
            time_zone: self.time_zone,
        })
    }

    fn letter(&self, store: &Store) -> Result<Letter> {
        match self {
            Self {
                generation: Some(generation),
                link_key: Some(key),
                link_salt: Some(salt),
                invitation,
                expires_at,
                ..
            } => {
                let link = invitations::derive(store, *key, *invitation, *generation, Channel::Mail, salt)?;
                let token = invitations::derive_stop(store, *key, *invitation, *generation, salt)?;
                let stop = StopLink { invitation: InvitationId::new(*invitation), token };
                let expires_at = *expires_at;
                Ok(match self.purpose.as_str() {
                    "reminder" => Letter::Reminder { link, stop, expires_at },
                    _ => Letter::Invitation { link, stop, expires_at },
                })
            }
            Self { purpose, slug, address, .. } if purpose == "request" => Ok(Letter::Request {
                slug: Slug::parse(slug).map_err(|_| Error::row("organizations", "slug", self.id))?,
                address: EmailAddress::parse(address).map_err(|_| Error::row("invitations", "address", self.id))?,
            }),
            Self {
                code: Some(code),
                code_key: Some(key),
                code_salt: Some(salt),
                code_expires_at: Some(expires_at),
                ..
            } => {
                let code = MailedCode(invitations::digits(store, *code, *key, salt)?);
                Ok(Letter::Code { code, expires_at: *expires_at })
            }
            _ => Err(Error::row("outbox", "purpose", self.id)),
        }
    }
}

async fn cancel(store: &Store, id: Uuid) -> Result<()> {
    sqlx::query!(
        r#"UPDATE outbox SET cancelled_at = clock_timestamp()
           WHERE id = $1 AND sent_at IS NULL AND failed_at IS NULL"#,
        id
    )
    .execute(store.pool())
    .await?;
    Ok(())
}

async fn give_up(store: &Store, id: Uuid) -> Result<()> {
    sqlx::query!(
        r#"UPDATE outbox SET failed_at = clock_timestamp(), last_error = 'the mail cannot be written'
           WHERE id = $1 AND sent_at IS NULL AND cancelled_at IS NULL"#,
        id
    )
    .execute(store.pool())
    .await?;
    Ok(())
}
