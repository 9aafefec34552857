//! Signing in with address and password.

use super::{Client, hashing::Verdict, session, throttle};
use crate::{
    Result, SessionToken, Store,
    audit::{SecurityEvent, note},
};
use shared::{
    EmailAddress, Refusal,
    ids::AccountId,
    password::{Password, PasswordFacts},
};

/// Opens a session. The token is always a new one (S1); whoever held another ends it with
/// [`super::sign_out`].
///
/// # Errors
/// Refused: [`Refusal::WrongCredentials`] without saying what is wrong, [`Refusal::TooMany`] for a
/// client that guesses, [`Refusal::Busy`] when too many passwords wait to be hashed. An unknown address
/// costs one hash, as a known one does (P3).
#[tracing::instrument(name = "accounts.sign_in", skip_all)]
pub async fn sign_in(
    store: &Store,
    client: &Client,
    address: &EmailAddress,
    password: &Password,
) -> Result<SessionToken> {
    let place = store.hasher().place()?;
    throttle::sign_in(store, client, address).await?;
    let account = sqlx::query!(
        r#"SELECT id, password_hash, password_min, password_half_width, password_mixed FROM accounts
           WHERE address = $1 AND address_verified_at IS NOT NULL"#,
        address.as_str()
    )
    .fetch_optional(store.pool())
    .await?;
    let known = account.as_ref().map(|row| (row.password_min, row.password_half_width, row.password_mixed));
    let (id, hash) = account.map_or((None, None), |row| (Some(row.id), row.password_hash));
    let verdict = match store.hasher().verify(place, password, hash).await {
        Ok(verdict) => verdict,
        Err(error) => {
            // Nobody looked at the password, so it was no guess.
            note(store, client, SecurityEvent::SignInThrottled { address }).await?;
            return Err(error);
        }
    };
    let Some(id) = id.filter(|_| verdict != Verdict::Wrong) else {
        note(store, client, SecurityEvent::SignInFailed { account: id.map(AccountId::new), address }).await?;
        return Err(Refusal::WrongCredentials.into());
    };
    let account = AccountId::new(id);
    if verdict == Verdict::RightButOld {
        rehash(store, account, password).await;
    }
    note_facts(store, account, password, known).await?;
    let token = session::open(&mut *store.pool().acquire().await?, store, client, account).await?;
    note(store, client, SecurityEvent::SignInSucceeded { account, address }).await?;
    Ok(token)
}

/// Notes what the password is known by, if that is news: the only moment at which it is there to be looked at (A7).
async fn note_facts(
    store: &Store,
    account: AccountId,
    password: &Password,
    known: Option<(Option<i16>, Option<bool>, Option<bool>)>,
) -> Result<()> {
    let facts = PasswordFacts::of(password);
    let min = super::password::stored(facts.min);
    if known == Some((Some(min), Some(facts.half_width), Some(facts.mixed))) {
        return Ok(());
    }
    sqlx::query!(
        "UPDATE accounts SET password_min = $2, password_half_width = $3, password_mixed = $4 WHERE id = $1",
        account.get(),
        min,
        facts.half_width,
        facts.mixed,
    )
    .execute(store.pool())
    .await?;
    Ok(())
}

/// Renews a hash that was made with yesterday's parameters. If that does not work now, it will the next
/// time.
async fn rehash(store: &Store, account: AccountId, password: &Password) {
    let renewed = async {
        let hash = store.hasher().hash(password).await?;
        sqlx::query!("UPDATE accounts SET password_hash = $2 WHERE id = $1", account.get(), hash)
            .execute(store.pool())
            .await?;
        Result::Ok(())
    };
    if let Err(error) = renewed.await {
        tracing::warn!(%error, %account, "a password hash could not be renewed");
    }
}
