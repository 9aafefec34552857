//! `usher audit verify`: walks the chains of hashes, a piece at a time, whatever their length (Z2).

use super::{CliError, database::Database, runtime, say, wiring};
use crate::config::Config;
use std::process::ExitCode;
use store::{
    Store,
    audit::{self, Chain},
};

pub(super) fn verify(config: &Config, only: Option<&str>) -> Result<ExitCode, CliError> {
    let database = Database::open(config)?;
    runtime()?.block_on(async {
        database.prepare().await?;
        let public_url = config.public_url_at(config.listen);
        let store = wiring::store(config, &public_url, &database.url).await?;
        walk(&store, only).await
    })
}

async fn walk(store: &Store, only: Option<&str>) -> Result<ExitCode, CliError> {
    let (mut after, mut seen, mut broken) = (None, 0, 0);
    loop {
        let organizations = audit::organizations(store, after).await?;
        let Some((last, _)) = organizations.last() else { break };
        after = Some(*last);
        for (id, slug) in organizations.iter().filter(|(_, slug)| only.is_none_or(|only| only == slug)) {
            seen += 1;
            match audit::verify(store, *id).await? {
                Chain::Intact(count) => say(format_args!("ok      {slug}: {count} entries")),
                Chain::Broken(seq) => {
                    broken += 1;
                    say(format_args!("BROKEN  {slug}: entry {seq} is not as it was written"));
                }
            }
        }
    }
    if let Some(slug) = only.filter(|_| seen == 0) {
        say(format_args!("BROKEN  {slug}: there is no such organization"));
        return Ok(ExitCode::FAILURE);
    }
    Ok(if broken == 0 { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}
