//! What mails say, and what cannot be made to stand in them.

use crate::{
    main_job::invite,
    support::{INVITEE, OWNER, PASSWORD, Setup, TestApp},
};
use reqwest::Method;
use sqlx::postgres::{PgConnectOptions, PgPoolOptions};

#[sqlx::test(migrations = "../migrations")]
async fn sec_e01_links_come_from_the_configured_address(pool: PgPoolOptions, connect: PgConnectOptions) {
    let setup = Setup { public_url: Some("https://join.usher.example"), ..Setup::default() };
    let app = TestApp::start_as(pool, connect, setup).await;
    let owner = app.signed_in(OWNER).await;
    let request = owner.own(owner.request(Method::POST, "/fn/invitations/send"));
    let request = request
        .header("host", "evil.example")
        .header("x-forwarded-host", "evil.example")
        .header("x-forwarded-proto", "http")
        .header("forwarded", "host=evil.example");
    let fields = [("slug", "aoba"), ("address", INVITEE), ("role", "member"), ("permission", "write")];
    let answer = owner.send(request.form(&fields)).await;
    assert_eq!(answer.status, 200, "{}", answer.body);
    let mail = app.mail_to(INVITEE).await;
    assert!(mail.link().starts_with("https://join.usher.example/i/"), "{}", mail.link());
    assert!(!mail.text.contains("evil") && !mail.html.contains("evil"));
}

#[sqlx::test(migrations = "../migrations")]
async fn sec_e02_a_name_is_text_and_no_link(pool: PgPoolOptions, connect: PgConnectOptions) {
    let app = TestApp::start(pool, connect).await;
    let evil = "UPDATE organizations SET name = 'Win <a href=\"https://evil.example\">here</a> www.evil.example' WHERE slug = 'aoba'";
    assert_eq!(app.alter(evil).await, 1);
    invite(&app.signed_in(OWNER).await, INVITEE, "member").await;
    let mail = app.mail_to(INVITEE).await;
    assert!(!mail.html.contains("<a href=\"https://evil"), "{}", mail.html);
    // A title is never made into a link.
    let (_, body) = mail.html.split_once("<body>").unwrap();
    for part in [body, &mail.text] {
        assert!(!part.contains("www.evil.example") && !part.contains("https://evil.example"), "{part}");
    }
    let links = mail.html.matches("href=\"").count();
    let ours = |path: &str| mail.html.matches(&format!("href=\"{}/{path}/", app.public_url)).count();
    assert_eq!(links, ours("i") + ours("stop"));
}

#[sqlx::test(migrations = "../migrations")]
async fn sec_e03_a_broken_name_stops_its_mail_and_not_the_worker(pool: PgPoolOptions, connect: PgConnectOptions) {
    let app = TestApp::start_as(pool, connect, Setup { worker: false, ..Setup::default() }).await;
    let owner = app.signed_in(OWNER).await;
    invite(&owner, INVITEE, "member").await;
    invite(&owner, "sota.kido@newcomer.example", "member").await;
    // Validation keeps such a name out; here it got in all the same.
    let broken = "UPDATE invitations SET family_name = E'Arai\\r\\nBcc: x@evil.example', given_name = '.' WHERE address = 'mio.arai@newcomer.example'";
    assert_eq!(app.alter(broken).await, 1);
    let stop = tokio_util::sync::CancellationToken::new();
    let worker = tokio::spawn(app.worker.clone().run(stop.clone()));
    app.mail_to("sota.kido@newcomer.example").await;
    for mail in app.sink.mails() {
        assert!(!mail.to.iter().any(|to| to.contains("evil")));
        let raw = String::from_utf8_lossy(&mail.raw).into_owned();
        assert!(!raw.lines().any(|line| line.starts_with("Bcc:")), "{raw}");
    }
    stop.cancel();
    worker.await.unwrap();
}

#[sqlx::test(migrations = "../migrations")]
async fn req_k12_k13_the_mail_speaks_the_kinds_words(pool: PgPoolOptions, connect: PgConnectOptions) {
    let app = TestApp::start(pool, connect).await;
    let owner = app.signed_in("olivia.reed@harbour-looms.example").await;
    let fields = [
        ("slug", "harbour-looms"),
        ("address", INVITEE),
        ("role", "member"),
        ("permission", "write"),
        ("language", "en"),
    ];
    let answer = owner.call("invitations/send", &fields).await;
    assert_eq!(answer.status, 200, "{}", answer.body);
    let mail = app.mail_to(INVITEE).await;
    assert_eq!(mail.subject, "Join \"Harbour Looms\" on Usher | Usher");
    assert!(mail.html.contains(">Join Now</a>"), "{}", mail.html);
    for part in [&mail.html, &mail.text] {
        for words in ["Olivia Reed", "Harbour Looms", "If you did not expect this invitation", mail.link()] {
            assert!(part.contains(words), "{words} in {part}");
        }
    }
    assert!(mail.message_id.ends_with("@usher.example"), "{}", mail.message_id);
}

#[sqlx::test(migrations = "../migrations")]
async fn req_a08_the_mail_is_in_the_recipients_language(pool: PgPoolOptions, connect: PgConnectOptions) {
    let app = TestApp::start(pool, connect).await;
    let owner = app.signed_in(OWNER).await;
    for (address, language, words) in
        [("ja@newcomer.example", "ja", "招待"), ("en@newcomer.example", "en", "invites you to join")]
    {
        let fields = [
            ("slug", "aoba"),
            ("address", address),
            ("role", "member"),
            ("permission", "write"),
            ("language", language),
        ];
        assert_eq!(owner.call("invitations/send", &fields).await.status, 200);
        let mail = app.mail_to(address).await;
        assert!(mail.text.contains(words), "{}", mail.text);
        assert!(mail.html.contains(&format!("<html lang=\"{language}\">")), "{}", mail.html);
        assert!(mail.text.contains("UTC+9"), "{}", mail.text);
    }
}

#[sqlx::test(migrations = "../migrations")]
async fn req_a08_mails_about_ones_account_are_in_its_language_family_name_first_in_japanese(
    pool: PgPoolOptions,
    connect: PgConnectOptions,
) {
    let app = TestApp::start(pool, connect).await;
    // The browser reads English; what counts is the account's language.
    let stranger = app.anonymous();
    stranger.call("accounts/forgot_password", &[("address", OWNER)]).await;
    let reset = app.mail_about(OWNER, "パスワード再設定").await;
    assert!(reset.text.contains("佐藤 花子") && reset.html.contains("lang=\"ja\""), "{}", reset.text);
    assert!(
        reset.text.contains("（UTC）") && reset.text.contains("まで"),
        "until when, and in which zone: {}",
        reset.text
    );
    stranger.call("accounts/begin_registration", &[("address", OWNER)]).await;
    app.mail_about(OWNER, "すでに登録されています").await;
    let owner = app.signed_in(OWNER).await;
    let moved = "hanako@elsewhere.example";
    let asked = [("address", moved), ("current_password", PASSWORD)];
    let proof = owner.call("accounts/begin_address_change", &asked).await.json()["show"]["proof"].clone();
    let code = app.mail_about(moved, "確認コード").await;
    let typed = [("proof", proof.as_str().unwrap()), ("code", code.code())];
    assert_eq!(owner.call("accounts/change_address", &typed).await.status, 200);
    let told = app.mail_about(OWNER, "アカウントが変更されました").await;
    assert!(told.text.contains("メールアドレスが") && told.text.contains("佐藤 花子"), "{}", told.text);
    let new =
        [("current_password", PASSWORD), ("password", "Quiet-River-2027"), ("password_again", "Quiet-River-2027")];
    assert_eq!(owner.call("accounts/change_password", &new).await.status, 200);
    assert!(app.mail_about(moved, "アカウントが変更されました").await.text.contains("パスワードが"));
    let kenji = "kenji.mori@aoba.example";
    let leaving = [("own_data", "declined"), ("current_password", PASSWORD), ("understood", "on")];
    assert_eq!(app.signed_in(kenji).await.call("accounts/close", &leaving).await.status, 200);
    assert!(app.mail_about(kenji, "アカウントが変更されました").await.text.contains("削除されました"));
    // Somebody who has no account yet is written to in the language of the browser.
    let newcomer = app.anonymous();
    newcomer.set_cookie("usher_language", "ja");
    newcomer.call("accounts/begin_registration", &[("address", "new@newcomer.example")]).await;
    app.mail_about("new@newcomer.example", "確認コード").await;
    stranger.call("accounts/begin_registration", &[("address", "other@newcomer.example")]).await;
    app.mail_about("other@newcomer.example", "Your code").await;
}
