//! Proofs of a mailbox: mailed codes and links. Kept is only what it takes to derive them again (T2).

use crate::{
    Error, ResetToken, Result, Store,
    keys::{Origin, Proving, Purpose, random, six_digits},
};
use shared::{
    EmailAddress,
    ids::{AccountId, ProofId},
};
use sqlx::PgConnection;
use std::time::Duration;
use uuid::Uuid;

/// A proof to be mailed.
#[derive(Clone, Copy, Debug)]
pub(super) struct Asked<'a> {
    pub(super) proving: Proving,
    pub(super) account: Option<AccountId>,
    pub(super) address: &'a EmailAddress,
    /// Whether there is anything to prove. If not, the row is there for nobody to tell, and nothing is right for
    /// it (L3).
    pub(super) real: bool,
}

/// Makes a proof.
pub(super) async fn ask(connection: &mut PgConnection, store: &Store, asked: Asked<'_>) -> Result<ProofId> {
    let (id, salt, version) = (Uuid::now_v7(), random::<16>()?, store.keys().newest());
    let sha256 = match asked.proving {
        Proving::Reset => Some(link(store, id, version, &salt)?.sha256().to_vec()),
        Proving::Register | Proving::Address => None,
    };
    let lifetime = match asked.proving {
        Proving::Reset => store.caps().reset_lifetime,
        Proving::Register | Proving::Address => store.caps().code_lifetime,
    };
    sqlx::query!(
        r#"INSERT INTO account_proofs
               (id, purpose, account_id, address, key_version, salt, sha256, created_at, expires_at)
           VALUES ($1, $2, $3, $4, $5, $6, $7, clock_timestamp(), clock_timestamp() + make_interval(secs => $8))"#,
        id,
        asked.proving.name(),
        asked.account.map(AccountId::get),
        asked.address.as_str(),
        asked.real.then_some(version),
        asked.real.then_some(salt.as_slice()),
        sha256,
        lifetime.as_secs_f64(),
    )
    .execute(connection)
    .await?;
    Ok(ProofId::new(id))
}

/// The mailbox that an open code is for: neither used, nor too old, nor tried too often.
pub(super) async fn address(store: &Store, proving: Proving, id: ProofId) -> Result<Option<EmailAddress>> {
    let found = sqlx::query_scalar!(
        r#"SELECT address FROM account_proofs
           WHERE id = $1 AND purpose = $2 AND used_at IS NULL AND expires_at > clock_timestamp() AND tries < $3"#,
        id.get(),
        proving.name(),
        i32::try_from(store.caps().code_tries).unwrap_or(i32::MAX),
    )
    .fetch_optional(store.pool())
    .await?;
    let parse =
        |address: String| EmailAddress::parse(&address).map_err(|_| Error::row("account_proofs", "address", id));
    found.map(parse).transpose()
}

/// Whether this is the code that was mailed to prove this for this account. Each look costs a try, a right one as
/// well: it is looked at once.
pub(super) async fn is_right(
    store: &Store,
    proving: Proving,
    id: ProofId,
    account: Option<AccountId>,
    typed: &str,
) -> Result<bool> {
    let found = sqlx::query!(
        r#"UPDATE account_proofs SET tries = tries + 1
           WHERE id = $1 AND purpose = $2 AND used_at IS NULL AND expires_at > clock_timestamp() AND tries < $3
             AND ($4::uuid IS NULL OR account_id = $4)
           RETURNING key_version, salt"#,
        id.get(),
        proving.name(),
        i32::try_from(store.caps().code_tries).unwrap_or(i32::MAX),
        account.map(AccountId::get),
    )
    .fetch_optional(store.pool())
    .await?;
    let Some((version, salt)) = found.and_then(|found| found.key_version.zip(found.salt)) else { return Ok(false) };
    Ok(code(store, proving, id.get(), version, &salt)? == typed)
}

/// Uses a proof up; of several at once one wins, and gets whose it is.
pub(super) async fn use_up(connection: &mut PgConnection, id: ProofId) -> Result<bool> {
    let used = sqlx::query!(
        r#"UPDATE account_proofs SET used_at = clock_timestamp()
           WHERE id = $1 AND used_at IS NULL AND expires_at > clock_timestamp()"#,
        id.get()
    )
    .execute(connection)
    .await?;
    Ok(used.rows_affected() == 1)
}

/// Voids what else an account could prove: with a new password or address, mails of before are worth nothing.
pub(super) async fn void(connection: &mut PgConnection, account: AccountId) -> Result<()> {
    sqlx::query!(
        "UPDATE account_proofs SET used_at = clock_timestamp() WHERE account_id = $1 AND used_at IS NULL",
        account.get()
    )
    .execute(connection)
    .await?;
    Ok(())
}

/// For how long a proof that is over is still told from one that never was.
const KEPT: Duration = Duration::from_secs(30 * 24 * 3600);
/// The most that are cleared at once.
const CLEARED_AT_ONCE: i64 = 1000;

/// Clears proofs that have been over for a month, and their mails with them: strangers' addresses are not kept for
/// ever. Gives how many.
#[tracing::instrument(name = "accounts.clear_proofs", skip_all)]
pub async fn clear_proofs(store: &Store) -> Result<u64> {
    let cleared = sqlx::query!(
        r#"DELETE FROM account_proofs WHERE id IN (
               SELECT id FROM account_proofs WHERE expires_at < clock_timestamp() - make_interval(secs => $1)
               ORDER BY expires_at LIMIT $2 FOR UPDATE SKIP LOCKED)"#,
        KEPT.as_secs_f64(),
        CLEARED_AT_ONCE,
    )
    .execute(store.pool())
    .await?;
    Ok(cleared.rows_affected())
}

/// Derives the six digits. A fault when their key has left the ring.
pub(crate) fn code(store: &Store, proving: Proving, id: Uuid, key_version: i32, salt: &[u8]) -> Result<String> {
    derive(store, proving, id, key_version, salt).map(six_digits)
}

/// Derives the link that resets a password.
pub(crate) fn link(store: &Store, id: Uuid, key_version: i32, salt: &[u8]) -> Result<ResetToken> {
    derive(store, Proving::Reset, id, key_version, salt).map(ResetToken::from_bytes)
}

fn derive(store: &Store, proving: Proving, id: Uuid, key_version: i32, salt: &[u8]) -> Result<[u8; 32]> {
    let salt = salt.try_into().map_err(|_| Error::row("account_proofs", "salt", id))?;
    store
        .keys()
        .derive(key_version, Purpose::Proof(proving), &Origin { id, generation: 0, salt })
        .ok_or_else(|| Error::fault(format_args!("key version {key_version} has left USHER_SECRET")))
}
