//! From configuration to the parts that a command works with.

use super::CliError;
use crate::config::{Config, Problem, PublicUrl, Secret};
use lettre::Address;
use store::{KeyRing, Settings, Store};

/// Connects to the database with the configured secret.
pub(super) async fn store(config: &Config, public_url: &PublicUrl, url: &str) -> Result<Store, CliError> {
    let secret = secret(config)?;
    let keys = KeyRing::parse(secret.expose())
        .map_err(|error| CliError::Config(Problem::new("USHER_SECRET", error.to_string()).into()))?;
    let domain = mail_from(config, public_url)?.domain().to_owned();
    let settings = Settings { caps: config.caps.clone(), ..Settings::new(keys, domain) };
    Ok(Store::connect(url, settings).await?)
}

/// The address mails come from.
pub(super) fn mail_from(config: &Config, public_url: &PublicUrl) -> Result<Address, CliError> {
    let what = || "is needed: no address can be made from the host of PUBLIC_URL".to_owned();
    config.mail_from_at(public_url).ok_or_else(|| CliError::Config(Problem::new("MAIL_FROM", what()).into()))
}

/// The configured secret, or in development the folder's own.
fn secret(config: &Config) -> Result<Secret, CliError> {
    match &config.secret {
        Some(secret) => Ok(secret.clone()),
        None if config.dev => Secret::of_folder(&config.home).map_err(CliError::Secret),
        None => Err(CliError::Config(Problem::new("USHER_SECRET", "is required unless USHER_DEV=1".to_owned()).into())),
    }
}
