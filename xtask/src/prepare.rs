//! `.sqlx`: what PostgreSQL says about each query, so that the workspace compiles without a database.

use crate::{
    files::{self, Layout},
    outcome::{Failure, Result, say},
    process,
};
use std::{
    collections::BTreeMap,
    env,
    fs::{self, File},
    path::{Path, PathBuf},
    process::Command,
    time::SystemTime,
};

type Answers = BTreeMap<String, Vec<u8>>;

/// Asks PostgreSQL about every query and keeps the answers.
pub(crate) fn write(layout: &Layout) -> Result<()> {
    let answers = ask(layout)?;
    let folder = layout.root.join(".sqlx");
    for stale in files::below(&folder)?.iter().filter(|file| !answers.contains_key(&name(file))) {
        files::remove(stale)?;
    }
    for (name, answer) in &answers {
        files::write(&folder.join(name), answer)?;
    }
    say(format_args!(".sqlx holds {} queries", answers.len()));
    Ok(())
}

/// Fails when the kept answers are not those PostgreSQL gives now. Done once for the same sources.
pub(crate) fn check(layout: &Layout) -> Result<()> {
    let stamp = layout.target.join("sqlx-checked");
    let sources = sources(layout)?;
    if fs::read(&stamp).is_ok_and(|checked| checked == sources) {
        return Ok(());
    }
    let (now, kept) = (ask(layout)?, read(&layout.root.join(".sqlx"))?);
    let differ = now.iter().filter(|(name, answer)| kept.get(*name) != Some(*answer)).count();
    let unused = kept.keys().filter(|name| !now.contains_key(*name)).count();
    if differ + unused > 0 {
        return Err(Failure::new(format!(
            ".sqlx is stale: {differ} queries are new or changed, {unused} are gone; run `make prepare` and commit it"
        )));
    }
    files::write(&stamp, &sources)
}

/// Compiles `store` against a database of its own, made from `migrations/`, and collects what sqlx learned.
fn ask(layout: &Layout) -> Result<Answers> {
    let server = env::var_os("DATABASE_URL").and_then(|url| url.into_string().ok());
    let server =
        server.ok_or_else(|| Failure::new("DATABASE_URL is not set; `make prepare` starts a PostgreSQL of its own"))?;
    let database = format!("usher_prepare_{}", std::process::id());
    sql(&server, &["--command", &format!("create database {database}")])?;
    let answers = Database::at(&server, &database).and_then(|url| {
        migrate(layout, &url)?;
        compile(layout, &url)
    });
    sql(&server, &["--command", &format!("drop database {database} with (force)")])?;
    answers
}

struct Database;

impl Database {
    /// The address of another database on the same server.
    fn at(server: &str, database: &str) -> Result<String> {
        let (base, query) = server.split_once('?').map_or((server, None), |(base, query)| (base, Some(query)));
        let slash = base.find("://").and_then(|start| base[start + 3..].find('/').map(|at| start + 3 + at));
        let slash = slash.ok_or_else(|| Failure::new("DATABASE_URL names no database"))?;
        let query = query.map_or_else(String::new, |query| format!("?{query}"));
        Ok(format!("{}/{database}{query}", &base[..slash]))
    }
}

fn migrate(layout: &Layout, url: &str) -> Result<()> {
    let migrations = files::below(&layout.root.join("migrations"))?;
    for file in migrations.iter().filter(|file| file.extension().is_some_and(|extension| extension == "sql")) {
        sql(url, &["--single-transaction", "--file", &file.to_string_lossy()])?;
    }
    Ok(())
}

#[expect(clippy::disallowed_methods, reason = "cargo compares the times of files with the clock of this machine")]
fn compile(layout: &Layout, url: &str) -> Result<Answers> {
    let folder = layout.target.join("sqlx-answers");
    if folder.is_dir() {
        fs::remove_dir_all(&folder).map_err(|error| Failure::file(&folder, &error))?;
    }
    fs::create_dir_all(&folder).map_err(|error| Failure::file(&folder, &error))?;
    // The macros speak to the database while cargo compiles the crate, and cargo does not know that they do.
    let root = layout.root.join("store/src/lib.rs");
    File::options()
        .append(true)
        .open(&root)
        .and_then(|file| file.set_modified(SystemTime::now()))
        .map_err(|error| Failure::file(&root, &error))?;
    let mut cargo = Command::new(env::var_os("CARGO").unwrap_or_else(|| "cargo".into()));
    cargo.args(["check", "--quiet", "--package", "store", "--all-targets"]).current_dir(&layout.root);
    cargo.env("DATABASE_URL", url).env("SQLX_OFFLINE", "false").env("SQLX_OFFLINE_DIR", &folder);
    process::run(&mut cargo)?;
    read(&folder)
}

fn sql(url: &str, arguments: &[&str]) -> Result<()> {
    let mut psql = Command::new("psql");
    psql.args(["--no-psqlrc", "--quiet", "--set", "ON_ERROR_STOP=1", "--dbname", url]).args(arguments);
    process::run(psql.env("PGOPTIONS", "--client-min-messages=warning"))
}

fn read(folder: &Path) -> Result<Answers> {
    files::below(folder)?.into_iter().map(|file| Ok((name(&file), files::read(&file)?))).collect()
}

fn name(file: &Path) -> String {
    file.file_name().unwrap_or_default().to_string_lossy().into_owned()
}

/// Names the state of everything that the answers depend on.
fn sources(layout: &Layout) -> Result<Vec<u8>> {
    let mut all: Vec<PathBuf> = vec![layout.root.join("Cargo.lock")];
    for folder in ["store", "migrations", ".sqlx"] {
        all.extend(files::below(&layout.root.join(folder))?);
    }
    let mut text = String::new();
    for file in &all {
        text.push_str(&format!("{} {}\n", files::digest(&files::read(file)?), file.display()));
    }
    Ok(text.into_bytes())
}
