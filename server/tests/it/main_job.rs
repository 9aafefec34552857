//! The main job over plain form posts: invite, read the mail, open the link, join.

use crate::support::{Browser, INVITEE, MEMBER, OWNER, PASSWORD, Page, SignedIn, TestApp};
use sqlx::postgres::{PgConnectOptions, PgPoolOptions};

/// Searches for an address, goes on, fills in the form, sends.
pub(crate) async fn invite(inviter: &SignedIn, address: &str, role: &str) -> Page {
    let page = inviter.get("/o/aoba/invitations/new").await;
    let page = inviter.submit(&page, "invitations/search", &[("address", address), ("step", "create")]).await;
    assert_eq!(page.status, 200, "{}", page.text());
    let sent = inviter.submit(&page, "invitations/send", &[("role", role), ("permission", "write")]).await;
    let details = sent.location().unwrap_or_else(|| panic!("{}: {}", sent.status, sent.text()));
    inviter.get(&details).await
}

/// Opens a link and gives the confirmation page.
pub(crate) async fn open(browser: &Browser, link: &str) -> Page {
    let page = browser.follow(link).await;
    assert_eq!((page.status, page.path.as_str()), (200, "/invitation"), "{}", page.text());
    page
}

/// Fills in the registration of a buyer.
pub(crate) async fn register(browser: &Browser, more: &[(&str, &str)]) -> Page {
    let page = browser.get("/invitation/register").await;
    let mut fields = vec![
        ("family_name", "荒井"),
        ("given_name", "澪"),
        ("country", "JP"),
        ("language", "ja"),
        ("phone", "+81 90 1234 5678"),
        ("password", "quiet-harbour-42"),
        ("password_again", "quiet-harbour-42"),
        ("terms", "on"),
    ];
    fields.extend_from_slice(more);
    browser.submit(&page, "invitations/register", &fields).await
}

#[sqlx::test(migrations = "../migrations")]
async fn req_a03_a_new_person_is_invited_registers_and_is_a_member(pool: PgPoolOptions, connect: PgConnectOptions) {
    let app = TestApp::start(pool, connect).await;
    let owner = app.signed_in(OWNER).await;
    let details = invite(&owner, INVITEE, "member").await;
    assert!(details.says(INVITEE), "{}", details.text());

    let mail = app.mail_to(INVITEE).await;
    let person = app.anonymous();
    let confirmation = open(&person, mail.link()).await;
    assert!(confirmation.says("青葉商事") && confirmation.says(INVITEE), "{}", confirmation.text());
    let joined = register(&person, &[]).await;
    assert_eq!(joined.location().as_deref(), Some("/o/aoba"), "{}", joined.text());
    let members = person.get("/o/aoba/members").await;
    assert!(members.says(INVITEE), "{}", members.text());

    // Signing in afterwards works with the password that was chosen.
    let again = app.anonymous().sign_in(INVITEE, "quiet-harbour-42").await;
    assert!(again.get("/organizations").await.says("青葉商事"));
    // The invitation is history, and its link leads nowhere for anybody else.
    assert!(owner.get("/o/aoba/invitations").await.says(INVITEE));
    let later = app.anonymous().follow(mail.link()).await;
    assert!(!later.has_form("invitations/accept") && !later.has_form("invitations/decline"));
}

#[sqlx::test(migrations = "../migrations")]
async fn req_a02_an_existing_account_signs_in_and_accepts(pool: PgPoolOptions, connect: PgConnectOptions) {
    let app = TestApp::start(pool, connect).await;
    let invitee = "ethan.lim@hikari.example";
    invite(&app.signed_in(OWNER).await, invitee, "member").await;
    let mail = app.mail_to(invitee).await;

    let person = app.anonymous();
    open(&person, mail.link()).await;
    assert!(!person.get("/invitation/register").await.has_form("invitations/register"));
    let page = person.get("/sign-in?next=/invitation").await;
    let answer = person.submit(&page, "accounts/sign_in", &[("address", invitee), ("password", PASSWORD)]).await;
    assert_eq!(answer.location().as_deref(), Some("/invitation"), "the detour keeps the invitation (B10)");
    let page = person.get("/invitation").await;
    let joined = person.submit(&page, "invitations/accept", &[]).await;
    assert_eq!(joined.location().as_deref(), Some("/o/aoba"), "{}", joined.text());
    assert!(person.get("/o/aoba/members").await.says(invitee));
}

#[sqlx::test(migrations = "../migrations")]
async fn req_a06_declining_ends_the_invitation(pool: PgPoolOptions, connect: PgConnectOptions) {
    let app = TestApp::start(pool, connect).await;
    let owner = app.signed_in(OWNER).await;
    let details = invite(&owner, INVITEE, "member").await;
    let mail = app.mail_to(INVITEE).await;
    let person = app.anonymous();
    let page = open(&person, mail.link()).await;
    let declined = person.submit(&page, "invitations/decline", &[]).await;
    assert_eq!(declined.status, 200, "{}", declined.text());
    assert!(owner.get(&details.path).await.says("Declined") || owner.get(&details.path).await.says("辞退"));
    assert!(!person.get("/invitation").await.has_form("invitations/decline"));
}

#[sqlx::test(migrations = "../migrations")]
async fn req_k05_a_member_may_not_invite_an_owner(pool: PgPoolOptions, connect: PgConnectOptions) {
    let app = TestApp::start(pool, connect).await;
    let member = app.signed_in(MEMBER).await;
    let fields = [("slug", "aoba"), ("address", INVITEE), ("role", "owner"), ("permission", "admin")];
    let answer = member.call("invitations/send", &fields).await;
    assert_eq!(answer.status, 422, "{}", answer.body);
    assert!(answer.body.contains("above_own"), "{}", answer.body);
    assert_eq!(app.count("SELECT count(*) FROM outbox WHERE recipient LIKE '%newcomer%'").await, 0);
}

#[sqlx::test(migrations = "../migrations")]
async fn req_b14_what_was_typed_survives_an_error(pool: PgPoolOptions, connect: PgConnectOptions) {
    let app = TestApp::start(pool, connect).await;
    invite(&app.signed_in(OWNER).await, INVITEE, "member").await;
    let mail = app.mail_to(INVITEE).await;
    let person = app.anonymous();
    open(&person, mail.link()).await;
    let again = register(&person, &[("password_again", "something-else-42")]).await;
    assert_eq!(again.status, 422);
    assert_eq!(again.value("invitations/register", "family_name"), "荒井");
    assert_eq!(again.value("invitations/register", "country"), "JP");
    assert_eq!(again.value("invitations/register", "phone"), "+81 90 1234 5678");
    assert_eq!(again.value("invitations/register", "password"), "", "a password is never sent back");
    let joined = person
        .submit(
            &again,
            "invitations/register",
            &[("password", "quiet-harbour-42"), ("password_again", "quiet-harbour-42"), ("terms", "on")],
        )
        .await;
    assert_eq!(joined.location().as_deref(), Some("/o/aoba"), "{}", joined.text());
}

#[sqlx::test(migrations = "../migrations")]
async fn req_i08_revoking_and_resending_over_the_page(pool: PgPoolOptions, connect: PgConnectOptions) {
    let app = TestApp::start(pool, connect).await;
    let owner = app.signed_in(OWNER).await;
    let details = invite(&owner, INVITEE, "member").await;
    let first = app.mail_to(INVITEE).await;
    let resent = owner.submit(&details, "invitations/resend", &[]).await;
    assert_eq!(resent.status, 303, "{}", resent.text());
    let newer = |mail: &server::mail::sink::Received| {
        mail.to == [INVITEE] && !String::from_utf8_lossy(&mail.raw).contains(&first.message_id)
    };
    app.sink.wait_for(newer).await;
    let second = app.mail_to(INVITEE).await;
    assert_ne!(first.link(), second.link());
    // T8: the old link is dead at once, the new one lives, until it is revoked.
    let person = app.anonymous();
    assert!(!person.follow(first.link()).await.has_form("invitations/decline"));
    let page = open(&person, second.link()).await;
    assert!(page.has_form("invitations/decline"));
    let revoked = owner.submit(&owner.get(&details.path).await, "invitations/revoke", &[]).await;
    assert_eq!(revoked.status, 303, "{}", revoked.text());
    assert!(!person.get("/invitation").await.has_form("invitations/decline"));
}

#[sqlx::test(migrations = "../migrations")]
async fn req_a07_a_maker_sends_new_people_to_the_sign_in_page(pool: PgPoolOptions, connect: PgConnectOptions) {
    let app = TestApp::start(pool, connect).await;
    let owner = app.signed_in("olivia.reed@harbour-looms.example").await;
    let fields = [("slug", "harbour-looms"), ("address", INVITEE), ("role", "member"), ("permission", "write")];
    assert_eq!(owner.call("invitations/send", &fields).await.status, 200);
    let person = app.anonymous();
    open(&person, app.mail_to(INVITEE).await.link()).await;
    let joined = register(&person, &[("language", "en")]).await;
    assert_eq!(joined.status, 200, "{}", joined.text());
    assert!(joined.says("Harbour Looms") && joined.says("Go to Sign-in Page"), "{}", joined.text());
    assert_eq!(person.cookie("usher_session"), None);
    let person = person.sign_in(INVITEE, "quiet-harbour-42").await;
    assert!(person.get("/organizations").await.says("Harbour Looms"));
}
