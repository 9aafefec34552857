//! The list of built files, read by the server at its start.
//!
//! A page that was loaded before a new release still asks for its own files (DESIGN.md, invariant 14), so the
//! files of the last few builds stay.

use crate::{
    files::{self, Layout},
    outcome::{Failure, Result},
};
use serde::{Deserialize, Serialize};
use std::{collections::BTreeSet, fs, path::PathBuf};

/// How many earlier builds stay served.
const KEPT: usize = 4;

/// File names below `/pkg/`, one of each sort.
#[derive(Clone, Debug, Default, Deserialize, PartialEq, Serialize)]
#[serde(default)]
pub(crate) struct Build {
    pub(crate) js: String,
    pub(crate) wasm: String,
    pub(crate) css: String,
}

/// The present build and those before it, newest first.
#[derive(Debug, Default, Deserialize, Serialize)]
#[serde(default)]
pub(crate) struct Manifest {
    #[serde(flatten)]
    pub(crate) now: Build,
    previous: Vec<Build>,
}

impl Manifest {
    /// The manifest as the last build left it; an unreadable one counts as none.
    pub(crate) fn load(layout: &Layout) -> Self {
        fs::read(path(layout)).ok().and_then(|bytes| serde_json::from_slice(&bytes).ok()).unwrap_or_default()
    }

    /// Writes the manifest when the build has changed, and removes what no kept build names.
    pub(crate) fn publish(mut self, layout: &Layout, build: Build) -> Result<()> {
        if build == self.now {
            return Ok(());
        }
        let complete = [&self.now.js, &self.now.wasm, &self.now.css].iter().all(|name| !name.is_empty());
        if complete {
            self.previous.insert(0, self.now);
            self.previous.truncate(KEPT);
        }
        self.now = build;
        let text = serde_json::to_vec_pretty(&self).map_err(|error| Failure::new(error.to_string()))?;
        files::write(&path(layout), &text)?;
        self.prune(layout)
    }

    fn prune(&self, layout: &Layout) -> Result<()> {
        let kept: BTreeSet<&str> = std::iter::once(&self.now)
            .chain(&self.previous)
            .flat_map(|build| [build.js.as_str(), build.wasm.as_str(), build.css.as_str()])
            .collect();
        for file in files::below(&layout.pkg())? {
            let name = file.file_name().and_then(|name| name.to_str()).unwrap_or_default();
            let plain = name.strip_suffix(".br").unwrap_or(name);
            let hashed = plain.starts_with("usher.") && plain.split('.').count() == 3;
            if hashed && !kept.contains(plain) {
                files::remove(&file)?;
            }
        }
        Ok(())
    }
}

/// Puts content below `/pkg/` under a name that carries its hash, with its compressed copy.
pub(crate) fn place(layout: &Layout, content: &[u8], extension: &str) -> Result<String> {
    let name = format!("usher.{}.{extension}", files::digest(content));
    let file = layout.pkg().join(&name);
    if !file.is_file() {
        files::write(&file, content)?;
    }
    files::compress(layout, &[file])?;
    Ok(name)
}

fn path(layout: &Layout) -> PathBuf {
    layout.pkg().join("manifest.json")
}
