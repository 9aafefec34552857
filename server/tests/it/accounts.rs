//! Signing in, sessions, and what strangers may learn.

use crate::{
    main_job::invite,
    support::{INVITEE, MEMBER, OWNER, PASSWORD, STRANGER, Setup, TestApp},
};
use sqlx::postgres::{PgConnectOptions, PgPoolOptions};

#[sqlx::test(migrations = "../migrations")]
async fn sec_p03_known_and_unknown_addresses_get_the_same_bytes(pool: PgPoolOptions, connect: PgConnectOptions) {
    let app = TestApp::start(pool, connect).await;
    let browser = app.anonymous();
    let mut answers = Vec::new();
    for address in [OWNER, "nobody.here@aoba.example"] {
        let before = app.store.hashes_computed();
        let page = browser.get("/sign-in").await;
        let wrong = [("address", address), ("password", "not the password")];
        let page = browser.submit(&page, "accounts/sign_in", &wrong).await;
        let call = browser.call("accounts/sign_in", &wrong).await;
        let hashes = app.store.hashes_computed() - before;
        answers.push((page.status, page.body.replace(address, "…"), call.status, call.body, hashes));
    }
    assert_eq!(answers[0], answers[1]);
    assert_eq!((answers[0].0, answers[0].2, answers[0].4), (422, 422, 2));
}

#[sqlx::test(migrations = "../migrations")]
async fn sec_s01_signing_in_makes_a_new_session_and_ends_the_old_one(pool: PgPoolOptions, connect: PgConnectOptions) {
    let app = TestApp::start(pool, connect).await;
    let browser = app.anonymous();
    browser.set_cookie("usher_session", "planted-by-somebody-else-0123456789abcdefghi");
    let person = browser.sign_in(OWNER, PASSWORD).await;
    let first = person.cookie("usher_session").unwrap();
    assert!(!first.starts_with("planted"));
    let page = person.get("/sign-in").await;
    let fields = [("address", OWNER), ("password", PASSWORD)];
    assert_eq!(person.submit(&page, "accounts/sign_in", &fields).await.status, 303);
    assert_ne!(person.cookie("usher_session").unwrap(), first);
    assert_eq!(person.get("/organizations").await.status, 200);
    person.set_cookie("usher_session", &first);
    assert_eq!(person.get("/organizations").await.location().as_deref(), Some("/sign-in?next=/organizations"));
}

#[sqlx::test(migrations = "../migrations")]
async fn sec_s02_signing_out_ends_the_cookie_wherever_it_was_kept(pool: PgPoolOptions, connect: PgConnectOptions) {
    let app = TestApp::start(pool, connect).await;
    let person = app.signed_in(OWNER).await;
    let kept = person.cookie("usher_session").unwrap();
    let page = person.get("/organizations").await;
    assert_eq!(person.submit(&page, "accounts/sign_out", &[]).await.status, 303);
    assert_eq!(person.cookie("usher_session"), None);
    person.set_cookie("usher_session", &kept);
    assert_eq!(person.get("/o/aoba/members").await.status, 303);
    assert_eq!(person.call("organizations/list", &[]).await.status, 401);
}

#[sqlx::test(migrations = "../migrations")]
async fn sec_s03_cookies_behind_https_are_bound_to_host_and_channel(pool: PgPoolOptions, connect: PgConnectOptions) {
    let setup = Setup { public_url: Some("https://usher.example"), ..Setup::default() };
    let app = TestApp::start_as(pool, connect, setup).await;
    let browser = app.anonymous();
    let page = browser.get("/sign-in").await;
    let answer = browser.submit(&page, "accounts/sign_in", &[("address", OWNER), ("password", PASSWORD)]).await;
    let person = app.signed_in(OWNER).await;
    invite(&person, INVITEE, "member").await;
    let opened = app.anonymous().get(app.mail_to(INVITEE).await.link()).await;
    for (page, name) in [(answer, "__Host-usher_session="), (opened, "__Host-usher_invitation=")] {
        let cookies: Vec<&str> =
            page.headers.get_all("set-cookie").iter().map(|cookie| cookie.to_str().unwrap()).collect();
        assert!(!cookies.is_empty());
        for cookie in cookies {
            assert!(cookie.starts_with(name), "{cookie}");
            for part in ["; Secure", "; HttpOnly", "; SameSite=Lax", "; Path=/"] {
                assert!(cookie.contains(part), "{cookie} lacks {part}");
            }
            assert!(!cookie.to_ascii_lowercase().contains("domain"), "{cookie}");
        }
    }
}

#[sqlx::test(migrations = "../migrations")]
async fn sec_a10_signing_in_leads_to_paths_of_ours_only(pool: PgPoolOptions, connect: PgConnectOptions) {
    let app = TestApp::start(pool, connect).await;
    for next in ["//evil.example", "/\\evil.example", "%2f%2fevil.example", "https://evil.example", "/\t/evil.example"]
    {
        let browser = app.anonymous();
        let page = browser.get("/sign-in").await;
        let fields = [("address", OWNER), ("password", PASSWORD), ("next", next)];
        let answer = browser.submit(&page, "accounts/sign_in", &fields).await;
        assert_eq!(answer.location().as_deref(), Some("/organizations"), "{next:?}");
    }
    let guarded = app.anonymous().get("//evil.example/o/aoba").await;
    assert!(guarded.location().is_none_or(|to| to.starts_with('/') && !to.starts_with("//")), "{guarded:?}");
}

#[sqlx::test(migrations = "../migrations")]
async fn req_b10_who_is_not_signed_in_comes_back_after_signing_in(pool: PgPoolOptions, connect: PgConnectOptions) {
    let app = TestApp::start(pool, connect).await;
    let browser = app.anonymous();
    let wanted = "/o/aoba/invitations?status=PENDING";
    let away = browser.get(wanted).await.location().unwrap();
    assert!(away.starts_with("/sign-in?next="), "{away}");
    let page = browser.get(&away).await;
    let answer = browser.submit(&page, "accounts/sign_in", &[("address", MEMBER), ("password", PASSWORD)]).await;
    assert_eq!(answer.location().as_deref(), Some(wanted));
}

#[sqlx::test(migrations = "../migrations")]
async fn sec_r09_a_foreign_organization_and_none_are_the_same(pool: PgPoolOptions, connect: PgConnectOptions) {
    let app = TestApp::start(pool, connect).await;
    let stranger = app.signed_in(STRANGER).await;
    for below in ["", "/members", "/invitations", "/invitations/new"] {
        let mut answers = Vec::new();
        for slug in ["aoba", "none"] {
            let page = stranger.get(&format!("/o/{slug}{below}")).await;
            answers.push((page.status, page.text().replace(slug, "…")));
        }
        assert_eq!(answers[0], answers[1]);
        assert_eq!(answers[0].0, 404, "{}", answers[0].1);
    }
    for function in ["invitations/list", "members/list"] {
        let foreign = stranger.call(function, &[("slug", "aoba")]).await;
        let none = stranger.call(function, &[("slug", "none")]).await;
        assert_eq!((foreign.status, &foreign.body), (404, &none.body));
    }
}

#[sqlx::test(migrations = "../migrations")]
async fn sec_r03_ids_of_another_organization_do_not_exist_here(pool: PgPoolOptions, connect: PgConnectOptions) {
    let app = TestApp::start(pool, connect).await;
    let details = invite(&app.signed_in(OWNER).await, INVITEE, "member").await;
    let id = details.path.split(['/', '?']).find(|part| part.len() == 36).unwrap().to_owned();
    let stranger = app.signed_in(STRANGER).await;
    assert_eq!(stranger.get(&format!("/o/harbour-looms/invitations/{id}")).await.status, 404);
    for slug in ["harbour-looms", "aoba"] {
        for function in ["read", "revoke", "resend", "copy_link"] {
            let answer = stranger.call(&format!("invitations/{function}"), &[("slug", slug), ("id", &id)]).await;
            assert_eq!(answer.status, 404, "{function} in {slug}: {}", answer.body);
        }
    }
    assert_eq!(
        app.count("SELECT count(*) FROM invitations WHERE revoked_at IS NOT NULL AND address LIKE '%newcomer%'").await,
        0
    );
}

#[sqlx::test(migrations = "../migrations")]
async fn every_server_function_needs_somebody_signed_in_or_an_opened_link(
    pool: PgPoolOptions,
    connect: PgConnectOptions,
) {
    // These are how one becomes somebody; each is tried on its own.
    const OPEN: [&str; 6] = [
        "/fn/accounts/sign_in",
        "/fn/accounts/sign_out",
        "/fn/accounts/open_reset",
        "/fn/accounts/registration_terms",
        "/fn/accounts/strength",
        "/fn/invitations/open",
    ];
    let app = TestApp::start(pool, connect).await;
    let browser = app.anonymous();
    let id = uuid::Uuid::nil().to_string();
    for (path, _) in server_fn::axum::server_fn_paths().filter(|(path, _)| !OPEN.contains(path)) {
        let function = path.strip_prefix("/fn/").unwrap();
        for fields in [&[("slug", "aoba")][..], &[("slug", "aoba"), ("id", &id)], &[("id", &id)], &[]] {
            let answer = browser.call(function, fields).await;
            let refused = [401, 404, 409, 410, 422].contains(&answer.status);
            assert!(refused, "{path} answered {} to nobody: {}", answer.status, answer.body);
        }
    }
}

#[sqlx::test(migrations = "../migrations")]
async fn sec_p08_a_flood_of_sign_ins_is_bounded_and_leaves_the_rest_alone(
    pool: PgPoolOptions,
    connect: PgConnectOptions,
) {
    let app = TestApp::start(pool, connect).await;
    let flood: Vec<_> = (0..200)
        .map(|number| {
            let browser = app.anonymous();
            tokio::spawn(async move {
                let address = format!("flood{number}@newcomer.example");
                let fields = [("address", address.as_str()), ("password", "not the password")];
                browser.call("accounts/sign_in", &fields).await.status
            })
        })
        .collect();
    assert_eq!(app.anonymous().get("/healthz").await.status, 200);
    assert_eq!(app.anonymous().get("/sign-in").await.status, 200);
    let mut refused_early = 0;
    for task in flood {
        let status = task.await.unwrap();
        assert!([422, 429, 503].contains(&status), "{status}");
        refused_early += usize::from(status != 422);
    }
    assert!(refused_early >= 100, "{refused_early}");
    let large = "x".repeat(1_000_000);
    let answer = app.anonymous().call("accounts/sign_in", &[("address", OWNER), ("password", &large)]).await;
    assert_eq!(answer.status, 413);
}
