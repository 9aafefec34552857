//! The rules in WebAssembly and natively: a few thousand questions, byte-identical answers.
//!
//! The questions come from a fixed seed, so that every run asks the same. It needs the module that
//! `cargo run -p xtask -- rules` builds.

mod questions;

use questions::{COUNT, Generator};
use shared::export::answer;
use std::{
    io::Write,
    path::Path,
    process::{Command, ExitCode},
};

#[expect(clippy::print_stdout, reason = "this is the test program's own report")]
fn main() -> ExitCode {
    // Test runners first ask which tests there are.
    if std::env::args().any(|argument| argument == "--list") {
        if !std::env::args().any(|argument| argument == "--ignored") {
            println!("both_builds_agree: test");
        }
        return ExitCode::SUCCESS;
    }
    match compare() {
        Ok(summary) => {
            println!("test result: {summary}");
            ExitCode::SUCCESS
        }
        Err(problem) => {
            println!("{problem}\ntest result: FAILED. 0 passed; 1 failed");
            ExitCode::FAILURE
        }
    }
}

/// Writes questions with native answers, and has Node ask the module the same.
fn compare() -> Result<String, String> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("..");
    let module = root.join("target/rules/shared.wasm");
    if !module.is_file() {
        return Err(format!("{} is missing: run `cargo run -p xtask -- rules`", module.display()));
    }
    let file = root.join("target/rules/questions");
    let mut lines = Vec::new();
    let mut accepted = 0_usize;
    for question in Generator::seeded(0x5EED).take(COUNT) {
        let native = answer(&question);
        accepted += usize::from(native.starts_with(b"{\"Ok\""));
        lines.extend([question.as_slice(), b"\n", native.as_slice(), b"\n"].concat());
    }
    // Questions that are all refused, or all accepted, would prove little.
    if !(COUNT / 10..=COUNT * 9 / 10).contains(&accepted) {
        return Err(format!("{accepted} of {COUNT} questions were accepted: the generator is lopsided"));
    }
    std::fs::File::create(&file).and_then(|mut out| out.write_all(&lines)).map_err(|error| error.to_string())?;
    let output = Command::new("node")
        .arg(root.join("end2end/agreement.mjs"))
        .args([&module, &file])
        .output()
        .map_err(|error| format!("node: {error}"))?;
    let summary = String::from_utf8_lossy(&output.stdout).trim().to_owned();
    if output.status.success() {
        Ok(format!("ok. {}; {accepted} of the questions were accepted", summary.replace(", ", "; ")))
    } else {
        Err(format!("{}{summary}", String::from_utf8_lossy(&output.stderr)))
    }
}
