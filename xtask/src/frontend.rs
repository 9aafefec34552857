//! The WebAssembly module of the pages and its loader.

use crate::{
    files::{self, Layout},
    manifest::{self, Build, Manifest},
    outcome::{Failure, Result, say},
    process,
    toolchain::Toolchain,
};
use serde::{Deserialize, Serialize};
use std::{
    fmt, fs,
    path::{Path, PathBuf},
};
use wasm_bindgen_cli_support::Bindgen;

/// What the last build was made of, so that an unchanged module is not optimised again.
#[derive(Default, Deserialize, Serialize)]
struct Stamp {
    source: String,
    js: String,
    wasm: String,
}

/// Compiles the frontend, binds, optimises, hashes and compresses it.
pub(crate) fn build(layout: &Layout) -> Result<()> {
    process::run(Toolchain::find()?.cargo(layout, "build").args(["--package", "frontend", "--lib"]))?;
    let compiled = Toolchain::output(layout).join("frontend.wasm");
    let source = files::digest(&files::read(&compiled)?);
    let stamp = match Stamp::load(layout) {
        Some(stamp) if stamp.source == source && stamp.is_served(layout) => stamp,
        _ => {
            let stamp = bind(layout, &compiled, source)?;
            stamp.save(layout)?;
            stamp
        }
    };
    let manifest = Manifest::load(layout);
    let build = Build { js: stamp.js, wasm: stamp.wasm, css: manifest.now.css.clone() };
    manifest.publish(layout, build)
}

/// wasm-bindgen, then wasm-opt. The loader is told the module's address by the page, so it names none.
fn bind(layout: &Layout, compiled: &Path, source: String) -> Result<Stamp> {
    let folder = layout.wasm().join("bound");
    let mut bindgen = Bindgen::new();
    bindgen.input_path(compiled).out_name("usher").typescript(false).omit_default_module_path(true);
    bindgen.remove_name_section(true).remove_producers_section(true);
    bindgen.web(true).map_err(not_bound)?.generate(&folder).map_err(not_bound)?;
    let small = optimise(layout, &folder.join("usher_bg.wasm"))?;
    for snippet in files::below(&folder.join("snippets"))? {
        let inside = snippet.strip_prefix(&folder).map_err(|error| Failure::new(error.to_string()))?;
        files::write(&layout.pkg().join(inside), &files::read(&snippet)?)?;
    }
    let js = manifest::place(layout, &files::read(&folder.join("usher.js"))?, "js")?;
    let wasm = manifest::place(layout, &files::read(&small)?, "wasm")?;
    Ok(Stamp { source, js, wasm })
}

fn not_bound(error: impl fmt::Display) -> Failure {
    Failure::new(format!("wasm-bindgen: {error:#}"))
}

/// Runs wasm-opt and returns the smaller module's path.
pub(crate) fn optimise(layout: &Layout, module: &Path) -> Result<PathBuf> {
    let small = module.with_extension("opt.wasm");
    say(format_args!("   Optimising {}", module.file_name().unwrap_or_default().to_string_lossy()));
    let mut command = layout.node("node_modules/binaryen/bin/wasm-opt");
    // `-Oz` makes a smaller file that compresses worse (measured), and takes longer.
    command.args(["-Os", "--strip-debug", "--strip-producers"]);
    process::run(command.arg(module).arg("--output").arg(&small))?;
    Ok(small)
}

impl Stamp {
    fn load(layout: &Layout) -> Option<Self> {
        serde_json::from_slice(&fs::read(Self::path(layout)).ok()?).ok()
    }

    fn save(&self, layout: &Layout) -> Result<()> {
        let text = serde_json::to_vec(self).map_err(|error| Failure::new(error.to_string()))?;
        files::write(&Self::path(layout), &text)
    }

    /// Whether the files are still there: a fresh checkout may share a build cache but has no site.
    fn is_served(&self, layout: &Layout) -> bool {
        [&self.js, &self.wasm].iter().all(|name| files::brotli(&layout.pkg().join(name)).is_file())
    }

    fn path(layout: &Layout) -> PathBuf {
        layout.wasm().join("frontend.json")
    }
}
