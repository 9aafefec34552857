//! The types that configuration values are parsed into; each redacts what must not be shown.

use lettre::{AsyncSmtpTransport, Tokio1Executor};
use sqlx::postgres::PgConnectOptions;
use std::{fmt, str::FromStr};

/// An origin, `scheme://host[:port]`, that every link starts with (E1).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PublicUrl {
    origin: String,
    host: String,
    https: bool,
}

impl PublicUrl {
    /// Reads `http://…` or `https://…`; a path, a query or credentials are refused, for links would
    /// silently leave them out.
    ///
    /// # Errors
    /// What is wrong, in words.
    pub fn parse(text: &str) -> Result<Self, String> {
        let uri: http::Uri = text.parse().map_err(|_| "expected an address like https://usher.example.com")?;
        let https = match uri.scheme_str() {
            Some("https") => true,
            Some("http") => false,
            _ => return Err("must start with https:// or http://".to_owned()),
        };
        let authority = uri.authority().ok_or("the host is missing")?;
        if authority.as_str().contains('@') {
            return Err("must not hold credentials".to_owned());
        }
        if uri.path_and_query().is_some_and(|rest| rest.as_str() != "/") {
            return Err("must end after host and port: paths are not supported".to_owned());
        }
        let host = authority.host().to_ascii_lowercase();
        let default = if https { 443 } else { 80 };
        let port =
            authority.port_u16().filter(|port| *port != default).map(|port| format!(":{port}")).unwrap_or_default();
        let scheme = if https { "https" } else { "http" };
        Ok(Self { origin: format!("{scheme}://{host}{port}"), host, https })
    }

    /// The origin of a server in development.
    pub fn loopback(bound: std::net::SocketAddr) -> Self {
        let host = match bound.ip() {
            std::net::IpAddr::V6(ip) => format!("[{ip}]"),
            std::net::IpAddr::V4(ip) => ip.to_string(),
        };
        Self { origin: format!("http://{host}:{}", bound.port()), host, https: false }
    }

    /// The origin as browsers write it: lower case, no default port, no trailing slash.
    pub fn as_str(&self) -> &str {
        &self.origin
    }

    /// The host alone.
    pub fn host(&self) -> &str {
        &self.host
    }

    /// Whether cookies can be `__Host-` and HSTS makes sense.
    pub const fn is_https(&self) -> bool {
        self.https
    }
}

impl fmt::Display for PublicUrl {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.origin)
    }
}

macro_rules! checked_url {
    ($(#[$doc:meta])* $name:ident, $check:expr) => {
        $(#[$doc])*
        #[derive(Clone, PartialEq, Eq)]
        pub struct $name(String);

        impl $name {
            /// Keeps the address if a client can be made from it.
            ///
            /// # Errors
            /// What is wrong, in words, without the credentials.
            pub fn parse(text: &str) -> Result<Self, String> {
                let check: fn(&str) -> Result<(), String> = $check;
                check(text).map(|()| Self(text.to_owned()))
            }

            /// The address with its credentials, for the client that connects.
            pub fn expose(&self) -> &str {
                &self.0
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(&redacted(&self.0))
            }
        }

        impl fmt::Debug for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                fmt::Display::fmt(self, f)
            }
        }
    };
}

checked_url! {
    /// Where PostgreSQL is.
    DatabaseUrl, |text| {
        if !text.starts_with("postgres://") && !text.starts_with("postgresql://") {
            return Err("must start with postgres://".to_owned());
        }
        // The parser's own message may quote the address with its password.
        PgConnectOptions::from_str(text).map(drop).map_err(|_| "not an address of a PostgreSQL database".to_owned())
    }
}

checked_url! {
    /// Where mails are handed over.
    SmtpUrl, |text| {
        AsyncSmtpTransport::<Tokio1Executor>::from_url(text)
            .map(drop)
            .map_err(|_| "expected smtp://host:port or smtps://host:port, with user:password@ if needed".to_owned())
    }
}

/// The address without password: neither in the authority nor in the query.
pub(super) fn redacted(url: &str) -> String {
    let (base, query) = url.split_once('?').map_or((url, None), |(base, query)| (base, Some(query)));
    let mut shown = match (base.split_once("://"), base.rsplit_once('@')) {
        (Some((scheme, _)), Some((before, host))) => {
            let user = before.get(scheme.len() + 3..).unwrap_or_default();
            let user = user.split_once(':').map_or(user.to_owned(), |(user, _)| format!("{user}:…"));
            format!("{scheme}://{user}@{host}")
        }
        _ => base.to_owned(),
    };
    for (index, pair) in query.into_iter().flat_map(|query| query.split('&')).enumerate() {
        let (name, value) = pair.split_once('=').unwrap_or((pair, ""));
        let value = if name.contains("pass") { "…" } else { value };
        shown += &format!("{}{name}={value}", if index == 0 { '?' } else { '&' });
    }
    shown
}

/// How log lines are written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LogFormat {
    /// For people.
    Text,
    /// One JSON object a line, for programs.
    Json,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn public_url_is_an_origin() {
        assert_eq!(PublicUrl::parse("HTTPS://Usher.Example.com:443/").unwrap().as_str(), "https://usher.example.com");
        assert_eq!(PublicUrl::parse("http://127.0.0.1:3000").unwrap().as_str(), "http://127.0.0.1:3000");
        for bad in ["usher.example.com", "ftp://a.b", "https://a.b/usher", "https://u:p@a.b", "https://a.b/?q", ""] {
            assert!(PublicUrl::parse(bad).is_err(), "{bad}");
        }
    }

    #[test]
    fn urls_hide_their_password() {
        let database =
            DatabaseUrl::parse("postgres://usher:s3cr3t@db:5432/usher?sslmode=require&password=s3cr3t").unwrap();
        assert_eq!(database.to_string(), "postgres://usher:…@db:5432/usher?sslmode=require&password=…");
        let smtp = SmtpUrl::parse("smtps://mailer:s3cr3t@mail.example.com:465").unwrap();
        assert_eq!(format!("{smtp:?}"), "smtps://mailer:…@mail.example.com:465");
        assert!(DatabaseUrl::parse("mysql://x").is_err());
        assert!(SmtpUrl::parse("mail.example.com").is_err());
    }
}
