//! Queueing mails that belong to a person's own account and to no organization, with what causes them.

use crate::{Result, Store};
use shared::{
    EmailAddress, Language,
    ids::{AccountId, MembershipId, ProofId},
};
use sqlx::PgConnection;
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
