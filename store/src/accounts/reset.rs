//! A forgotten password: a link is mailed, opened, and used once (C1; P3–P6, T9).

use super::{
    Client, password,
    proof::{self, Asked},
    throttle,
};
use crate::{
    Error, ResetToken, Result, Store,
    audit::{SecurityEvent, note},
    keys::Proving,
    outbox::{Notice, Recipient, queue_notice},
};
use shared::{
    EmailAddress, Language, Refusal,
    account::NewPassword,
    ids::{AccountId, ProofId},
    views::Demands,
};

/// Mails a link to this address if it is an account's. What is answered, and what it costs, is the same for every
/// address (P3, L3); the mail goes to the stored address and never to the typed one (P5). Beyond the day's mails to
/// an address nothing is sent.
///
/// # Errors
/// Refused: [`Refusal::TooMany`] for a client that asks too often, whatever the addresses.
#[tracing::instrument(name = "accounts.forgot_password", skip_all)]
pub async fn forgot_password(store: &Store, client: &Client, address: &EmailAddress) -> Result<()> {
    throttle::proof(store, client, address, "reset").await?;
    let mut tx = store.pool().begin().await?;
    let owner = password::owner(&mut tx, address).await?;
    let account = owner.map(|(account, _)| account);
    let asked = Asked { proving: Proving::Reset, account, address, real: account.is_some() };
    let id = proof::ask(&mut tx, store, asked).await?;
    if let Some((_, language)) = owner {
        let to = Recipient { address, language, account };
        queue_notice(&mut tx, store, to, Notice::Reset(id)).await?;
    }
    Ok(tx.commit().await?)
}

/// What an opened link is good for.
#[derive(Clone, Debug)]
pub enum ResetLink {
    /// It never existed.
    Unknown,
    /// It was used, replaced, or is too old; which of them is nobody's business.
    Over,
    /// A new password can be chosen; this is asked of it.
    Live(Demands),
}

/// Looks at a link. Nothing changes by that, so that scanners may do it as well (T6).
#[tracing::instrument(name = "accounts.open_reset", skip_all)]
pub async fn open_reset(store: &Store, token: &ResetToken) -> Result<ResetLink> {
    Ok(match find(store, token).await? {
        None => ResetLink::Unknown,
        Some(None) => ResetLink::Over,
        Some(Some(live)) => ResetLink::Live(password::demands(store, live.account, &live.address).await?),
    })
}

/// Sets a new password. The link is spent, every session ends, and the account's owner is told (P6).
///
/// # Errors
/// Refused: [`Refusal::LinkOver`]; [`Refusal::Fields`] by the rules; [`Refusal::Busy`] when too many passwords wait
/// to be hashed.
#[tracing::instrument(name = "accounts.reset_password", skip_all)]
pub async fn reset_password(store: &Store, client: &Client, token: &ResetToken, form: &NewPassword) -> Result<()> {
    let live = find(store, token).await?.flatten().ok_or(Refusal::LinkOver)?;
    let demands = password::demands(store, live.account, &live.address).await?;
    let new = form.check(demands.rule, &live.address, &demands.organizations).map_err(Refusal::Fields)?;
    let hash = store.hasher().hash(&new).await?;
    let (account, address) = (live.account, &live.address);
    let mut tx = store.pool().begin().await?;
    if !proof::use_up(&mut tx, live.id).await? {
        return Err(Refusal::LinkOver.into());
    }
    password::set(&mut tx, account, &new, &hash).await?;
    proof::void(&mut tx, account).await?;
    super::sessions::end_but(&mut tx, account, None).await?;
    let to = Recipient { address, language: live.language, account: Some(account) };
    queue_notice(&mut tx, store, to, Notice::PasswordChanged).await?;
    tx.commit().await?;
    note(store, client, SecurityEvent::AccountChanged { account, address, what: "password_reset" }).await
}

/// A link that works, and whose it is.
struct Live {
    id: ProofId,
    account: AccountId,
    address: EmailAddress,
    language: Language,
}

/// The outer `None` stands for a token that never existed, the inner one for a link that is over. The address is the
/// account's of now: who has changed it since does not get in by the old one.
async fn find(store: &Store, token: &ResetToken) -> Result<Option<Option<Live>>> {
    let found = sqlx::query!(
        r#"SELECT p.id, a.id AS "account?", a.address AS "address?", a.language AS "language?",
                  p.used_at IS NULL AND p.expires_at > clock_timestamp() AND a.closed_at IS NULL
                      AND a.address = p.address AS "live?"
           FROM account_proofs p LEFT JOIN accounts a ON a.id = p.account_id
           WHERE p.sha256 = $1 AND p.purpose = 'reset'"#,
        token.sha256().to_vec()
    )
    .fetch_optional(store.pool())
    .await?;
    let Some(found) = found else { return Ok(None) };
    let (Some(account), Some(address), Some(language), Some(true)) =
        (found.account, found.address, found.language, found.live)
    else {
        return Ok(Some(None));
    };
    Ok(Some(Some(Live {
        id: ProofId::new(found.id),
        account: AccountId::new(account),
        address: EmailAddress::parse(&address).map_err(|_| Error::row("accounts", "address", account))?,
        language: Language::parse(&language).ok_or_else(|| Error::row("accounts", "language", account))?,
    })))
}
