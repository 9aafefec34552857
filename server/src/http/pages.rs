//! The pages of `app`.

use app::Site;
use axum::{Router, body::Body, extract::Request, middleware, response::Response};
use leptos::{config::LeptosOptions, prelude::provide_context};
use leptos_axum::{AxumRouteListing, LeptosRoutes, generate_route_list_with_exclusions_and_ssg_and_context};
use std::{
    pin::Pin,
    sync::{Arc, OnceLock},
};
use store::{Caller, Client};

/// Renders whatever the address leads to; the pages answer what leads nowhere with 404.
pub(super) type Render = Arc<dyn Fn(Request) -> Pin<Box<dyn Future<Output = Response> + Send>> + Send + Sync>;

/// Every address that `app` has a page for.
pub(super) fn router(site: &Site) -> Router {
    // Built files have names of their own in `Site`, so what is said here about files is never used.
    let options = LeptosOptions::builder().output_name("usher").build();
    let site = site.clone();
    Router::new()
        .leptos_routes(&options, routes(&site).to_vec(), move || app::shell(&site))
        .with_state(options)
        .layer(middleware::from_fn(app::plain::without_scripts))
}

/// The patterns of the addresses.
pub(super) fn paths(site: &Site) -> Vec<String> {
    routes(site).iter().map(|route| route.path().to_owned()).collect()
}

/// The addresses, which are the same at every site. They are found once in the life of the program, before anything is
/// served: while Leptos looks for them, whatever a page of any other router asks for is never answered, for it tells so
/// to the whole process (leptos-rs/leptos, `SuppressResourceLoad`).
fn routes(site: &Site) -> &'static [AxumRouteListing] {
    static ROUTES: OnceLock<Vec<AxumRouteListing>> = OnceLock::new();
    ROUTES.get_or_init(|| find_routes(site))
}

/// Finds the addresses by making the application once, for a request by nobody.
fn find_routes(site: &Site) -> Vec<AxumRouteListing> {
    let mut request = Request::new(Body::empty());
    request.extensions_mut().insert(site.clone());
    request.extensions_mut().insert(Client::default());
    request.extensions_mut().insert(None::<Caller>);
    let (parts, _) = request.into_parts();
    generate_route_list_with_exclusions_and_ssg_and_context(app::App, None, move || provide_context(parts.clone())).0
}

/// The page that says that there is none.
pub(super) fn missing(site: &Site) -> Render {
    let site = site.clone();
    let render = leptos_axum::render_app_async_with_context(|| {}, move || app::shell(&site));
    Arc::new(move |request: http::Request<Body>| render(request))
}
