//! Terms of service, and what else comes before an organization (A7, C4, K8).

use crate::support::{INVITEE, MEMBER, OWNER, PASSWORD, Page, SignedIn, TestApp};
use sqlx::postgres::{PgConnectOptions, PgPoolOptions};

const SELLER: &str = "makoto.kitano@kitano.example";

async fn publish(app: &TestApp) {
    store::terms::publish(&app.store, Some("Second words."), Some("第二の言葉。")).await.unwrap();
}

async fn agree(person: &SignedIn, slug: &str) -> u16 {
    let page = person.get(&format!("/o/{slug}")).await;
    assert_eq!(page.status, 403, "{}", page.text());
    person.submit(&page, "terms/agree", &[("terms", "on")]).await.status
}

/// An invitation's registration form, filled in.
const PERSON: [(&str, &str); 7] = [
    ("family_name", "Arai"),
    ("given_name", "Mio"),
    ("country", "JP"),
    ("phone", "+81 90 1234 5678"),
    ("password", "Quiet-River-77"),
    ("password_again", "Quiet-River-77"),
    ("terms", "on"),
];

/// The versions that somebody has agreed to.
async fn agreed(app: &TestApp, address: &str) -> Vec<i32> {
    let agreed = "SELECT d.version FROM terms_agreements g JOIN terms_documents d ON d.id = g.document_id
                  JOIN accounts a ON a.id = g.account_id
                  WHERE a.address = $1 AND g.agreed_at IS NOT NULL ORDER BY d.version";
    sqlx::query_scalar(agreed).bind(address).fetch_all(&app.database).await.unwrap()
}

#[sqlx::test(migrations = "../migrations")]
async fn req_c04_registering_agrees_to_the_version_that_was_shown(pool: PgPoolOptions, connect: PgConnectOptions) {
    let app = TestApp::start(pool, connect).await;
    // By oneself.
    let browser = app.anonymous();
    let page = browser.get("/register").await;
    let page = browser.submit(&page, "accounts/begin_registration", &[("address", "own@newcomer.example")]).await;
    assert!(page.body.contains("href=\"/terms/1\""), "{}", page.body);
    let code = app.mail_to("own@newcomer.example").await.code().to_owned();
    let mut form = PERSON.to_vec();
    form.push(("code", &code));
    form.retain(|(name, _)| !["country", "phone"].contains(name));
    form.iter_mut().filter(|(name, _)| name.starts_with("password")).for_each(|(_, it)| *it = "a lantern on a river");
    // Through an invitation.
    let owner = app.signed_in(OWNER).await;
    crate::main_job::invite(&owner, INVITEE, "member").await;
    let invited = app.anonymous();
    invited.follow(app.mail_to(INVITEE).await.link()).await;
    let registration = invited.get("/invitation/register").await;
    publish(&app).await;
    for (browser, page, function, form, path) in [
        (&browser, page, "accounts/register", form.as_slice(), "/terms/2"),
        (&invited, registration, "invitations/register", PERSON.as_slice(), "/invitation/terms"),
    ] {
        let refused = browser.submit(&page, function, form).await;
        assert_eq!(refused.status, 422, "{function}: {}", refused.text());
        assert!(refused.says("Please read version 2"), "{function}: {}", refused.text());
        assert!(refused.body.contains(&format!("href=\"{path}\"")) && browser.get(path).await.says("Second words."));
        assert_eq!(refused.value(function, "version"), "2");
        assert_eq!(refused.value(function, "family_name"), "Arai", "what was typed stays");
        assert!(!refused.form(function).iter().any(|(name, _)| name == "terms"), "the box is asked anew");
        let done = browser.submit(&refused, function, form).await;
        assert_eq!(done.status, 303, "{function}: {}", done.text());
    }
    assert_eq!(agreed(&app, "own@newcomer.example").await, [2]);
    assert_eq!(agreed(&app, INVITEE).await, [2]);
    assert_eq!(invited.get("/o/aoba").await.status, 200, "not asked twice");
}

#[sqlx::test(migrations = "../migrations")]
async fn req_c04_who_joins_with_an_account_is_asked_at_the_first_entry(pool: PgPoolOptions, connect: PgConnectOptions) {
    let app = TestApp::start(pool, connect).await;
    let address = "ethan.lim@hikari.example";
    app.alter("DELETE FROM terms_agreements g USING accounts a WHERE a.id = g.account_id AND a.address LIKE 'ethan%'")
        .await;
    crate::main_job::invite(&app.signed_in(OWNER).await, address, "member").await;
    let person = app.signed_in(address).await;
    assert_eq!(person.get("/o/hikari").await.status, 200, "a kind without terms");
    let page = person.follow(app.mail_to(address).await.link()).await;
    let joined = person.submit(&page, "invitations/accept", &[]).await;
    assert_eq!(joined.location().as_deref(), Some("/o/aoba"), "{}", joined.text());
    assert_eq!(person.call("members/list", &[("slug", "aoba")]).await.status, 403);
    assert_eq!(agree(&person, "aoba").await, 303);
    assert_eq!(person.get("/o/aoba").await.status, 200);
    assert_eq!(agreed(&app, address).await, [1]);
}

#[sqlx::test(migrations = "../migrations")]
async fn req_a07_a_session_older_than_what_is_known_of_its_password_signs_in_again(
    pool: PgPoolOptions,
    connect: PgConnectOptions,
) {
    let app = TestApp::start(pool, connect).await;
    let (seller, buyer) = (app.signed_in(SELLER).await, app.signed_in(OWNER).await);
    app.alter("UPDATE accounts SET password_min = NULL, password_half_width = NULL, password_mixed = NULL").await;
    let page = seller.get("/o/kitano").await;
    assert_eq!(page.status, 401, "{}", page.text());
    assert!(page.body.contains("href=\"/sign-in?next=/o/kitano\""), "{}", page.body);
    assert_eq!(seller.call("members/list", &[("slug", "kitano")]).await.status, 401);
    assert_eq!(buyer.get("/o/aoba").await.status, 200, "every password is long enough there");
    assert_eq!(seller.get("/account").await.status, 200);
    let again = app.signed_in(SELLER).await;
    assert_eq!(again.get("/o/kitano").await.status, 200);
    assert_eq!(seller.get("/o/kitano").await.status, 200, "now it is known");
}

/// The tag of the button that submits, on a page in Japanese.
fn submit(page: &Page) -> String {
    let buttons = page.body.split("<button").filter_map(|button| button.split("</button>").next());
    let submit = buttons.filter_map(|button| button.split_once('>')).find(|(_, label)| label.contains("送信"));
    submit.expect("a button").0.to_owned()
}

#[sqlx::test(migrations = "../migrations")]
async fn req_k08_a_seller_downloads_ticks_and_submits(pool: PgPoolOptions, connect: PgConnectOptions) {
    let app = TestApp::start(pool, connect).await;
    app.alter("DELETE FROM terms_agreements").await;
    let person = app.signed_in(SELLER).await;
    let page = person.get("/o/kitano").await;
    assert_eq!(page.status, 403);
    assert!(submit(&page).contains("disabled"), "{}", submit(&page));
    // Who posts all the same is refused, and so is every function of the organization.
    // The page that answers is the gate once more.
    let refused = person.submit(&page, "terms/agree", &[("terms", "on")]).await;
    assert!(refused.status == 403 && refused.says("先に利用規約をダウンロード"), "{}", refused.text());
    let fields = [("slug", "kitano"), ("version", "1"), ("terms", "on")];
    assert_eq!(person.call("terms/agree", &fields).await.status, 422);
    assert_eq!(person.call("members/list", &[("slug", "kitano")]).await.status, 403);
    let file = person.get("/terms/1/download").await;
    assert!(file.header("content-disposition").contains("attachment"));
    assert!(file.body.contains("利用規約"));
    let page = person.get("/o/kitano").await;
    assert!(!submit(&page).contains("disabled"), "{}", submit(&page));
    assert_eq!(person.submit(&page, "terms/agree", &[]).await.status, 403, "without the tick");
    let done = person.submit(&page, "terms/agree", &[("terms", "on")]).await;
    assert_eq!(done.location().as_deref(), Some("/o/kitano"));
    assert_eq!(person.get("/o/kitano").await.status, 200);
    assert_eq!(app.count("SELECT count(*) FROM audit_entries WHERE action = 'terms.agreed'").await, 1);
    assert_eq!(
        app.count("SELECT count(*) FROM terms_agreements WHERE agreed_at IS NOT NULL AND downloaded_at IS NOT NULL")
            .await,
        1
    );
}

#[sqlx::test(migrations = "../migrations")]
async fn req_c04_a_new_version_asks_again_where_the_kind_asks_at_all(pool: PgPoolOptions, connect: PgConnectOptions) {
    let app = TestApp::start(pool, connect).await;
    let (seller, buyer) = (app.signed_in(SELLER).await, app.signed_in(MEMBER).await);
    let metering = app.signed_in("ethan.lim@hikari.example").await;
    assert_eq!(seller.get("/o/kitano").await.status, 200);
    publish(&app).await;
    assert_eq!(agree(&seller, "kitano").await, 403, "not yet downloaded");
    seller.get("/terms/2/download").await;
    assert_eq!(agree(&seller, "kitano").await, 303);
    assert_eq!(agree(&buyer, "aoba").await, 303, "this kind has one tick only");
    assert_eq!(metering.get("/o/hikari").await.status, 200);
    for (path, status) in
        [("/terms/1", 200), ("/terms/2", 200), ("/terms/current", 200), ("/terms/3", 404), ("/terms/x", 404)]
    {
        assert_eq!(app.anonymous().get(path).await.status, status, "{path}");
    }
    assert!(app.anonymous().get("/terms/current").await.says("Second words."));
}

#[sqlx::test(migrations = "../migrations")]
async fn req_c04_an_organizations_own_terms_are_its_members_to_read(pool: PgPoolOptions, connect: PgConnectOptions) {
    let app = TestApp::start(pool, connect).await;
    app.alter("INSERT INTO terms_documents (id, org_id, version, body_en, published_at) SELECT gen_random_uuid(), id, 1, 'Our own words.', clock_timestamp() FROM organizations WHERE slug = 'aoba'").await;
    let (member, stranger) = (app.signed_in(MEMBER).await, app.signed_in("olivia.reed@harbour-looms.example").await);
    let page = member.get("/o/aoba/terms/1").await;
    assert!(page.says("Our own words."), "readable before one has agreed: {}", page.text());
    assert!(member.get("/o/aoba/terms/1/download").await.body.contains("Our own words."));
    for path in ["/o/aoba/terms/1", "/o/aoba/terms/1/download", "/o/none/terms/1/download", "/o/aoba/terms/2"] {
        assert_eq!(stranger.get(path).await.status, 404, "{path}");
    }
    assert_eq!(agree(&member, "aoba").await, 303);
    assert_eq!(member.get("/o/aoba").await.status, 200);
    assert_eq!(stranger.get("/o/harbour-looms").await.status, 200, "others go on with the operator's");
}

#[sqlx::test(migrations = "../migrations")]
async fn req_a07_a_stricter_organization_asks_for_a_new_password_first(pool: PgPoolOptions, connect: PgConnectOptions) {
    let app = TestApp::start(pool, connect).await;
    let weak = "quiet-river";
    let owner = app.signed_in(OWNER).await;
    owner
        .call(
            "invitations/send",
            &[("slug", "aoba"), ("address", INVITEE), ("role", "member"), ("permission", "write")],
        )
        .await;
    let browser = app.anonymous();
    browser.follow(app.mail_to(INVITEE).await.link()).await;
    let page = browser.get("/invitation/register").await;
    let fields = [
        ("family_name", "Arai"),
        ("given_name", "Mio"),
        ("country", "JP"),
        ("phone", "+81 90 1234 5678"),
        ("password", weak),
        ("password_again", weak),
        ("terms", "on"),
    ];
    assert_eq!(browser.submit(&page, "invitations/register", &fields).await.status, 303);
    assert_eq!(browser.get("/o/aoba").await.status, 200, "enough for a buyer");
    app.alter("INSERT INTO memberships (org_id, id, account_id, role, joined_at) SELECT o.id, gen_random_uuid(), a.id, 'viewer', clock_timestamp() FROM organizations o, accounts a WHERE o.slug = 'kitano' AND a.address LIKE 'mio%'").await;
    let page = browser.get("/o/kitano").await;
    assert_eq!(page.status, 403);
    assert_eq!(browser.call("members/list", &[("slug", "kitano")]).await.status, 403);
    assert_eq!(browser.get("/o/aoba").await.status, 200, "others go on");
    let change = |new| [("current_password", weak), ("password", new), ("password_again", new)];
    let refused = browser.submit(&page, "accounts/change_password", &change("still-too-simple")).await;
    assert!(refused.status == 403 && refused.says("大文字"), "{}", refused.text());
    let done = browser.submit(&page, "accounts/change_password", &change("Quiet-River-77")).await;
    assert_eq!(done.location().as_deref(), Some("/o/kitano"), "{}", done.text());
    assert_eq!(browser.get("/o/kitano").await.status, 200);
    // What is known of a password is learned at sign-in as well.
    app.alter("UPDATE accounts SET password_min = NULL, password_half_width = NULL, password_mixed = NULL").await;
    app.anonymous().sign_in(SELLER, PASSWORD).await;
    assert_eq!(app.count("SELECT count(*) FROM accounts WHERE password_min = 15 AND password_mixed").await, 1);
}
