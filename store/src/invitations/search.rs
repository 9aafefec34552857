//! Looking whether an address has an account (I2).

use crate::{
    Error, Result, Store,
    accounts::{Client, throttle},
    audit::noting_denials,
    organizations::Scope,
    row,
};
use shared::{
    EmailAddress,
    access::{Action, Resource},
};

/// What a search found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Found {
    /// The account's display name, or its address as long as it has no name; `None` without an account.
    pub display_name: Option<String>,
}

/// Looks for an account with this address. Shows its display name and nothing else, notes the search, and
/// counts it.
///
/// # Errors
/// Refused: [`shared::Refusal::Forbidden`] to people who may not invite, [`shared::Refusal::TooMany`]
/// beyond 60 an hour.
#[tracing::instrument(name = "invitations.search", skip_all, fields(organization = %scope.organization.id))]
pub async fn search(store: &Store, client: &Client, scope: &Scope, address: &EmailAddress) -> Result<Found> {
    let (account, organization) = (scope.caller.account, scope.organization.id);
    let allowed = scope.require(Action::Search, &Resource::UserAccount);
    noting_denials(store, client, Some(account), organization, "invitations.search", allowed).await?;
    throttle::search(store, client, account, organization, address).await?;
    let found = sqlx::query!(
        r#"SELECT id, family_name, given_name FROM accounts
           WHERE address = $1 AND address_verified_at IS NOT NULL"#,
        address.as_str()
    )
    .fetch_optional(store.pool())
    .await?;
    let display_name = found
        .map(|account| {
            let name = row::full_name(account.family_name.as_deref(), account.given_name.as_deref())
                .ok_or_else(|| Error::row("accounts", "family_name", account.id))?;
            let language = scope.caller.language;
            Ok::<_, Error>(name.map_or_else(|| address.to_string(), |name| name.display(language)))
        })
        .transpose()?;
    Ok(Found { display_name })
}
