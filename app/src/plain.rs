//! Pages without the module carry no data for it.

use crate::shell::is_plain;
use axum::{
    body::{Body, to_bytes},
    extract::Request,
    middleware::Next,
    response::{IntoResponse, Response},
};
use http::{StatusCode, header};

/// The largest page that goes without the module, in bytes: one on which terms of service are written, 1 MiB in each
/// of two languages, typed and shown, with the data that is cut off.
const PAGE_LIMIT: usize = 32 * 1024 * 1024;

/// Cuts what is appended behind the document for a module that will not run: the policy of these pages
/// forbids every script, and a blocked one is a fault in the browser's console.
pub async fn without_scripts(request: Request, next: Next) -> Response {
    let plain = is_plain(request.uri().path());
    let response = next.run(request).await;
    let is_html = |response: &Response| {
        let kind = response.headers().get(header::CONTENT_TYPE).and_then(|value| value.to_str().ok());
        kind.is_some_and(|kind| kind.starts_with("text/html"))
    };
    if !plain || !is_html(&response) {
        return response;
    }
    let (mut parts, body) = response.into_parts();
    let Ok(page) = to_bytes(body, PAGE_LIMIT).await else {
        return StatusCode::INTERNAL_SERVER_ERROR.into_response();
    };
    const END: &[u8] = b"</html>";
    let end = page.windows(END.len()).position(|window| window == END).map_or(page.len(), |at| at + END.len());
    parts.headers.remove(header::CONTENT_LENGTH);
    Response::from_parts(parts, Body::from(page.slice(..end)))
}
