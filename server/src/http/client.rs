//! Who is at the other end: the address that counts for limits, and the language to answer in.

use app::{Site, cookies::Cookie};
use axum::{
    extract::{ConnectInfo, Request, State},
    middleware::Next,
    response::Response,
};
use http::{HeaderMap, header};
use ipnet::IpNet;
use shared::Language;
use std::{
    net::{IpAddr, SocketAddr},
    sync::Arc,
};
use store::Client;

/// The networks of our own proxies.
#[derive(Clone, Debug)]
pub(super) struct Trusted(Arc<[IpNet]>);

impl From<Vec<IpNet>> for Trusted {
    fn from(networks: Vec<IpNet>) -> Self {
        Self(networks.into())
    }
}

impl Trusted {
    /// The last address that a proxy of ours vouches for: from the right, the first that is not one of
    /// ours. What stands left of it was written by whoever sent the request (L1).
    fn client(&self, peer: IpAddr, headers: &HeaderMap) -> IpAddr {
        let mut client = peer.to_canonical();
        let lines: Vec<&str> =
            headers.get_all("x-forwarded-for").into_iter().filter_map(|line| line.to_str().ok()).collect();
        for hop in lines.iter().rev().flat_map(|line| line.rsplit(',')) {
            if !self.0.iter().any(|network| network.contains(&client)) {
                break;
            }
            match hop.trim().parse::<IpAddr>() {
                Ok(address) => client = address.to_canonical(),
                Err(_) => break,
            }
        }
        client
    }
}

/// Leaves the [`Client`] with the request.
pub(super) async fn note(State(trusted): State<Trusted>, mut request: Request, next: Next) -> Response {
    let headers = request.headers();
    let peer = request.extensions().get::<ConnectInfo<SocketAddr>>().map(|ConnectInfo(peer)| peer.ip());
    let text = |name| headers.get(name).and_then(|value| value.to_str().ok()).unwrap_or_default();
    let secure = request.extensions().get::<Site>().is_some_and(Site::is_secure);
    let chosen = Cookie::Language.read(headers, secure).and_then(|tag| Language::parse(&tag));
    let client = Client {
        ip: peer.map(|peer| trusted.client(peer, headers)),
        user_agent: text(header::USER_AGENT).to_owned(),
        language: chosen.unwrap_or_else(|| Language::negotiate(text(header::ACCEPT_LANGUAGE))),
    };
    request.extensions_mut().insert(client);
    next.run(request).await
}

#[cfg(test)]
mod tests {
    use super::*;

    fn client(trusted: &[&str], peer: &str, forwarded: &[&'static str]) -> String {
        let trusted = Trusted(trusted.iter().map(|network| network.parse().unwrap()).collect());
        let mut headers = HeaderMap::new();
        for line in forwarded {
            headers.append("x-forwarded-for", line.parse().unwrap());
        }
        trusted.client(peer.parse().unwrap(), &headers).to_string()
    }

    #[test]
    fn sec_l01_only_what_our_proxies_wrote_is_believed() {
        let proxies = &["10.0.0.0/8", "fd00::/8"];
        assert_eq!(client(&[], "192.0.2.1", &["198.51.100.7"]), "192.0.2.1");
        assert_eq!(client(proxies, "192.0.2.1", &["198.51.100.7"]), "192.0.2.1");
        assert_eq!(client(proxies, "10.0.0.1", &["1.1.1.1, 198.51.100.7"]), "198.51.100.7");
        assert_eq!(client(proxies, "10.0.0.1", &["1.1.1.1", "198.51.100.7, 10.0.0.2"]), "198.51.100.7");
        assert_eq!(client(proxies, "::ffff:10.0.0.1", &["198.51.100.7"]), "198.51.100.7");
        assert_eq!(client(proxies, "10.0.0.1", &["198.51.100.7, unknown"]), "10.0.0.1");
        assert_eq!(client(proxies, "10.0.0.1", &[]), "10.0.0.1");
    }
}
