//! `make test`: every layer in turn, a table of what ran, and one closing line.
//!
//! A layer that ran nothing has failed: a suite that silently finds no tests is the worst kind of green.

mod checks;
mod count;
mod suites;

use crate::{
    files::Layout,
    outcome::{Failure, Result, say},
};
use count::Count;
use std::time::Instant;
use suites::Suites;

/// One layer: its name on the command line, what it shows, and how it runs.
struct Layer {
    name: &'static str,
    shows: &'static str,
    run: fn(&Layout, &mut Suites) -> Result<Count>,
}

const LAYERS: [Layer; 8] = [
    Layer { name: "checks", shows: "formatting, lints, .sqlx, wasm32", run: |layout, _| Ok(checks::run(layout)) },
    Layer { name: "rules", shows: "the rules: examples and properties", run: |_, suites| suites.run("shared", &[]) },
    Layer { name: "agreement", shows: "the rules in WebAssembly and natively", run: Suites::agreement },
    Layer { name: "pages", shows: "pages, forms and mails, rendered", run: |_, suites| suites.run("app", &[]) },
    Layer { name: "store", shows: "use cases against PostgreSQL", run: |_, suites| suites.run("store", &[]) },
    Layer { name: "server", shows: "the program over HTTP and SMTP", run: |_, suites| suites.run("server", &[]) },
    Layer { name: "browser", shows: "Chromium, with and without JavaScript", run: suites::browser },
    Layer { name: "size", shows: "what browsers load, against its limits", run: |layout, _| Ok(checks::size(layout)) },
];

/// Runs all layers, or the named ones.
pub(crate) fn run(layout: &Layout, wanted: &[&str]) -> Result<()> {
    if let Some(unknown) = wanted.iter().find(|name| LAYERS.iter().all(|layer| layer.name != **name)) {
        let known: Vec<_> = LAYERS.iter().map(|layer| layer.name).collect();
        return Err(Failure::new(format!("no layer {unknown}; there are: {}", known.join(", "))));
    }
    let before = checks::tree(layout);
    let mut suites = Suites::default();
    let mut rows = Vec::new();
    let chosen = LAYERS.iter().filter(|layer| wanted.is_empty() || wanted.contains(&layer.name));
    for layer in chosen {
        say(format_args!("\n──── {}: {}", layer.name, layer.shows));
        let start = Instant::now();
        let count = (layer.run)(layout, &mut suites).unwrap_or_else(|failure| {
            say(format_args!("could not run: {failure}"));
            Count::failure()
        });
        rows.push((layer, count.or_nothing_ran(), start.elapsed()));
    }
    if let Some(count) = checks::unchanged(layout, before) {
        rows.push((&TREE, count, std::time::Duration::ZERO));
    }
    say(format_args!("\n{:<12}{:>8}{:>8}{:>10}   shows", "layer", "passed", "failed", "seconds"));
    for (layer, count, time) in &rows {
        let Count { passed, failed } = count;
        say(format_args!("{:<12}{passed:>8}{failed:>8}{:>10}   {}", layer.name, time.as_secs(), layer.shows));
    }
    let total = rows.iter().fold(Count::default(), |sum, (_, count, _)| sum + *count);
    say(format_args!("\n{total}"));
    if total.failed > 0 { Err(Failure::new("some tests failed; the table above says in which layer")) } else { Ok(()) }
}

const TREE: Layer = Layer { name: "tree", shows: "the run left no file changed", run: |_, _| Ok(Count::default()) };
