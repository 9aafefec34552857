//! A forgotten password (C1).

#![expect(missing_docs, reason = "the macro makes public fields of arguments that the function's own text explains")]

use crate::{
    AppError,
    form::{Done, Strict},
};
use leptos::prelude::*;
use serde::{Deserialize, Serialize};
use shared::views::Demands;

/// Mails a link that resets the password, if the address has an account. Shows for how many minutes it works.
#[server(prefix = "/fn", endpoint = "accounts/forgot_password", input = Strict)]
pub async fn forgot_password(#[server(default)] address: String) -> Result<Done<u64>, AppError> {
    use crate::request;
    use shared::{EmailAddress, Field};
    let (store, client) = (request::store()?, request::client()?);
    let address = EmailAddress::parse(&address).map_err(|error| AppError::field(Field::Address, error))?;
    store::accounts::forgot_password(&store, &client, &address).await?;
    Ok(Done::Show(store.caps().reset_lifetime.as_secs() / 60))
}

/// What the link that was opened in this browser is good for.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum OpenedReset {
    /// None was opened, or it never existed.
    Nothing,
    /// It can no longer be used.
    Over,
    /// A new password can be chosen.
    Live(Demands),
}

/// Looks at the link that was opened in this browser.
#[server(prefix = "/fn", endpoint = "accounts/open_reset", input = Strict)]
pub async fn open_reset() -> Result<OpenedReset, AppError> {
    use crate::request;
    use store::accounts::ResetLink;
    let Some(token) = reset_token()? else { return Ok(OpenedReset::Nothing) };
    Ok(match store::accounts::open_reset(&request::store()?, &token).await? {
        ResetLink::Unknown => OpenedReset::Nothing,
        ResetLink::Over => OpenedReset::Over,
        ResetLink::Live(demands) => OpenedReset::Live(demands),
    })
}

/// Sets a new password by the link that was opened in this browser.
#[server(prefix = "/fn", endpoint = "accounts/reset_password", input = Strict)]
pub async fn reset_password(
    #[server(default)] password: String,
    #[server(default)] password_again: String,
) -> Result<Done<bool>, AppError> {
    use crate::{cookies::Cookie, request};
    let token = reset_token()?.ok_or(shared::Refusal::LinkOver)?;
    let form = shared::account::NewPassword { password, password_again };
    store::accounts::reset_password(&request::store()?, &request::client()?, &token, &form).await?;
    Cookie::Reset.set("")?;
    Cookie::Session.set("")?;
    Ok(Done::Show(true))
}

#[cfg(feature = "ssr")]
fn reset_token() -> Result<Option<store::ResetToken>, AppError> {
    Ok(crate::cookies::Cookie::Reset.get()?.and_then(|token| store::ResetToken::parse(&token)))
}
