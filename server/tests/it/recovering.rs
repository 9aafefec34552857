//! Registering without an invitation, and a forgotten password, as strangers and owners of mailboxes see them.

use crate::{
    main_job::invite,
    support::{Browser, INVITEE, MEMBER, OWNER, PASSWORD, Page, TestApp},
};
use sqlx::postgres::{PgConnectOptions, PgPoolOptions};

const NEW: &str = "Quiet-River-2027";

async fn ask_for_link(app: &TestApp, address: &str) -> Page {
    let browser = app.anonymous();
    let page = browser.get("/forgot-password").await;
    browser.submit(&page, "accounts/forgot_password", &[("address", address)]).await
}

/// The page behind the newest mailed link.
async fn open_link(app: &TestApp, browser: &Browser, address: &str) -> Page {
    let mail = app.mail_about(address, "").await;
    let opened = browser.get(mail.reset_link()).await;
    assert_eq!(opened.location().as_deref(), Some("/reset-password"), "the token leaves the address");
    browser.get("/reset-password").await
}

async fn begin(browser: &Browser, address: &str) -> Page {
    let page = browser.get("/register").await;
    browser.submit(&page, "accounts/begin_registration", &[("address", address)]).await
}

fn person<'a>(code: &'a str, password: &'a str) -> [(&'a str, &'a str); 6] {
    [
        ("code", code),
        ("family_name", "Arai"),
        ("given_name", "Mio"),
        ("password", password),
        ("password_again", password),
        ("terms", "on"),
    ]
}

#[sqlx::test(migrations = "../migrations")]
async fn req_c01_sec_p01_somebody_registers_with_a_mailed_code(pool: PgPoolOptions, connect: PgConnectOptions) {
    let app = TestApp::start(pool, connect).await;
    let browser = app.anonymous();
    let page = begin(&browser, INVITEE).await;
    assert_eq!(page.status, 200, "{}", page.text());
    assert_eq!(app.count("SELECT count(*) FROM accounts WHERE address LIKE 'mio%'").await, 0, "before the proof");
    let code = app.mail_to(INVITEE).await.code().to_owned();
    let wrong = if code == "000000" { "000001" } else { "000000" };
    let refused = browser.submit(&page, "accounts/register", &person(wrong, "fifteen letters")).await;
    assert_eq!(refused.status, 422);
    assert_eq!(refused.value("accounts/register", "family_name"), "Arai", "what was typed stays");
    assert_eq!(refused.value("accounts/register", "password"), "");
    for (password, status) in [("fourteen chars", 422), ("passwordpassword", 422), ("mio.arai-and-more-of-it", 422)] {
        assert_eq!(browser.submit(&page, "accounts/register", &person(&code, password)).await.status, status);
    }
    let sixty_four = "a lantern on the quiet river, seen from the third bridge at dusk";
    assert_eq!(sixty_four.chars().count(), 64);
    let done = browser.submit(&page, "accounts/register", &person(&code, sixty_four)).await;
    assert_eq!(done.location().as_deref(), Some("/organizations"), "{}", done.text());
    assert_eq!(browser.get("/account").await.status, 200);
    let again = app.anonymous().submit(&page, "accounts/register", &person(&code, "fifteen letters")).await;
    assert_eq!(again.status, 422, "a code works once");
    assert_eq!(app.count("SELECT count(*) FROM terms_agreements g JOIN accounts a ON a.id = g.account_id WHERE a.address LIKE 'mio%' AND g.agreed_at IS NOT NULL").await, 1);
}

#[sqlx::test(migrations = "../migrations")]
async fn sec_p02_the_servers_answer_says_how_strong_a_new_password_is(pool: PgPoolOptions, connect: PgConnectOptions) {
    let app = TestApp::start(pool, connect).await;
    let (easy, hard) = ("abcdefghijklmnop", "a lantern on a quiet river");
    let browser = app.anonymous();
    let said = browser.call("accounts/strength", &[("password", easy)]).await;
    assert_eq!(said.json()["level"], "weak", "{}", said.body);
    assert!(!said.body.contains(easy));
    assert_eq!(browser.call("accounts/strength", &[("password", hard)]).await.json()["level"], "strong");
    for none in ["", "\u{7}", &"x".repeat(300)] {
        assert_eq!(browser.call("accounts/strength", &[("password", none)]).await.body, "null");
    }
    // Registering, in English: refused for the code, and the password is said to be weak.
    let page = begin(&browser, INVITEE).await;
    assert!(!page.says("Strength:"), "nothing was typed yet");
    let refused = browser.submit(&page, "accounts/register", &person("12", easy)).await;
    assert!(refused.status == 422 && refused.says("Strength: weak."), "{}", refused.text());
    assert!(!refused.body.contains(easy), "the password does not come back");
    // Resetting and changing, in Japanese.
    ask_for_link(&app, OWNER).await;
    let forgetful = app.anonymous();
    forgetful.set_cookie("usher_language", "ja");
    let page = open_link(&app, &forgetful, OWNER).await;
    let differing = [("password", hard), ("password_again", "something else")];
    let refused = forgetful.submit(&page, "accounts/reset_password", &differing).await;
    assert!(refused.status == 422 && refused.says("強度：強い。"), "{}", refused.text());
    let owner = app.signed_in(OWNER).await;
    let page = owner.get("/account/security").await;
    let change = [("current_password", "a guess"), ("password", "8-sided"), ("password_again", "8-sided")];
    let refused = owner.submit(&page, "accounts/change_password", &change).await;
    assert!(refused.status == 422 && refused.says("強度："), "{}", refused.text());
    // Signing in says nothing of the sort.
    let page = browser.get("/sign-in").await;
    let wrong = browser.submit(&page, "accounts/sign_in", &[("address", OWNER), ("password", easy)]).await;
    assert!(wrong.status == 422 && !wrong.says("Strength"), "{}", wrong.text());
}

#[sqlx::test(migrations = "../migrations")]
async fn sec_l03_registering_says_the_same_of_known_and_unknown_addresses(
    pool: PgPoolOptions,
    connect: PgConnectOptions,
) {
    let app = TestApp::start(pool, connect).await;
    let mut answers = Vec::new();
    for address in [OWNER, INVITEE] {
        let (browser, before) = (app.anonymous(), app.store.hashes_computed());
        let page = begin(&browser, address).await;
        let proof = page.value("accounts/register", "proof");
        let refused = browser.submit(&page, "accounts/register", &person("123456", "fifteen letters")).await;
        let plain = |page: &Page| page.body.replace(address, "…").replace(&proof, "…").replace(&nonce(page), "");
        answers.push((
            page.status,
            plain(&page),
            refused.status,
            plain(&refused),
            app.store.hashes_computed() - before,
        ));
    }
    assert_eq!(answers[0], answers[1]);
    assert_eq!(answers[0].2, 422);
    // Only the mailbox learns what is there.
    assert!(app.mail_to(OWNER).await.text.contains("/sign-in"));
    assert_eq!(app.mail_to(INVITEE).await.code().len(), 6);
}

/// The nonce of a page with scripts; every response has another.
fn nonce(page: &Page) -> String {
    let policy = page.header("content-security-policy");
    policy.split_once("'nonce-").map(|(_, rest)| rest.split('\'').next().unwrap().to_owned()).unwrap_or_default()
}

#[sqlx::test(migrations = "../migrations")]
async fn sec_p03_asking_for_a_link_says_the_same_of_known_and_unknown_addresses(
    pool: PgPoolOptions,
    connect: PgConnectOptions,
) {
    let app = TestApp::start(pool, connect).await;
    let mut answers = Vec::new();
    for address in [OWNER, "nobody.here@aoba.example"] {
        let before = app.store.hashes_computed();
        let page = ask_for_link(&app, address).await;
        answers.push((page.status, page.body.replace(address, "…"), app.store.hashes_computed() - before));
    }
    assert_eq!(answers[0], answers[1]);
    assert_eq!(answers[0].0, 200);
    assert_eq!(app.count("SELECT count(*) FROM outbox WHERE purpose = 'reset'").await, 1);
}

#[sqlx::test(migrations = "../migrations")]
async fn sec_p04_sec_p05_one_address_at_a_time_and_only_the_stored_one_gets_mail(
    pool: PgPoolOptions,
    connect: PgConnectOptions,
) {
    let app = TestApp::start(pool, connect).await;
    let browser = app.anonymous();
    let twice = [("address", OWNER), ("address", "mallory@evil.example")];
    assert_eq!(browser.call("accounts/forgot_password", &twice).await.status, 422);
    for both in [format!("{OWNER},mallory@evil.example"), format!("{OWNER} mallory@evil.example")] {
        assert_eq!(browser.call("accounts/forgot_password", &[("address", &both)]).await.status, 422, "{both}");
    }
    // A dotless i is another letter, and so another mailbox.
    let lookalike = OWNER.replace('i', "ı").replace("sato", "satо");
    assert_ne!(lookalike, OWNER);
    browser.call("accounts/forgot_password", &[("address", &lookalike)]).await;
    assert_eq!(app.count("SELECT count(*) FROM outbox WHERE purpose = 'reset'").await, 0);
    let shouted = OWNER.to_uppercase();
    assert_eq!(browser.call("accounts/forgot_password", &[("address", &shouted)]).await.status, 200);
    assert_eq!(
        app.count("SELECT count(*) FROM outbox WHERE purpose = 'reset' AND recipient = 'hanako.sato@aoba.example'")
            .await,
        1
    );
}

#[sqlx::test(migrations = "../migrations")]
async fn req_c01_sec_p06_a_reset_spends_the_link_and_ends_every_session(
    pool: PgPoolOptions,
    connect: PgConnectOptions,
) {
    let app = TestApp::start(pool, connect).await;
    let (here, there) = (app.signed_in(MEMBER).await, app.signed_in(MEMBER).await);
    assert_eq!(ask_for_link(&app, MEMBER).await.status, 200);
    let browser = app.anonymous();
    let page = open_link(&app, &browser, MEMBER).await;
    assert!(page.says(MEMBER), "{}", page.text());
    let fields = |password| [("password", password), ("password_again", password)];
    for bad in ["short", "password123", "emma.clark@aoba.example", "xx 青葉商事 yy"] {
        let refused = browser.submit(&page, "accounts/reset_password", &fields(bad)).await;
        assert_eq!(refused.status, 422, "sec_p02 {bad}");
    }
    // Nobody opens it for a scanner: looking changes nothing.
    for _ in 0..2 {
        assert_eq!(browser.get("/reset-password").await.status, 200);
    }
    let done = browser.submit(&page, "accounts/reset_password", &fields(NEW)).await;
    assert_eq!(done.status, 200, "{}", done.text());
    assert!(!done.has_form("accounts/reset_password"));
    for session in [&here, &there] {
        assert_eq!(session.get("/organizations").await.status, 303, "every session has ended");
    }
    app.mail_about(MEMBER, "has been changed").await;
    let link = app.mail_about(MEMBER, "Choose a new password").await;
    let late = app.anonymous();
    late.get(link.reset_link()).await;
    assert_eq!(late.get("/reset-password").await.status, 410, "the link is spent");
    assert_eq!(late.call("accounts/reset_password", &fields("Quiet-River-2028")).await.status, 410);
    let old = [("address", MEMBER), ("password", PASSWORD)];
    assert_eq!(app.anonymous().call("accounts/sign_in", &old).await.status, 422);
    app.anonymous().sign_in(MEMBER, NEW).await;
}

#[sqlx::test(migrations = "../migrations")]
async fn req_c01_a_reset_link_is_over_after_half_an_hour_or_once_the_address_is_another(
    pool: PgPoolOptions,
    connect: PgConnectOptions,
) {
    let app = TestApp::start(pool, connect).await;
    ask_for_link(&app, MEMBER).await;
    let browser = app.anonymous();
    assert_eq!(open_link(&app, &browser, MEMBER).await.status, 200);
    app.alter("UPDATE accounts SET address = 'emma@elsewhere.example' WHERE address LIKE 'emma%'").await;
    assert_eq!(browser.get("/reset-password").await.status, 410);
    app.alter("UPDATE accounts SET address = 'emma.clark@aoba.example' WHERE address LIKE 'emma%'").await;
    assert_eq!(browser.get("/reset-password").await.status, 200);
    app.alter("UPDATE account_proofs SET expires_at = expires_at - interval '29 minutes'").await;
    assert_eq!(browser.get("/reset-password").await.status, 200);
    app.alter("UPDATE account_proofs SET expires_at = expires_at - interval '1 minute'").await;
    assert_eq!(browser.get("/reset-password").await.status, 410);
}

#[sqlx::test(migrations = "../migrations")]
async fn sec_t09_links_are_good_for_what_they_were_made_for(pool: PgPoolOptions, connect: PgConnectOptions) {
    let app = TestApp::start(pool, connect).await;
    invite(&app.signed_in(OWNER).await, INVITEE, "member").await;
    let invitation = app.mail_to(INVITEE).await.link().rsplit('/').next().unwrap().to_owned();
    ask_for_link(&app, MEMBER).await;
    let reset = app.mail_to(MEMBER).await.reset_link().rsplit('/').next().unwrap().to_owned();
    let browser = app.anonymous();
    assert_eq!(browser.get(&format!("/reset-password/{invitation}")).await.status, 404);
    assert_eq!(browser.get(&format!("/i/{reset}")).await.status, 404);
    assert_eq!(browser.get(&format!("/reset-password/{}", "a".repeat(43))).await.status, 404);
    browser.set_cookie("usher_reset", &format!("{invitation}.99999999999"));
    let fields = [("password", NEW), ("password_again", NEW)];
    assert_eq!(browser.call("accounts/reset_password", &fields).await.status, 410);
    // And no usable token is at rest (T2).
    let rows: Vec<String> = sqlx::query_scalar(
        "SELECT to_jsonb(p)::text FROM account_proofs p UNION ALL SELECT to_jsonb(o)::text FROM outbox o",
    )
    .fetch_all(&app.database)
    .await
    .unwrap();
    assert!(rows.len() > 1 && rows.iter().all(|row| !row.contains(&reset)));
}

#[sqlx::test(migrations = "../migrations")]
async fn sec_e05_codes_and_links_are_capped_per_address_and_per_client(pool: PgPoolOptions, connect: PgConnectOptions) {
    let app = TestApp::start(pool, connect).await;
    for _ in 0..8 {
        assert_eq!(ask_for_link(&app, MEMBER).await.status, 200, "the answer does not change");
    }
    assert_eq!(app.count("SELECT count(*) FROM outbox WHERE purpose = 'reset'").await, 5);
    let mut statuses = Vec::new();
    for number in 0..14 {
        let address = format!("flood{number}@newcomer.example");
        statuses.push(begin(&app.anonymous(), &address).await.status);
    }
    assert_eq!(statuses.iter().filter(|status| **status == 200).count(), 12, "20 of a client in an hour: {statuses:?}");
    assert!(statuses[12..].iter().all(|status| *status == 429));
    app.alter("UPDATE security_events SET at = at - interval '1 hour'").await;
    assert_eq!(ask_for_link(&app, OWNER).await.status, 200);
}

#[sqlx::test(migrations = "../migrations")]
async fn sec_l01_spoofed_addresses_and_spellings_share_one_bucket(pool: PgPoolOptions, connect: PgConnectOptions) {
    let app = TestApp::start(pool, connect).await;
    let mut statuses = Vec::new();
    for number in 0..6 {
        let browser = app.anonymous();
        let spelling = if number % 2 == 0 { OWNER.to_uppercase() } else { OWNER.replace('@', "＠") };
        let request = browser.own(browser.request(reqwest::Method::POST, "/fn/accounts/sign_in"));
        let request = request.header("x-forwarded-for", format!("198.51.100.{number}"));
        let answer = browser.send(request.form(&[("address", spelling.as_str()), ("password", "a guess")])).await;
        statuses.push(answer.status);
    }
    assert_eq!(statuses[..3], [422; 3]);
    assert!(statuses[3..].contains(&429), "the pauses grow: {statuses:?}");
    assert_eq!(
        app.count("SELECT count(DISTINCT (client, address_sha256)) FROM security_events WHERE kind = 'sign_in_tried'")
            .await,
        1
    );
}
