//! Where a request comes from.

use shared::Language;
use std::net::{IpAddr, Ipv6Addr};

/// The longest User-Agent that is kept, in characters.
const LONGEST_USER_AGENT: usize = 300;

/// Where a request comes from: for sessions, audit entries, security events and limits.
#[derive(Clone, Debug, Default)]
pub struct Client {
    /// The client's address, as far as trusted proxies tell it.
    pub ip: Option<IpAddr>,
    /// The User-Agent header.
    pub user_agent: String,
    /// The language negotiated with the browser.
    pub language: Language,
}

impl Client {
    /// What limits count by: the address, of an IPv6 one the /64 that one customer has (L1).
    pub(crate) fn key(&self) -> String {
        match self.ip.map(|ip| ip.to_canonical()) {
            Some(IpAddr::V6(ip)) => {
                let [a, b, c, d, ..] = ip.segments();
                Ipv6Addr::new(a, b, c, d, 0, 0, 0, 0).to_string()
            }
            Some(ip) => ip.to_string(),
            None => "unknown".to_owned(),
        }
    }

    pub(crate) fn ip_text(&self) -> Option<String> {
        self.ip.map(|ip| ip.to_canonical().to_string())
    }

    /// The User-Agent without what a terminal would obey, cut to a sensible length.
    pub(crate) fn user_agent_text(&self) -> String {
        self.user_agent.chars().filter(|c| !c.is_control()).take(LONGEST_USER_AGENT).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sec_l01_addresses_of_one_customer_count_as_one() {
        let key = |ip: &str| Client { ip: ip.parse().ok(), ..Client::default() }.key();
        assert_eq!(key("2001:db8:1:2::1"), key("2001:db8:1:2:ffff::9"));
        assert_ne!(key("2001:db8:1:2::1"), key("2001:db8:1:3::1"));
        assert_eq!(key("::ffff:192.0.2.1"), key("192.0.2.1"));
    }
}
