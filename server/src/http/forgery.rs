//! Requests that another site makes a browser send are refused, signing in included (S4, S6).

use super::problem::Reader;
use axum::{extract::Request, middleware::Next, response::Response};
use http::header;
use tower_http::csrf::{CsrfLayer, ProtectionError};

/// Our own origin, as browsers write it.
pub(super) struct Origin(CsrfLayer);

impl Origin {
    pub(super) fn new(public_url: &str) -> Self {
        // A proxy may show us another Host than people see, so the public origin is named.
        Self(CsrfLayer::new().add_trusted_origin(public_url).unwrap_or_default())
    }

    pub(super) fn layer(self) -> CsrfLayer {
        self.0
    }
}

/// What the layer of tower-http lets pass and must not: a cookie with nothing that says where the request
/// comes from (S6). Every browser that matters sends Origin with a POST.
pub(super) async fn refuse(request: Request, next: Next) -> Response {
    let reader = Reader::of(&request);
    let headers = request.headers();
    let silent = !headers.contains_key(header::ORIGIN) && !headers.contains_key("sec-fetch-site");
    if !request.method().is_safe() && silent && headers.contains_key(header::COOKIE) {
        tracing::warn!("refused a request with cookies and without origin");
        return reader.forged();
    }
    let response = next.run(request).await;
    if response.extensions().get::<ProtectionError>().is_some() {
        tracing::warn!("refused a request of another site");
        return reader.forged();
    }
    response
}
