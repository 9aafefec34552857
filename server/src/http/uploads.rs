//! What the forms that bring files have in common. They have addresses of their own, past the server functions.

use axum::{
    extract::Request,
    response::{IntoResponse, Response},
};
use http::{HeaderValue, Method, StatusCode, header};

/// How the addresses that files are posted to end, below those of organizations.
const ENDS: [&str; 2] = ["/invitations/import", "/settings/terms/draft"];

/// Whether a request brings files, which are larger than forms and bounded by what takes them over.
pub(super) fn is_upload(request: &Request) -> bool {
    let path = request.uri().path();
    request.method() == Method::POST && path.starts_with("/o/") && ENDS.iter().any(|end| path.ends_with(end))
}

/// Leads to the page that shows what became of it.
pub(super) fn see_other(path: &str) -> Response {
    let location = HeaderValue::from_str(path).unwrap_or(HeaderValue::from_static("/"));
    (StatusCode::SEE_OTHER, [(header::LOCATION, location)]).into_response()
}
