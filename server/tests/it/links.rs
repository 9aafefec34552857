//! The link in the mail, and the one that was copied.

use crate::{
    main_job::{invite, open, register},
    support::{INVITEE, OWNER, Page, STRANGER, SignedIn, TestApp},
};
use reqwest::Method;
use sqlx::postgres::{PgConnectOptions, PgPoolOptions};

fn token(link: &str) -> String {
    link.rsplit('/').next().unwrap().to_owned()
}

async fn copy(owner: &SignedIn, details: &Page) -> String {
    let page = owner.submit(details, "invitations/copy_link", &[]).await;
    assert_eq!(page.status, 200, "{}", page.text());
    assert_eq!(page.header("cache-control"), "no-store");
    let (_, rest) = page.body.split_once("/i/").expect("the link is shown once");
    let end = rest.find(|c: char| !c.is_ascii_alphanumeric() && c != '-' && c != '_').unwrap();
    format!("/i/{}", &rest[..end])
}

#[sqlx::test(migrations = "../migrations")]
async fn sec_t01_a_link_that_never_was_is_404_and_dead_ones_are_all_alike(
    pool: PgPoolOptions,
    connect: PgConnectOptions,
) {
    let app = TestApp::start(pool, connect).await;
    let owner = app.signed_in(OWNER).await;
    for guess in ["a".repeat(43), "x".to_owned(), "%00".to_owned(), "a".repeat(3000)] {
        let page = app.anonymous().get(&format!("/i/{guess}")).await;
        assert_eq!(page.status, 404, "{guess}");
        assert_eq!(page.header("set-cookie"), "");
        assert!(!page.body.contains(&"a".repeat(43)));
    }
    let mut dead = Vec::new();
    for (address, ending) in [
        ("revoked@newcomer.example", "revoke"),
        ("expired@newcomer.example", "expire"),
        ("declined@newcomer.example", "decline"),
        ("used@newcomer.example", "use"),
        ("superseded@newcomer.example", "resend"),
    ] {
        let details = invite(&owner, address, "member").await;
        let mail = app.mail_to(address).await;
        let person = app.anonymous();
        let page = open(&person, mail.link()).await;
        match ending {
            "revoke" | "resend" => {
                let done = owner.submit(&details, &format!("invitations/{ending}"), &[]).await;
                assert_eq!(done.status, 303, "{}", done.text());
            }
            "expire" => {
                let moved = "UPDATE invitations SET expires_at = clock_timestamp() - interval '1 millisecond' WHERE address = 'expired@newcomer.example'";
                assert_eq!(app.alter(moved).await, 1);
            }
            "decline" => drop(person.submit(&page, "invitations/decline", &[]).await),
            _ => assert_eq!(register(&person, &[]).await.status, 303),
        }
        let page = app.anonymous().follow(mail.link()).await;
        assert!(!page.says(address) && !page.says("青葉商事"), "{ending}: {}", page.text());
        dead.push((page.status, page.body, ending));
    }
    for (status, body, ending) in &dead {
        assert_eq!((*status, body), (dead[0].0, &dead[0].1), "{ending}");
    }
    assert_ne!(dead[0].0, 404);
}

#[sqlx::test(migrations = "../migrations")]
async fn sec_t03_no_page_or_answer_holds_the_token(pool: PgPoolOptions, connect: PgConnectOptions) {
    let app = TestApp::start(pool, connect).await;
    let owner = app.signed_in(OWNER).await;
    let details = invite(&owner, INVITEE, "member").await;
    let link = app.mail_to(INVITEE).await.link().to_owned();
    let token = token(&link);
    let id = details.path.split(['/', '?']).find(|part| part.len() == 36).unwrap().to_owned();
    let person = app.anonymous();
    open(&person, &link).await;
    let pages = [
        owner.get("/o/aoba/invitations").await,
        owner.get("/o/aoba/members").await,
        owner.get(&details.path).await,
        owner.call("invitations/list", &[("slug", "aoba")]).await,
        owner.call("invitations/read", &[("slug", "aoba"), ("id", &id)]).await,
        person.get("/invitation").await,
        person.get("/invitation/register").await,
        person.call("invitations/open", &[]).await,
    ];
    for page in pages {
        assert_eq!(page.status, 200, "{}", page.path);
        assert!(!page.body.contains(&token), "{}", page.path);
    }
    let copied = copy(&owner, &details).await;
    let copied = copied.trim_start_matches("/i/");
    assert_ne!(copied, token);
    assert!(!owner.get(&details.path).await.body.contains(copied), "shown once");
}

#[sqlx::test(migrations = "../migrations")]
async fn sec_t04_a_copied_link_does_not_prove_the_mailbox(pool: PgPoolOptions, connect: PgConnectOptions) {
    let app = TestApp::start(pool, connect).await;
    let owner = app.signed_in(OWNER).await;
    let details = invite(&owner, INVITEE, "member").await;
    app.mail_to(INVITEE).await;
    let link = copy(&owner, &details).await;
    let person = app.anonymous();
    open(&person, &link).await;
    for code in ["", "000000"] {
        let refused = register(&person, &[("code", code)]).await;
        assert_eq!(refused.status, 422, "{}", refused.text());
    }
    assert_eq!(app.count("SELECT count(*) FROM accounts WHERE address = 'mio.arai@newcomer.example'").await, 0);
    let page = person.get("/invitation/register").await;
    let asked = person.submit(&page, "invitations/send_code", &[]).await;
    assert!(asked.status == 200 || asked.status == 303, "{}", asked.text());
    let mail =
        app.sink.wait_for(|mail| mail.to == [INVITEE] && !String::from_utf8_lossy(&mail.raw).contains("/i/")).await;
    let mail = crate::support::Mail::read(&mail.raw);
    let joined = register(&person, &[("code", mail.code())]).await;
    assert_eq!(joined.location().as_deref(), Some("/o/aoba"), "{}", joined.text());
}

#[sqlx::test(migrations = "../migrations")]
async fn sec_t05_the_token_leaves_the_address_at_once(pool: PgPoolOptions, connect: PgConnectOptions) {
    let app = TestApp::start(pool, connect).await;
    invite(&app.signed_in(OWNER).await, INVITEE, "member").await;
    let mail = app.mail_to(INVITEE).await;
    assert!(mail.link().starts_with(&format!("{}/i/", app.public_url)));
    let answer = app.anonymous().get(mail.link()).await;
    assert_eq!((answer.status, answer.header("location")), (303, "/invitation"));
    assert_eq!((answer.body.as_str(), answer.header("cache-control")), ("", "no-store"));
    assert_eq!(answer.header("referrer-policy"), "same-origin");
    let cookie = answer.header("set-cookie");
    assert!(cookie.starts_with(&format!("usher_invitation={}", token(mail.link()))));
    for part in ["; HttpOnly", "; SameSite=Lax", "; Path=/"] {
        assert!(cookie.contains(part), "{cookie} lacks {part}");
    }
    assert!(!cookie.contains("Max-Age") && !cookie.contains("Expires"), "it ends with the browser: {cookie}");
}

#[sqlx::test(migrations = "../migrations")]
async fn sec_t06_scanners_consume_nothing(pool: PgPoolOptions, connect: PgConnectOptions) {
    let app = TestApp::start(pool, connect).await;
    let before = "SELECT count(*) FROM audit_entries";
    invite(&app.signed_in(OWNER).await, INVITEE, "member").await;
    let mail = app.mail_to(INVITEE).await;
    let entries = app.count(before).await;
    for _ in 0..3 {
        for method in [Method::HEAD, Method::GET] {
            let scanner = app.anonymous();
            let answer = scanner.send(scanner.request(method.clone(), mail.link())).await;
            assert_eq!(answer.status, 303);
            let page = scanner.send(scanner.request(method, "/invitation")).await;
            assert_eq!(page.status, 200);
        }
    }
    assert_eq!(app.count(before).await, entries);
    let person = app.anonymous();
    open(&person, mail.link()).await;
    assert_eq!(register(&person, &[]).await.location().as_deref(), Some("/o/aoba"));
}

#[sqlx::test(migrations = "../migrations")]
async fn sec_t11_of_two_links_the_newest_wins(pool: PgPoolOptions, connect: PgConnectOptions) {
    let app = TestApp::start(pool, connect).await;
    let owner = app.signed_in(OWNER).await;
    invite(&owner, INVITEE, "member").await;
    invite(&owner, "sota.kido@newcomer.example", "member").await;
    let (first, second) = (app.mail_to(INVITEE).await, app.mail_to("sota.kido@newcomer.example").await);
    let person = app.anonymous();
    let shown = open(&person, first.link()).await;
    assert!(open(&person, second.link()).await.says("sota.kido@newcomer.example"));
    // The first tab still shows the first invitation; answering there must not answer the second (A4).
    let declined = person.submit(&shown, "invitations/decline", &[]).await;
    assert!(declined.status >= 400, "{} {}", declined.status, declined.text());
    assert!(person.get("/invitation").await.says("sota.kido@newcomer.example"));
}

#[sqlx::test(migrations = "../migrations")]
async fn sec_a01_another_account_cannot_accept(pool: PgPoolOptions, connect: PgConnectOptions) {
    let app = TestApp::start(pool, connect).await;
    invite(&app.signed_in(OWNER).await, INVITEE, "member").await;
    let details = app.mail_to(INVITEE).await;
    let other = app.signed_in(STRANGER).await;
    let page = other.follow(details.link()).await;
    assert_eq!(page.status, 403);
    assert!(page.says(STRANGER), "{}", page.text());
    assert!(!page.has_form("invitations/accept"));
    let id = page.value("invitations/decline", "id");
    let answer = other.call("invitations/accept", &[("id", &id)]).await;
    assert_eq!((answer.status, answer.body.as_str()), (403, "\"wrong_account\""));
    assert!(app.anonymous().follow(details.link()).await.says(INVITEE), "nothing is consumed");
}
