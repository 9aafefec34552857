//! Built files. Those with a hash in their name never change and may be kept for ever; everything else is
//! as fresh as every other answer.

use axum::{
    Router,
    extract::Request,
    middleware::{self, Next},
    response::Response,
};
use http::{HeaderValue, StatusCode, header};
use serde::Deserialize;
use std::{
    fs, io,
    path::{Path, PathBuf},
};
use tower_http::services::{ServeDir, ServeFile};

/// How long a browser keeps a file whose name says what is in it.
const FOR_EVER: HeaderValue = HeaderValue::from_static("public, max-age=31536000, immutable");

/// The folder that the build driver fills, and the names of what is in it.
#[derive(Clone, Debug, Default)]
pub struct Assets {
    root: PathBuf,
    /// The addresses that pages refer to.
    pub names: app::Assets,
}

/// Why there are no built files.
#[derive(Debug, thiserror::Error)]
#[error("SITE_ROOT: {path} cannot be read ({source}); build the frontend with `make build`")]
pub struct AssetsError {
    path: PathBuf,
    source: io::Error,
}

/// `pkg/manifest.json`, as far as it is needed here.
#[derive(Deserialize)]
struct Manifest {
    js: String,
    wasm: String,
    css: String,
}

impl Manifest {
    fn plain() -> Self {
        Self { js: "usher.js".to_owned(), wasm: "usher.wasm".to_owned(), css: "usher.css".to_owned() }
    }
}

impl Assets {
    /// Reads the build driver's list. A folder without one that holds a build all the same was filled by
    /// cargo-leptos, which names files plainly.
    ///
    /// # Errors
    /// When the folder holds no build.
    pub fn load(root: &Path) -> Result<Self, AssetsError> {
        let path = root.join("pkg").join("manifest.json");
        let manifest: Manifest = match fs::read(&path) {
            Ok(bytes) => serde_json::from_slice(&bytes).map_err(io::Error::from),
            Err(_) if root.join("pkg").join("usher.js").exists() => Ok(Manifest::plain()),
            Err(error) => Err(error),
        }
        .map_err(|source| AssetsError { path, source })?;
        let address = |name: String| format!("/pkg/{name}");
        let names = app::Assets { css: address(manifest.css), js: address(manifest.js), wasm: address(manifest.wasm) };
        Ok(Self { root: root.to_owned(), names })
    }
}

/// Serves what is there at the start: `/pkg/`, and each file or folder beside it under its own name.
pub(super) fn router(assets: &Assets) -> Router {
    let mut router = Router::new();
    if assets.root.as_os_str().is_empty() {
        return router;
    }
    let pkg = ServeDir::new(assets.root.join("pkg")).precompressed_br();
    router = router.nest_service("/pkg", pkg);
    for entry in fs::read_dir(&assets.root).into_iter().flatten().flatten() {
        let (path, name) = (entry.path(), entry.file_name());
        let Some(name) = name.to_str().filter(|name| *name != "pkg" && !name.ends_with(".br")) else { continue };
        // Braces would be read as a parameter; no asset has a reason to be called so.
        if name.contains(['{', '}', '*']) {
            continue;
        }
        router = if path.is_dir() {
            router.nest_service(&format!("/{name}"), ServeDir::new(path).precompressed_br())
        } else {
            router.route_service(&format!("/{name}"), ServeFile::new(path).precompressed_br())
        };
    }
    router.layer(middleware::from_fn(age))
}

async fn age(request: Request, next: Next) -> Response {
    let hashed = request.uri().path().rsplit('/').next().is_some_and(is_hashed);
    let mut response = next.run(request).await;
    if hashed && matches!(response.status(), StatusCode::OK | StatusCode::NOT_MODIFIED) {
        response.headers_mut().insert(header::CACHE_CONTROL, FOR_EVER);
    }
    response
}

/// `usher.0123456789abcdef.js`.
fn is_hashed(name: &str) -> bool {
    let mut parts = name.split('.');
    let (first, hash, extension) = (parts.next(), parts.next(), parts.next());
    let hex = |hash: &str| hash.len() >= 8 && hash.bytes().all(|byte| byte.is_ascii_hexdigit());
    first == Some("usher") && hash.is_some_and(hex) && extension.is_some() && parts.next().is_none()
}
