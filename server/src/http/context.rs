//! Who asks, and from where: read once for each request and left with it for `app::request`.

use super::Http;
use app::cookies::Cookie;
use axum::{
    extract::{ConnectInfo, Request, State},
    middleware::Next,
    response::{IntoResponse, Response},
};
use http::{HeaderMap, StatusCode, header};
use ipnet::IpNet;
use shared::Language;
use std::net::{IpAddr, SocketAddr};
use store::{Caller, Client, SessionToken};

/// Leaves the store, the site, the client and the caller with the request. A database that cannot be asked who
/// the caller is answers 503: nobody is taken for signed out by accident (X1).
pub(super) async fn provide(State(http): State<Http>, mut request: Request, next: Next) -> Response {
    let client = client(&request, &http.trusted_proxies);
    let secure = http.site.is_secure();
    let session = Cookie::Session.read(request.headers(), secure).and_then(|secret| SessionToken::parse(&secret));
    let caller: Option<Caller> = match session {
        None => None,
        Some(session) => match store::accounts::caller(&http.store, &session).await {
            Ok(caller) => caller,
            Err(error) => {
                let status = StatusCode::from_u16(error.into_refusal().status());
                let status = status.unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
                return (status, [(header::RETRY_AFTER, "5")], "Please try again in a moment.\n").into_response();
            }
        },
    };
    let extensions = request.extensions_mut();
    extensions.insert(http.store);
    extensions.insert(http.site);
    extensions.insert(client);
    extensions.insert(caller);
    next.run(request).await
}

fn client(request: &Request, trusted: &[IpNet]) -> Client {
    let headers = request.headers();
    let text = |name| headers.get(name).and_then(|value: &http::HeaderValue| value.to_str().ok()).unwrap_or_default();
    let peer = request.extensions().get::<ConnectInfo<SocketAddr>>().map(|info| info.0.ip());
    Client {
        ip: peer.map(|peer| address(peer, headers, trusted)),
        user_agent: text(header::USER_AGENT).to_owned(),
        language: Language::negotiate(text(header::ACCEPT_LANGUAGE)),
    }
}

/// The nearest address that is not one of our proxies: what stands further left in `X-Forwarded-For` was
/// written by whoever asked (L1).
fn address(peer: IpAddr, headers: &HeaderMap, trusted: &[IpNet]) -> IpAddr {
    let is_proxy = |ip: &IpAddr| trusted.iter().any(|network| network.contains(ip));
    let mut nearest = peer.to_canonical();
    if !is_proxy(&nearest) {
        return nearest;
    }
    let lines = headers.get_all("x-forwarded-for").into_iter().filter_map(|line| line.to_str().ok());
    let hops: Vec<&str> = lines.flat_map(|line| line.split(',')).map(str::trim).collect();
    for hop in hops.into_iter().rev() {
        let Ok(ip) = hop.parse::<IpAddr>() else { break };
        nearest = ip.to_canonical();
        if !is_proxy(&nearest) {
            break;
        }
    }
    nearest
}

#[cfg(test)]
mod tests {
    use super::*;
    use http::HeaderValue;

    #[test]
    fn sec_l01_the_rightmost_address_that_is_not_ours_counts() {
        let trusted: Vec<IpNet> = vec!["10.0.0.0/8".parse().unwrap()];
        let mut headers = HeaderMap::new();
        headers.append("x-forwarded-for", HeaderValue::from_static("1.1.1.1, 203.0.113.7"));
        headers.append("x-forwarded-for", HeaderValue::from_static("10.0.0.2"));
        let from = |peer: &str| address(peer.parse().unwrap(), &headers, &trusted).to_string();
        assert_eq!(from("10.0.0.1"), "203.0.113.7");
        assert_eq!(from("198.51.100.9"), "198.51.100.9", "a stranger's header counts for nothing");
    }
}
