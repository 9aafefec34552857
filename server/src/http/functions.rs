//! Server functions: called by hydrated pages, and by the layer of plain forms.

use super::problem::{Reader, retry_after};
use app::{AppError, form::layer::FUNCTIONS};
use axum::{
    body::{Body, to_bytes},
    extract::Request,
    http::{HeaderValue, Method, StatusCode, header},
    middleware::Next,
    response::{IntoResponse, Response},
};
use shared::Refusal;

/// The header by which `server_fn` marks an answer that is an error.
const ERROR_HEADER: &str = "serverfnerror";
/// The largest refusal, in bytes; it is ours and small.
const LARGEST_REFUSAL: usize = 64 * 1024;

/// Lets a function answer; its refusal, which leptos would send as 500, gets the status that is its own.
pub(super) async fn settle(mut request: Request, next: Next) -> Response {
    let path = request.uri().path();
    if !path.starts_with(FUNCTIONS) {
        return next.run(request).await;
    }
    if !server_fn::axum::server_fn_paths().any(|(known, method)| known == path && method == Method::POST) {
        return Reader::of(&request).refuse(Refusal::NotFound);
    }
    if request.method() != Method::POST {
        return (StatusCode::METHOD_NOT_ALLOWED, [(header::ALLOW, "POST")]).into_response();
    }
    // Asked for HTML, leptos would redirect to the Referer with the error in the query (S7, H2).
    request.headers_mut().insert(header::ACCEPT, HeaderValue::from_static("application/json"));
    let response = next.run(request).await;
    if !response.headers().contains_key(ERROR_HEADER) {
        return response;
    }
    let (mut parts, body) = response.into_parts();
    let body = to_bytes(body, LARGEST_REFUSAL).await.unwrap_or_default();
    let refusal = serde_json::from_slice(&body).map_or(Refusal::Fault, |AppError(refusal)| refusal);
    parts.status = StatusCode::from_u16(refusal.status()).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
    parts.headers.insert(header::CONTENT_TYPE, HeaderValue::from_static("application/json"));
    if let Some(seconds) = retry_after(&refusal) {
        parts.headers.insert(header::RETRY_AFTER, seconds);
    }
    Response::from_parts(parts, Body::from(body))
}
