//! Setting a password: by a mailed link, or by somebody who knows the one of now (C1, P6).

use super::{Caller, Client, hashing::Verdict, proof, throttle};
use crate::{
    Error, Result, Store,
    audit::{SecurityEvent, note},
    outbox::{Notice, Recipient, queue_notice},
};
use shared::{
    EmailAddress, Field, FieldError, Kind, Language, Refusal,
    account::PasswordChange,
    ids::AccountId,
    password::{Password, PasswordFacts, PasswordRule},
    views::Demands,
};
use sqlx::PgConnection;

/// What is asked of this account's next password: what every organization it belongs to asks (K7), outside of any
/// P1's 15 characters.
pub(super) async fn demands(store: &Store, account: AccountId, address: &EmailAddress) -> Result<Demands> {
    let rows = sqlx::query!(
        r#"SELECT o.id, o.name, o.kind FROM memberships m JOIN organizations o ON o.id = m.org_id
           WHERE m.account_id = $1
             AND membership_status(m.suspended_at, m.removed_at, m.access_ends_at, clock_timestamp()) = 'ACTIVE'"#,
        account.get()
    )
    .fetch_all(store.pool())
    .await?;
    let rule = |kind: &str| Kind::parse(kind).map(|kind| kind.preset().password);
    let rules: Option<Vec<PasswordRule>> = rows.iter().map(|row| rule(&row.kind)).collect();
    let rules = rules.ok_or_else(|| Error::row("organizations", "kind", account))?;
    Ok(Demands {
        rule: PasswordRule::strictest(rules).unwrap_or(PasswordRule::DEFAULT),
        address: address.clone(),
        organizations: rows.into_iter().map(|row| row.name).collect(),
    })
}

/// What is asked of the caller's next password, for the page where it is typed.
pub async fn password_demands(store: &Store, caller: &Caller) -> Result<Demands> {
    demands(store, caller.account, &caller.address).await
}

/// Sets a password and notes what its rule-abiding is known by (A7).
pub(super) async fn set(
    connection: &mut PgConnection,
    account: AccountId,
    password: &Password,
    hash: &str,
) -> Result<()> {
    let facts = PasswordFacts::of(password);
    sqlx::query!(
        r#"UPDATE accounts SET password_hash = $2, password_min = $3, password_half_width = $4,
               password_mixed = $5, password_set_at = clock_timestamp()
           WHERE id = $1"#,
        account.get(),
        hash,
        stored(facts.min),
        facts.half_width,
        facts.mixed,
    )
    .execute(connection)
    .await?;
    Ok(())
}

/// A length as the column has it.
pub(crate) fn stored(min: u16) -> i16 {
    i16::try_from(min).unwrap_or(i16::MAX)
}

/// Changes the password of somebody who knows it. Every other session ends, and links that are under way die.
///
/// # Errors
/// Refused: [`Refusal::Fields`] by the rules, and for a wrong password of now; [`Refusal::TooMany`] for who
/// guesses it; [`Refusal::Busy`] when too many passwords wait to be hashed.
#[tracing::instrument(name = "accounts.change_password", skip_all)]
pub async fn change_password(store: &Store, client: &Client, caller: &Caller, form: &PasswordChange) -> Result<()> {
    let demands = password_demands(store, caller).await?;
    let (current, new) = form.check(demands.rule, &caller.address, &demands.organizations).map_err(Refusal::Fields)?;
    authenticate(store, client, caller, &current).await?;
    let hash = store.hasher().hash(&new).await?;
    let mut tx = store.pool().begin().await?;
    set(&mut tx, caller.account, &new, &hash).await?;
    proof::void(&mut tx, caller.account).await?;
    super::sessions::end_but(&mut tx, caller.account, Some(caller.session)).await?;
    let to = Recipient { address: &caller.address, language: caller.language, account: Some(caller.account) };
    queue_notice(&mut tx, store, to, Notice::PasswordChanged).await?;
    tx.commit().await?;
    let (account, address) = (caller.account, &caller.address);
    note(store, client, SecurityEvent::AccountChanged { account, address, what: "password" }).await
}

/// Makes sure that whoever holds the session knows the password (P7). Counts like signing in, so that a session
/// that was left open is no way to guess without limits.
pub(super) async fn authenticate(store: &Store, client: &Client, caller: &Caller, password: &Password) -> Result<()> {
    let address = &caller.address;
    let place = store.hasher().place()?;
    throttle::sign_in(store, client, address).await?;
    let hash = sqlx::query_scalar!("SELECT password_hash FROM accounts WHERE id = $1", caller.account.get())
        .fetch_optional(store.pool())
        .await?
        .flatten();
    match store.hasher().verify(place, password, hash).await {
        Ok(Verdict::Wrong) => {
            let account = Some(caller.account);
            note(store, client, SecurityEvent::SignInFailed { account, address }).await?;
            Err(Refusal::field(Field::CurrentPassword, FieldError::WrongPassword).into())
        }
        Ok(Verdict::Right | Verdict::RightButOld) => {
            note(store, client, SecurityEvent::SignInSucceeded { account: caller.account, address }).await
        }
        Err(error) => {
            note(store, client, SecurityEvent::SignInThrottled { address }).await?;
            Err(error)
        }
    }
}

/// Whom a mail about an account goes to.
pub(super) async fn owner(
    connection: &mut PgConnection,
    address: &EmailAddress,
) -> Result<Option<(AccountId, Language)>> {
    let found = sqlx::query!(
        "SELECT id, language FROM accounts WHERE address = $1 AND address_verified_at IS NOT NULL",
        address.as_str()
    )
    .fetch_optional(connection)
    .await?;
    let Some(found) = found else { return Ok(None) };
    let language = Language::parse(&found.language).ok_or_else(|| Error::row("accounts", "language", found.id))?;
    Ok(Some((AccountId::new(found.id), language)))
}
