//! Files that are served as they are: `assets/` becomes the root of the site.

use crate::{
    files::{self, Layout},
    outcome::{Failure, Result},
};
use std::{collections::BTreeSet, path::PathBuf};

/// What gets a compressed copy. Pictures and fonts are compressed already.
const TEXT: [&str; 5] = ["svg", "txt", "json", "webmanifest", "xml"];

/// Copies what is new and removes what is gone.
pub(crate) fn build(layout: &Layout) -> Result<()> {
    let source = layout.root.join("assets");
    let mut wanted = BTreeSet::new();
    let mut text = Vec::new();
    for file in files::below(&source)? {
        let inside = file.strip_prefix(&source).map_err(|error| Failure::new(error.to_string()))?;
        let copy = layout.site.join(inside);
        let content = files::read(&file)?;
        if std::fs::read(&copy).ok().as_ref() != Some(&content) {
            files::write(&copy, &content)?;
        }
        if file.extension().is_some_and(|extension| TEXT.iter().any(|known| extension == *known)) {
            wanted.insert(files::brotli(&copy));
            text.push(copy.clone());
        }
        wanted.insert(copy);
    }
    remove_gone(layout, &wanted)?;
    files::compress(layout, &text)
}

/// The file server prefers a compressed copy, so one that outlives its original would be served for ever.
fn remove_gone(layout: &Layout, wanted: &BTreeSet<PathBuf>) -> Result<()> {
    let pkg = layout.pkg();
    files::below(&layout.site)?
        .iter()
        .filter(|file| !file.starts_with(&pkg) && !wanted.contains(*file))
        .try_for_each(|file| files::remove(file))
}
