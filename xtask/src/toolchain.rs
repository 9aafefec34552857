//! Which compiler makes WebAssembly here. `scripts/steps/wasm-toolchain` sees to it that there is one.

use crate::{
    files::Layout,
    outcome::{Failure, Result},
    process,
};
use std::{
    env,
    path::{Path, PathBuf},
    process::Command,
};

/// The target of everything that runs in a browser.
pub(crate) const TARGET: &str = "wasm32-unknown-unknown";

/// A compiler for WebAssembly.
pub(crate) enum Toolchain {
    /// The active toolchain has the target (`rustup target add wasm32-unknown-unknown`).
    Installed,
    /// A distribution's toolchain without the target, but with the library's source: it is compiled along,
    /// for size, and nothing outside this checkout changes.
    FromSource { cargo: PathBuf, rustc: PathBuf, linker: PathBuf },
}

impl Toolchain {
    /// Looks for a toolchain, in the order above.
    pub(crate) fn find() -> Result<Self> {
        let folder = process::read(Command::new("rustc").args(["--print", "target-libdir", "--target", TARGET]))?;
        if Path::new(folder.trim()).is_dir() {
            return Ok(Self::Installed);
        }
        Self::from_source().ok_or_else(|| {
            Failure::new(format!(
                "no compiler for {TARGET}: run `scripts/bootstrap run`, which says what is missing and why"
            ))
        })
    }

    fn from_source() -> Option<Self> {
        let rustc = PathBuf::from("/usr/bin/rustc");
        let cargo = PathBuf::from("/usr/bin/cargo");
        let source = process::read(process::without_rustup(Command::new(&rustc).args(["--print", "sysroot"]))).ok()?;
        let lock = Path::new(source.trim()).join("lib/rustlib/src/rust/library/Cargo.lock");
        let linker = (20..40).rev().map(|version| PathBuf::from(format!("/usr/bin/wasm-ld-{version}")));
        let linker = linker.into_iter().find(|path| path.is_file())?;
        (cargo.is_file() && lock.is_file()).then_some(Self::FromSource { cargo, rustc, linker })
    }

    /// A cargo command for this target and the size profile, building into its own folder.
    pub(crate) fn cargo(&self, layout: &Layout, subcommand: &str) -> Command {
        let mut command;
        match self {
            Self::Installed => {
                command = Command::new(env::var_os("CARGO").unwrap_or_else(|| "cargo".into()));
                command.arg(subcommand);
            }
            Self::FromSource { cargo, rustc, linker } => {
                command = Command::new(cargo);
                process::without_rustup(&mut command);
                command.arg(subcommand);
                command.args(["-Zbuild-std=std,panic_abort", "-Zbuild-std-features=optimize_for_size"]);
                command.env("RUSTC", rustc).env("RUSTC_BOOTSTRAP", "1");
                command.env("CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_LINKER", linker);
            }
        }
        command.args(["--profile", "wasm-release", "--target", TARGET]);
        command.arg("--target-dir").arg(layout.wasm()).current_dir(&layout.root);
        command
    }

    /// Where that command leaves its result.
    pub(crate) fn output(layout: &Layout) -> PathBuf {
        layout.wasm().join(TARGET).join("wasm-release")
    }
}
