//! `usher migrate`.

use super::{CliError, database::Database, runtime, say};
use crate::config::Config;
use std::process::ExitCode;

pub(super) fn run(config: &Config) -> Result<ExitCode, CliError> {
    let database = Database::open(config)?;
    match runtime()?.block_on(database.migrate())? {
        0 => say("The schema is up to date."),
        1 => say("1 migration applied."),
        count => say(format_args!("{count} migrations applied.")),
    }
    Ok(ExitCode::SUCCESS)
}
