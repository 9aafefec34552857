//! What is typed, sent twice, or too large.

use crate::support::{INVITEE, OWNER, SignedIn, TestApp};
use reqwest::{Method, header::CONTENT_TYPE};
use sqlx::postgres::{PgConnectOptions, PgPoolOptions};

async fn send(owner: &SignedIn, more: &[(&str, &str)]) -> (u16, String) {
    let mut fields = vec![("slug", "aoba"), ("role", "member"), ("permission", "write")];
    fields.extend_from_slice(more);
    let answer = owner.call("invitations/send", &fields).await;
    (answer.status, answer.body)
}

#[sqlx::test(migrations = "../migrations")]
async fn sec_u01_spellings_of_an_address_are_one_address(pool: PgPoolOptions, connect: PgConnectOptions) {
    let app = TestApp::start(pool, connect).await;
    let owner = app.signed_in(OWNER).await;
    let (status, body) = send(&owner, &[("address", "mio.arai@newcomer.example")]).await;
    assert_eq!(status, 200, "{body}");
    for spelling in [
        "mio.arai@newcomer。example",
        "MIO.ARAI@NEWCOMER.EXAMPLE",
        "ｍｉｏ．ａｒａｉ＠newcomer.example",
        " mio.arai@newcomer.example ",
    ] {
        let (status, body) = send(&owner, &[("address", spelling)]).await;
        assert_eq!(status, 409, "{spelling}: {body}");
        assert!(body.contains("already_invited"), "{spelling}: {body}");
    }
    for spelling in ["mio.arai@new\u{ad}comer.example", "mio.arai@newcomer.example\u{200b}"] {
        let (status, body) = send(&owner, &[("address", spelling)]).await;
        assert!(status == 409 || status == 422, "{spelling:?}: {status} {body}");
    }
    assert_eq!(app.count("SELECT count(*) FROM invitations WHERE address LIKE '%newcomer%'").await, 1);
    assert_eq!(app.count("SELECT count(*) FROM outbox WHERE recipient = 'mio.arai@newcomer.example'").await, 1);
}

#[sqlx::test(migrations = "../migrations")]
async fn sec_u02_deceptive_characters_are_refused(pool: PgPoolOptions, connect: PgConnectOptions) {
    let app = TestApp::start(pool, connect).await;
    let owner = app.signed_in(OWNER).await;
    let addresses = [
        "a\0b@newcomer.example",
        "a\u{202e}b@newcomer.example",
        "a\u{200b}b@newcomer.example",
        "a\nb@newcomer.example",
    ];
    for address in addresses {
        let (status, body) = send(&owner, &[("address", address)]).await;
        assert_eq!(status, 422, "{address:?}: {body}");
    }
    let owner = app.signed_in("aoi.nakagawa@hikari.example").await;
    let long = "x".repeat(10_000);
    for name in ["Mi\0o", "Mi\u{202e}o", "Mi\r\nBcc: x@evil.example", "\u{7}", long.as_str()] {
        let fields = [
            ("slug", "hikari"),
            ("address", INVITEE),
            ("policies", "read_only"),
            ("family_name", name),
            ("given_name", "Mio"),
            ("phone", "+81 90 1234 5678"),
        ];
        let answer = owner.call("invitations/send", &fields).await;
        assert_eq!(answer.status, 422, "{name:?}: {}", answer.body);
        assert!(answer.body.contains("family_name"), "{}", answer.body);
    }
}

#[sqlx::test(migrations = "../migrations")]
async fn sec_e04_quoted_literal_and_dotless_addresses_are_refused(pool: PgPoolOptions, connect: PgConnectOptions) {
    let app = TestApp::start(pool, connect).await;
    let owner = app.signed_in(OWNER).await;
    for address in [
        "\"mio arai\"@newcomer.example",
        "mio@[127.0.0.1]",
        "mio@localhost",
        "mio@127.0.0.1",
        "mio@newcomer.example, x@y.example",
    ] {
        let (status, body) = send(&owner, &[("address", address)]).await;
        assert_eq!(status, 422, "{address}: {body}");
        let page = owner.get("/o/aoba/invitations/new").await;
        let page = owner.submit(&page, "invitations/search", &[("address", address), ("step", "create")]).await;
        assert_eq!(page.status, 422, "{address}");
        assert_eq!(page.value("invitations/search", "address"), address, "what was typed stays");
    }
    assert_eq!(app.count("SELECT count(*) FROM outbox WHERE recipient LIKE 'mio%'").await, 0);
}

#[sqlx::test(migrations = "../migrations")]
async fn sec_u03_too_large_is_413_and_twice_is_422(pool: PgPoolOptions, connect: PgConnectOptions) {
    let app = TestApp::start(pool, connect).await;
    let owner = app.signed_in(OWNER).await;
    let large = format!("address={}", "x".repeat(64 * 1024));
    for path in ["/fn/invitations/send", "/o/aoba/invitations/new", "/sign-in"] {
        let post =
            || owner.own(owner.request(Method::POST, path)).header(CONTENT_TYPE, "application/x-www-form-urlencoded");
        assert_eq!(owner.send(post().body(large.clone())).await.status, 413, "{path}");
        // A body that does not say how long it is is counted while it comes.
        let pieces = (0..70).map(|_| Ok::<_, std::io::Error>("x".repeat(1024)));
        let stream = reqwest::Body::wrap_stream(futures::stream::iter(pieces));
        assert_eq!(owner.send(post().body(stream)).await.status, 413, "{path}, in pieces");
    }
    let twice = [("address", INVITEE), ("address", "other@newcomer.example")];
    let (status, body) = send(&owner, &twice).await;
    assert_eq!((status, body.as_str()), (422, "\"malformed\""));
    let unknown = [("address", INVITEE), ("email_verified", "true")];
    assert_eq!(send(&owner, &unknown).await.0, 422, "sec_a04: a field that the function does not know");
    assert_eq!(app.count("SELECT count(*) FROM outbox WHERE recipient LIKE '%newcomer%'").await, 0);
    // Arguments that are missing or no form at all are the sender's fault, never ours.
    assert_eq!(owner.call("invitations/revoke", &[]).await.status, 422);
    let json = owner.own(owner.request(Method::POST, "/fn/invitations/send")).header(CONTENT_TYPE, "application/json");
    assert_eq!(owner.send(json.body("{}")).await.status, 422);
}
