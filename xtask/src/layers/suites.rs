//! Test programs: built once together, so that each dependency is compiled with one set of features, and then
//! run one after another.

use super::{checks, count::Count};
use crate::{
    files::Layout,
    frontend,
    outcome::{Failure, Result, say},
    process, rules,
};
use serde::Deserialize;
use std::{
    io::{BufRead, BufReader},
    path::{Path, PathBuf},
    process::{Command, Stdio},
};

/// The test programs of the workspace, built when the first of them is needed.
#[derive(Default)]
pub(crate) struct Suites {
    built: Option<Vec<Program>>,
}

/// A test program as cargo names it.
struct Program {
    folder: PathBuf,
    name: String,
    file: PathBuf,
}

/// The parts of cargo's messages that say where a test program lies.
#[derive(Deserialize)]
struct Message {
    manifest_path: Option<PathBuf>,
    executable: Option<PathBuf>,
    target: Option<Target>,
    profile: Option<Profile>,
}

#[derive(Deserialize)]
struct Target {
    name: String,
}

#[derive(Deserialize)]
struct Profile {
    test: bool,
}

/// The program that compares both builds of the rules; it needs the WebAssembly one.
const AGREEMENT: &str = "agreement";

impl Suites {
    /// Runs every test program of a crate except the agreement test.
    pub(crate) fn run(&mut self, package: &str, arguments: &[&str]) -> Result<Count> {
        self.each(|program| program.folder.ends_with(package) && program.name != AGREEMENT, arguments)
    }

    /// Thousands of generated inputs through both builds of the rules.
    pub(crate) fn agreement(layout: &Layout, suites: &mut Self) -> Result<Count> {
        rules::build(layout)?;
        suites.each(|program| program.name == AGREEMENT, &[])
    }

    fn each(&mut self, wanted: impl Fn(&Program) -> bool, arguments: &[&str]) -> Result<Count> {
        let mut count = Count::default();
        for program in self.programs()?.iter().filter(|program| wanted(program)) {
            say(format_args!("  … {} in {}", program.name, program.folder.display()));
            let mut command = Command::new(&program.file);
            command.args(arguments).current_dir(&program.folder).env("CARGO_MANIFEST_DIR", &program.folder);
            count = count + counted(&mut command)?;
        }
        Ok(count)
    }

    fn programs(&mut self) -> Result<&[Program]> {
        if self.built.is_none() {
            self.built = Some(build(&Layout::here())?);
        }
        Ok(self.built.as_deref().unwrap_or_default())
    }
}

fn build(layout: &Layout) -> Result<Vec<Program>> {
    say("  … building the test programs");
    let mut cargo = checks::cargo(layout);
    cargo.args(["test", "--no-run", "--message-format", "json-render-diagnostics", "--features", "app/ssr"]);
    cargo.args(["-p", "shared", "-p", "store", "-p", "app", "-p", "server"]);
    let messages = process::read(&mut cargo)?;
    Ok(messages.lines().filter_map(|line| serde_json::from_str::<Message>(line).ok()).filter_map(program).collect())
}

fn program(message: Message) -> Option<Program> {
    message.profile.filter(|profile| profile.test)?;
    let folder = message.manifest_path?.parent()?.to_path_buf();
    Some(Program { folder, name: message.target?.name, file: message.executable? })
}

/// Playwright, against the program and the site as they have just been built.
pub(crate) fn browser(layout: &Layout, _: &mut Suites) -> Result<Count> {
    crate::styles::build(layout)?;
    crate::assets::build(layout)?;
    frontend::build(layout)?;
    process::run(checks::cargo(layout).args(["build", "--quiet", "-p", "server"]))?;
    let mut npm = Command::new("npm");
    npm.args(["--prefix", "end2end", "test"]).current_dir(&layout.root);
    npm.env("USHER_BIN", layout.target.join("debug/usher")).env("SITE_ROOT", &layout.site);
    counted(&mut npm)
}

/// Runs a test program, shows what it prints, and counts.
fn counted(command: &mut Command) -> Result<Count> {
    let mut child = command
        .stdout(Stdio::piped())
        .spawn()
        .map_err(|error| Failure::new(format!("{}: {error}", Path::new(command.get_program()).display())))?;
    let mut count = Count::default();
    if let Some(output) = child.stdout.take() {
        // A line that is not UTF-8 is shown as well as it can be; it is never a summary.
        for line in BufReader::new(output).split(b'\n').map_while(std::result::Result::ok) {
            let line = String::from_utf8_lossy(&line);
            say(&line);
            count = count.read(&line);
        }
    }
    let status = child.wait().map_err(|error| Failure::new(error.to_string()))?;
    // A program that dies half-way prints no summary.
    Ok(if !status.success() && count.failed == 0 { count + Count::failure() } else { count })
}
