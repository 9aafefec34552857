//! The pages of `app`.

use app::Site;
use axum::{Router, body::Body, extract::Request, middleware, response::Response};
use leptos::config::LeptosOptions;
use leptos_axum::{LeptosRoutes, generate_route_list};
use std::{pin::Pin, sync::Arc};

/// Renders whatever the address leads to; the pages answer what leads nowhere with 404.
pub(super) type Render = Arc<dyn Fn(Request) -> Pin<Box<dyn Future<Output = Response> + Send>> + Send + Sync>;

/// Every address that `app` has a page for.
pub(super) fn router(site: &Site) -> Router {
    // Built files have names of their own in `Site`, so what is said here about files is never used.
    let options = LeptosOptions::builder().output_name("usher").build();
    let site = site.clone();
    Router::new()
        .leptos_routes(&options, generate_route_list(app::App), move || app::shell(&site))
        .with_state(options)
        .layer(middleware::from_fn(app::plain::without_scripts))
}

/// The page that says that there is none.
pub(super) fn missing(site: &Site) -> Render {
    let site = site.clone();
    let render = leptos_axum::render_app_async_with_context(|| {}, move || app::shell(&site));
    Arc::new(move |request: http::Request<Body>| render(request))
}
