//! What reading and agreeing asks of the server.

#![expect(missing_docs, reason = "the macro makes public fields of arguments that the function's own text explains")]

use crate::{
    AppError,
    form::{Done, Strict},
};
use leptos::prelude::*;
use serde::{Deserialize, Serialize};
use shared::{
    Language,
    ids::TermsDraftId,
    views::{OrganizationView, TermsDraft, TermsGate, TermsVersion, TermsView},
};

/// A version of the operator's terms; `current` is the one that counts.
#[server(prefix = "/fn", endpoint = "terms/read", input = Strict)]
pub async fn read_terms(version: String) -> Result<TermsView, AppError> {
    let store = crate::request::store()?;
    let document = match version.as_str() {
        "current" => store::terms::current(&store, None).await?,
        version => store::terms::of_operator(&store, version).await?,
    };
    Ok(shown(&document))
}

/// What a page shows of a document: in the language of the page, and on the day of whoever is signed in.
#[cfg(feature = "ssr")]
fn shown(document: &store::terms::Document) -> TermsView {
    let zone = crate::request::visitor().ok().flatten().map(|caller| caller.time_zone).unwrap_or_default();
    let (language, text) = document.text(crate::session::reader().language);
    TermsView {
        organization: document.organization.clone(),
        version: document.version.to_string(),
        language,
        html: Some(super::render::html(document.format, text)),
        published_on: document.published_at.with_timezone(&zone).date_naive(),
    }
}

/// A version of an organization's own terms, for its members.
#[server(prefix = "/fn", endpoint = "terms/read_own", input = Strict)]
pub async fn read_own_terms(slug: String, version: String) -> Result<TermsView, AppError> {
    use crate::request;
    let (store, caller) = (request::store()?, request::caller()?);
    let slug = shared::Slug::parse(&slug).map_err(|_| shared::Refusal::NotFound)?;
    let document = store::terms::of_organization(&store, &caller, &slug, &version).await?;
    Ok(shown(&document))
}

/// The terms that one agrees to by registering through the opened invitation.
#[server(prefix = "/fn", endpoint = "terms/of_invitation", input = Strict)]
pub async fn read_invitation_terms() -> Result<TermsView, AppError> {
    use crate::{cookies::Cookie, request};
    let token = Cookie::Invitation.get()?.and_then(|token| store::LinkToken::parse(&token));
    let token = token.ok_or(shared::Refusal::NotFound)?;
    let document = store::terms::of_invitation(&request::store()?, &token).await?;
    Ok(shown(&document))
}

/// The longest document that is shown with the box to tick below it, in bytes of HTML.
#[cfg(feature = "ssr")]
const BESIDE_A_FORM: usize = 64 * 1024;

/// What a member has to agree to before going on.
#[server(prefix = "/fn", endpoint = "terms/gate", input = Strict)]
pub async fn read_gate(slug: String) -> Result<TermsGate, AppError> {
    use crate::request;
    let (store, caller) = (request::store()?, request::caller()?);
    let slug = shared::Slug::parse(&slug).map_err(|_| shared::Refusal::NotFound)?;
    let store::terms::Gate { organization, rule, document, downloaded } =
        store::terms::gate(&store, &caller, &slug).await?;
    let mut terms = shown(&document);
    // A long one is read on a page of its own.
    terms.html = terms.html.filter(|html| html.len() <= BESIDE_A_FORM);
    Ok(TermsGate { organization, rule, terms, downloaded })
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

/// What the page shows on which an organization writes its own terms.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct OwnTerms {
    /// The organization.
    pub organization: OrganizationView,
    /// What it has published, newest first.
    pub versions: Vec<TermsVersion>,
    /// What is being written.
    pub draft: Option<DraftShown>,
}

/// What is being written, as it is typed and as people will read it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct DraftShown {
    /// As it is typed.
    pub draft: TermsDraft,
    /// As people will read it, in each language that there is.
    pub html: Vec<(Language, String)>,
}

/// An organization's own terms, for who may change its settings.
#[server(prefix = "/fn", endpoint = "terms/own", input = Strict)]
pub async fn read_own(slug: String) -> Result<OwnTerms, AppError> {
    let (store, scope) = crate::organizations::enter(&slug).await?;
    let (versions, draft) = store::terms::own(&store, &scope).await?;
    let draft = draft.map(|draft| {
        let texts = [(Language::En, &draft.en), (Language::Ja, &draft.ja)];
        let html = texts.into_iter().filter(|(_, text)| !text.is_empty());
        DraftShown {
            html: html.map(|(language, text)| (language, super::render::html(draft.format, text))).collect(),
            draft,
        }
    });
    Ok(OwnTerms { organization: scope.view(), versions, draft })
}

/// Publishes what is being written, if it is still what was looked at.
#[server(prefix = "/fn", endpoint = "terms/publish", input = Strict)]
pub async fn publish_terms(slug: String, draft: TermsDraftId) -> Result<Done, AppError> {
    let (store, scope) = crate::organizations::enter(&slug).await?;
    store::terms::publish_own(&store, &crate::request::client()?, &scope, draft).await?;
    Ok(Done::Go(format!("/o/{slug}/settings/terms?news=terms_published")))
}
