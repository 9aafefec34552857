//! What can be done about an invitation that was sent.

#![expect(missing_docs, reason = "the macro makes public fields of arguments that the function's own text explains")]

use crate::{
    AppError,
    form::{Done, Strict},
};
use leptos::prelude::*;

/// Makes a link to hand over in another way (I7); the only answer that ever holds one.
#[server(prefix = "/fn", endpoint = "invitations/copy_link", input = Strict)]
pub async fn copy_link(slug: String, id: String) -> Result<Done<String>, AppError> {
    let (store, scope) = crate::organizations::enter(&slug).await?;
    let token =
        store::invitations::copy_link(&store, &crate::request::client()?, &scope, super::parse_id(&id)?).await?;
    Ok(Done::Show(format!("{}/i/{}", crate::request::site()?.public_url, token.expose())))
}

/// Sends the mail again, with a new link and a new expiry (I8).
#[server(prefix = "/fn", endpoint = "invitations/resend", input = Strict)]
pub async fn resend_invitation(slug: String, id: String) -> Result<Done, AppError> {
    let (store, scope) = crate::organizations::enter(&slug).await?;
    store::invitations::resend(&store, &crate::request::client()?, &scope, super::parse_id(&id)?).await?;
    Ok(Done::Go(format!("/o/{slug}/invitations/{id}?news=resent")))
}

/// Mails the same link once more (I14).
#[server(prefix = "/fn", endpoint = "invitations/remind", input = Strict)]
pub async fn remind_invitation(slug: String, id: String) -> Result<Done, AppError> {
    let (store, scope) = crate::organizations::enter(&slug).await?;
    store::invitations::remind(&store, &crate::request::client()?, &scope, super::parse_id(&id)?).await?;
    Ok(Done::Go(format!("/o/{slug}/invitations/{id}?news=reminded")))
}

/// Puts somebody's request for a new invitation away (A5).
#[server(prefix = "/fn", endpoint = "invitations/dismiss", input = Strict)]
pub async fn dismiss_request(slug: String, id: String) -> Result<Done, AppError> {
    let (store, scope) = crate::organizations::enter(&slug).await?;
    let id = id.parse().map_err(|_| AppError(shared::Refusal::NotFound))?;
    store::invitations::dismiss(&store, &crate::request::client()?, &scope, id).await?;
    Ok(Done::Go(format!("/o/{slug}/invitations?news=dismissed")))
}

/// Takes an invitation back (I8).
#[server(prefix = "/fn", endpoint = "invitations/revoke", input = Strict)]
pub async fn revoke_invitation(slug: String, id: String) -> Result<Done, AppError> {
    let (store, scope) = crate::organizations::enter(&slug).await?;
    store::invitations::revoke(&store, &crate::request::client()?, &scope, super::parse_id(&id)?).await?;
    Ok(Done::Go(format!("/o/{slug}/invitations/{id}?news=revoked")))
}
