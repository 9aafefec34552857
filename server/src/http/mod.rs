//! The router, and the layers around it from outside in: headers, log line, client, panics, time limit,
//! forgeries, body limit, session, plain forms.

mod activity;
mod client;
mod documents;
mod downloads;
mod exports;
mod files;
mod forgery;
mod functions;
mod headers;
mod health;
mod import;
mod limits;
mod link;
mod log;
mod moved;
mod pages;
mod problem;
mod session;
mod uploads;

pub use files::{Assets, AssetsError};

use crate::{components, inbox, mail::sink::Sink};
use app::Site;
use axum::{
    Extension, Router,
    extract::{DefaultBodyLimit, Request},
    middleware,
    routing::{get, post},
};
use ipnet::IpNet;
use store::Store;
use tower::ServiceBuilder;
use tower_http::catch_panic::CatchPanicLayer;

/// What the router serves with.
#[derive(Clone, Debug)]
pub struct Web {
    /// Where everything is.
    pub store: Store,
    /// What pages know of this installation.
    pub site: Site,
    /// The built files.
    pub assets: Assets,
    /// Networks whose `X-Forwarded-For` is believed.
    pub trusted_proxies: Vec<IpNet>,
    /// Whether this is development, which has `/dev/components`.
    pub dev: bool,
    /// The inbox of development; `None` hides `/dev/inbox`.
    pub inbox: Option<Sink>,
}

/// The addresses of every page, as patterns: for tests that walk all of them.
pub fn pages(site: &Site) -> Vec<String> {
    pages::paths(site)
}

/// Everything that is served, ready to be bound to a socket with connection info.
pub fn router(web: Web) -> Router {
    let secure = web.site.is_secure();
    let origin = forgery::Origin::new(&web.site.public_url);
    // A plain form is answered by calling a function and then a page, so its layer goes around a router.
    let people = ServiceBuilder::new()
        .layer(middleware::from_fn_with_state(web.clone(), session::load))
        .layer(middleware::from_fn(session::guard))
        .layer(middleware::from_fn_with_state(web.store.clone(), moved::on))
        .layer(middleware::from_fn(app::form::layer::plain_forms))
        .service(people(&web));
    let mut router = Router::new()
        .route("/healthz", get(health::alive))
        .route("/readyz", get(health::ready))
        .with_state(web.store.clone());
    if web.dev {
        router = router.merge(components::router(&web.site));
    }
    if let Some(sink) = web.inbox.clone().filter(|_| web.site.inbox) {
        router = router.merge(inbox::router(sink, web.site.clone()));
    }
    router
        .route_layer(middleware::from_fn(log::note_route))
        .merge(files::router(&web.assets))
        .fallback_service(people)
        .layer(
            ServiceBuilder::new()
                .layer(middleware::from_fn_with_state(headers::Policy { secure }, headers::add))
                .layer(middleware::from_fn(log::request))
                .layer(Extension(web.site.clone()))
                .layer(Extension(web.store))
                .layer(middleware::from_fn_with_state(client::Trusted::from(web.trusted_proxies), client::note))
                .layer(CatchPanicLayer::custom(problem::panicked))
                .layer(middleware::from_fn(limits::time))
                .layer(middleware::from_fn(forgery::refuse))
                .layer(origin.layer())
                .layer(middleware::from_fn(limits::body)),
        )
}

/// Pages, their functions, and the links in mails.
fn people(web: &Web) -> Router {
    let missing = pages::missing(&web.site);
    Router::new()
        .merge(pages::router(&web.site))
        .route("/i/{token}", get(link::open))
        .route("/o/{slug}/members.csv", get(exports::members))
        .route("/o/{slug}/invitations/import", post(import::upload).layer(DefaultBodyLimit::max(import::UPLOAD_LIMIT)))
        .route("/o/{slug}/invitations/import/{id}/result.csv", get(import::result))
        .route(
            "/o/{slug}/settings/terms/draft",
            post(documents::save).layer(DefaultBodyLimit::max(documents::UPLOAD_LIMIT)),
        )
        .route("/o/{slug}/activity.csv", get(activity::csv))
        .route("/o/{slug}/activity.json", get(activity::json))
        .route("/reset-password/{token}", get(link::open_reset))
        .route("/terms/{version}/download", get(downloads::operators_terms))
        .route("/o/{slug}/terms/{version}/download", get(downloads::own_terms))
        .route("/account/export", get(downloads::export))
        .route_layer(middleware::from_fn(log::note_route))
        .fallback({
            let missing = missing.clone();
            move |request: Request| missing(request)
        })
        .layer(Extension(missing))
        .layer(middleware::from_fn(functions::settle))
}
