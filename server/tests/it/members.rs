//! Managing members without JavaScript, and the next click of whom it is about.

use crate::support::{OWNER, PASSWORD, TestApp};
use sqlx::postgres::{PgConnectOptions, PgPoolOptions};

const EMMA: &str = "emma.clark@aoba.example";

/// The page of a member.
async fn page_of(app: &TestApp, address: &'static str) -> String {
    let id: uuid::Uuid = sqlx::query_scalar(
        "SELECT m.id FROM memberships m JOIN accounts a ON a.id = m.account_id JOIN organizations o ON o.id = m.org_id
         WHERE a.address = $1 AND o.slug = 'aoba'",
    )
    .bind(address)
    .fetch_one(&app.database)
    .await
    .unwrap();
    format!("/o/aoba/members/{id}")
}

#[sqlx::test(migrations = "../migrations")]
async fn sec_r06_req_m02_m03_m13_the_next_click_obeys(pool: PgPoolOptions, connect: PgConnectOptions) {
    let app = TestApp::start(pool, connect).await;
    let (owner, emma) = (app.signed_in(OWNER).await, app.signed_in(EMMA).await);
    let page = page_of(&app, EMMA).await;
    let settings = "/o/aoba/settings";
    assert!(!emma.get(settings).await.has_form("organizations/change_settings"));

    let form = owner.get(&page).await;
    let saved = owner.submit(&form, "members/edit", &[("role", "owner")]).await;
    assert_eq!(saved.location().as_deref(), Some(format!("{page}?news=saved").as_str()));
    assert!(emma.get(settings).await.has_form("organizations/change_settings"), "given");
    let form = owner.get(&page).await;
    owner.submit(&form, "members/edit", &[("role", "member"), ("permission", "admin")]).await;
    assert!(!emma.get(settings).await.has_form("organizations/change_settings"), "taken away");

    let form = owner.get(&page).await;
    assert_eq!(owner.submit(&form, "members/suspend", &[]).await.status, 303);
    assert_eq!(emma.get("/o/aoba").await.status, 404, "suspended");
    assert_eq!(emma.get("/o/harbour-looms").await.status, 200, "another organization is not affected");
    let form = owner.get(&page).await;
    assert_eq!(owner.submit(&form, "members/reactivate", &[]).await.status, 303);
    assert_eq!(emma.get("/o/aoba").await.status, 200);

    let question = owner.get(&format!("{page}/remove")).await;
    assert!(question.says("Clark") && question.says(EMMA), "{}", question.text());
    assert_eq!(
        owner.submit(&question, "members/remove", &[]).await.location().as_deref(),
        Some("/o/aoba/members?news=removed")
    );
    assert_eq!(emma.get("/o/aoba").await.status, 404, "req_b11");
    assert!(owner.get("/o/aoba/members?status=REMOVED").await.says(EMMA));
    let form = owner.get(&page).await;
    assert_eq!(owner.submit(&form, "members/restore", &[]).await.status, 303);
    assert_eq!(emma.get("/o/aoba").await.status, 200);
}

#[sqlx::test(migrations = "../migrations")]
async fn req_m02_an_edit_of_before_says_so_and_loses_nothing(pool: PgPoolOptions, connect: PgConnectOptions) {
    let app = TestApp::start(pool, connect).await;
    let owner = app.signed_in(OWNER).await;
    let page = page_of(&app, EMMA).await;
    let (mine, theirs) = (owner.get(&page).await, owner.get(&page).await);
    owner.submit(&theirs, "members/edit", &[("permission", "admin")]).await;
    let answer = owner.submit(&mine, "members/edit", &[("access_ends_on", "2099-01-31")]).await;
    assert_eq!(answer.status, 409);
    assert_eq!(answer.value("members/edit", "access_ends_on"), "2099-01-31", "what was typed stays: {}", answer.body);
    assert_eq!(answer.value("members/edit", "version"), "2", "and can be sent again");
}

#[sqlx::test(migrations = "../migrations")]
async fn sec_r05_a_body_adds_nothing_to_an_edit(pool: PgPoolOptions, connect: PgConnectOptions) {
    let app = TestApp::start(pool, connect).await;
    let owner = app.signed_in(OWNER).await;
    let page = page_of(&app, EMMA).await;
    let id = page.rsplit('/').next().unwrap();
    let fields = [("slug", "aoba"), ("id", id), ("version", "1"), ("role", "member"), ("permission", "write")];
    for surplus in ["primary_owner", "email_verified", "org_id", "joined_at"] {
        let mut fields = fields.to_vec();
        fields.push((surplus, "true"));
        let answer = owner.call("members/edit", &fields).await;
        assert_eq!((answer.status, answer.body.as_str()), (422, "\"malformed\""), "{surplus}");
    }
    assert_eq!(owner.call("members/edit", &fields).await.status, 200);
}

#[sqlx::test(migrations = "../migrations")]
async fn req_m01_m11_lists_leave_as_files(pool: PgPoolOptions, connect: PgConnectOptions) {
    let app = TestApp::start(pool, connect).await;
    let owner = app.signed_in(OWNER).await;
    app.alter("UPDATE accounts SET family_name = '=cmd|x' WHERE address = 'emma.clark@aoba.example'").await;
    let file = owner.get("/o/aoba/members.csv").await;
    assert_eq!((file.status, file.header("content-type")), (200, "text/csv; charset=utf-8"));
    assert_eq!(file.header("content-disposition"), "attachment; filename=\"aoba-members.csv\"");
    assert_eq!(file.body.lines().count(), 4, "{}", file.body);
    assert!(file.body.contains("emma.clark@aoba.example,'=cmd|x,Emma,member,write"), "sec_f02: {}", file.body);
    let csv = owner.get("/o/aoba/activity.csv").await;
    let json = owner.get("/o/aoba/activity.json").await;
    let entries = json.json();
    let count = entries.as_array().unwrap().len();
    assert!(count > 0);
    assert_eq!(csv.body.lines().count(), count + 1);
    assert_eq!(entries[0]["hash"].as_str().unwrap().len(), 64);
}

#[sqlx::test(migrations = "../migrations")]
async fn an_address_of_before_leads_members_on(pool: PgPoolOptions, connect: PgConnectOptions) {
    let app = TestApp::start(pool, connect).await;
    let owner = app.signed_in(OWNER).await;
    let form = owner.get("/o/aoba/settings").await;
    let saved = owner.submit(&form, "organizations/change_settings", &[("slug", "midori")]).await;
    assert_eq!(saved.location().as_deref(), Some("/o/midori/settings?news=saved"), "{}", saved.text());
    let led = owner.get("/o/aoba/members?q=emma").await;
    assert_eq!((led.status, led.location().as_deref()), (308, Some("/o/midori/members?q=emma")));
    let stranger = app.signed_in("makoto.kitano@kitano.example").await;
    let (old, none) = (stranger.get("/o/aoba/members").await, stranger.get("/o/nowhere/members").await);
    assert_eq!((old.status, old.text()), (404, none.text()), "sec_r09");
    let closing = owner.get("/o/midori/settings").await;
    let refused = owner.submit(&closing, "organizations/close", &[("confirmation", "aoba")]).await;
    assert_eq!(refused.status, 422);
    assert_eq!(owner.submit(&closing, "organizations/close", &[("confirmation", "midori")]).await.status, 303);
    assert_eq!(owner.get("/o/midori").await.status, 404);
}

#[sqlx::test(migrations = "../migrations")]
async fn req_m12_the_overview_has_its_plots_as_text_too(pool: PgPoolOptions, connect: PgConnectOptions) {
    let app = TestApp::start(pool, connect).await;
    let page = app.signed_in(OWNER).await.get("/o/aoba").await;
    assert_eq!(page.status, 200);
    let plot = page.body.split("<svg").find(|tag| tag.contains("class=\"plot plot-columns\"")).expect("a plot");
    let tag = plot.split('>').next().unwrap();
    assert!(tag.contains("role=\"img\"") && tag.contains("aria-label="), "{tag}");
    assert!(!page.body.contains(" style="), "no inline style");
    let looms = app.signed_in("olivia.reed@harbour-looms.example").await.get("/o/harbour-looms").await;
    assert!(looms.says("of 15"), "{}", looms.text());
}

#[sqlx::test(migrations = "../migrations")]
async fn sec_f01_an_organizations_own_terms_are_text_and_nothing_else(pool: PgPoolOptions, connect: PgConnectOptions) {
    let app = TestApp::start(pool, connect).await;
    let owner = app.signed_in(OWNER).await;
    app.alter(
        "INSERT INTO terms_documents (id, org_id, version, body_en, published_at)
         SELECT gen_random_uuid(), id, 1, '<svg onload=\"alert(1)\"><script>alert(2)</script>[x](javascript:alert(3))',
             '2020-01-01' FROM organizations WHERE slug = 'aoba'",
    )
    .await;
    let page = owner.get("/o/aoba/terms/1").await;
    assert_eq!(page.status, 200, "{}", page.text());
    assert!(page.says("<svg onload=\"alert(1)\">"), "it is shown as it was written: {}", page.text());
    assert!(!page.body.contains("<svg onload") && !page.body.contains("<script>alert"), "{}", page.body);
    assert!(!page.body.contains("href=\"javascript:"), "{}", page.body);
}

#[sqlx::test(migrations = "../migrations")]
async fn sec_r08_somebody_who_comes_back_under_the_same_address_belongs_nowhere(
    pool: PgPoolOptions,
    connect: PgConnectOptions,
) {
    let app = TestApp::start(pool, connect).await;
    let emma = app.signed_in(EMMA).await;
    let closed = emma
        .call("accounts/close", &[("own_data", "declined"), ("current_password", PASSWORD), ("understood", "on")])
        .await;
    assert_eq!(closed.status, 200, "{}", closed.body);
    app.alter(
        "INSERT INTO accounts (id, address, address_verified_at, password_hash, language)
         SELECT gen_random_uuid(), 'emma.clark@aoba.example', now(), password_hash, 'en'
         FROM accounts WHERE address = 'hanako.sato@aoba.example'",
    )
    .await;
    let again = app.signed_in(EMMA).await;
    assert_eq!(again.get("/o/aoba").await.status, 404);
    assert_eq!(again.get("/o/harbour-looms").await.status, 404);
}
