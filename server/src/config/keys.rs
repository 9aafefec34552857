//! Every configuration key with its meaning: the help text, `usher doctor` and the check for misspelt
//! keys all read this one table.

/// A configuration key.
#[derive(Clone, Copy, Debug)]
pub struct Key {
    /// The name in the environment; in `usher.toml` the same in lower case.
    pub name: &'static str,
    /// What holds when the key is absent, in words.
    pub default: &'static str,
    /// What the key decides, in one sentence.
    pub meaning: &'static str,
}

macro_rules! keys {
    ($($name:ident, $default:literal, $meaning:literal;)+) => {
        $(pub(super) const $name: &str = stringify!($name);)+

        /// Every key that Usher reads, in the order in which it is explained.
        pub const KEYS: &[Key] = &[$(Key { name: $name, default: $default, meaning: $meaning }),+];
    };
}

keys! {
    DATABASE_URL, "a private cluster",
        "PostgreSQL, as the application's role.";
    DATABASE_OWNER_URL, "DATABASE_URL",
        "PostgreSQL, as the role that owns the schema; `usher migrate` uses it.";
    LISTEN_ADDR, "127.0.0.1:3000",
        "Address and port to listen on.";
    PUBLIC_URL, "with USHER_DEV=1 http://LISTEN_ADDR, otherwise required",
        "The address people reach this server at; every link is made from it.";
    USHER_SECRET, "with USHER_DEV=1 generated into USHER_HOME, otherwise required",
        "The key that links are derived from, 32 bytes or more; a key ring v2:…,v1:… while rotating.";
    SMTP_URL, "with USHER_DEV=1 the built-in inbox, otherwise required",
        "The mail server: smtp://, smtps:// or smtp://…?tls=required, with user and password if needed.";
    MAIL_FROM, "no-reply@ the host of PUBLIC_URL",
        "The address that mails come from.";
    SITE_NAME, "Usher",
        "The name of this site on pages and in mails.";
    TRUSTED_PROXIES, "none",
        "Networks whose X-Forwarded-For is believed, separated by commas.";
    USHER_DEV, "0",
        "1 for development: demo data and /dev/inbox, on a loopback address only.";
    LOG_FORMAT, "text with USHER_DEV=1, otherwise json",
        "text or json.";
    RUST_LOG, "info",
        "What is logged, in the syntax of tracing-subscriber.";
    SITE_ROOT, "with USHER_DEV=1 target/site, otherwise site",
        "The folder with the built frontend.";
    LEPTOS_SITE_ROOT, "not set",
        "The same as SITE_ROOT, as `cargo leptos watch` says it.";
    USHER_HOME, ".usher",
        "The folder for the private cluster and the generated secret.";
    USHER_CONFIG, "usher.toml, if there",
        "A file with any of these keys; the environment wins.";
}
