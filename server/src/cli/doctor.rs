//! `usher doctor`: what is configured, and whether it works.

use super::{CliError, database::Database, runtime, say, wiring};
use crate::{
    config::{Config, ConfigError, KEYS, Sources, caps_shown},
    http::Assets,
    mail::Sender,
};
use std::{
    process::ExitCode,
    time::{Duration, SystemTime},
};
use store::{SchemaState, Store, health};

/// How far this machine's clock may be from the database's before logs and mails look wrong.
const SKEW: Duration = Duration::from_secs(5);

pub(super) fn run(sources: &Sources, config: &Config) -> Result<ExitCode, CliError> {
    print(sources);
    say("\nCaps and lifetimes");
    for (key, value) in caps_shown(&config.caps) {
        say(format_args!("  {:<27} {value}", key.name));
    }
    say("\nChecks");
    let mut report = Report { fine: true };
    if let Err(error) = Config::parse(sources, crate::config::Purpose::Serve) {
        for problem in error.0 {
            report.bad(&problem.key, &problem.what);
        }
    }
    match Assets::load(&config.site_root) {
        Ok(_) => report.good("built files", &config.site_root.display().to_string()),
        Err(error) => report.bad("built files", &error.to_string()),
    }
    match Database::open(config) {
        Ok(database) => {
            let where_ = if database.cluster.is_some() { "private cluster" } else { "DATABASE_URL" };
            report.good("PostgreSQL", where_);
            runtime()?.block_on(look(config, &database, &mut report));
        }
        Err(error) => report.bad("PostgreSQL", &error.to_string()),
    }
    Ok(report.code())
}

/// What can be said when the configuration itself is wrong.
pub(super) fn misconfigured(sources: &Sources, error: &ConfigError) -> Result<ExitCode, CliError> {
    print(sources);
    say("\nChecks");
    let mut report = Report { fine: true };
    for problem in &error.0 {
        report.bad(&problem.key, &problem.what);
    }
    Ok(report.code())
}

fn print(sources: &Sources) {
    say("Configuration");
    for key in KEYS {
        match sources.shown(key) {
            Some(value) => say(format_args!("  {:<19} {value}", key.name)),
            None => say(format_args!("  {:<19} (not set: {})", key.name, key.default)),
        }
    }
}

async fn look(config: &Config, database: &Database, report: &mut Report) {
    let public_url = config.public_url_at(config.listen);
    if let Err(error) = database.prepare().await {
        report.bad("PostgreSQL", &error.to_string());
    }
    match wiring::store(config, &public_url, &database.url).await {
        Ok(store) => {
            schema(&store, report).await;
            clock(&store, report).await;
        }
        Err(error) => report.bad("store", &error.to_string()),
    }
    let Some(url) = &config.smtp else {
        return if config.dev {
            report.good("mail", "built-in inbox")
        } else {
            report.bad("mail", "SMTP_URL is not set")
        };
    };
    let sender = match wiring::mail_from(config, &public_url) {
        Ok(from) => Sender::new(url.expose(), config.site_name.as_str(), from, 1).map_err(|error| error.to_string()),
        Err(error) => Err(error.to_string()),
    };
    match sender {
        Ok(sender) => match sender.check().await {
            Ok(()) => report.good("mail", &url.to_string()),
            Err(why) => report.bad("mail", &format!("{url}: {why}")),
        },
        Err(why) => report.bad("mail", &why),
    }
}

async fn schema(store: &Store, report: &mut Report) {
    match store.schema_state().await {
        Ok(SchemaState::Ready) => report.good("schema", "up to date"),
        Ok(SchemaState::Behind(count)) => {
            report.bad("schema", &format!("{count} migrations wait; run `usher migrate`"))
        }
        Ok(SchemaState::TooNew) => report.bad("schema", "marked as incompatible with this program; update it"),
        Err(error) => report.bad("schema", &error.to_string()),
    }
}

#[expect(clippy::disallowed_methods, reason = "the one place that is about this machine's own clock")]
async fn clock(store: &Store, report: &mut Report) {
    let theirs = match health::clock(store).await {
        Ok(theirs) => SystemTime::from(theirs),
        Err(error) => return report.bad("clock", &error.to_string()),
    };
    let ours = SystemTime::now();
    let skew = ours.duration_since(theirs).unwrap_or_else(|error| error.duration());
    let words = format!("{:.1} s away from the database's", skew.as_secs_f64());
    if skew <= SKEW { report.good("clock", &words) } else { report.bad("clock", &format!("{words}; set it right")) }
}

struct Report {
    fine: bool,
}

impl Report {
    #[expect(clippy::unused_self, reason = "reads like its counterpart")]
    fn good(&self, what: &str, words: &str) {
        say(format_args!("  ok   {what}: {words}"));
    }

    fn bad(&mut self, what: &str, words: &str) {
        self.fine = false;
        say(format_args!("  BAD  {what}: {words}"));
    }

    fn code(&self) -> ExitCode {
        if self.fine { ExitCode::SUCCESS } else { ExitCode::FAILURE }
    }
}
