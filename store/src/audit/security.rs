//! Security events: outside the chain, without a lock, append-only. They hold no address in clear.

use crate::{Error, Result, Store, accounts::Client, keys::sha256};
use shared::{
    EmailAddress, FieldError, Refusal,
    ids::{AccountId, OrganizationId},
};

/// Something worth keeping that changes no organization.
#[derive(Clone, Copy, Debug)]
pub(crate) enum SecurityEvent<'a> {
    SignInTried { address: &'a EmailAddress },
    SignInThrottled { address: &'a EmailAddress },
    SignInFailed { account: Option<AccountId>, address: &'a EmailAddress },
    SignInSucceeded { account: AccountId, address: &'a EmailAddress },
    AddressSearched { account: AccountId, organization: OrganizationId, address: &'a EmailAddress },
    SearchThrottled { account: AccountId, organization: OrganizationId },
    Denied { account: Option<AccountId>, organization: OrganizationId, what: &'static str },
    CodeMailed { organization: OrganizationId, address: &'a EmailAddress },
    CodeWrong { organization: OrganizationId, address: &'a EmailAddress },
    ProofAsked { address: Option<&'a EmailAddress>, what: &'static str },
    ProofThrottled { address: Option<&'a EmailAddress>, what: &'static str },
    ProofWrong { address: &'a EmailAddress, what: &'static str },
    AccountChanged { account: AccountId, address: &'a EmailAddress, what: &'static str },
}

/// What a row holds beside kind and client.
#[derive(Default)]
struct Parts<'a> {
    organization: Option<OrganizationId>,
    account: Option<AccountId>,
    address: Option<&'a EmailAddress>,
    detail: Option<&'static str>,
}

impl<'a> SecurityEvent<'a> {
    fn parts(self) -> (&'static str, Parts<'a>) {
        let parts = Parts::default();
        match self {
            Self::SignInTried { address } => ("sign_in_tried", Parts { address: Some(address), ..parts }),
            Self::SignInThrottled { address } => ("sign_in_throttled", Parts { address: Some(address), ..parts }),
            Self::SignInFailed { account, address } => {
                ("sign_in_failed", Parts { account, address: Some(address), ..parts })
            }
            Self::SignInSucceeded { account, address } => {
                ("sign_in_succeeded", Parts { account: Some(account), address: Some(address), ..parts })
            }
            Self::AddressSearched { account, organization, address } => (
                "search_tried",
                Parts { account: Some(account), organization: Some(organization), address: Some(address), ..parts },
            ),
            Self::SearchThrottled { account, organization } => {
                ("search_throttled", Parts { account: Some(account), organization: Some(organization), ..parts })
            }
            Self::Denied { account, organization, what } => {
                ("denied", Parts { account, organization: Some(organization), detail: Some(what), ..parts })
            }
            Self::CodeMailed { organization, address } => {
                ("code_mailed", Parts { organization: Some(organization), address: Some(address), ..parts })
            }
            Self::CodeWrong { organization, address } => {
                ("code_wrong", Parts { organization: Some(organization), address: Some(address), ..parts })
            }
            Self::ProofAsked { address, what } => ("proof_tried", Parts { address, detail: Some(what), ..parts }),
            Self::ProofThrottled { address, what } => {
                ("proof_throttled", Parts { address, detail: Some(what), ..parts })
            }
            Self::ProofWrong { address, what } => {
                ("proof_wrong", Parts { address: Some(address), detail: Some(what), ..parts })
            }
            Self::AccountChanged { account, address, what } => (
                "account_changed",
                Parts { account: Some(account), address: Some(address), detail: Some(what), ..parts },
            ),
        }
    }
}

/// Writes an event, by itself: it stays when what it belongs to is rolled back.
pub(crate) async fn note(store: &Store, client: &Client, event: SecurityEvent<'_>) -> Result<()> {
    let (kind, parts) = event.parts();
    sqlx::query!(
        r#"INSERT INTO security_events (kind, org_id, account_id, address_sha256, client, detail)
           VALUES ($1, $2, $3, $4, $5, $6)"#,
        kind,
        parts.organization.map(OrganizationId::get),
        parts.account.map(AccountId::get),
        parts.address.map(|address| sha256(address.as_str().as_bytes()).to_vec()),
        client.key(),
        parts.detail,
    )
    .execute(store.pool())
    .await?;
    Ok(())
}

/// Gives a use case's result on, and notes when the rules denied it. What the caller is told does not
/// depend on whether the note could be written.
pub(crate) async fn noting_denials<T>(
    store: &Store,
    client: &Client,
    account: Option<AccountId>,
    organization: OrganizationId,
    what: &'static str,
    result: Result<T>,
) -> Result<T> {
    if let Err(Error::Refused(refusal)) = &result
        && is_denial(refusal)
    {
        let event = SecurityEvent::Denied { account, organization, what };
        if let Err(error) = note(store, client, event).await {
            tracing::warn!(%error, what, "a denial could not be noted");
        }
    }
    result
}

/// What the rules forbid to this person, unlike what is merely mistyped or comes too late.
fn is_denial(refusal: &Refusal) -> bool {
    match refusal {
        Refusal::Forbidden | Refusal::Denied(_) | Refusal::WrongAccount => true,
        Refusal::Fields(errors) => errors.0.iter().any(|(_, error)| *error == FieldError::AboveOwn),
        _ => false,
    }
}
