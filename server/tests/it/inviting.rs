//! What surrounds sending an invitation, over the pages, without JavaScript.

use crate::{
    main_job::invite,
    support::{INVITEE, MEMBER, OWNER, TestApp},
};
use sqlx::postgres::{PgConnectOptions, PgPoolOptions};

const MAKER_OWNER: &str = "olivia.reed@harbour-looms.example";

#[sqlx::test(migrations = "../migrations")]
async fn req_i11_the_preview_shows_the_mail_and_sends_nothing(pool: PgPoolOptions, connect: PgConnectOptions) {
    let app = TestApp::start(pool, connect).await;
    let owner = app.signed_in(OWNER).await;
    let page = owner.get("/o/aoba/invitations/new").await;
    let found = owner.submit(&page, "invitations/search", &[("address", INVITEE), ("step", "create")]).await;
    let filled = [("role", "member"), ("permission", "write"), ("language", "ja"), ("step", "preview")];
    let shown = owner.submit(&found, "invitations/send", &filled).await;
    assert_eq!(shown.status, 200, "{}", shown.text());
    assert!(shown.body.contains("srcdoc=") && shown.body.contains("sandbox"), "{}", shown.body);
    assert!(shown.body.contains("へのご招待"), "in the recipient's language");
    assert!(!shown.body.contains("/i/A") && shown.body.contains("/i/…"), "a placeholder, never a token");
    let policy = shown.header("content-security-policy");
    assert!(policy.contains("style-src 'self' 'sha256-"), "{policy}");
    assert_eq!(app.count("SELECT count(*) FROM invitations WHERE address LIKE '%newcomer%'").await, 0);
    // What was typed is still there, and can be sent.
    let sent = owner.submit(&shown, "invitations/send", &[]).await;
    assert_eq!(sent.status, 303, "{}", sent.text());
    app.mail_to(INVITEE).await;
}

#[sqlx::test(migrations = "../migrations")]
async fn req_a05_who_opens_a_dead_link_asks_for_a_new_invitation(pool: PgPoolOptions, connect: PgConnectOptions) {
    let app = TestApp::start(pool, connect).await;
    let owner = app.signed_in(OWNER).await;
    let details = invite(&owner, INVITEE, "member").await;
    let link = app.mail_to(INVITEE).await.link().to_owned();
    owner.submit(&details, "invitations/revoke", &[]).await;
    let person = app.anonymous();
    let over = person.follow(&link).await;
    assert_eq!(over.status, 410);
    let asked = person.submit(&over, "invitations/ask", &[]).await;
    assert!(asked.says("Your request has been passed on"), "{}", asked.text());
    let again = person.follow(&link).await;
    let asked_again = person.submit(&again, "invitations/ask", &[]).await;
    assert_eq!((asked.status, asked.text()), (asked_again.status, asked_again.text()));
    let mail = app.mail_to(OWNER).await;
    assert!(mail.text.contains(INVITEE) && mail.text.contains("/o/aoba/invitations"), "{}", mail.text);

    let list = owner.get("/o/aoba/invitations").await;
    assert!(list.text().contains("新しい招待の依頼") || list.says("Requests for a new invitation"), "{}", list.text());
    // Somebody in the organization who may invite sees it as well; nobody else's page has it.
    assert!(app.signed_in(MEMBER).await.get("/o/aoba/invitations").await.text().contains(INVITEE));
    let dismissed = owner.submit(&list, "invitations/dismiss", &[]).await;
    assert_eq!(dismissed.status, 303);
    assert_eq!(app.count("SELECT count(*) FROM invitation_requests WHERE dismissed").await, 1);
}

#[sqlx::test(migrations = "../migrations")]
async fn sec_e05_the_last_link_of_a_mail_stops_further_invitations(pool: PgPoolOptions, connect: PgConnectOptions) {
    let app = TestApp::start(pool, connect).await;
    let owner = app.signed_in(OWNER).await;
    invite(&owner, INVITEE, "member").await;
    let mail = app.mail_to(INVITEE).await;
    let stop = mail.text.lines().find(|line| line.contains("/stop/")).unwrap().to_owned();
    let person = app.anonymous();
    for _ in 0..3 {
        assert_eq!(person.get(&stop).await.status, 200, "opening it changes nothing");
    }
    assert_eq!(app.count("SELECT count(*) FROM mail_stops").await, 0);
    let page = person.get(&stop).await;
    let stopped = person.submit(&page, "invitations/stop", &[]).await;
    assert_eq!(stopped.status, 303, "{}", stopped.text());
    assert!(person.get(&stop).await.says("Invitations are stopped"));
    let fields = [("slug", "aoba"), ("address", INVITEE), ("role", "member"), ("permission", "write")];
    let refused = owner.call("invitations/send", &fields).await;
    assert_eq!((refused.status, refused.body.as_str()), (409, "\"unwanted\""));
    assert_eq!(person.get("/stop/0196a0a0-0000-7000-8000-000000000000/AAAA").await.status, 404);
}

#[sqlx::test(migrations = "../migrations")]
async fn req_i13_owners_buy_seats_on_their_page(pool: PgPoolOptions, connect: PgConnectOptions) {
    let app = TestApp::start(pool, connect).await;
    let owner = app.signed_in(MAKER_OWNER).await;
    let page = owner.get("/o/harbour-looms/settings/seats").await;
    assert_eq!(page.status, 200, "{}", page.text());
    let refused = owner.submit(&page, "seats/buy", &[("bought", "many")]).await;
    assert_eq!(refused.status, 422);
    let bought = owner.submit(&page, "seats/buy", &[("bought", "3")]).await;
    assert_eq!(bought.status, 303, "{}", bought.text());
    assert!(owner.get("/o/harbour-looms/settings/seats").await.says("¥1,500"));
    let form = owner.get("/o/harbour-looms/invitations/new").await;
    assert_eq!(form.status, 200);
    assert_eq!(app.signed_in(OWNER).await.get("/o/aoba/settings/seats").await.status, 404);
}

#[sqlx::test(migrations = "../migrations")]
async fn req_i08_an_open_invitation_is_edited_and_one_that_is_over_is_made_again(
    pool: PgPoolOptions,
    connect: PgConnectOptions,
) {
    let app = TestApp::start(pool, connect).await;
    let owner = app.signed_in(OWNER).await;
    let details = invite(&owner, INVITEE, "member").await;
    let link = app.mail_to(INVITEE).await.link().to_owned();
    let path = details.path.split('?').next().unwrap().to_owned();
    let edit = owner.get(&format!("{path}/edit")).await;
    assert_eq!(edit.status, 200);
    let saved = owner.submit(&edit, "invitations/send", &[("role", "owner")]).await;
    assert_eq!(saved.status, 303, "{}", saved.text());
    assert_eq!(app.count("SELECT count(*) FROM invitations WHERE role = 'owner' AND permission = 'admin' AND address LIKE '%newcomer%'").await, 1);
    assert_eq!(app.anonymous().follow(&link).await.status, 200, "its link stays good");

    // The same address once more: the answer leads to the open invitation.
    let fields = [("slug", "aoba"), ("address", INVITEE), ("role", "member"), ("permission", "write")];
    assert_eq!(owner.call("invitations/send", &fields).await.status, 409);
    let page = owner.get(&path).await;
    owner.submit(&page, "invitations/revoke", &[]).await;
    assert_eq!(owner.get(&format!("{path}/edit")).await.status, 409);
    let id = path.rsplit('/').next().unwrap();
    let again = owner.get(&format!("/o/aoba/invitations/new?from={id}")).await;
    let sent = owner.submit(&again, "invitations/send", &[]).await;
    assert_eq!(sent.status, 303, "{}", sent.text());
}
