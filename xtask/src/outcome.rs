//! What a step says, and how it fails: in words, with what to do.

#![expect(clippy::print_stdout, clippy::print_stderr, reason = "a command-line program speaks to its terminal")]

use std::{fmt, io, path::Path};

/// Why a step could not be done, in words for the person at the terminal.
#[derive(Debug)]
pub(crate) struct Failure(String);

/// The result of a step.
pub(crate) type Result<T> = std::result::Result<T, Failure>;

impl Failure {
    /// A failure that says this.
    pub(crate) fn new(words: impl Into<String>) -> Self {
        Self(words.into())
    }

    /// A file could not be read or written.
    pub(crate) fn file(path: &Path, error: &io::Error) -> Self {
        Self(format!("{}: {error}", path.display()))
    }
}

impl fmt::Display for Failure {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&self.0)
    }
}

/// Tells the person at the terminal something.
pub(crate) fn say(words: impl fmt::Display) {
    println!("{words}");
}

/// Tells why the program ends without having done its work.
pub(crate) fn complain(words: &str) {
    eprintln!("error: {words}");
}
