//! `/dev/components`: each piece of `style/` as it looks, light and dark. Routed only with `USHER_DEV=1`.

use app::Site;
use askama::Template;
use axum::{
    Extension, Router,
    http::{HeaderValue, StatusCode, header},
    response::{Html, IntoResponse, Response},
    routing::get,
};
use std::sync::Arc;

/// Our own style, and nothing that runs.
const POLICY: HeaderValue = HeaderValue::from_static(
    "default-src 'none'; style-src 'self'; img-src 'self' data:; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
);

/// The page of components.
pub fn router(site: &Site) -> Router {
    let page = Page { site: site.name.clone(), css: site.assets.css.clone() };
    Router::new().route("/dev/components", get(show)).layer(Extension(Arc::new(page)))
}

#[derive(Template)]
#[template(path = "components.html")]
struct Page {
    site: Arc<str>,
    css: String,
}

impl Page {
    /// Drawn once light and once dark; ids end in it.
    const SCHEMES: [&str; 2] = ["light", "dark"];
    /// The states of things, as badges name them.
    const STATES: [&str; 12] = [
        "pending",
        "accepted",
        "declined",
        "revoked",
        "expired",
        "active",
        "suspended",
        "ended",
        "removed",
        "queued",
        "sent",
        "failed",
    ];
    /// What plots have a colour for.
    const PLOTTED: [&str; 6] = ["free", "accepted", "pending", "expired", "revoked", "declined"];
}

async fn show(page: Extension<Arc<Page>>) -> Response {
    match page.render() {
        Ok(page) => ([(header::CONTENT_SECURITY_POLICY, POLICY)], Html(page)).into_response(),
        Err(error) => {
            tracing::error!(%error, "a template is broken");
            StatusCode::INTERNAL_SERVER_ERROR.into_response()
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Page;
    use askama::Template;
    use std::{collections::BTreeSet, fs, path::Path};

    /// What is outside of pieces that begin and end like this.
    fn without(text: &str, begin: &str, end: &str) -> String {
        let mut pieces = text.split(begin);
        let first = pieces.next().unwrap().to_owned();
        pieces.fold(first, |outside, piece| outside + piece.split_once(end).unwrap().1)
    }

    /// The names of classes in a style sheet: what follows a dot, outside of comments and addresses.
    fn classes(css: &str) -> BTreeSet<String> {
        without(&without(css, "/*", "*/"), "url(", ")")
            .split('.')
            .skip(1)
            .filter(|rest| rest.starts_with(|first: char| first.is_ascii_lowercase()))
            .filter_map(|rest| rest.split(|letter: char| !letter.is_ascii_alphanumeric() && letter != '-').next())
            .map(str::to_owned)
            .collect()
    }

    #[test]
    fn every_class_of_the_style_is_shown_and_explained() {
        let style = Path::new(env!("CARGO_MANIFEST_DIR")).join("../style");
        let page = Page { site: "Usher".into(), css: String::new() }.render().unwrap();
        let shown: BTreeSet<&str> = page
            .split("class=\"")
            .skip(1)
            .filter_map(|rest| rest.split('"').next())
            .flat_map(str::split_whitespace)
            // Shapes of a whole page, and a frame that only the inbox has.
            .chain(["narrow", "page-reading", "mail-body"])
            .collect();
        let explained = fs::read_to_string(style.join("README.md")).unwrap();
        let mut sheets = 0;
        for file in fs::read_dir(&style).unwrap().map(|file| file.unwrap().path()) {
            if file.extension().is_none_or(|extension| extension != "css") || file.ends_with("main.css") {
                continue;
            }
            sheets += 1;
            for class in classes(&fs::read_to_string(&file).unwrap()) {
                assert!(shown.contains(class.as_str()), ".{class} of {} is not on /dev/components", file.display());
                assert!(explained.contains(&class), ".{class} of {} is not in style/README.md", file.display());
            }
        }
        assert!(sheets > 20, "{sheets}");
    }
}
