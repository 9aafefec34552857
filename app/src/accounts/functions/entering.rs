//! What signing in and out asks of the server.

#![expect(missing_docs, reason = "the macro makes public fields of arguments that the function's own text explains")]

use crate::{
    AppError,
    form::{Done, Strict},
};
use leptos::prelude::*;

/// Opens a session. A session that was open in this browser ends (SECURITY S1).
#[server(prefix = "/fn", endpoint = "accounts/sign_in", input = Strict)]
pub async fn sign_in(
    #[server(default)] address: String,
    #[server(default)] password: String,
    #[server(default)] next: String,
) -> Result<Done, AppError> {
    use crate::{cookies::Cookie, request};
    let (store, client) = (request::store()?, request::client()?);
    let typed = shared::account::SignIn { address, password };
    let (address, password) = typed.check().map_err(shared::Refusal::Fields)?;
    let session = store::accounts::sign_in(&store, &client, &address, &password).await?;
    if let Some(before) = Cookie::Session.get()?.and_then(|secret| store::SessionToken::parse(&secret)) {
        store::accounts::sign_out(&store, &before).await?;
    }
    Cookie::Session.set(session.expose())?;
    Ok(Done::Enter(local_path(&next).unwrap_or("/organizations").to_owned()))
}

/// Ends the session of this browser.
#[server(prefix = "/fn", endpoint = "accounts/sign_out", input = Strict)]
pub async fn sign_out(#[server(default)] next: String) -> Result<Done, AppError> {
    use crate::{cookies::Cookie, request};
    if let Some(session) = Cookie::Session.get()?.and_then(|secret| store::SessionToken::parse(&secret)) {
        store::accounts::sign_out(&request::store()?, &session).await?;
    }
    Cookie::Session.set("")?;
    Ok(Done::Enter(local_path(&next).unwrap_or("/sign-in").to_owned()))
}

/// A path of our own, or nothing: never another origin, however it is spelled (SECURITY A10, S7).
pub fn local_path(next: &str) -> Option<&str> {
    let mut characters = next.chars();
    let rooted = characters.next() == Some('/') && !matches!(characters.next(), Some('/' | '\\'));
    let clean = next.len() <= 512 && next.chars().all(|c| c.is_ascii_graphic() && !matches!(c, '\\' | '%'));
    (rooted && clean && !next.contains("//")).then_some(next)
}

#[cfg(test)]
mod tests {
    use super::local_path;

    #[test]
    fn sec_a10_only_paths_of_our_own_are_followed() {
        for evil in ["//x", "/\\x", "%2f%2fx", "/%2f%2fx", "https://x", "javascript:x", "/a//x", "/\t/x", "", "/\r\nx"]
        {
            assert_eq!(local_path(evil), None, "{evil:?}");
        }
        for good in ["/", "/invitation", "/o/kobe/members?after=x", "/sign-in?next=/invitation"] {
            assert_eq!(local_path(good), Some(good));
        }
    }
}
