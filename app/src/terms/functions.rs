//! What reading and agreeing asks of the server.

#![expect(missing_docs, reason = "the macro makes public fields of arguments that the function's own text explains")]

use crate::{
    AppError,
    form::{Done, Strict},
};
use leptos::prelude::*;
use shared::views::{TermsGate, TermsView};

/// A version of the operator's terms; `current` is the one that counts.
#[server(prefix = "/fn", endpoint = "terms/read", input = Strict)]
pub async fn read_terms(version: String) -> Result<TermsView, AppError> {
    let store = crate::request::store()?;
    let document = match version.as_str() {
        "current" => store::terms::current(&store, None).await?,
        version => store::terms::of_operator(&store, version).await?,
    };
    Ok(on_the_readers_day(&document))
}

/// What a page shows of a document: in the language of the page, and on the day of whoever is signed in.
#[cfg(feature = "ssr")]
fn on_the_readers_day(document: &store::terms::Document) -> TermsView {
    let zone = crate::request::visitor().ok().flatten().map(|caller| caller.time_zone).unwrap_or_default();
    document.view(crate::session::reader().language, zone)
}

/// A version of an organization's own terms, for its members.
#[server(prefix = "/fn", endpoint = "terms/read_own", input = Strict)]
pub async fn read_own_terms(slug: String, version: String) -> Result<TermsView, AppError> {
    use crate::request;
    let (store, caller) = (request::store()?, request::caller()?);
    let slug = shared::Slug::parse(&slug).map_err(|_| shared::Refusal::NotFound)?;
    let document = store::terms::of_organization(&store, &caller, &slug, &version).await?;
    Ok(on_the_readers_day(&document))
}

/// The terms that one agrees to by registering through the opened invitation.
#[server(prefix = "/fn", endpoint = "terms/of_invitation", input = Strict)]
pub async fn read_invitation_terms() -> Result<TermsView, AppError> {
    use crate::{cookies::Cookie, request};
    let token = Cookie::Invitation.get()?.and_then(|token| store::LinkToken::parse(&token));
    let token = token.ok_or(shared::Refusal::NotFound)?;
    let document = store::terms::of_invitation(&request::store()?, &token).await?;
    Ok(on_the_readers_day(&document))
}

/// What a member has to agree to before going on.
#[server(prefix = "/fn", endpoint = "terms/gate", input = Strict)]
pub async fn read_gate(slug: String) -> Result<TermsGate, AppError> {
    use crate::request;
    let (store, caller) = (request::store()?, request::caller()?);
    let slug = shared::Slug::parse(&slug).map_err(|_| shared::Refusal::NotFound)?;
    Ok(store::terms::gate(&store, &caller, &slug).await?)
}

/// Agrees to the terms that count in an organization.
#[server(prefix = "/fn", endpoint = "terms/agree", input = Strict)]
pub async fn agree(
    slug: String,
    #[server(default)] version: String,
    #[server(default)] terms: String,
) -> Result<Done, AppError> {
    use crate::request;
    let (store, client, caller) = (request::store()?, request::client()?, request::caller()?);
    let slug = shared::Slug::parse(&slug).map_err(|_| shared::Refusal::NotFound)?;
    let consent = shared::terms::Consent { version, terms };
    store::terms::agree(&store, &client, &caller, &slug, &consent).await?;
    Ok(Done::Here)
}
