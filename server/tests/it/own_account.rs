//! One's own account: profile, language, password, address, sessions, and the end of it.

use crate::support::{INVITEE, MEMBER, OWNER, PASSWORD, SignedIn, TestApp};
use sqlx::postgres::{PgConnectOptions, PgPoolOptions};

const NEW: &str = "Quiet-River-2027";

#[sqlx::test(migrations = "../migrations")]
async fn req_c02_a_profile_is_kept_and_times_are_the_readers(pool: PgPoolOptions, connect: PgConnectOptions) {
    let app = TestApp::start(pool, connect).await;
    let person = app.signed_in(MEMBER).await;
    let page = person.get("/account").await;
    let fields = [
        ("family_name", "Clark"),
        ("given_name", "Emma Jane"),
        ("country", "GB"),
        ("phone", "+44 20 7946 0018"),
        ("time_zone", "Asia/Kolkata"),
    ];
    let done = person.submit(&page, "accounts/save_profile", &fields).await;
    assert_eq!(done.location().as_deref(), Some("/account?news=saved"), "{}", done.text());
    let page = person.get("/account").await;
    for (field, value) in
        [("given_name", "Emma Jane"), ("country", "GB"), ("phone", "+442079460018"), ("time_zone", "Asia/Kolkata")]
    {
        assert_eq!(page.value("accounts/save_profile", field), value);
    }
    app.alter("UPDATE sessions SET created_at = '2026-03-01T20:00:00Z'").await;
    let sessions = person.get("/account/sessions").await;
    assert!(sessions.says("2 Mar 2026, 01:30") && sessions.says("Asia/Kolkata"), "the zone is named");
    for (field, bad) in [("given_name", ""), ("phone", "12"), ("time_zone", "Asia/Nowhere"), ("country", "XX")] {
        let refused = person.submit(&page, "accounts/save_profile", &[(field, bad)]).await;
        assert_eq!(refused.status, 422, "{field}");
    }
}

#[sqlx::test(migrations = "../migrations")]
async fn req_a08_the_language_is_switched_on_every_page(pool: PgPoolOptions, connect: PgConnectOptions) {
    let app = TestApp::start(pool, connect).await;
    let browser = app.anonymous();
    for path in ["/sign-in", "/register", "/forgot-password", "/terms/1", "/nowhere"] {
        let page = browser.get(path).await;
        assert!(page.body.contains("<html lang=\"en\""), "{path}");
        assert_eq!(page.value("accounts/switch_language", "language"), "ja");
    }
    let page = browser.get("/sign-in?next=/o/aoba").await;
    let switched = browser.submit(&page, "accounts/switch_language", &[]).await;
    assert_eq!(switched.location().as_deref(), Some("/sign-in?next=/o/aoba"));
    assert!(browser.get("/register").await.body.contains("<html lang=\"ja\""));
    assert!(browser.get("/pkg").await.says("ページが見つかりません"));
    // An account has a language of its own, which the switch changes once one is signed in.
    let person = app.signed_in(MEMBER).await;
    let page = person.get("/o/aoba").await;
    assert!(page.body.contains("<html lang=\"en\"") && page.says("Emma Clark"));
    assert_eq!(person.submit(&page, "accounts/switch_language", &[]).await.status, 303);
    let page = person.get("/o/aoba").await;
    assert!(page.body.contains("<html lang=\"ja\"") && page.says("Clark Emma"), "the family name comes first");
    let elsewhere = app.signed_in(MEMBER).await;
    assert!(elsewhere.get("/organizations").await.body.contains("<html lang=\"ja\""));
    assert_eq!(person.call("accounts/switch_language", &[("language", "xx")]).await.status, 422);
}

#[sqlx::test(migrations = "../migrations")]
async fn req_c01_a_password_is_changed_by_who_knows_it(pool: PgPoolOptions, connect: PgConnectOptions) {
    let app = TestApp::start(pool, connect).await;
    let (here, there) = (app.signed_in(MEMBER).await, app.signed_in(MEMBER).await);
    let page = here.get("/account/security").await;
    let change = |current, new| [("current_password", current), ("password", new), ("password_again", new)];
    for (current, new) in [("not the password", NEW), (PASSWORD, PASSWORD), (PASSWORD, "short"), (PASSWORD, "")] {
        assert_eq!(here.submit(&page, "accounts/change_password", &change(current, new)).await.status, 422);
    }
    let done = here.submit(&page, "accounts/change_password", &change(PASSWORD, NEW)).await;
    assert_eq!(done.location().as_deref(), Some("/account/security?news=password_changed"), "{}", done.text());
    assert_eq!(here.get("/organizations").await.status, 200, "this session goes on");
    assert_eq!(there.get("/organizations").await.status, 303, "others have ended");
    app.mail_about(MEMBER, "has been changed").await;
    app.anonymous().sign_in(MEMBER, NEW).await;
}

#[sqlx::test(migrations = "../migrations")]
async fn sec_p07_an_address_is_changed_by_password_and_code_and_the_old_one_is_told(
    pool: PgPoolOptions,
    connect: PgConnectOptions,
) {
    let app = TestApp::start(pool, connect).await;
    let person = app.signed_in(MEMBER).await;
    let page = person.get("/account/security").await;
    let ask = |address, password| [("address", address), ("current_password", password)];
    for (address, password) in [(INVITEE, "not the password"), (MEMBER, PASSWORD), ("no address", PASSWORD)] {
        assert_eq!(person.submit(&page, "accounts/begin_address_change", &ask(address, password)).await.status, 422);
    }
    let step = person.submit(&page, "accounts/begin_address_change", &ask(INVITEE, PASSWORD)).await;
    assert_eq!(step.status, 200, "{}", step.text());
    let code = app.mail_to(INVITEE).await.code().to_owned();
    // Somebody else who is signed in has nothing of the code.
    let proof = step.value("accounts/change_address", "proof");
    let other = app.signed_in(OWNER).await;
    assert_eq!(other.call("accounts/change_address", &[("proof", &proof), ("code", &code)]).await.status, 422);
    let wrong = if code == "000000" { "000001" } else { "000000" };
    assert_eq!(person.submit(&step, "accounts/change_address", &[("code", wrong)]).await.status, 422);
    let done = person.submit(&step, "accounts/change_address", &[("code", &code)]).await;
    assert_eq!(done.status, 303, "{}", done.text());
    app.mail_about(MEMBER, "has been changed").await;
    assert!(person.get("/account/security").await.says(INVITEE));
    app.anonymous().sign_in(INVITEE, PASSWORD).await;
    let old = [("address", MEMBER), ("password", PASSWORD)];
    assert_eq!(app.anonymous().call("accounts/sign_in", &old).await.status, 422);
}

#[sqlx::test(migrations = "../migrations")]
async fn sec_l03_an_address_that_is_taken_looks_like_any_other(pool: PgPoolOptions, connect: PgConnectOptions) {
    let app = TestApp::start(pool, connect).await;
    let person = app.signed_in(MEMBER).await;
    let mut answers = Vec::new();
    for address in [OWNER, INVITEE] {
        let fields = [("address", address), ("current_password", PASSWORD)];
        let answer = person.call("accounts/begin_address_change", &fields).await;
        let proof = answer.json()["show"]["proof"].as_str().unwrap().to_owned();
        let refused = person.call("accounts/change_address", &[("proof", &proof), ("code", "123456")]).await;
        let plain = answer.body.replace(address, "…").replace(&proof, "…");
        answers.push((answer.status, plain, refused.status, refused.body));
    }
    assert_eq!(answers[0], answers[1]);
}

#[sqlx::test(migrations = "../migrations")]
async fn sec_p01_a_code_can_be_tried_five_times(pool: PgPoolOptions, connect: PgConnectOptions) {
    let app = TestApp::start(pool, connect).await;
    let person = app.signed_in(MEMBER).await;
    let begin = [("address", INVITEE), ("current_password", PASSWORD)];
    let proof =
        person.call("accounts/begin_address_change", &begin).await.json()["show"]["proof"].as_str().unwrap().to_owned();
    let code = app.mail_to(INVITEE).await.code().to_owned();
    let wrong = if code == "000000" { "000001" } else { "000000" };
    for _ in 0..5 {
        assert_eq!(person.call("accounts/change_address", &[("proof", &proof), ("code", wrong)]).await.status, 422);
    }
    assert_eq!(person.call("accounts/change_address", &[("proof", &proof), ("code", &code)]).await.status, 422);
    app.alter("UPDATE account_proofs SET tries = 4").await;
    app.alter("UPDATE account_proofs SET expires_at = expires_at - interval '10 minutes'").await;
    assert_eq!(person.call("accounts/change_address", &[("proof", &proof), ("code", &code)]).await.status, 422);
    app.alter("UPDATE account_proofs SET expires_at = expires_at + interval '10 minutes'").await;
    assert_eq!(person.call("accounts/change_address", &[("proof", &proof), ("code", &code)]).await.status, 200);
}

#[sqlx::test(migrations = "../migrations")]
async fn req_c03_sec_s02_sessions_are_listed_and_ended(pool: PgPoolOptions, connect: PgConnectOptions) {
    let app = TestApp::start(pool, connect).await;
    let people: Vec<SignedIn> =
        [app.signed_in(MEMBER).await, app.signed_in(MEMBER).await, app.signed_in(MEMBER).await].into();
    app.alter(
        "UPDATE sessions SET user_agent = 'Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0'",
    )
    .await;
    let stranger = app.signed_in(OWNER).await;
    let page = people[0].get("/account/sessions").await;
    assert!(page.says("Firefox on Linux") && page.says("This device"), "{}", page.text());
    assert_eq!(page.body.matches("value=\"/fn/accounts/end_session\"").count(), 2, "one cannot end the one that asks");
    let id = page.value("accounts/end_session", "id");
    assert_eq!(stranger.call("accounts/end_session", &[("id", &id)]).await.status, 404, "somebody else's");
    assert_eq!(people[0].submit(&page, "accounts/end_session", &[]).await.status, 303);
    assert_eq!(people[0].call("accounts/end_session", &[("id", &id)]).await.status, 404);
    let mut live = 0;
    for person in &people[1..] {
        live += usize::from(person.get("/organizations").await.status == 200);
    }
    assert_eq!(live, 1);
    assert_eq!(people[0].submit(&page, "accounts/end_other_sessions", &[]).await.status, 303);
    for person in &people[1..] {
        assert_eq!(person.get("/organizations").await.status, 303);
    }
    assert_eq!(people[0].get("/organizations").await.status, 200);
    assert_eq!(stranger.get("/organizations").await.status, 200);
}

#[sqlx::test(migrations = "../migrations")]
async fn req_c06_sec_r08_closing_ends_everything_and_comes_after_the_export(
    pool: PgPoolOptions,
    connect: PgConnectOptions,
) {
    let app = TestApp::start(pool, connect).await;
    let person = app.signed_in(MEMBER).await;
    app.alter("UPDATE accounts SET time_zone = 'Asia/Kolkata' WHERE address = 'emma.clark@aoba.example'").await;
    let page = person.get("/account/close").await;
    let hasty = [("own_data", "downloaded"), ("current_password", PASSWORD), ("understood", "on")];
    let refused = person.submit(&page, "accounts/close", &hasty).await;
    assert!(refused.status == 422 && refused.says("has not been downloaded yet"), "{}", refused.text());
    let export = person.get("/account/export").await;
    assert!(export.header("content-disposition").starts_with("attachment"));
    let data = export.json();
    assert_eq!(data["account"]["address"], MEMBER);
    assert_eq!(data["organizations"].as_array().unwrap().len(), 2);
    assert!(!export.body.contains("argon2") && !export.body.contains("sha256"));
    assert_eq!(app.anonymous().get("/account/export").await.status, 303);
    let page = person.get("/account/close").await;
    assert!(page.says("You downloaded it on") && page.says("(Asia/Kolkata)"), "{}", page.text());
    let fields =
        |data, password, understood| [("own_data", data), ("current_password", password), ("understood", understood)];
    for fields in [
        fields("", PASSWORD, "on"),
        fields("anything", PASSWORD, "on"),
        fields("declined", PASSWORD, ""),
        fields("downloaded", "wrong", "on"),
    ] {
        assert_eq!(person.submit(&page, "accounts/close", &fields).await.status, 422, "{fields:?}");
    }
    let fields = fields("downloaded", PASSWORD, "on");
    let done = person.submit(&page, "accounts/close", &fields).await;
    assert_eq!(done.location().as_deref(), Some("/sign-in?news=account_closed"), "{}", done.text());
    assert_eq!(person.get("/organizations").await.status, 303);
    app.mail_about(MEMBER, "has been changed").await;
    assert_eq!(app.count("SELECT count(*) FROM accounts WHERE address LIKE 'emma%' OR given_name = 'Emma'").await, 0);
    assert_eq!(app.count("SELECT count(*) FROM audit_entries WHERE action = 'member.account_closed'").await, 2);
    // The same address anew is somebody new.
    let browser = app.anonymous();
    let page = browser.get("/register").await;
    let page = browser.submit(&page, "accounts/begin_registration", &[("address", MEMBER)]).await;
    let code = app.mail_about(MEMBER, "code").await.code().to_owned();
    let new = "a rather long one";
    let fields = [
        ("code", code.as_str()),
        ("family_name", "Clark"),
        ("given_name", "Emma"),
        ("password", new),
        ("password_again", new),
        ("terms", "on"),
    ];
    assert_eq!(browser.submit(&page, "accounts/register", &fields).await.status, 303);
    assert_eq!(browser.get("/o/aoba").await.status, 404);
}

#[sqlx::test(migrations = "../migrations")]
async fn req_c06_the_last_owner_is_told_the_way_out(pool: PgPoolOptions, connect: PgConnectOptions) {
    let app = TestApp::start(pool, connect).await;
    let owner = app.signed_in(OWNER).await;
    let page = owner.get("/account/close").await;
    assert!(page.says("青葉商事") && page.body.contains("href=\"/o/aoba/members\""), "{}", page.text());
    assert!(!page.has_form("accounts/close"));
    let fields = [("own_data", "declined"), ("current_password", PASSWORD), ("understood", "on")];
    assert_eq!(owner.call("accounts/close", &fields).await.status, 409);
    assert_eq!(owner.get("/o/aoba").await.status, 200, "nothing has changed");
    // With another owner, and somebody else as Primary Owner, the way is free.
    app.alter("UPDATE memberships m SET primary_owner = false FROM accounts a WHERE a.id = m.account_id AND a.address = 'hanako.sato@aoba.example'").await;
    app.alter("UPDATE memberships m SET role = 'owner', primary_owner = true FROM accounts a, organizations o WHERE a.id = m.account_id AND o.id = m.org_id AND o.slug = 'aoba' AND a.address = 'kenji.mori@aoba.example'").await;
    assert!(owner.get("/account/close").await.has_form("accounts/close"));
    assert_eq!(owner.call("accounts/close", &fields).await.status, 200);
}
