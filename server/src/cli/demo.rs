//! `usher demo`.

use super::{CliError, database::Database, runtime, say, wiring};
use crate::config::Config;
use std::{io, process::ExitCode};
use store::demo::DemoReport;

pub(super) fn run(config: &Config, json: bool) -> Result<ExitCode, CliError> {
    if !config.dev {
        return Err(CliError::NotDev);
    }
    let database = Database::open(config)?;
    let report = runtime()?.block_on(async {
        database.migrate().await?;
        let store = wiring::store(config, &config.public_url_at(config.listen), &database.url).await?;
        let report = store::demo::seed(&store).await?;
        store.close().await;
        Ok::<_, CliError>(report)
    })?;
    if json {
        let text = serde_json::to_string(&report).map_err(|error| CliError::Io(io::Error::other(error)))?;
        say(text);
    } else {
        print(&report);
    }
    Ok(ExitCode::SUCCESS)
}

/// Who can sign in, as a table.
pub(super) fn print(report: &DemoReport) {
    for organization in &report.organizations {
        say(format_args!("\n  {} ({}), /o/{}", organization.name, organization.kind.name(), organization.slug));
        for person in report.people.iter().filter(|person| person.organization == organization.slug) {
            let held: Vec<&str> = [person.role, person.permission].into_iter().flatten().collect();
            say(format_args!("    {:<34} {:<20} {}", person.email, person.password, held.join(", ")));
        }
    }
}
