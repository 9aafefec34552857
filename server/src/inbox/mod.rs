//! `/dev/inbox`: the mails of development, as their recipients would see them. Routed only with
//! `USHER_DEV=1`.

mod parsed;

use crate::mail::sink::{Received, Sink};
use app::Site;
use askama::Template;
use axum::{
    Extension, Json, Router,
    extract::Path,
    http::{HeaderMap, HeaderValue, StatusCode, header},
    response::{Html, IntoResponse, Response},
    routing::get,
};
use parsed::Mail;
use shared::{Language, texts::inbox as t};
use std::sync::Arc;

/// Our own frame is allowed in, and our own style; scripts are not.
const PAGE_POLICY: HeaderValue = HeaderValue::from_static(
    "default-src 'none'; style-src 'self'; img-src 'self'; frame-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
);
/// The mail's own document: its own style, nothing from elsewhere, framed by us alone.
const MAIL_POLICY: HeaderValue = HeaderValue::from_static(
    "default-src 'none'; style-src 'unsafe-inline'; img-src data:; base-uri 'self'; form-action 'none'; frame-ancestors 'self'; \
     sandbox allow-popups allow-popups-to-escape-sandbox allow-top-navigation-by-user-activation",
);

/// The pages of the inbox, and `/dev/inbox.json` for programs.
pub fn router(sink: Sink, site: Site) -> Router {
    Router::new()
        .route("/dev/inbox", get(list))
        .route("/dev/inbox.json", get(json))
        .route("/dev/inbox/{id}", get(mail))
        .route("/dev/inbox/{id}/html", get(document))
        .route("/dev/inbox/{id}/source", get(source))
        .layer(Extension(sink))
        .layer(Extension(Arc::new(site)))
}

#[derive(Template)]
#[template(path = "inbox.html")]
struct Page<'a> {
    language: Language,
    site: &'a str,
    css: &'a str,
    mails: Vec<Mail>,
    shown: Option<Mail>,
}

impl Page<'_> {
    fn say(&self, text: impl Fn(Language) -> &'static str) -> &'static str {
        text(self.language)
    }

    fn is_shown(&self, id: &u64) -> bool {
        self.shown.as_ref().is_some_and(|mail| mail.id == *id)
    }
}

async fn list(sink: Extension<Sink>, site: Extension<Arc<Site>>, headers: HeaderMap) -> Response {
    page(&sink, &site, &headers, None)
}

async fn mail(sink: Extension<Sink>, site: Extension<Arc<Site>>, headers: HeaderMap, Path(id): Path<u64>) -> Response {
    match sink.mail(id) {
        Some(mail) => page(&sink, &site, &headers, Some(Mail::read(&mail))),
        None => StatusCode::NOT_FOUND.into_response(),
    }
}

fn page(sink: &Sink, site: &Site, headers: &HeaderMap, shown: Option<Mail>) -> Response {
    let accepted = headers.get(header::ACCEPT_LANGUAGE).and_then(|value| value.to_str().ok());
    let page = Page {
        language: Language::negotiate(accepted.unwrap_or_default()),
        site: &site.name,
        css: &site.assets.css,
        mails: read_all(sink),
        shown,
    };
    match page.render() {
        Ok(page) => ([(header::CONTENT_SECURITY_POLICY, PAGE_POLICY)], Html(page)).into_response(),
        Err(error) => {
            tracing::error!(%error, "a template is broken");
            StatusCode::INTERNAL_SERVER_ERROR.into_response()
        }
    }
}

async fn document(sink: Extension<Sink>, Path(id): Path<u64>) -> Response {
    let Some(mail) = sink.mail(id) else { return StatusCode::NOT_FOUND.into_response() };
    let mail = Mail::read(&mail);
    // Links are to leave the frame: our pages refuse to be framed.
    let html = mail.html.replacen("<head>", "<head>\n<base target=\"_top\">", 1);
    let headers = [
        (header::CONTENT_SECURITY_POLICY, MAIL_POLICY),
        (header::X_FRAME_OPTIONS, HeaderValue::from_static("SAMEORIGIN")),
    ];
    (headers, Html(html)).into_response()
}

async fn source(sink: Extension<Sink>, Path(id): Path<u64>) -> Response {
    match sink.mail(id) {
        Some(mail) => ([(header::CONTENT_TYPE, "text/plain; charset=utf-8")], mail.raw.clone()).into_response(),
        None => StatusCode::NOT_FOUND.into_response(),
    }
}

async fn json(sink: Extension<Sink>) -> Json<Vec<Mail>> {
    Json(read_all(&sink))
}

fn read_all(sink: &Sink) -> Vec<Mail> {
    sink.mails().iter().map(|mail: &Arc<Received>| Mail::read(mail)).collect()
}
