//! Claiming mails that belong to a person's own account, beside those of organizations.

use super::{
    claim::ready,
    job::MailedCode,
    personal::{AccessEnds, PersonalJob, PersonalLetter, PrimaryOwner},
};
use crate::{Error, Result, Store, accounts::proof, keys::Proving, row};
use chrono::{DateTime, Utc};
use shared::{
    EmailAddress, Language,
    ids::MembershipId,
    names::{OrganizationName, Slug},
};
use std::time::Duration;
use uuid::Uuid;

/// Claims at most `limit` personal mails, oldest first, for as long as the lease. Those whose code or link has died
/// meanwhile are cancelled.
#[tracing::instrument(name = "outbox.claim_personal", skip_all)]
pub async fn claim_personal(store: &Store, limit: u32, lease: Duration) -> Result<Vec<PersonalJob>> {
    let rows = sqlx::query_as!(
        Claimed,
        r#"WITH due AS (
               SELECT id FROM outbox
               WHERE sent_at IS NULL AND failed_at IS NULL AND cancelled_at IS NULL AND org_id IS NULL
                 AND next_at <= (SELECT clock_timestamp())
               ORDER BY next_at LIMIT $1 FOR UPDATE SKIP LOCKED
           ), claimed AS (
               UPDATE outbox SET attempts = attempts + 1,
                   next_at = clock_timestamp() + make_interval(secs => $2)
               FROM due WHERE outbox.id = due.id
               RETURNING outbox.*
           )
           SELECT q.id, q.attempts, q.message_id, q.recipient, q.language, q.purpose, q.created_at,
                  a.family_name AS "family_name?", a.given_name AS "given_name?", a.time_zone AS "time_zone?",
                  p.id AS "proof?", p.key_version AS "key_version?", p.salt AS "salt?",
                  p.expires_at AS "expires_at?",
                  o.name AS "organization?", o.slug AS "slug?", o.time_zone AS "organization_zone?",
                  m.access_ends_at AS "access_ends_at?", m.id AS "membership?",
                  other.address AS "other_address?", other.family_name AS "other_family_name?",
                  other.given_name AS "other_given_name?",
                  p.used_at IS NULL AND (p.id IS NULL OR p.expires_at > clock_timestamp())
                      AND CASE q.purpose
                          -- What was said of an end that has been moved since is not sent.
                          WHEN 'access_ends' THEN m.end_noticed IS NOT DISTINCT FROM m.access_ends_at
                              AND membership_status(m.suspended_at, m.removed_at, m.access_ends_at,
                                  clock_timestamp()) = 'ACTIVE'
                          -- Nor an offer that is open no more.
                          WHEN 'primary_offered' THEN other.address IS NOT NULL
                          ELSE true
                      END AS "alive!"
           FROM claimed q
           LEFT JOIN account_proofs p ON p.id = q.proof_id
           LEFT JOIN accounts a ON a.id = q.account_id
           LEFT JOIN memberships m ON m.id = q.membership_id
           LEFT JOIN organizations o ON o.id = m.org_id
           LEFT JOIN LATERAL (
               SELECT b.address, b.family_name, b.given_name
               FROM primary_owner_offers f
               JOIN memberships n ON n.org_id = f.org_id AND n.id = f.membership_id
               JOIN accounts b ON b.id = CASE q.purpose WHEN 'primary_offered' THEN f.offered_by ELSE n.account_id END
               WHERE f.org_id = m.org_id AND CASE q.purpose
                   WHEN 'primary_offered' THEN f.membership_id = m.id AND f.confirmed_at IS NULL
                       AND f.withdrawn_at IS NULL
                   -- Of what was handed over several times, the one that queued this mail.
                   WHEN 'primary_handed_over' THEN f.confirmed_at <= q.created_at
               END
               ORDER BY f.confirmed_at DESC LIMIT 1
           ) other ON true
           ORDER BY q.created_at, q.id"#,
        i64::from(limit),
        lease.as_secs_f64(),
    )
    .fetch_all(store.pool())
    .await?;
    let rows = rows.into_iter().map(|row| (row.id, row.alive, row));
    ready(store, rows, |row: Claimed| row.into_job(store)).await
}

/// A claimed row with everything around it.
struct Claimed {
    id: Uuid,
    attempts: i32,
    message_id: String,
    recipient: String,
    language: String,
    purpose: String,
    created_at: DateTime<Utc>,
    family_name: Option<String>,
    given_name: Option<String>,
    time_zone: Option<String>,
    proof: Option<Uuid>,
    key_version: Option<i32>,
    salt: Option<Vec<u8>>,
    expires_at: Option<DateTime<Utc>>,
    organization: Option<String>,
    slug: Option<String>,
    organization_zone: Option<String>,
    access_ends_at: Option<DateTime<Utc>>,
    membership: Option<Uuid>,
    other_address: Option<String>,
    other_family_name: Option<String>,
    other_given_name: Option<String>,
    alive: bool,
}

impl Claimed {
    fn into_job(self, store: &Store) -> Result<PersonalJob> {
        let corrupt = |column| Error::row("outbox", column, self.id);
        Ok(PersonalJob {
            letter: self.letter(store)?,
            id: self.id,
            attempt: u32::try_from(self.attempts).map_err(|_| corrupt("attempts"))?,
            recipient: EmailAddress::parse(&self.recipient).map_err(|_| corrupt("recipient"))?,
            language: Language::parse(&self.language).ok_or_else(|| corrupt("language"))?,
            name: row::full_name(self.family_name.as_deref(), self.given_name.as_deref())
                .ok_or_else(|| corrupt("account_id"))?,
            message_id: self.message_id,
            time_zone: self.time_zone.unwrap_or_else(|| "UTC".to_owned()),
        })
    }

    fn access_ends(&self) -> Option<AccessEnds> {
        Some(AccessEnds {
            organization: OrganizationName::parse(self.organization.as_deref()?).ok()?,
            slug: Slug::parse(self.slug.as_deref()?).ok()?,
            time_zone: self.organization_zone.clone()?,
            ends_at: self.access_ends_at?,
        })
    }

    fn primary_owner(&self) -> Option<PrimaryOwner> {
        let language = Language::parse(&self.language)?;
        let other = row::full_name(self.other_family_name.as_deref(), self.other_given_name.as_deref())?;
        Some(PrimaryOwner {
            organization: OrganizationName::parse(self.organization.as_deref()?).ok()?,
            slug: Slug::parse(self.slug.as_deref()?).ok()?,
            membership: MembershipId::new(self.membership?),
            other: other.map(|name| name.display(language)).or_else(|| self.other_address.clone())?,
        })
    }

    fn letter(&self, store: &Store) -> Result<PersonalLetter> {
        let corrupt = || Error::row("outbox", "purpose", self.id);
        let proof = || {
            let (id, version) = self.proof.zip(self.key_version)?;
            let (salt, expires_at) = self.salt.as_deref().zip(self.expires_at)?;
            Some((id, version, salt, expires_at))
        };
        let code = |proving| {
            let (id, version, salt, expires_at) = proof().ok_or_else(corrupt)?;
            Result::Ok((MailedCode(proof::code(store, proving, id, version, salt)?), expires_at))
        };
        Ok(match self.purpose.as_str() {
            "register_code" => {
                let (code, expires_at) = code(Proving::Register)?;
                PersonalLetter::RegisterCode(code, expires_at)
            }
            "address_code" => {
                let (code, expires_at) = code(Proving::Address)?;
                PersonalLetter::AddressCode(code, expires_at)
            }
            "reset" => {
                let (id, version, salt, expires_at) = proof().ok_or_else(corrupt)?;
                PersonalLetter::Reset(proof::link(store, id, version, salt)?, expires_at)
            }
            "register_known" => PersonalLetter::RegisterKnown,
            "password_changed" => PersonalLetter::PasswordChanged(self.created_at),
            "address_changed" => PersonalLetter::AddressChanged(self.created_at),
            "account_closed" => PersonalLetter::Closed(self.created_at),
            "access_ends" => PersonalLetter::AccessEnds(self.access_ends().ok_or_else(corrupt)?),
            "primary_offered" => PersonalLetter::PrimaryOffered(self.primary_owner().ok_or_else(corrupt)?),
            "primary_handed_over" => {
                PersonalLetter::PrimaryHandedOver(self.primary_owner().ok_or_else(corrupt)?, self.created_at)
            }
            _ => return Err(corrupt()),
        })
    }
}
