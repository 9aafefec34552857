//! `usher terms publish`.

use super::{CliError, database::Database, runtime, say, wiring};
use crate::config::Config;
use std::{fs, path::Path, process::ExitCode};

/// Publishes the operator's next version from plain text files, a paragraph a line.
pub(super) fn publish(config: &Config, en: Option<&Path>, ja: Option<&Path>) -> Result<ExitCode, CliError> {
    let read = |path: Option<&Path>| path.map(fs::read_to_string).transpose().map_err(CliError::Io);
    let (en, ja) = (read(en)?, read(ja)?);
    let database = Database::open(config)?;
    let version = runtime()?.block_on(async {
        database.prepare().await?;
        let public_url = config.public_url_at(config.listen);
        let store = wiring::store(config, &public_url, &database.url).await?;
        let version = store::terms::publish(&store, en.as_deref(), ja.as_deref()).await?;
        store.close().await;
        Ok::<_, CliError>(version)
    })?;
    say(format_args!("Version {version} is published. Whoever has agreed to one of before is asked again."));
    Ok(ExitCode::SUCCESS)
}
