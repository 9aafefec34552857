//! Where things lie, and the few file operations that every step needs.

use crate::{
    outcome::{Failure, Result},
    process,
};
use std::{
    env, fs,
    path::{Path, PathBuf},
    process::Command,
};

/// The folders of one checkout.
pub(crate) struct Layout {
    /// The workspace.
    pub(crate) root: PathBuf,
    /// Cargo's folder: `CARGO_TARGET_DIR`, or `target`.
    pub(crate) target: PathBuf,
    /// What the server serves as it is.
    pub(crate) site: PathBuf,
}

impl Layout {
    /// The checkout this program was built from.
    pub(crate) fn here() -> Self {
        let own = Path::new(env!("CARGO_MANIFEST_DIR"));
        let root = own.parent().unwrap_or(own).to_path_buf();
        let target = env::var_os("CARGO_TARGET_DIR").map_or_else(|| root.join("target"), |folder| root.join(folder));
        let site = root.join("target/site");
        Self { root, target, site }
    }

    /// Cargo's folder for WebAssembly. It is apart because another compiler may fill it, and so that both
    /// builds can run at once.
    pub(crate) fn wasm(&self) -> PathBuf {
        self.target.join("wasm")
    }

    /// The hashed files.
    pub(crate) fn pkg(&self) -> PathBuf {
        self.site.join("pkg")
    }

    /// A command of an npm package, or a script of `xtask/js`, under Node.
    pub(crate) fn node(&self, script: &str) -> Command {
        let mut command = Command::new("node");
        command.arg(self.root.join("xtask").join(script));
        command
    }
}

pub(crate) fn read(path: &Path) -> Result<Vec<u8>> {
    fs::read(path).map_err(|error| Failure::file(path, &error))
}

/// Writes a file whole or not at all, with its folders.
pub(crate) fn write(path: &Path, bytes: &[u8]) -> Result<()> {
    if let Some(folder) = path.parent() {
        fs::create_dir_all(folder).map_err(|error| Failure::file(folder, &error))?;
    }
    let part = PathBuf::from(format!("{}.part", path.display()));
    fs::write(&part, bytes).map_err(|error| Failure::file(&part, &error))?;
    fs::rename(&part, path).map_err(|error| Failure::file(path, &error))
}

/// Removes a file; that it was not there is fine.
pub(crate) fn remove(path: &Path) -> Result<()> {
    match fs::remove_file(path) {
        Err(error) if error.kind() != std::io::ErrorKind::NotFound => Err(Failure::file(path, &error)),
        _ => Ok(()),
    }
}

/// Every file below a folder in a fixed order; none when the folder is not there.
pub(crate) fn below(folder: &Path) -> Result<Vec<PathBuf>> {
    let mut found = Vec::new();
    if !folder.is_dir() {
        return Ok(found);
    }
    for entry in fs::read_dir(folder).map_err(|error| Failure::file(folder, &error))? {
        let path = entry.map_err(|error| Failure::file(folder, &error))?.path();
        if path.is_dir() { found.extend(below(&path)?) } else { found.push(path) }
    }
    found.sort();
    Ok(found)
}

/// Sixteen hexadecimal digits that name this content (FNV-1a, 64 bits: nobody attacks these names).
pub(crate) fn digest(bytes: &[u8]) -> String {
    let start = 0xcbf2_9ce4_8422_2325_u64;
    let sum = bytes.iter().fold(start, |sum, byte| (sum ^ u64::from(*byte)).wrapping_mul(0x0100_0000_01b3));
    format!("{sum:016x}")
}

/// Writes `NAME.br` beside each file that has none yet or an older one.
pub(crate) fn compress(layout: &Layout, files: &[PathBuf]) -> Result<()> {
    let stale: Vec<&PathBuf> = files.iter().filter(|file| is_newer(file, &brotli(file))).collect();
    if stale.is_empty() { Ok(()) } else { process::run(layout.node("js/brotli.mjs").args(stale)) }
}

/// The name of the compressed copy.
pub(crate) fn brotli(file: &Path) -> PathBuf {
    PathBuf::from(format!("{}.br", file.display()))
}

/// Whether a file was written after another one, or the other one is not there.
pub(crate) fn is_newer(file: &Path, other: &Path) -> bool {
    let time = |path: &Path| fs::metadata(path).and_then(|data| data.modified()).ok();
    match (time(file), time(other)) {
        (Some(file), Some(other)) => file > other,
        _ => true,
    }
}
