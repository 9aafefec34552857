//! The built files: which there are, and serving them.

use app::Assets;
use axum::{
    Router,
    extract::Request,
    middleware::{Next, from_fn},
    response::Response,
};
use http::{HeaderValue, header};
use serde::Deserialize;
use std::path::{Path, PathBuf};
use tower_http::services::{ServeDir, ServeFile};

/// The list that the build leaves beside the files.
const MANIFEST: &str = "pkg/manifest.json";

/// Files at the root of the site.
const ROOT: [&str; 2] = ["favicon.svg", "robots.txt"];

/// The built files are not there.
#[derive(Debug, thiserror::Error)]
#[error("the pages are not built ({path}: {why}); run `cargo run -p xtask -- site`")]
pub struct AssetsError {
    path: PathBuf,
    why: String,
}

#[derive(Deserialize)]
struct Manifest {
    js: String,
    wasm: String,
    css: String,
}

/// Reads which files the present build consists of.
///
/// # Errors
/// When they are not built.
pub fn load_assets(site_root: &Path) -> Result<Assets, AssetsError> {
    let path = site_root.join(MANIFEST);
    let failed = |why: String| AssetsError { path: path.clone(), why };
    let text = std::fs::read(&path).map_err(|error| failed(error.to_string()))?;
    let Manifest { js, wasm, css } = serde_json::from_slice(&text).map_err(|error| failed(error.to_string()))?;
    let address = |name: String| format!("/pkg/{name}");
    Ok(Assets { css: address(css), js: address(js), wasm: address(wasm) })
}

/// Routes of the built files. Their names carry their hash, so that a browser keeps them for ever.
pub(super) fn routes(site_root: &Path) -> Router {
    let built = ServeDir::new(site_root.join("pkg")).precompressed_br();
    let mut router = Router::new().nest_service("/pkg", built).layer(from_fn(immutable));
    for name in ROOT {
        router = router.route_service(&format!("/{name}"), ServeFile::new(site_root.join(name)));
    }
    router
}

async fn immutable(request: Request, next: Next) -> Response {
    let mut response = next.run(request).await;
    if response.status().is_success() || response.status() == http::StatusCode::NOT_MODIFIED {
        let forever = HeaderValue::from_static("public, max-age=31536000, immutable");
        response.headers_mut().insert(header::CACHE_CONTROL, forever);
    }
    response
}
