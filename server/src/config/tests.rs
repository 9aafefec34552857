use super::*;
use std::path::Path;

const SECRET: &str = "0123456789abcdef0123456789abcdef";

fn parse(purpose: Purpose, values: &[(&str, &str)]) -> Result<Config, ConfigError> {
    let look_up = |key: &str| values.iter().find(|(name, _)| *name == key).map(|(_, value)| (*value).to_owned());
    Config::parse(&Sources::new(look_up, None)?, purpose)
}

fn problems(result: Result<Config, ConfigError>) -> Vec<String> {
    result.unwrap_err().0.into_iter().map(|problem| problem.key).collect()
}

#[test]
fn development_needs_nothing() {
    let config = parse(Purpose::Serve, &[("USHER_DEV", "1")]).unwrap();
    assert_eq!(config.listen, "127.0.0.1:3000".parse().unwrap());
    assert_eq!(config.public_url_at(config.listen).as_str(), "http://127.0.0.1:3000");
    assert_eq!(config.site_name, "Usher");
    assert_eq!(config.log_format, LogFormat::Text);
}

#[test]
fn sec_e1_without_a_public_url_there_is_no_start() {
    assert_eq!(problems(parse(Purpose::Serve, &[])), ["PUBLIC_URL", "USHER_SECRET", "SMTP_URL"]);
    assert!(parse(Purpose::Database, &[]).is_ok());
}

#[test]
fn development_serves_loopback_only() {
    for public in ["0.0.0.0:3000", "192.0.2.1:80", "[::]:3000"] {
        assert_eq!(problems(parse(Purpose::Serve, &[("USHER_DEV", "1"), ("LISTEN_ADDR", public)])), ["USHER_DEV"]);
    }
    assert!(parse(Purpose::Serve, &[("USHER_DEV", "1"), ("LISTEN_ADDR", "[::1]:0")]).is_ok());
}

#[test]
fn every_bad_value_names_its_key_and_no_secret() {
    let bad = [
        ("LISTEN_ADDR", "localhost"),
        ("PUBLIC_URL", "usher.example.com"),
        ("SITE_NAME", "two\nlines"),
        ("DATABASE_URL", "mysql://user:hunter2@db/usher"),
        ("DATABASE_OWNER_URL", "hunter2"),
        ("USHER_SECRET", "hunter2"),
        ("SMTP_URL", "http://user:hunter2@mail"),
        ("MAIL_FROM", "Usher <a@b.example>"),
        ("TRUSTED_PROXIES", "10.0.0.0/8, proxy"),
        ("LOG_FORMAT", "xml"),
        ("USHER_DEV", "yes"),
        ("RUST_LOG", "usher=loudly"),
        ("CAP_SESSION_IDLE", "12"),
        ("CAP_RESENDS", "0"),
    ];
    let error = parse(Purpose::Serve, &bad).unwrap_err();
    for (key, _) in bad {
        assert!(error.0.iter().any(|problem| problem.key == key), "{key} in {error}");
    }
    assert!(!error.to_string().contains("hunter2"), "{error}");
}

#[test]
fn the_environment_wins_over_the_file_and_misspelt_keys_are_named() {
    let file = |text| {
        Sources::new(
            |key| (key == "SITE_NAME").then(|| "From outside".to_owned()),
            Some((Path::new("usher.toml"), text)),
        )
    };
    let sources =
        file("site_name = \"Inside\"\nusher_dev = true\ntrusted_proxies = [\"10.0.0.0/8\", \"::1\"]").unwrap();
    let config = Config::parse(&sources, Purpose::Serve).unwrap();
    assert_eq!(config.site_name, "From outside");
    assert_eq!(config.trusted_proxies.len(), 2);
    assert_eq!(config.file.as_deref(), Some("usher.toml"));
    assert_eq!(file("site_nmae = \"Usher\"").unwrap_err().0[0].key, "site_nmae");
    assert!(file("site_name = ").unwrap_err().to_string().starts_with("USHER_CONFIG: usher.toml is not TOML"));
}

#[test]
fn mails_come_from_the_public_host_unless_told_otherwise() {
    let at = |url: &str| {
        let config = parse(Purpose::Database, &[("PUBLIC_URL", url), ("USHER_SECRET", SECRET)]).unwrap();
        config.mail_from_at(&config.public_url_at(config.listen)).unwrap().to_string()
    };
    assert_eq!(at("https://join.example.com"), "no-reply@join.example.com");
    assert_eq!(at("http://127.0.0.1:3000"), "no-reply@usher.example");
}
