//! The build driver: what cargo does not do by itself.
//!
//! It stays small on purpose: a bare machine compiles it before anything else, and `make run` waits for it.

mod assets;
mod files;
mod frontend;
mod layers;
mod manifest;
mod outcome;
mod prepare;
mod process;
mod rules;
mod size;
mod styles;

mod toolchain;

use files::Layout;
use outcome::{Failure, Result};
use std::process::ExitCode;

const HELP: &str = "\
cargo run -p xtask -- COMMAND

  site             style sheet, assets and frontend: everything below target/site
  frontend         the WebAssembly module and its loader
  styles           the style sheet
  assets           files served as they are
  rules            `shared` alone as a WebAssembly module (for the agreement test and the size report)
  size             sizes of what browsers load, against their limits
  prepare          write .sqlx anew (needs DATABASE_URL)
  prepare --check  fail when .sqlx is not what the queries say
  test [LAYER…]    every layer of tests, or the named ones (needs DATABASE_URL)
";

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let words: Vec<&str> = arguments.iter().map(String::as_str).collect();
    match run(&words) {
        Ok(()) => ExitCode::SUCCESS,
        Err(failure) => {
            outcome::complain(&failure.to_string());
            ExitCode::FAILURE
        }
    }
}

fn run(words: &[&str]) -> Result<()> {
    let layout = Layout::here();
    match words {
        ["site"] => {
            styles::build(&layout)?;
            assets::build(&layout)?;
            frontend::build(&layout)
        }
        ["frontend"] => frontend::build(&layout),
        ["styles"] => styles::build(&layout),
        ["assets"] => assets::build(&layout),
        ["rules"] => rules::build(&layout).map(drop),
        ["size"] => size::report(&layout),
        ["prepare"] => prepare::write(&layout),
        ["prepare", "--check"] => prepare::check(&layout),
        ["test", layers @ ..] => layers::run(&layout, layers),
        [] | ["help" | "--help" | "-h"] => {
            outcome::say(HELP);
            Ok(())
        }
        _ => Err(Failure::new(format!("unknown command: {}\n\n{HELP}", words.join(" ")))),
    }
}
