//! How long a request may take and how much it may bring.

use super::{problem::Reader, uploads::is_upload};
use app::form::layer::FORM_LIMIT;
use axum::{
    body::{Body, HttpBody},
    extract::Request,
    middleware::Next,
    response::Response,
};
use http_body_util::{BodyExt, Limited};
use shared::Refusal;
use std::time::Duration;

/// How long a request may take. Hashing a password behind a full queue is the longest honest one.
const TIME_LIMIT: Duration = Duration::from_secs(30);

/// How long a file of 200 MB may take to arrive.
const UPLOAD_TIME_LIMIT: Duration = Duration::from_secs(15 * 60);

/// Gives up on what takes too long.
pub(super) async fn time(request: Request, next: Next) -> Response {
    let reader = Reader::of(&request);
    let limit = if is_upload(&request) { UPLOAD_TIME_LIMIT } else { TIME_LIMIT };
    tokio::time::timeout(limit, next.run(request)).await.unwrap_or_else(|_| {
        tracing::warn!("a request took too long");
        reader.refuse(Refusal::Busy)
    })
}

/// Reads the body whole, or answers 413 (U3, P8). What says that it is too large is not read at all.
pub(super) async fn body(request: Request, next: Next) -> Response {
    // A file is bounded, piece by piece, by what takes it over.
    if request.body().is_end_stream() || is_upload(&request) {
        return next.run(request).await;
    }
    let reader = Reader::of(&request);
    if request.body().size_hint().lower() > FORM_LIMIT as u64 {
        return reader.too_large();
    }
    let (parts, body) = request.into_parts();
    match Limited::new(body, FORM_LIMIT).collect().await {
        Ok(body) => next.run(Request::from_parts(parts, Body::from(body.to_bytes()))).await,
        Err(error) if error.is::<http_body_util::LengthLimitError>() => reader.too_large(),
        // The client broke off; whatever is answered, nobody reads it.
        Err(_) => reader.refuse(Refusal::Malformed),
    }
}
