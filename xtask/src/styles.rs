//! `style/` as one minified sheet.

use crate::{
    files::{self, Layout},
    manifest::{self, Build, Manifest},
    outcome::Result,
    process,
};

/// Bundles `style/main.css` with what it imports. It takes a tenth of a second, so it is always done.
pub(crate) fn build(layout: &Layout) -> Result<()> {
    let sheet = layout.target.join("usher.css");
    files::write(&sheet, b"")?;
    process::run(layout.node("js/styles.mjs").arg(layout.root.join("style/main.css")).arg(&sheet))?;
    let css = manifest::place(layout, &files::read(&sheet)?, "css")?;
    let manifest = Manifest::load(layout);
    let build = Build { css, ..manifest.now.clone() };
    manifest.publish(layout, build)
}
