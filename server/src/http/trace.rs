//! One line for each request, with an id that the answer also carries. Addresses and tokens stay out of it
//! (SECURITY Z3): of a link only its place is named.

use super::link::LINKS;
use axum::{extract::Request, middleware::Next, response::Response};
use http::{HeaderName, HeaderValue};
use std::time::Instant;
use tracing::Instrument;
use uuid::Uuid;

const REQUEST_ID: HeaderName = HeaderName::from_static("x-request-id");

/// The longest id that is taken over from a proxy, in characters.
const LONGEST_ID: usize = 64;

pub(super) async fn trace(request: Request, next: Next) -> Response {
    let given = request.headers().get(REQUEST_ID).and_then(|id| id.to_str().ok());
    let given = given.filter(|id| id.len() <= LONGEST_ID && id.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-'));
    let id = given.map_or_else(|| Uuid::now_v7().to_string(), str::to_owned);
    let path = request.uri().path();
    let path = if path.starts_with(LINKS) { "/i/{token}" } else { path };
    let span = tracing::info_span!("request", %id, method = %request.method(), path);
    let start = Instant::now();
    let mut response = next.run(request).instrument(span.clone()).await;
    let milliseconds = u64::try_from(start.elapsed().as_millis()).unwrap_or(u64::MAX);
    let status = response.status().as_u16();
    span.in_scope(|| tracing::info!(status, milliseconds, "answered"));
    if let Ok(id) = HeaderValue::from_str(&id) {
        response.headers_mut().insert(REQUEST_ID, id);
    }
    response
}
