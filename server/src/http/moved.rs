//! An organization's address of before leads its members to the present one. Nobody else learns that there
//! was one (R9).

use axum::{
    extract::{Request, State},
    middleware::Next,
    response::{IntoResponse, Response},
};
use http::{HeaderValue, Method, StatusCode, header};
use shared::Slug;
use store::{Caller, Store, organizations};

/// Looks again when a page of an organization was not found.
pub(super) async fn on(State(store): State<Store>, request: Request, next: Next) -> Response {
    let asked = (request.method() == Method::GET).then(|| Asked::of(&request)).flatten();
    let response = next.run(request).await;
    let Some(asked) = asked.filter(|_| response.status() == StatusCode::NOT_FOUND) else { return response };
    let moved = match organizations::moved(&store, &asked.caller, &asked.slug).await {
        Ok(moved) => moved,
        Err(error) => {
            tracing::warn!(%error, "an address of before could not be looked up");
            None
        }
    };
    match moved.and_then(|slug| HeaderValue::from_str(&format!("/o/{slug}{}", asked.rest)).ok()) {
        Some(location) => (StatusCode::PERMANENT_REDIRECT, [(header::LOCATION, location)]).into_response(),
        None => response,
    }
}

/// A page of an organization that somebody who is signed in asks for.
struct Asked {
    caller: Caller,
    slug: Slug,
    /// What follows the slug in the address.
    rest: String,
}

impl Asked {
    fn of(request: &Request) -> Option<Self> {
        let caller = request.extensions().get::<Option<Caller>>()?.clone()?;
        let wanted = request.uri().path_and_query()?.as_str().strip_prefix("/o/")?;
        let end = wanted.find(['/', '?']).unwrap_or(wanted.len());
        let (slug, rest) = wanted.split_at(end);
        Some(Self { caller, slug: Slug::parse(slug).ok()?, rest: rest.to_owned() })
    }
}
