//! One line for each request, with an id that the answer carries too.

use axum::{
    extract::{MatchedPath, Request},
    middleware::Next,
    response::Response,
};
use http::{HeaderName, HeaderValue};
use std::time::Instant;
use tracing::{Instrument, Span, field};
use uuid::Uuid;

const REQUEST_ID: HeaderName = HeaderName::from_static("x-request-id");

/// Opens the span of a request and logs its end. The path itself is never logged: it may hold a token
/// (T2); [`note_route`] adds the template it matched.
pub(super) async fn request(request: Request, next: Next) -> Response {
    let id = Uuid::now_v7();
    let span = tracing::info_span!("request", %id, method = %request.method(), route = field::Empty);
    async move {
        let start = Instant::now();
        let mut response = next.run(request).await;
        let (status, ms) = (response.status().as_u16(), start.elapsed().as_millis());
        if status >= 500 {
            tracing::warn!(status, ms, "answered");
        } else {
            tracing::info!(status, ms, "answered");
        }
        if let Ok(id) = HeaderValue::from_str(&id.to_string()) {
            response.headers_mut().insert(REQUEST_ID, id);
        }
        response
    }
    .instrument(span)
    .await
}

/// Adds the route's template to the span, once the router has found it. The names of server functions are
/// ours and say more than their template.
pub(super) async fn note_route(request: Request, next: Next) -> Response {
    if let Some(matched) = request.extensions().get::<MatchedPath>() {
        let path = request.uri().path();
        let known = server_fn::axum::server_fn_paths().any(|(function, _)| function == path);
        Span::current().record("route", if known { path } else { matched.as_str() });
    }
    next.run(request).await
}
