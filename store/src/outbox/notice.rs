//! Mails that belong to a person's own account and to no organization: queued with what causes them, claimed
//! beside the others.

use super::job::{MailedCode, Parcel};
use crate::{Error, ResetToken, Result, Store, accounts::proof, keys::Proving, row};
use chrono::{DateTime, Utc};
use shared::{
    EmailAddress, Language,
    ids::{AccountId, MembershipId, ProofId},
    names::{FullName, OrganizationName, Slug},
};
use sqlx::PgConnection;
use std::time::Duration;
use uuid::Uuid;

/// What is to be mailed: only ids, so that there is no secret in the outbox (T2).
#[derive(Clone, Copy, Debug)]
pub(crate) enum Notice {
    /// The code to register with.
    RegisterCode(ProofId),
    /// That the address has an account already.
    RegisterKnown(ProofId),
    /// The link that resets the password.
    Reset(ProofId),
    /// The code that confirms a new address.
    AddressCode(ProofId),
    /// That the password was changed.
    PasswordChanged,
    /// That the address was changed; to the old one.
    AddressChanged,
    /// That the account was closed.
    Closed,
    /// That the access of this membership ends soon (M5).
    AccessEnds(MembershipId),
    /// That this one is asked to become Primary Owner (M4).
    PrimaryOffered(MembershipId),
    /// That this one was Primary Owner and is no longer (M4).
    PrimaryHandedOver(MembershipId),
}

impl Notice {
    const fn purpose(self) -> &'static str {
        match self {
            Self::RegisterCode(_) => "register_code",
            Self::RegisterKnown(_) => "register_known",
            Self::Reset(_) => "reset",
            Self::AddressCode(_) => "address_code",
            Self::PasswordChanged => "password_changed",
            Self::AddressChanged => "address_changed",
            Self::Closed => "account_closed",
            Self::AccessEnds(_) => "access_ends",
            Self::PrimaryOffered(_) => "primary_offered",
            Self::PrimaryHandedOver(_) => "primary_handed_over",
        }
    }

    const fn proof(self) -> Option<ProofId> {
        match self {
            Self::RegisterCode(id) | Self::RegisterKnown(id) | Self::Reset(id) | Self::AddressCode(id) => Some(id),
            Self::PasswordChanged
            | Self::AddressChanged
            | Self::Closed
            | Self::AccessEnds(_)
            | Self::PrimaryOffered(_)
            | Self::PrimaryHandedOver(_) => None,
        }
    }

    const fn membership(self) -> Option<MembershipId> {
        match self {
            Self::AccessEnds(id) | Self::PrimaryOffered(id) | Self::PrimaryHandedOver(id) => Some(id),
            _ => None,
        }
    }
}

/// Whom a notice goes to.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Recipient<'a> {
    pub(crate) address: &'a EmailAddress,
    pub(crate) language: Language,
    pub(crate) account: Option<AccountId>,
}

/// Queues a notice and wakes the workers when the transaction commits. What strangers can cause is capped per
/// address and day (E5): beyond that nothing is queued, and nobody can tell. What tells people that their account
/// was changed always goes.
pub(crate) async fn queue_notice(
    connection: &mut PgConnection,
    store: &Store,
    to: Recipient<'_>,
    notice: Notice,
) -> Result<()> {
    if notice.proof().is_some() {
        sqlx::query!("SELECT pg_advisory_xact_lock(hashtextextended($1, 1)) IS NULL AS locked", to.address.as_str())
            .fetch_one(&mut *connection)
            .await?;
    }
    let id = Uuid::now_v7();
    sqlx::query!(
        r#"WITH queued AS (
               INSERT INTO outbox
                   (id, account_id, proof_id, purpose, recipient, language, message_id, created_at, next_at,
                    membership_id)
               SELECT $1, $2, $3, $4, $5, $6, $7, clock_timestamp(), clock_timestamp(), $9
               WHERE $3::uuid IS NULL OR (
                   SELECT count(*) FROM outbox
                   WHERE recipient = $5 AND proof_id IS NOT NULL
                     AND created_at > clock_timestamp() - interval '1 day') < $8
           )
           SELECT pg_notify('outbox', '') IS NULL AS woken"#,
        id,
        to.account.map(AccountId::get),
        notice.proof().map(ProofId::get),
        notice.purpose(),
        to.address.as_str(),
        to.language.tag(),
        format!("<{id}@{}>", store.mail_domain()),
        i64::from(store.caps().mails_per_address),
        notice.membership().map(MembershipId::get),
    )
    .fetch_one(connection)
    .await?;
    Ok(())
}

/// A claimed mail to a person about their account. Rendering it twice gives the same mail (X8).
#[derive(Clone, Debug)]
pub struct PersonalJob {
    /// The outbox row.
    pub id: Uuid,
    /// Which try this is, from 1.
    pub attempt: u32,
    /// The Message-ID, with its angle brackets.
    pub message_id: String,
    /// Whom it goes to.
    pub recipient: EmailAddress,
    /// The language it is written in.
    pub language: Language,
    /// IANA name of the reader's time zone.
    pub time_zone: String,
    /// The person's name, where there is one.
    pub name: Option<FullName>,
    /// What it is about.
    pub letter: PersonalLetter,
}

impl Parcel for PersonalJob {
    fn id(&self) -> Uuid {
        self.id
    }

    fn attempt(&self) -> u32 {
        self.attempt
    }
}

/// What a personal mail is about, with the secret that only it carries.
#[derive(Clone, Debug)]
pub enum PersonalLetter {
    /// The code to register with, and until when it works.
    RegisterCode(MailedCode, DateTime<Utc>),
    /// The code that confirms a new address, and until when it works.
    AddressCode(MailedCode, DateTime<Utc>),
    /// The address has an account already.
    RegisterKnown,
    /// The link that resets the password, and until when it works.
    Reset(ResetToken, DateTime<Utc>),
    /// The password was changed then.
    PasswordChanged(DateTime<Utc>),
    /// The address was changed then.
    AddressChanged(DateTime<Utc>),
    /// The account was closed then.
    Closed(DateTime<Utc>),
    /// Access ends soon (M5).
    AccessEnds(AccessEnds),
    /// The reader is asked to become Primary Owner (M4).
    PrimaryOffered(PrimaryOwner),
    /// The reader was Primary Owner until then (M4).
    PrimaryHandedOver(PrimaryOwner, DateTime<Utc>),
}

/// Which organization is handed over, and who is on the other side.
#[derive(Clone, Debug)]
pub struct PrimaryOwner {
    /// The organization's name.
    pub organization: OrganizationName,
    /// Its slug.
    pub slug: Slug,
    /// The reader's membership there.
    pub membership: MembershipId,
    /// Who offers it, or who has it now; by name, or by address while there is none.
    pub other: String,
}

/// Which access ends, and when.
#[derive(Clone, Debug)]
pub struct AccessEnds {
    /// The organization's name.
    pub organization: OrganizationName,
    /// Its slug.
    pub slug: Slug,
    /// IANA name of the time zone in which its days end.
    pub time_zone: String,
    /// The first instant without access.
    pub ends_at: DateTime<Utc>,
}

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
    let mut jobs = Vec::with_capacity(rows.len());
    for row in rows {
        let id = row.id;
        if !row.alive {
            super::claim::cancel(store, id).await?;
            continue;
        }
        match row.into_job(store) {
            Ok(job) => jobs.push(job),
            Err(error) => {
                tracing::error!(%error, mail = %id, "a mail cannot be written");
                super::claim::give_up(store, id).await?;
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
