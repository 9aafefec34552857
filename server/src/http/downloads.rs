//! Files that people download: terms of service, and their own data.

use super::problem::Reader;
use axum::{
    Extension,
    extract::{Path, Request},
    response::{IntoResponse, Response},
};
use http::{HeaderMap, HeaderValue, StatusCode, header};
use shared::{Language, Refusal, Slug, terms::Format, texts::terms as t};
use store::{Caller, Client, Result, Store, terms};

/// `/terms/{version}/download`: the operator's terms as a file. That somebody who is signed in has downloaded them is
/// noted, because some kinds ask for it before one agrees (K8).
pub(super) async fn operators_terms(
    Path(version): Path<String>,
    Extension(store): Extension<Store>,
    request: Request,
) -> Response {
    let asker = Asker::of(&request);
    let document = terms::of_operator(&store, &version).await;
    asker.hand_over(&store, document).await
}

/// `/o/{slug}/terms/{version}/download`: an organization's own terms as a file, for its members.
pub(super) async fn own_terms(
    Path((slug, version)): Path<(String, String)>,
    Extension(store): Extension<Store>,
    request: Request,
) -> Response {
    let asker = Asker::of(&request);
    let document = match (&asker.caller, Slug::parse(&slug)) {
        (Some(caller), Ok(slug)) => terms::of_organization(&store, caller, &slug, &version).await,
        _ => Err(Refusal::NotFound.into()),
    };
    asker.hand_over(&store, document).await
}

/// `/account/export`: what is stored about the person signed in (C6).
pub(super) async fn export(Extension(store): Extension<Store>, request: Request) -> Response {
    let Asker { reader, caller, .. } = Asker::of(&request);
    let Some(caller) = caller else { return reader.refuse(Refusal::SignedOut) };
    match store::accounts::export(&store, &caller).await {
        Ok(export) => {
            let json = serde_json::to_vec_pretty(&export).unwrap_or_default();
            file("application/json", "account.json", json)
        }
        Err(error) => reader.refuse(error.into_refusal()),
    }
}

/// Who asks for a file.
struct Asker {
    reader: Reader,
    caller: Option<Caller>,
    language: Language,
}

impl Asker {
    fn of(request: &Request) -> Self {
        let caller = request.extensions().get::<Option<Caller>>().cloned().flatten();
        let chosen = request.extensions().get::<Client>().map(|client| client.language);
        let language = caller.as_ref().map(|caller| caller.language).or(chosen).unwrap_or_default();
        Self { reader: Reader::of(request), caller, language }
    }

    async fn hand_over(self, store: &Store, document: Result<terms::Document>) -> Response {
        let document = match document {
            Ok(document) => document,
            Err(error) => return self.reader.refuse(error.into_refusal()),
        };
        if let Some(caller) = &self.caller
            && let Err(error) = terms::note_download(store, caller, &document).await
        {
            return self.reader.refuse(error.into_refusal());
        }
        let (language, text) = document.text(self.language);
        if document.format == Format::Markdown {
            let name = format!("terms-{}.md", document.version);
            return file("text/markdown; charset=utf-8", &name, text.as_bytes().to_vec());
        }
        let title = match &document.organization {
            Some(organization) => t::of_organization(language, organization),
            None => t::title(language).to_owned(),
        };
        let version = t::version(language, document.version);
        let text = format!("{title}\n{version}\n\n{}\n", text.replace('\n', "\n\n"));
        file("text/plain; charset=utf-8", &format!("terms-{}.txt", document.version), text.into_bytes())
    }
}

/// Names are ours, so there is nothing in them to escape.
fn file(kind: &'static str, name: &str, content: Vec<u8>) -> Response {
    let mut headers = HeaderMap::new();
    headers.insert(header::CONTENT_TYPE, HeaderValue::from_static(kind));
    if let Ok(disposition) = HeaderValue::from_str(&format!("attachment; filename=\"{name}\"")) {
        headers.insert(header::CONTENT_DISPOSITION, disposition);
    }
    (StatusCode::OK, headers, content).into_response()
}
