//! `/dev/components`: each piece of `style/` as it looks, light and dark. Routed only with `USHER_DEV=1`.

use app::Site;
use askama::Template;
use axum::{
    Extension, Router,
    http::{HeaderValue, StatusCode, header},
    response::{Html, IntoResponse, Response},
    routing::get,
};
use std::sync::Arc;

/// Our own style, and nothing that runs.
const POLICY: HeaderValue = HeaderValue::from_static(
    "default-src 'none'; style-src 'self'; img-src 'self' data:; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
);

/// The page of components.
pub fn router(site: &Site) -> Router {
    let page = Page { site: site.name.clone(), css: site.assets.css.clone() };
    Router::new().route("/dev/components", get(show)).layer(Extension(Arc::new(page)))
}

#[derive(Template)]
#[template(path = "components.html")]
struct Page {
    site: Arc<str>,
    css: String,
}

impl Page {
    /// Drawn once light and once dark; ids end in it.
    const SCHEMES: [&str; 2] = ["light", "dark"];
    /// The states of things, as badges name them.
    const STATES: [&str; 12] = [
        "pending",
        "accepted",
        "declined",
        "revoked",
        "expired",
        "active",
        "suspended",
        "ended",
        "removed",
        "queued",
        "sent",
        "failed",
    ];
}

async fn show(page: Extension<Arc<Page>>) -> Response {
    match page.render() {
        Ok(page) => ([(header::CONTENT_SECURITY_POLICY, POLICY)], Html(page)).into_response(),
        Err(error) => {
            tracing::error!(%error, "a template is broken");
            StatusCode::INTERNAL_SERVER_ERROR.into_response()
        }
    }
}
