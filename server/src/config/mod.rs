//! What the program is told from outside, parsed once at start into types. A bad value is an error that
//! names its key, and all of them are reported at once.

mod caps;
mod keys;
mod secret;
mod source;
mod values;

pub use caps::{CAPS, shown as caps_shown};
pub use keys::{KEYS, Key};
pub use secret::Secret;
pub use source::Sources;
pub use values::{DatabaseUrl, LogFormat, PublicUrl, SmtpUrl};

use ipnet::IpNet;
use std::{fmt, net::SocketAddr, path::PathBuf, str::FromStr};
use store::Caps;

/// The whole configuration.
#[derive(Clone, Debug)]
pub struct Config {
    /// Development: demo data, `/dev/inbox`, generated secret; loopback only.
    pub dev: bool,
    /// Where to listen. Port 0 takes a free one.
    pub listen: SocketAddr,
    /// The origin of every link; `None` in development until the port is known.
    pub public_url: Option<PublicUrl>,
    /// The name of this site.
    pub site_name: String,
    /// The application's database; `None` for the private cluster.
    pub database: Option<DatabaseUrl>,
    /// The database as the owner of the schema, if it differs.
    pub database_owner: Option<DatabaseUrl>,
    /// The key ring; `None` in development until it is read from `home`.
    pub secret: Option<Secret>,
    /// The mail server; `None` for the built-in inbox.
    pub smtp: Option<SmtpUrl>,
    /// The address mails come from; `None` takes the host of the public URL.
    pub mail_from: Option<lettre::Address>,
    /// Networks whose `X-Forwarded-For` is believed (L1).
    pub trusted_proxies: Vec<IpNet>,
    /// How log lines are written.
    pub log_format: LogFormat,
    /// What is logged.
    pub log_filter: String,
    /// The folder with the built frontend.
    pub site_root: PathBuf,
    /// The folder for the private cluster and the generated secret.
    pub home: PathBuf,
    /// Limits and lifetimes.
    pub caps: Caps,
    /// The file that values were also read from.
    pub file: Option<String>,
}

/// What the configuration is for: `usher migrate` must not ask for a mail server.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Purpose {
    /// Serving people: everything that has no safe default is required (E1).
    Serve,
    /// Only the database.
    Database,
}

impl Config {
    /// Checks every value.
    ///
    /// # Errors
    /// Every key that is missing or cannot be understood.
    pub fn parse(sources: &Sources, purpose: Purpose) -> Result<Self, ConfigError> {
        let mut read = Reader { sources, problems: Vec::new() };
        let dev = read.with(keys::USHER_DEV, flag).unwrap_or(false);
        let site_root = if dev { "target/site" } else { "site" };
        let config = Self {
            dev,
            listen: read.with(keys::LISTEN_ADDR, listen).unwrap_or(SocketAddr::from(([127, 0, 0, 1], 3000))),
            public_url: read.with(keys::PUBLIC_URL, PublicUrl::parse),
            site_name: read.with(keys::SITE_NAME, site_name).unwrap_or_else(|| "Usher".to_owned()),
            database: read.with(keys::DATABASE_URL, DatabaseUrl::parse),
            database_owner: read.with(keys::DATABASE_OWNER_URL, DatabaseUrl::parse),
            secret: read.with(keys::USHER_SECRET, Secret::parse),
            smtp: read.with(keys::SMTP_URL, SmtpUrl::parse),
            mail_from: read.with(keys::MAIL_FROM, mail_from),
            trusted_proxies: read.with(keys::TRUSTED_PROXIES, networks).unwrap_or_default(),
            log_format: read.with(keys::LOG_FORMAT, log_format).unwrap_or(if dev {
                LogFormat::Text
            } else {
                LogFormat::Json
            }),
            log_filter: read.with(keys::RUST_LOG, log_filter).unwrap_or_else(|| "info".to_owned()),
            site_root: read
                .with(keys::SITE_ROOT, |path| Ok(path.into()))
                .or_else(|| read.with(keys::LEPTOS_SITE_ROOT, |path| Ok(path.into())))
                .unwrap_or_else(|| site_root.into()),
            home: read.with(keys::USHER_HOME, |path| Ok(path.into())).unwrap_or_else(|| ".usher".into()),
            caps: caps::read(&mut read),
            file: sources.file().map(str::to_owned),
        };
        if dev && !config.listen.ip().is_loopback() {
            let what = format!("serves loopback addresses only, but LISTEN_ADDR is {}", config.listen);
            read.problems.push(Problem::new(keys::USHER_DEV, what));
        }
        if !dev && purpose == Purpose::Serve {
            for (key, present) in [
                (keys::PUBLIC_URL, config.public_url.is_some()),
                (keys::USHER_SECRET, config.secret.is_some()),
                (keys::SMTP_URL, config.smtp.is_some()),
            ] {
                // A key that is there but wrong has been reported already.
                if !present && sources.get(key).is_none() {
                    read.problems.push(Problem::new(key, "is required unless USHER_DEV=1".to_owned()));
                }
            }
        }
        if read.problems.is_empty() { Ok(config) } else { Err(ConfigError(read.problems)) }
    }

    /// The origin of links once the port is known.
    pub fn public_url_at(&self, bound: SocketAddr) -> PublicUrl {
        self.public_url.clone().unwrap_or_else(|| PublicUrl::loopback(bound))
    }

    /// The address mails come from.
    pub fn mail_from_at(&self, public_url: &PublicUrl) -> Option<lettre::Address> {
        // A bare IP address is no domain for mail, so development gets a reserved one.
        let host = public_url.host();
        let domain =
            if host.contains('.') && host.parse::<std::net::IpAddr>().is_err() { host } else { "usher.example" };
        self.mail_from.clone().or_else(|| lettre::Address::new("no-reply", domain).ok())
    }
}

struct Reader<'a> {
    sources: &'a Sources,
    problems: Vec<Problem>,
}

impl Reader<'_> {
    fn with<T>(&mut self, key: &'static str, parse: impl Fn(&str) -> Result<T, String>) -> Option<T> {
        parse(self.sources.get(key)?).map_err(|what| self.problems.push(Problem::new(key, what))).ok()
    }
}

fn flag(text: &str) -> Result<bool, String> {
    match text {
        "1" | "true" => Ok(true),
        "0" | "false" => Ok(false),
        _ => Err("expected 1 or 0".to_owned()),
    }
}

fn listen(text: &str) -> Result<SocketAddr, String> {
    text.parse().map_err(|_| "expected an address and port like 127.0.0.1:3000 or [::1]:3000".to_owned())
}

fn site_name(text: &str) -> Result<String, String> {
    match text.chars().count() {
        1..=60 if !text.chars().any(char::is_control) => Ok(text.to_owned()),
        _ => Err("expected at most 60 characters on one line".to_owned()),
    }
}

fn mail_from(text: &str) -> Result<lettre::Address, String> {
    lettre::Address::from_str(text).map_err(|_| "expected a bare e-mail address like no-reply@example.com".to_owned())
}

fn networks(text: &str) -> Result<Vec<IpNet>, String> {
    let network = |part: &str| {
        let part = part.trim();
        part.parse::<IpNet>()
            .or_else(|_| part.parse().map(|address: std::net::IpAddr| IpNet::from(address)))
            .map_err(|_| format!("{part} is neither an address nor a network like 10.0.0.0/8"))
    };
    text.split(',').map(network).collect()
}

fn log_format(text: &str) -> Result<LogFormat, String> {
    match text {
        "text" => Ok(LogFormat::Text),
        "json" => Ok(LogFormat::Json),
        _ => Err("expected text or json".to_owned()),
    }
}

fn log_filter(text: &str) -> Result<String, String> {
    tracing_subscriber::EnvFilter::builder().parse(text).map(|_| text.to_owned()).map_err(|error| error.to_string())
}

/// One key that is missing or wrong.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Problem {
    /// The key's name.
    pub key: String,
    /// What is wrong, in words; never the value of a secret.
    pub what: String,
}

impl Problem {
    /// A problem with one key.
    pub fn new(key: &str, what: String) -> Self {
        Self { key: key.to_owned(), what }
    }
}

/// Everything that is wrong with the configuration.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ConfigError(pub Vec<Problem>);

impl std::error::Error for ConfigError {}

impl fmt::Display for ConfigError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (index, Problem { key, what }) in self.0.iter().enumerate() {
            write!(f, "{}{key}: {what}", if index == 0 { "" } else { "\n" })?;
        }
        Ok(())
    }
}

impl From<Problem> for ConfigError {
    fn from(problem: Problem) -> Self {
        Self(vec![problem])
    }
}

#[cfg(test)]
mod tests;
