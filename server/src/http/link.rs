//! `/i/{token}`: the link in a mail. Opening it changes nothing (T6); the token moves into a cookie, so
//! that neither history nor Referer keeps it (T5).

use super::{pages::Render, problem::Reader};
use app::{Site, cookies::Cookie};
use axum::{
    Extension,
    extract::{Path, Request},
    response::{IntoResponse, Response},
};
use http::{HeaderValue, StatusCode, Uri, header};
use shared::Refusal;
use store::{
    LinkToken, ResetToken, Store,
    accounts::{self, ResetLink},
    invitations::{self, Opened},
};

/// Takes the token over, or answers 404 when it never existed (T1).
pub(super) async fn open(
    Path(token): Path<String>,
    Extension(store): Extension<Store>,
    Extension(site): Extension<Site>,
    Extension(missing): Extension<Render>,
    request: Request,
) -> Response {
    let Some(token) = LinkToken::parse(&token) else { return no_such(&missing, request).await };
    match invitations::open(&store, &token, None).await {
        Ok(Opened::Unknown) => return no_such(&missing, request).await,
        Ok(_) => {}
        Err(error) => return Reader::of(&request).refuse(error.into_refusal()),
    }
    keep(Cookie::Invitation, token.expose(), "/invitation", &site, &request)
}

/// `/reset-password/{token}`: the same for the link that resets a password.
pub(super) async fn open_reset(
    Path(token): Path<String>,
    Extension(store): Extension<Store>,
    Extension(site): Extension<Site>,
    Extension(missing): Extension<Render>,
    request: Request,
) -> Response {
    let Some(token) = ResetToken::parse(&token) else { return no_such(&missing, request).await };
    match accounts::open_reset(&store, &token).await {
        Ok(ResetLink::Unknown) => return no_such(&missing, request).await,
        Ok(_) => {}
        Err(error) => return Reader::of(&request).refuse(error.into_refusal()),
    }
    keep(Cookie::Reset, token.expose(), "/reset-password", &site, &request)
}

/// Moves a token from the address into a cookie.
fn keep(cookie: Cookie, token: &str, to: &'static str, site: &Site, request: &Request) -> Response {
    match cookie.header(token, site.is_secure()) {
        Some(cookie) => {
            let to = HeaderValue::from_static(to);
            (StatusCode::SEE_OTHER, [(header::LOCATION, to), (header::SET_COOKIE, cookie)]).into_response()
        }
        None => Reader::of(request).refuse(Refusal::Fault),
    }
}

/// The page for what is not there, made under an address without the token: pages write theirs down.
async fn no_such(missing: &Render, mut request: Request) -> Response {
    *request.uri_mut() = Uri::from_static("/i");
    missing(request).await
}
