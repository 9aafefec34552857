//! The command line: `usher serve | migrate | demo | doctor | audit verify | terms publish`.
//!
//! Exit codes: 0 done, 1 failed, 2 wrong usage or configuration, 3 the database cannot be used.

mod audit;
mod database;
mod demo;
mod doctor;
mod logging;
mod migrate;
mod serve;
mod shutdown;
mod terms;
mod wiring;

use crate::{
    config::{Config, ConfigError, KEYS, Purpose, Sources, caps_shown},
    http::AssetsError,
    mail::SenderError,
    postgres::ClusterError,
};
use clap::{CommandFactory, FromArgMatches, Parser, Subcommand};
use std::{
    io::{self, Write},
    path::PathBuf,
    process::ExitCode,
};

#[derive(Debug, Parser)]
#[command(name = "usher", version, about = "Organizations invite people, decide what they may do, and keep that true.")]
struct Cli {
    #[command(subcommand)]
    command: Command,
}

#[derive(Clone, Debug, Subcommand)]
enum Command {
    /// Serve people: pages, links, mails. With USHER_DEV=1 also migrate and seed the demonstration.
    Serve,
    /// Bring the schema up to date, as DATABASE_OWNER_URL. Can run beside programs that serve.
    Migrate,
    /// Seed one organization of each kind and print who can sign in. Only with USHER_DEV=1.
    Demo {
        /// Print JSON.
        #[arg(long)]
        json: bool,
    },
    /// Show the configuration and check database, mail server, built files and clock.
    Doctor,
    /// Look after the activity log.
    #[command(subcommand)]
    Audit(Audit),
    /// Look after the operator's terms of service.
    #[command(subcommand)]
    Terms(Terms),
}

#[derive(Clone, Debug, Subcommand)]
enum Terms {
    /// Publish the next version, from plain text files with a paragraph a line; at least one language. Whoever has agreed
    /// to one of before is asked again. A published version never changes.
    #[command(arg_required_else_help = true)]
    Publish {
        /// The English text.
        #[arg(long, value_name = "FILE", required_unless_present = "ja")]
        en: Option<PathBuf>,
        /// The Japanese text.
        #[arg(long, value_name = "FILE")]
        ja: Option<PathBuf>,
    },
}

#[derive(Clone, Debug, Subcommand)]
enum Audit {
    /// Check that every entry is as it was written. Exit code 0: intact; 1: the first broken entry of each
    /// chain is named; 3: the database cannot be read.
    Verify {
        /// Only the organization with this slug.
        #[arg(long)]
        organization: Option<String>,
    },
}

/// Reads the arguments, does what they say, and explains what went wrong.
pub fn run() -> ExitCode {
    let matches = Cli::command().after_help(keys()).get_matches();
    let cli = match Cli::from_arg_matches(&matches) {
        Ok(cli) => cli,
        Err(error) => error.exit(),
    };
    match execute(cli.command) {
        Ok(code) => code,
        Err(error) => {
            complain(&error);
            error.code()
        }
    }
}

fn execute(command: Command) -> Result<ExitCode, CliError> {
    let purpose = if matches!(command, Command::Serve) { Purpose::Serve } else { Purpose::Database };
    let sources = Sources::from_process()?;
    let config = match (Config::parse(&sources, purpose), &command) {
        (Ok(config), _) => config,
        (Err(error), Command::Doctor) => return doctor::misconfigured(&sources, &error),
        (Err(error), _) => return Err(error.into()),
    };
    match command {
        Command::Serve => {
            logging::start(&config);
            serve::run(config)
        }
        Command::Migrate => migrate::run(&config),
        Command::Demo { json } => demo::run(&config, json),
        Command::Doctor => doctor::run(&sources, &config),
        Command::Terms(Terms::Publish { en, ja }) => terms::publish(&config, en.as_deref(), ja.as_deref()),
        Command::Audit(Audit::Verify { organization }) => audit::verify(&config, organization.as_deref()),
    }
}

/// The keys, for `usher --help`.
fn keys() -> String {
    let mut text = "Configuration, by environment or usher.toml:\n".to_owned();
    for key in KEYS {
        text += &format!("\n  {}\n      {}\n      Default: {}.\n", key.name, key.meaning, key.default);
    }
    text += "\nCaps and lifetimes, with their defaults:\n\n";
    for (key, value) in caps_shown(&store::Caps::default()) {
        text += &format!("  {:<27} {value:<5} {}\n", key.name, key.meaning);
    }
    text
}

/// Writes a line for people or scripts. A reader that went away is no reason to fail.
fn say(line: impl std::fmt::Display) {
    let _ = writeln!(io::stdout(), "{line}");
}

fn complain(error: &CliError) {
    let text = error.to_string();
    for line in text.lines() {
        let _ = writeln!(io::stderr(), "usher: {line}");
    }
}

fn runtime() -> Result<tokio::runtime::Runtime, CliError> {
    tokio::runtime::Builder::new_multi_thread().enable_all().build().map_err(CliError::Io)
}

/// Why a command failed.
#[derive(Debug, thiserror::Error)]
enum CliError {
    #[error(transparent)]
    Config(#[from] ConfigError),
    #[error("USHER_SECRET: {0}")]
    Secret(io::Error),
    #[error(transparent)]
    Cluster(#[from] ClusterError),
    #[error("the database: {0}")]
    Store(#[from] store::Error),
    #[error("the database: {0}")]
    Database(sqlx::Error),
    #[error(transparent)]
    Assets(#[from] AssetsError),
    #[error(transparent)]
    Mail(#[from] SenderError),
    #[error("LISTEN_ADDR: {address} cannot be listened on ({source}); end what listens there, or choose another port")]
    Listen { address: std::net::SocketAddr, source: io::Error },
    #[error("the demonstration is for development: set USHER_DEV=1")]
    NotDev,
    #[error("{0}")]
    Io(io::Error),
}

impl CliError {
    fn code(&self) -> ExitCode {
        ExitCode::from(match self {
            Self::Config(_) | Self::Secret(_) | Self::NotDev | Self::Mail(_) => 2,
            Self::Cluster(_) | Self::Store(_) | Self::Database(_) => 3,
            Self::Assets(_) | Self::Listen { .. } | Self::Io(_) => 1,
        })
    }
}
