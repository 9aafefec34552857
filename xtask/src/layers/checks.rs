//! What is checked without running the product: each check counts as one test.

use super::count::Count;
use crate::{
    files::Layout,
    outcome::{Result, say},
    prepare, process, rules, size,
};
use std::{env, process::Command, time::Instant};

/// Lints of everything that runs on the server, of everything that runs in the browser, and of this program.
/// The two sides are apart because `app` is compiled differently for each.
const LINTS: [(&str, &[&str]); 3] = [
    (
        "lints, server side",
        &["-p", "shared", "-p", "store", "-p", "app", "-p", "server", "-F", "app/ssr", "--all-targets"],
    ),
    ("lints, browser side", &["-p", "shared", "-p", "app", "-p", "frontend", "-F", "app/hydrate"]),
    ("lints, build driver", &["-p", "xtask", "--all-targets"]),
];

/// Every check; one that fails does not keep the others from running.
pub(crate) fn run(layout: &Layout) -> Count {
    let mut count = one("formatting", || process::run(cargo(layout).args(["fmt", "--all", "--check"])));
    count = count + one(".sqlx is fresh", || prepare::check(layout));
    for (name, packages) in LINTS {
        count = count
            + one(name, || {
                let mut clippy = cargo(layout);
                clippy.args(["clippy", "--quiet"]).args(packages).args(["--", "-D", "warnings"]);
                process::run(&mut clippy)
            });
    }
    count = count
        + one("the build driver's own tests", || process::run(cargo(layout).args(["test", "--quiet", "-p", "xtask"])));
    count + one("shared builds for wasm32", || rules::build(layout).map(drop))
}

/// The sizes, as one test.
pub(crate) fn size(layout: &Layout) -> Count {
    one("sizes", || size::report(layout))
}

/// The state of the work tree, in CI only: elsewhere somebody may be editing while tests run.
pub(crate) fn tree(layout: &Layout) -> Option<String> {
    env::var_os("CI")?;
    process::read(Command::new("git").args(["status", "--porcelain"]).current_dir(&layout.root)).ok()
}

/// Whether the work tree is as it was.
pub(crate) fn unchanged(layout: &Layout, before: Option<String>) -> Option<Count> {
    let before = before?;
    let after = tree(layout)?;
    if before != after {
        say(format_args!("the run changed the work tree:\n{after}"));
    }
    Some(Count::one(before == after))
}

/// Cargo for this workspace, compiling queries from `.sqlx`.
pub(crate) fn cargo(layout: &Layout) -> Command {
    let mut cargo = Command::new(env::var_os("CARGO").unwrap_or_else(|| "cargo".into()));
    cargo.current_dir(&layout.root).env("SQLX_OFFLINE", "true");
    cargo
}

fn one(name: &str, check: impl FnOnce() -> Result<()>) -> Count {
    say(format_args!("  … {name}"));
    let start = Instant::now();
    let outcome = check();
    let time = start.elapsed().as_secs();
    match &outcome {
        Ok(()) => say(format_args!("  ✓ {name} ({time} s)")),
        Err(failure) => say(format_args!("  ✗ {name} ({time} s): {failure}")),
    }
    Count::one(outcome.is_ok())
}
