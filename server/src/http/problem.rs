//! Answers for what no page answers: small, generic, in the reader's language, and JSON where a program
//! asked.

use app::{AppError, Site};
use axum::{
    body::Body,
    http::{HeaderValue, StatusCode, header},
    response::{IntoResponse, Response},
};
use shared::{
    Language, Refusal,
    texts::{errors, problems},
};
use std::any::Any;
use store::{Caller, Client};

/// How an answer has to look: taken from the request before it is consumed.
#[derive(Clone, Debug, Default)]
pub(super) struct Reader {
    language: Language,
    function: bool,
    css: String,
}

impl Reader {
    pub(super) fn of<B>(request: &http::Request<B>) -> Self {
        let accepted = request.headers().get(header::ACCEPT_LANGUAGE).and_then(|value| value.to_str().ok());
        // The person's own language, else what is chosen in the browser, else what the browser prefers.
        let person = request.extensions().get().and_then(|caller: &Option<Caller>| caller.as_ref());
        let person = person.map(|caller| caller.language);
        let known = person.or_else(|| request.extensions().get().map(|client: &Client| client.language));
        Self {
            language: known.unwrap_or_else(|| Language::negotiate(accepted.unwrap_or_default())),
            function: request.uri().path().starts_with(app::form::layer::FUNCTIONS),
            css: request.extensions().get().map(|site: &Site| site.assets.css.clone()).unwrap_or_default(),
        }
    }

    /// A refusal, with its own status.
    pub(super) fn refuse(&self, refusal: Refusal) -> Response {
        let status = StatusCode::from_u16(refusal.status()).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
        let words = errors::refusal(self.language, &refusal);
        self.answer(status, &words, refusal)
    }

    /// A request that one of our own pages did not make (S4, S6).
    pub(super) fn forged(&self) -> Response {
        self.answer(StatusCode::FORBIDDEN, problems::forged(self.language), Refusal::Forbidden)
    }

    /// More than the limit (U3).
    pub(super) fn too_large(&self) -> Response {
        self.answer(StatusCode::PAYLOAD_TOO_LARGE, problems::too_large(self.language), Refusal::Malformed)
    }

    fn answer(&self, status: StatusCode, words: &str, refusal: Refusal) -> Response {
        let retry = retry_after(&refusal);
        let mut response = if self.function {
            let json = serde_json::to_vec(&AppError(refusal)).unwrap_or_default();
            ([(header::CONTENT_TYPE, "application/json")], Body::from(json)).into_response()
        } else {
            let page = self.page(words);
            ([(header::CONTENT_TYPE, "text/html; charset=utf-8")], page).into_response()
        };
        *response.status_mut() = status;
        if let Some(seconds) = retry {
            response.headers_mut().insert(header::RETRY_AFTER, seconds);
        }
        response
    }

    /// Nothing in it comes from the request, so there is nothing to escape.
    fn page(&self, words: &str) -> String {
        let (tag, css) = (self.language.tag(), &self.css);
        let (title, back) = (problems::title(self.language), problems::back(self.language));
        let style = if css.is_empty() { String::new() } else { format!("<link rel=\"stylesheet\" href=\"{css}\">\n") };
        format!(
            "<!DOCTYPE html>\n<html lang=\"{tag}\">\n<meta charset=\"utf-8\">\n\
             <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n\
             <meta name=\"color-scheme\" content=\"light dark\">\n<title>{title}</title>\n{style}\
             <div class=\"shell\">\n<main class=\"page narrow\">\n<section class=\"card\">\n\
             <h1 class=\"page-title\">{title}</h1>\n<p>{words}</p>\n<p><a href=\"/\">{back}</a></p>\n\
             </section>\n</main>\n</div>\n</html>\n"
        )
    }
}

/// When to come back, for refusals that pass.
pub(super) fn retry_after(refusal: &Refusal) -> Option<HeaderValue> {
    match refusal {
        Refusal::TooMany { retry_after } => Some(HeaderValue::from(*retry_after)),
        Refusal::Busy => Some(HeaderValue::from_static("2")),
        _ => None,
    }
}

/// What a panic becomes: its text stays in the log (H2).
pub(super) fn panicked(_: Box<dyn Any + Send + 'static>) -> Response {
    tracing::error!("a request panicked");
    Reader::default().refuse(Refusal::Fault)
}
