//! `shared` alone as a WebAssembly module: what the browser's rules weigh, and one side of the agreement test.

use crate::{
    files::{self, Layout},
    frontend,
    outcome::Result,
    process,
    toolchain::Toolchain,
};
use std::path::PathBuf;

/// Builds `target/rules/shared.wasm` and returns its path. An unchanged module is not optimised again.
pub(crate) fn build(layout: &Layout) -> Result<PathBuf> {
    let mut command = Toolchain::find()?.cargo(layout, "rustc");
    process::run(command.args(["--package", "shared", "--lib", "--features", "export", "--crate-type", "cdylib"]))?;
    let compiled = files::read(&Toolchain::output(layout).join("shared.wasm"))?;
    let folder = layout.root.join("target/rules");
    let (raw, module, stamp) = (folder.join("raw.wasm"), folder.join("shared.wasm"), folder.join("source"));
    let digest = files::digest(&compiled).into_bytes();
    if std::fs::read(&stamp).ok().as_ref() != Some(&digest) || !module.is_file() {
        files::write(&raw, &compiled)?;
        let small = frontend::optimise(layout, &raw)?;
        files::write(&module, &files::read(&small)?)?;
        files::remove(&small)?;
        files::remove(&raw)?;
        files::write(&stamp, &digest)?;
    }
    files::compress(layout, std::slice::from_ref(&module))?;
    Ok(module)
}
