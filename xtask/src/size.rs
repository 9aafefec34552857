//! What a browser loads, and whether it is still within its limits.

use crate::{
    files::{self, Layout},
    frontend,
    manifest::Manifest,
    outcome::{Failure, Result, say},
    rules, styles,
};
use std::{
    fs,
    path::{Path, PathBuf},
};

/// A limit is an agreed number of kilobytes, brotli; measuring may be off by this much.
const HEADROOM: f64 = 1.05;

struct Part {
    name: &'static str,
    file: PathBuf,
    /// Kilobytes (1000 bytes) after brotli.
    limit: Option<f64>,
}

/// Prints a table, and fails when something is over its limit.
pub(crate) fn report(layout: &Layout) -> Result<()> {
    styles::build(layout)?;
    frontend::build(layout)?;
    let module = rules::build(layout)?;
    let build = Manifest::load(layout).now;
    let pkg = layout.pkg();
    let parts = [
        Part { name: "pages, WebAssembly", file: pkg.join(build.wasm), limit: None },
        Part { name: "pages, loader", file: pkg.join(build.js), limit: None },
        Part { name: "style sheet", file: pkg.join(build.css), limit: Some(20.0) },
        Part { name: "rules alone (shared)", file: module, limit: Some(110.0) },
    ];
    say(format_args!("{:<24}{:>12}{:>12}{:>12}", "", "bytes", "brotli", "limit, kB"));
    let mut over = Vec::new();
    for part in &parts {
        let (raw, small) = (length(&part.file)?, length(&files::brotli(&part.file))?);
        let limit = part.limit.map_or_else(String::new, |limit| limit.to_string());
        say(format_args!("{:<24}{raw:>12}{small:>12}{limit:>12}", part.name));
        if part.limit.is_some_and(|limit| kilobytes(small) > limit * HEADROOM) {
            over.push(part.name);
        }
    }
    if over.is_empty() { Ok(()) } else { Err(Failure::new(format!("over the limit: {}", over.join(", ")))) }
}

#[expect(clippy::cast_precision_loss, reason = "no file here comes near 2^53 bytes")]
fn kilobytes(bytes: u64) -> f64 {
    bytes as f64 / 1000.0
}

fn length(file: &Path) -> Result<u64> {
    fs::metadata(file).map(|data| data.len()).map_err(|error| Failure::file(file, &error))
}
