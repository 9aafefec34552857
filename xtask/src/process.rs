//! Running other programs.

use crate::outcome::{Failure, Result};
use std::{
    io::ErrorKind,
    process::{Command, Stdio},
};

/// Runs a program to its end; its output goes to the terminal.
pub(crate) fn run(command: &mut Command) -> Result<()> {
    let status = command.status().map_err(|error| not_started(command, &error))?;
    if status.success() { Ok(()) } else { Err(Failure::new(format!("{} ended with {status}", shown(command)))) }
}

/// Runs a program to its end and returns what it wrote to its standard output.
pub(crate) fn read(command: &mut Command) -> Result<String> {
    let output = command.stderr(Stdio::inherit()).output().map_err(|error| not_started(command, &error))?;
    if !output.status.success() {
        return Err(Failure::new(format!("{} ended with {}", shown(command), output.status)));
    }
    String::from_utf8(output.stdout).map_err(|_| Failure::new(format!("{} did not write UTF-8", shown(command))))
}

/// A cargo of another toolchain must not inherit what rustup told this process.
pub(crate) fn without_rustup(command: &mut Command) -> &mut Command {
    for name in [
        "CARGO",
        "RUSTC",
        "RUSTDOC",
        "RUSTC_WRAPPER",
        "RUSTUP_TOOLCHAIN",
        "RUST_RECURSION_COUNT",
        "RUSTFLAGS",
        "LD_LIBRARY_PATH",
    ] {
        command.env_remove(name);
    }
    command
}

fn shown(command: &Command) -> String {
    let words = std::iter::once(command.get_program()).chain(command.get_args());
    words.map(|word| word.to_string_lossy().into_owned()).collect::<Vec<_>>().join(" ")
}

fn not_started(command: &Command, error: &std::io::Error) -> Failure {
    let remedy =
        if error.kind() == ErrorKind::NotFound { "; `scripts/bootstrap test` installs what is missing" } else { "" };
    Failure::new(format!("could not start {}: {error}{remedy}", shown(command)))
}
