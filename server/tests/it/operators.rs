//! Doors for operators and developers.

use crate::{
    main_job::invite,
    support::{INVITEE, OWNER, Setup, TestApp},
};
use sqlx::postgres::{PgConnectOptions, PgPoolOptions};
use tokio_util::sync::CancellationToken;

#[sqlx::test(migrations = "../migrations")]
async fn readiness_follows_the_schema(pool: PgPoolOptions, connect: PgConnectOptions) {
    let app = TestApp::start(pool, connect).await;
    let browser = app.anonymous();
    assert_eq!(browser.get("/healthz").await.json()["status"], "alive");
    assert_eq!(browser.get("/readyz").await.json()["status"], "ready");
    app.alter("UPDATE schema_compatibility SET needs_level = 1000").await;
    let answer = browser.get("/readyz").await;
    assert_eq!((answer.status, answer.json()["status"].as_str()), (503, Some("unavailable")));
    assert_eq!(browser.get("/healthz").await.status, 200);
}

#[sqlx::test(migrations = "../migrations")]
async fn the_inbox_shows_mails_in_development(pool: PgPoolOptions, connect: PgConnectOptions) {
    let app = TestApp::start_as(pool, connect, Setup { dev: true, ..Setup::default() }).await;
    let browser = app.anonymous();
    assert!(browser.get("/dev/inbox").await.says("No email yet"));
    assert!(browser.get_in_japanese("/dev/inbox").await.says("メールはまだありません"));
    invite(&app.signed_in(OWNER).await, INVITEE, "member").await;
    let mail = app.mail_to(INVITEE).await;
    let list = browser.get("/dev/inbox").await;
    assert!(list.says(&mail.subject) && list.says(INVITEE), "{}", list.text());
    let json = browser.get("/dev/inbox.json").await.json();
    assert_eq!(json[0]["to"][0], INVITEE);
    assert_eq!(json[0]["links"][0], mail.link());
    let id = json[0]["id"].as_u64().unwrap();
    let page = browser.get(&format!("/dev/inbox/{id}")).await;
    assert!(page.body.contains("sandbox=") && page.says(mail.link()), "{}", page.text());
    let document = browser.get(&format!("/dev/inbox/{id}/html")).await;
    assert!(document.header("content-security-policy").contains("sandbox"));
    assert!(document.body.contains(mail.link()));
    assert_eq!(browser.get("/dev/inbox/999").await.status, 404);
}

#[sqlx::test(migrations = "../migrations")]
async fn there_is_nothing_of_development_in_production(pool: PgPoolOptions, connect: PgConnectOptions) {
    let app = TestApp::start(pool, connect).await;
    for path in ["/dev/components", "/dev/inbox", "/dev/inbox.json", "/dev/inbox/1"] {
        assert_eq!(app.anonymous().get(path).await.status, 404, "{path}");
    }
}

/// While Leptos looks for the routes of an application, no resource of the whole process is loaded.
#[sqlx::test(migrations = "../migrations")]
async fn making_another_router_leaves_the_pages_of_this_one_alone(pool: PgPoolOptions, connect: PgConnectOptions) {
    let app = TestApp::start(pool, connect).await;
    let owner = app.signed_in(OWNER).await;
    let (site, stop) = (app.worker.site.clone(), CancellationToken::new());
    let others = std::thread::spawn({
        let stop = stop.clone();
        move || {
            while !stop.is_cancelled() {
                assert!(!server::http::pages(&site).is_empty());
            }
        }
    });
    for _ in 0..5 {
        assert_eq!(owner.get("/o/aoba/members").await.status, 200);
    }
    stop.cancel();
    others.join().unwrap();
}
