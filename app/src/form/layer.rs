//! The way of a form without JavaScript: POST to a page, answered by the page.

use super::{Done, FUNCTION, Posted, is_secret};
use crate::{AppError, accounts::SignIn};
use axum::{
    body::{Body, Bytes, to_bytes},
    extract::Request,
    middleware::Next,
    response::{IntoResponse, Response},
};
use http::{HeaderMap, HeaderValue, Method, StatusCode, Uri, header, request::Parts};
use server_fn::ServerFn;
use shared::{Field, Refusal, password::Strength};

/// The largest form that is read, in bytes (SECURITY section 4).
pub const FORM_LIMIT: usize = 64 * 1024;

/// The prefix under which every server function lives.
pub const FUNCTIONS: &str = "/fn/";

/// Takes plain form posts to pages; everything else passes. Goes around the whole router, inside the layers
/// that know the session and refuse forgeries.
pub async fn plain_forms(request: Request, next: Next) -> Response {
    if request.method() != Method::POST || request.uri().path().starts_with(FUNCTIONS) {
        return next.run(request).await;
    }
    let (parts, body) = request.into_parts();
    if is_of_type(&parts, "multipart/form-data") {
        // A form that brings a file has a handler of its own, which no function of ours would take so much from.
        let answer = next.clone().run(Request::from_parts(parts.clone(), body)).await;
        let (answer, body) = answer.into_parts();
        return match answer.extensions.get::<Posted>().cloned() {
            Some(posted) => page(parts, next, posted, answer.status, &answer.headers).await,
            None => Response::from_parts(answer, body),
        };
    }
    if !is_of_type(&parts, "application/x-www-form-urlencoded") {
        return next.run(Request::from_parts(parts, body)).await;
    }
    let Ok(body) = to_bytes(body, FORM_LIMIT).await else {
        return StatusCode::PAYLOAD_TOO_LARGE.into_response();
    };
    match Post::read(&body) {
        Some(post) => post.answer(parts, next).await,
        None => next.run(Request::from_parts(parts, Body::from(body))).await,
    }
}

fn is_of_type(parts: &Parts, wanted: &str) -> bool {
    let content_type = parts.headers.get(header::CONTENT_TYPE).and_then(|value| value.to_str().ok());
    content_type.is_some_and(|value| value.starts_with(wanted))
}

/// The answer of a form that brought a file and is refused: its page once more, with what was typed.
pub fn refused(posted: Posted) -> Response {
    let refusal = posted.result.as_ref().err();
    let mut answer = refusal.map_or(StatusCode::OK, status_of).into_response();
    answer.extensions_mut().insert(posted);
    answer
}

/// The page that a form was posted to, as the answer to the post.
async fn page(parts: Parts, next: Next, posted: Posted, status: StatusCode, headers: &HeaderMap) -> Response {
    let mut page = next.run(page_request(parts, posted)).await;
    if page.status() == StatusCode::OK {
        *page.status_mut() = status;
    }
    carry_cookies(headers, page.headers_mut());
    page
}

fn status_of(refusal: &Refusal) -> StatusCode {
    StatusCode::from_u16(refusal.status()).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR)
}

/// A form that names one of our functions.
struct Post {
    function: Uri,
    values: Vec<(String, String)>,
}

impl Post {
    fn read(body: &[u8]) -> Option<Self> {
        let values: Vec<(String, String)> = serde_html_form::from_bytes(body).ok()?;
        let (_, path) = values.iter().find(|(name, _)| name == FUNCTION)?;
        let known = server_fn::axum::server_fn_paths().any(|(known, method)| known == path && method == Method::POST);
        known.then(|| path.parse().ok()).flatten().map(|function| Self { function, values })
    }

    async fn answer(self, parts: Parts, next: Next) -> Response {
        let (answer, body) = next.clone().run(self.call(&parts)).await.into_parts();
        let Ok(body) = to_bytes(body, FORM_LIMIT).await else {
            return StatusCode::INTERNAL_SERVER_ERROR.into_response();
        };
        let (status, result) = match read_answer(answer.status, &body) {
            Ok(Done::Go(path) | Done::Enter(path)) => return see_other(&path, answer.headers),
            Ok(Done::Here | Done::Again) => {
                let page = parts.uri.path_and_query().map_or("/", |own| own.as_str()).to_owned();
                return see_other(&page, answer.headers);
            }
            Ok(Done::Show(shown)) => (StatusCode::OK, Ok(shown.to_string())),
            Err(refusal) => (status_of(&refusal), Err(refusal)),
        };
        let strength = self.strength(&parts).await;
        let posted = Posted {
            strength,
            function: self.function.path().to_owned(),
            values: self.values.into_iter().filter(|(name, _)| !is_secret(name)).collect(),
            result,
        };
        page(parts, next, posted, status, &answer.headers).await
    }

    /// How hard the new password among the values is to guess, if there is one.
    async fn strength(&self, parts: &Parts) -> Option<Strength> {
        let is_new = self.function.path() != SignIn::PATH;
        let (_, typed) = self.values.iter().find(|(name, _)| is_new && name == Field::Password.name())?;
        store::accounts::strength(parts.extensions.get()?, typed).await
    }

    /// The request that the hydrated page would have sent.
    fn call(&self, parts: &Parts) -> Request {
        let fields: Vec<_> = self.values.iter().filter(|(name, _)| name != FUNCTION).collect();
        let body = serde_html_form::to_string(&fields).unwrap_or_default();
        let mut request = Request::new(Body::from(body));
        *request.method_mut() = Method::POST;
        *request.uri_mut() = self.function.clone();
        *request.headers_mut() = parts.headers.clone();
        request.headers_mut().remove(header::CONTENT_LENGTH);
        request.headers_mut().insert(header::ACCEPT, HeaderValue::from_static("application/json"));
        *request.extensions_mut() = parts.extensions.clone();
        request
    }
}

/// What the function answered; anything unreadable is a fault of ours.
fn read_answer(status: StatusCode, body: &Bytes) -> Result<Done<serde_json::Value>, Refusal> {
    if status.is_success() {
        return serde_json::from_slice(body).map_err(|error| {
            tracing::error!(%error, "a form's server function answered something other than Done");
            Refusal::Fault
        });
    }
    let answer = serde_json::from_slice(body).map(|AppError(refusal)| refusal);
    Err(answer.unwrap_or(match status {
        StatusCode::NOT_FOUND => Refusal::NotFound,
        StatusCode::FORBIDDEN => Refusal::Forbidden,
        StatusCode::SERVICE_UNAVAILABLE => Refusal::Busy,
        _ => Refusal::Fault,
    }))
}

fn page_request(mut parts: Parts, posted: Posted) -> Request {
    parts.method = Method::GET;
    for name in [header::CONTENT_LENGTH, header::CONTENT_TYPE, header::TRANSFER_ENCODING] {
        parts.headers.remove(name);
    }
    parts.extensions.insert(posted);
    Request::from_parts(parts, Body::empty())
}

fn see_other(path: &str, from: HeaderMap) -> Response {
    let mut response = StatusCode::SEE_OTHER.into_response();
    // Only paths of our own: neither another origin nor a header of somebody's making.
    let own = path.starts_with('/') && !path.starts_with("//") && !path.contains('\\');
    let location = own.then(|| HeaderValue::from_str(path).ok()).flatten();
    response.headers_mut().insert(header::LOCATION, location.unwrap_or(HeaderValue::from_static("/")));
    carry_cookies(&from, response.headers_mut());
    response
}

fn carry_cookies(from: &HeaderMap, to: &mut HeaderMap) {
    for cookie in from.get_all(header::SET_COOKIE) {
        to.append(header::SET_COOKIE, cookie.clone());
    }
}
