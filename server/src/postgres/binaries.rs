//! Finds the server's programs.

use super::ClusterError;
use std::{
    env, fs,
    path::{Path, PathBuf},
};

/// The folder with `postgres` and `initdb`: the newest, or the one that can open a cluster of `version`.
pub(super) fn find(version: Option<&str>) -> Result<PathBuf, ClusterError> {
    let mut packaged: Vec<(u32, PathBuf)> = fs::read_dir("/usr/lib/postgresql")
        .into_iter()
        .flatten()
        .flatten()
        .filter_map(|entry| Some((entry.file_name().to_str()?.parse().ok()?, entry.path().join("bin"))))
        .collect();
    packaged.sort_unstable_by_key(|(major, _)| std::cmp::Reverse(*major));
    if let Some(version) = version {
        packaged.retain(|(major, _)| major.to_string() == version);
    }
    let path = env::var_os("PATH").unwrap_or_default();
    packaged
        .into_iter()
        .map(|(_, folder)| folder)
        .chain(env::split_paths(&path))
        .find(|folder| is_complete(folder))
        .ok_or_else(|| ClusterError::NoBinaries { version: version.map(str::to_owned) })
}

fn is_complete(folder: &Path) -> bool {
    ["postgres", "initdb"].iter().all(|name| folder.join(name).is_file())
}
