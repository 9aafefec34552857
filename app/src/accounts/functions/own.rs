//! One's own account: profile, password, address, sessions, language, the end of it (C1–C3, C6).

#![expect(missing_docs, reason = "the macro makes public fields of arguments that the function's own text explains")]

use super::CodeMailed;
use crate::{
    AppError,
    form::{Done, Strict},
};
use leptos::prelude::*;
use shared::{
    ids::{ProofId, SessionId},
    views::{ClosingView, Demands, ProfileView, SessionsView},
};

/// Sets the language of the pages in this browser, and of the account of whoever is signed in.
#[server(prefix = "/fn", endpoint = "accounts/switch_language", input = Strict)]
pub async fn switch_language(language: String) -> Result<Done, AppError> {
    use crate::{cookies::Cookie, request};
    use shared::{Field, FieldError, Language};
    let chosen = Language::parse(&language).ok_or(AppError::field(Field::Language, FieldError::NotAChoice))?;
    if let Some(caller) = request::visitor()? {
        store::accounts::set_language(&request::store()?, &caller, chosen).await?;
    }
    Cookie::Language.set(chosen.tag())?;
    Ok(Done::Again)
}

/// The profile of the person signed in.
#[server(prefix = "/fn", endpoint = "accounts/profile", input = Strict)]
pub async fn read_profile() -> Result<ProfileView, AppError> {
    use crate::request;
    Ok(store::accounts::profile(&request::store()?, &request::caller()?).await?)
}

/// Saves the profile of the person signed in.
#[server(prefix = "/fn", endpoint = "accounts/save_profile", input = Strict)]
pub async fn save_profile(
    #[server(default)] family_name: String,
    #[server(default)] given_name: String,
    #[server(default)] country: String,
    #[server(default)] language: String,
    #[server(default)] phone: String,
    #[server(default)] time_zone: String,
) -> Result<Done, AppError> {
    use crate::request;
    let caller = request::caller()?;
    let form = shared::account::ProfileForm { family_name, given_name, country, language, phone, time_zone };
    store::accounts::save_profile(&request::store()?, &caller, &form).await?;
    // The name and the language of the whole page may be others now.
    Ok(Done::Enter("/account?news=saved".to_owned()))
}

/// What is asked of the next password of the person signed in.
#[server(prefix = "/fn", endpoint = "accounts/security", input = Strict)]
pub async fn read_security() -> Result<Demands, AppError> {
    use crate::request;
    Ok(store::accounts::password_demands(&request::store()?, &request::caller()?).await?)
}

/// Changes the password of the person signed in, who knows the one of now.
#[server(prefix = "/fn", endpoint = "accounts/change_password", input = Strict)]
pub async fn change_password(
    #[server(default)] current_password: String,
    #[server(default)] password: String,
    #[server(default)] password_again: String,
    #[server(default)] next: String,
) -> Result<Done, AppError> {
    use crate::request;
    let (store, client, caller) = (request::store()?, request::client()?, request::caller()?);
    let new = shared::account::NewPassword { password, password_again };
    let form = shared::account::PasswordChange { current_password, new };
    store::accounts::change_password(&store, &client, &caller, &form).await?;
    Ok(Done::Go(super::local_path(&next).unwrap_or("/account/security?news=password_changed").to_owned()))
}

/// Mails a code to a new address.
#[server(prefix = "/fn", endpoint = "accounts/begin_address_change", input = Strict)]
pub async fn begin_address_change(
    #[server(default)] address: String,
    #[server(default)] current_password: String,
) -> Result<Done<CodeMailed>, AppError> {
    use crate::request;
    let (store, client, caller) = (request::store()?, request::client()?, request::caller()?);
    let form = shared::account::AddressChange { address, current_password };
    let (proof, address) = store::accounts::begin_address_change(&store, &client, &caller, &form).await?;
    Ok(Done::Show(CodeMailed { proof, address: address.to_string() }))
}

/// Signs in with the new address from now on.
#[server(prefix = "/fn", endpoint = "accounts/change_address", input = Strict)]
pub async fn change_address(
    proof: ProofId,
    /// The address the code went to, for the page that answers a refusal; what counts is the proof's.
    #[server(default)]
    proof_address: String,
    #[server(default)] code: String,
) -> Result<Done, AppError> {
    use crate::request;
    let (store, client, caller) = (request::store()?, request::client()?, request::caller()?);
    let _ = proof_address;
    store::accounts::change_address(&store, &client, &caller, proof, &code).await?;
    Ok(Done::Enter("/account/security?news=address_changed".to_owned()))
}

/// Where the person signed in is signed in.
#[server(prefix = "/fn", endpoint = "accounts/sessions", input = Strict)]
pub async fn read_sessions() -> Result<SessionsView, AppError> {
    use crate::request;
    Ok(store::accounts::sessions(&request::store()?, &request::caller()?).await?)
}

/// Ends another session of the person signed in.
#[server(prefix = "/fn", endpoint = "accounts/end_session", input = Strict)]
pub async fn end_session(id: SessionId) -> Result<Done, AppError> {
    use crate::request;
    store::accounts::end_session(&request::store()?, &request::caller()?, id).await?;
    Ok(Done::Go("/account/sessions?news=session_ended".to_owned()))
}

/// Ends every session of the person signed in but this one.
#[server(prefix = "/fn", endpoint = "accounts/end_other_sessions", input = Strict)]
pub async fn end_other_sessions() -> Result<Done, AppError> {
    use crate::request;
    store::accounts::end_other_sessions(&request::store()?, &request::caller()?).await?;
    Ok(Done::Go("/account/sessions?news=sessions_ended".to_owned()))
}

/// What there is to know before closing the account, and what stands in the way.
#[server(prefix = "/fn", endpoint = "accounts/closing", input = Strict)]
pub async fn read_closing() -> Result<ClosingView, AppError> {
    use crate::request;
    Ok(store::accounts::closing(&request::store()?, &request::caller()?).await?)
}

/// Closes the account of the person signed in, who knows the password, has said what became of the data, and has ticked
/// that it is meant.
#[server(prefix = "/fn", endpoint = "accounts/close", input = Strict)]
pub async fn close_account(
    #[server(default)] own_data: String,
    #[server(default)] current_password: String,
    #[server(default)] understood: String,
) -> Result<Done<bool>, AppError> {
    use crate::{cookies::Cookie, request};
    let (store, client, caller) = (request::store()?, request::client()?, request::caller()?);
    let form = shared::account::Closing { own_data, current_password, understood };
    store::accounts::close(&store, &client, &caller, &form).await?;
    Cookie::Session.set("")?;
    Ok(Done::Enter("/sign-in?news=account_closed".to_owned()))
}
