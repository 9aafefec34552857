//! Headers of every answer, and what errors may say.

use crate::support::{OWNER, Page, Setup, TestApp};
use reqwest::Method;
use server::http::Assets;
use sqlx::postgres::{PgConnectOptions, PgPoolOptions};
use std::{fs, path::PathBuf};

/// A folder as the build driver leaves it.
struct Built(PathBuf);

impl Built {
    fn new() -> Self {
        let root = std::env::temp_dir().join(format!("usher-site-{}", uuid::Uuid::now_v7()));
        fs::create_dir_all(root.join("pkg")).unwrap();
        let manifest = r#"{"js":"usher.0123456789abcdef.js","wasm":"usher.0123456789abcdef.wasm","css":"usher.0123456789abcdef.css"}"#;
        fs::write(root.join("pkg/manifest.json"), manifest).unwrap();
        fs::write(root.join("pkg/usher.0123456789abcdef.css"), "main{}").unwrap();
        fs::write(root.join("favicon.svg"), "<svg/>").unwrap();
        Self(root)
    }
}

impl Drop for Built {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.0);
    }
}

fn check(page: &Page, secure: bool) {
    let policy = page.header("content-security-policy");
    assert!(policy.contains("frame-ancestors 'none'") && policy.contains("base-uri 'none'"), "{}: {policy}", page.path);
    assert!(!policy.contains("unsafe-inline"), "{}: {policy}", page.path);
    assert_eq!(page.header("x-content-type-options"), "nosniff", "{}", page.path);
    assert_eq!(page.header("referrer-policy"), "same-origin", "{}", page.path);
    assert_eq!(page.header("x-frame-options"), "DENY", "{}", page.path);
    assert_eq!(page.header("cross-origin-opener-policy"), "same-origin", "{}", page.path);
    assert_eq!(page.header("strict-transport-security").is_empty(), !secure, "{}", page.path);
    assert_eq!(page.header("x-request-id").len(), 36, "{}", page.path);
}

#[sqlx::test(migrations = "../migrations")]
async fn sec_h01_every_answer_carries_the_headers(pool: PgPoolOptions, connect: PgConnectOptions) {
    let built = Built::new();
    let assets = Assets::load(&built.0).unwrap();
    let setup = Setup { public_url: Some("https://usher.example"), assets, ..Setup::default() };
    let app = TestApp::start_as(pool, connect, setup).await;
    let owner = app.signed_in(OWNER).await;
    let (nobody, long) = (app.anonymous(), "x".repeat(70_000));
    let token = "a".repeat(43);
    let mut pages = Vec::new();
    for path in
        ["/", "/sign-in", "/nowhere", "/healthz", "/readyz", "/invitation", "/o/aoba", "/favicon.svg", "/pkg/none.js"]
    {
        pages.push(nobody.get(path).await);
        pages.push(owner.get(path).await);
        pages.push(nobody.send(nobody.request(Method::HEAD, path)).await);
    }
    pages.push(nobody.get(&format!("/i/{token}")).await);
    pages.push(nobody.post("/sign-in", &[("address".to_owned(), long)]).await);
    pages.push(nobody.call("accounts/none", &[]).await);
    pages.push(nobody.call("accounts/sign_in", &[("address", "x")]).await);
    pages.push(owner.send(owner.request(Method::POST, "/organizations")).await);
    pages.push(nobody.send(nobody.own(nobody.request(Method::DELETE, "/sign-in"))).await);
    for page in pages {
        check(&page, true);
        assert_eq!(page.header("cache-control"), "no-store", "{}", page.path);
    }
    let hashed = nobody.get("/pkg/usher.0123456789abcdef.css").await;
    check(&hashed, true);
    assert_eq!(hashed.header("cache-control"), "public, max-age=31536000, immutable");
}

#[sqlx::test(migrations = "../migrations")]
async fn sec_h01_pages_with_scripts_have_a_nonce_of_their_own(pool: PgPoolOptions, connect: PgConnectOptions) {
    let app = TestApp::start(pool, connect).await;
    let owner = app.signed_in(OWNER).await;
    let mut nonces = Vec::new();
    for _ in 0..2 {
        let page = owner.get("/organizations").await;
        check(&page, false);
        let policy = page.header("content-security-policy").to_owned();
        let (_, rest) = policy.split_once("'nonce-").expect("a nonce");
        let nonce = rest.split('\'').next().unwrap().to_owned();
        for script in page.body.split("<script").skip(1) {
            assert!(script.split('>').next().unwrap().contains(&format!("nonce=\"{nonce}\"")), "{script}");
        }
        nonces.push(nonce);
    }
    assert_ne!(nonces[0], nonces[1]);
    assert!(nonces[0].len() >= 16);
    // Signing in and the confirmation need no script at all.
    for path in ["/sign-in", "/invitation"] {
        let page = app.anonymous().get(path).await;
        assert!(page.header("content-security-policy").contains("script-src 'none'"), "{path}");
        assert!(!page.body.contains("<script"), "{path}");
    }
}

#[sqlx::test(migrations = "../migrations")]
async fn sec_h02_errors_say_nothing_about_the_inside(pool: PgPoolOptions, connect: PgConnectOptions) {
    let app = TestApp::start(pool, connect).await;
    let owner = app.signed_in(OWNER).await;
    let session = owner.cookie("usher_session").unwrap();
    app.alter("ALTER TABLE memberships RENAME TO elsewhere").await;
    let broken = [
        owner.get("/organizations").await,
        owner.get("/o/aoba/members").await,
        owner.call("organizations/list", &[]).await,
        owner.call("members/list", &[("slug", "aoba")]).await,
    ];
    app.alter("ALTER TABLE sessions RENAME TO elsewhere_too").await;
    let more =
        [owner.get("/organizations").await, owner.get("/nowhere").await, owner.call("organizations/list", &[]).await];
    for page in broken.iter().chain(&more) {
        assert_eq!(page.status, 500, "{}: {}", page.path, page.text());
        for leak in
            ["memberships", "sessions", "SELECT", "relation", "sqlx", "panicked", "42P01", session.as_str(), "__err"]
        {
            assert!(!page.body.contains(leak), "{} says {leak}: {}", page.path, page.body);
            assert!(!format!("{:?}", page.headers).contains(leak), "{} says {leak}", page.path);
        }
    }
}
