//! Registering without an invitation (C1, P1, L3). There is no account before its address is proven.

use super::{
    Client,
    password::{owner, stored},
    proof::{self, Asked},
    session, throttle,
};
use crate::{
    Result, SessionToken, Store,
    audit::{SecurityEvent, note},
    keys::Proving,
    outbox::{Notice, Recipient, queue_notice},
    terms,
};
use shared::{
    EmailAddress, Field, FieldError, Refusal,
    account::SelfRegistration,
    ids::{AccountId, ProofId},
    password::PasswordFacts,
};
use uuid::Uuid;

/// Mails a code to this address, or, if it has an account, a note that says so. The answer is the same (L3).
///
/// # Errors
/// Refused: [`Refusal::TooMany`] for a client that asks too often, whatever the addresses.
#[tracing::instrument(name = "accounts.begin_registration", skip_all)]
pub async fn begin_registration(store: &Store, client: &Client, address: &EmailAddress) -> Result<ProofId> {
    throttle::proof(store, client, address, "register").await?;
    let mut tx = store.pool().begin().await?;
    let known = owner(&mut tx, address).await?;
    let account = known.map(|(account, _)| account);
    let asked = Asked { proving: Proving::Register, account, address, real: account.is_none() };
    let id = proof::ask(&mut tx, store, asked).await?;
    let language = known.map_or(client.language, |(_, language)| language);
    let notice = if account.is_some() { Notice::RegisterKnown(id) } else { Notice::RegisterCode(id) };
    queue_notice(&mut tx, store, Recipient { address, language, account }, notice).await?;
    tx.commit().await?;
    Ok(id)
}

/// Makes the account and opens its first session.
///
/// # Errors
/// Refused: [`Refusal::Fields`] by the rules, a wrong code among them; [`Refusal::AccountExists`] for an address
/// that got an account since the code was mailed; [`Refusal::Busy`] when too many passwords wait to be hashed.
#[tracing::instrument(name = "accounts.register", skip_all)]
pub async fn register(store: &Store, client: &Client, id: ProofId, form: &SelfRegistration) -> Result<SessionToken> {
    let wrong_code = || Refusal::field(Field::Code, FieldError::WrongCode);
    let address = proof::address(store, Proving::Register, id).await?.ok_or_else(wrong_code)?;
    let current = terms::current(store, None).await?;
    let new = form.check(&address, &current.version.to_string()).map_err(Refusal::Fields)?;
    if !proof::is_right(store, Proving::Register, id, None, &new.code).await? {
        note(store, client, SecurityEvent::ProofWrong { address: &address, what: "register" }).await?;
        return Err(wrong_code().into());
    }
    let hash = store.hasher().hash(&new.password).await?;
    let facts = PasswordFacts::of(&new.password);
    let mut tx = store.pool().begin().await?;
    if !proof::use_up(&mut tx, id).await? {
        return Err(wrong_code().into());
    }
    let account = Uuid::now_v7();
    let made = sqlx::query!(
        r#"INSERT INTO accounts
               (id, address, address_verified_at, password_hash, family_name, given_name, language,
                password_min, password_half_width, password_mixed, password_set_at)
           VALUES ($1, $2, clock_timestamp(), $3, $4, $5, $6, $7, $8, $9, clock_timestamp())
           ON CONFLICT (address) DO NOTHING"#,
        account,
        address.as_str(),
        hash,
        new.name.family.as_str(),
        new.name.given.as_str(),
        client.language.tag(),
        stored(facts.min),
        facts.half_width,
        facts.mixed,
    )
    .execute(&mut *tx)
    .await?;
    if made.rows_affected() != 1 {
        return Err(Refusal::AccountExists.into());
    }
    let account = AccountId::new(account);
    terms::record(&mut tx, client, account, current.id).await?;
    let session = session::open(&mut tx, store, client, account).await?;
    tx.commit().await?;
    note(store, client, SecurityEvent::AccountChanged { account, address: &address, what: "registered" }).await?;
    Ok(session)
}
