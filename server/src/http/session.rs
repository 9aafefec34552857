//! Who is signed in, read once for each request that is about people (DESIGN.md, invariant 10).

use super::{Web, problem::Reader};
use app::{accounts::local_path, cookies::Cookie};
use axum::{
    extract::{Request, State},
    middleware::Next,
    response::{IntoResponse, Response},
};
use http::{HeaderValue, StatusCode, header};
use store::{Caller, SessionToken, accounts};

/// Leaves `Option<Caller>` with the request.
pub(super) async fn load(State(web): State<Web>, mut request: Request, next: Next) -> Response {
    let cookie = Cookie::Session.read(request.headers(), web.site.is_secure());
    let caller = match cookie.and_then(|value| SessionToken::parse(&value)) {
        Some(token) => match accounts::caller(&web.store, &token).await {
            Ok(caller) => caller,
            Err(error) => return Reader::of(&request).refuse(error.into_refusal()),
        },
        None => None,
    };
    request.extensions_mut().insert(caller);
    next.run(request).await
}

/// Sends who is not signed in to the sign-in page, and back afterwards (B10).
pub(super) async fn guard(request: Request, next: Next) -> Response {
    let signed_in = request.extensions().get::<Option<Caller>>().is_some_and(Option::is_some);
    if signed_in || !request.method().is_safe() || !is_private(request.uri().path()) {
        return next.run(request).await;
    }
    let wanted = request.uri().path_and_query().map_or("/", |wanted| wanted.as_str());
    let location = match local_path(wanted) {
        Some(path) if path != "/" => format!("/sign-in?next={}", encode(path)),
        _ => "/sign-in".to_owned(),
    };
    match HeaderValue::from_str(&location) {
        Ok(location) => (StatusCode::SEE_OTHER, [(header::LOCATION, location)]).into_response(),
        Err(_) => (StatusCode::SEE_OTHER, [(header::LOCATION, "/sign-in")]).into_response(),
    }
}

fn is_private(path: &str) -> bool {
    let first = path.trim_start_matches('/').split('/').next().unwrap_or_default();
    matches!(first, "" | "o" | "organizations" | "account")
}

/// A path as a value in a query: what would end the value is escaped.
fn encode(path: &str) -> String {
    path.replace('&', "%26").replace('+', "%2B").replace('#', "%23")
}
