//! Another address: re-authenticate, confirm the new one, tell the old one (C1, P7).

use super::{
    Caller, Client,
    password::authenticate,
    proof::{self, Asked},
    sessions, throttle,
};
use crate::{
    Result, Store,
    audit::{SecurityEvent, note},
    keys::Proving,
    outbox::{Notice, Recipient, queue_notice},
};
use shared::{EmailAddress, Field, FieldError, Refusal, account::AddressChange, ids::ProofId};

/// Mails a code to the new address; if that has an account, a note that says so. The answer is the same (L3).
///
/// # Errors
/// Refused: [`Refusal::Fields`] for what cannot be, and for a wrong password; [`Refusal::TooMany`] for who guesses
/// the password or asks too often.
#[tracing::instrument(name = "accounts.begin_address_change", skip_all)]
pub async fn begin_address_change(
    store: &Store,
    client: &Client,
    caller: &Caller,
    form: &AddressChange,
) -> Result<(ProofId, EmailAddress)> {
    let (address, password) = form.check(&caller.address).map_err(Refusal::Fields)?;
    authenticate(store, client, caller, &password).await?;
    throttle::proof(store, client, &address, "address").await?;
    let mut tx = store.pool().begin().await?;
    let taken =
        sqlx::query_scalar!(r#"SELECT EXISTS (SELECT FROM accounts WHERE address = $1) AS "taken!""#, address.as_str())
            .fetch_one(&mut *tx)
            .await?;
    let account = Some(caller.account);
    let asked = Asked { proving: Proving::Address, account, address: &address, real: !taken };
    let id = proof::ask(&mut tx, store, asked).await?;
    let notice = if taken { Notice::RegisterKnown(id) } else { Notice::AddressCode(id) };
    queue_notice(&mut tx, store, Recipient { address: &address, language: caller.language, account: None }, notice)
        .await?;
    tx.commit().await?;
    Ok((id, address))
}

/// Changes the address. Other sessions end, and the old address is told.
///
/// # Errors
/// Refused: [`Refusal::Fields`] for a wrong code; [`Refusal::AccountExists`] for an address that got an account
/// since the code was mailed.
#[tracing::instrument(name = "accounts.change_address", skip_all)]
pub async fn change_address(
    store: &Store,
    client: &Client,
    caller: &Caller,
    id: ProofId,
    code: &str,
) -> Result<EmailAddress> {
    let wrong_code = || Refusal::field(Field::Code, FieldError::WrongCode);
    let address = proof::address(store, Proving::Address, id).await?.ok_or_else(wrong_code)?;
    let code = shared::account::code(code).map_err(|error| Refusal::field(Field::Code, error))?;
    if !proof::is_right(store, Proving::Address, id, Some(caller.account), &code).await? {
        note(store, client, SecurityEvent::ProofWrong { address: &caller.address, what: "address" }).await?;
        return Err(wrong_code().into());
    }
    let mut tx = store.pool().begin().await?;
    if !proof::use_up(&mut tx, id).await? {
        return Err(wrong_code().into());
    }
    let changed = sqlx::query!(
        "UPDATE accounts SET address = $2, address_verified_at = clock_timestamp() WHERE id = $1",
        caller.account.get(),
        address.as_str()
    )
    .execute(&mut *tx)
    .await;
    match changed {
        Err(sqlx::Error::Database(error)) if error.is_unique_violation() => return Err(Refusal::AccountExists.into()),
        other => other?,
    };
    proof::void(&mut tx, caller.account).await?;
    sessions::end_but(&mut tx, caller.account, Some(caller.session)).await?;
    let old = Recipient { address: &caller.address, language: caller.language, account: Some(caller.account) };
    queue_notice(&mut tx, store, old, Notice::AddressChanged).await?;
    tx.commit().await?;
    let (account, what) = (caller.account, "address");
    note(store, client, SecurityEvent::AccountChanged { account, address: &caller.address, what }).await?;
    Ok(address)
}
