//! Requests that other sites make browsers send.

use crate::support::{OWNER, PASSWORD, TestApp};
use reqwest::Method;
use sqlx::postgres::{PgConnectOptions, PgPoolOptions};

#[sqlx::test(migrations = "../migrations")]
async fn sec_s04_a_post_of_another_site_is_refused_everywhere(pool: PgPoolOptions, connect: PgConnectOptions) {
    let app = TestApp::start(pool, connect).await;
    let owner = app.signed_in(OWNER).await;
    let mut paths: Vec<&str> = server_fn::axum::server_fn_paths().map(|(path, _)| path).collect();
    assert!(paths.len() > 10, "{paths:?}");
    paths.extend(["/sign-in", "/", "/o/aoba/invitations/new", "/invitation", "/nowhere", "/healthz"]);
    for path in paths {
        for (site, origin) in [
            ("cross-site", "https://evil.example"),
            ("same-site", "https://evil.usher.example"),
            ("cross-site", "null"),
        ] {
            let request = owner.request(Method::POST, path).header("origin", origin).header("sec-fetch-site", site);
            let fields = [("_fn", "/fn/accounts/sign_in"), ("address", OWNER), ("password", PASSWORD)];
            let answer = owner.send(request.form(&fields)).await;
            assert_eq!(answer.status, 403, "{path} from {origin}");
            assert_eq!(answer.header("set-cookie"), "", "{path} from {origin}");
        }
        // An old browser that sends Origin alone is no way around.
        let request = owner.request(Method::POST, path).header("origin", "https://evil.example");
        assert_eq!(owner.send(request.form(&[("_fn", "x")])).await.status, 403, "{path}");
    }
}

#[sqlx::test(migrations = "../migrations")]
async fn sec_s05_no_function_changes_anything_by_get(pool: PgPoolOptions, connect: PgConnectOptions) {
    let app = TestApp::start(pool, connect).await;
    let owner = app.signed_in(OWNER).await;
    for (path, method) in server_fn::axum::server_fn_paths() {
        assert_eq!(method, Method::POST, "{path}");
        assert_eq!(owner.get(path).await.status, 405, "{path}");
    }
}

#[sqlx::test(migrations = "../migrations")]
async fn sec_s06_cookies_without_origin_are_refused(pool: PgPoolOptions, connect: PgConnectOptions) {
    let app = TestApp::start(pool, connect).await;
    let owner = app.signed_in(OWNER).await;
    for path in ["/fn/organizations/list", "/organizations", "/sign-in"] {
        for method in [Method::POST, Method::PUT, Method::DELETE, Method::PATCH] {
            let silent = owner.request(method, path).header("content-type", "application/x-www-form-urlencoded");
            assert_eq!(owner.send(silent).await.status, 403, "{path}");
        }
    }
    // A program without cookies has nothing that could be abused.
    let program = app.anonymous();
    let request =
        program.request(Method::POST, "/fn/accounts/sign_in").form(&[("address", OWNER), ("password", PASSWORD)]);
    assert_eq!(program.send(request).await.status, 200);
}

#[sqlx::test(migrations = "../migrations")]
async fn sec_s07_no_answer_redirects_to_the_referer(pool: PgPoolOptions, connect: PgConnectOptions) {
    let app = TestApp::start(pool, connect).await;
    let browser = app.anonymous();
    for password in [PASSWORD, "wrong"] {
        let request = browser.own(browser.request(Method::POST, "/fn/accounts/sign_in"));
        let request = request.header("referer", "https://evil.example/").header("accept", "text/html");
        let answer = browser.send(request.form(&[("address", OWNER), ("password", password)])).await;
        assert_eq!(answer.header("location"), "");
        assert!(!answer.body.contains("__err"));
    }
}
