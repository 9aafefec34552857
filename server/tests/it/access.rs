//! What can be given, who may write it down, and why somebody may do something – over the pages, without
//! JavaScript.

use crate::support::{OWNER, STRANGER, SignedIn, TestApp};
use sqlx::postgres::{PgConnectOptions, PgPoolOptions};

const EXCHANGE_OWNER: &str = "grace.osei@meridian.example";
const EXCHANGE_MEMBER: &str = "ava.lindqvist@meridian.example";
const SELLER_ADMIN: &str = "makoto.kitano@kitano.example";
const SELLER_VIEWER: &str = "jonas.weber@kitano.example";
const ADMINISTRATOR: &str = "aoi.nakagawa@hikari.example";
const READER: &str = "ethan.lim@hikari.example";

/// Ids of the demonstration, by name.
async fn id_of(app: &TestApp, table: &'static str, name: &str) -> String {
    let statement = match table {
        "parts" => "SELECT id::text FROM parts WHERE name = $1",
        "role_sets" => "SELECT id::text FROM role_sets WHERE name = $1",
        "brand_settings" => "SELECT id::text FROM brand_settings WHERE name = $1",
        _ => "SELECT id::text FROM policies WHERE name = $1",
    };
    sqlx::query_scalar(statement).bind(name).fetch_one(&app.database).await.unwrap()
}

async fn membership(app: &TestApp, slug: &str, address: &str) -> String {
    sqlx::query_scalar(
        "SELECT m.id::text FROM memberships m JOIN accounts a ON a.id = m.account_id
         JOIN organizations o ON o.id = m.org_id WHERE o.slug = $1 AND a.address = $2",
    )
    .bind(slug)
    .bind(address)
    .fetch_one(&app.database)
    .await
    .unwrap()
}

#[sqlx::test(migrations = "../migrations")]
async fn req_i03_an_exchange_member_is_offered_accounts_and_teams(pool: PgPoolOptions, connect: PgConnectOptions) {
    let app = TestApp::start(pool, connect).await;
    let grace = app.signed_in(EXCHANGE_OWNER).await;
    let (north, night) = (id_of(&app, "parts", "North desk").await, id_of(&app, "parts", "Night shift").await);
    let page = grace.get("/o/meridian/invitations/new").await;
    assert!(page.says("North desk") && page.says("Night shift") && page.says("Choose the account role"));
    let access = format!("{north}:editor");
    let answer = grace
        .submit(
            &page,
            "invitations/send",
            &[("address", "kim@newcomer.example"), ("role", "member"), ("accounts", &access), ("teams", &night)],
        )
        .await;
    let details = grace.follow(&answer.location().unwrap()).await;
    assert!(details.says("North desk (Editor)"), "{}", details.text());
    assert!(details.says("Night shift"));
}

#[sqlx::test(migrations = "../migrations")]
async fn req_i03_a_maker_member_gets_brands_and_a_set_an_owner_neither(pool: PgPoolOptions, connect: PgConnectOptions) {
    let app = TestApp::start(pool, connect).await;
    let olivia = app.signed_in(STRANGER).await;
    let setting = id_of(&app, "brand_settings", "Outside representatives").await;
    let set = id_of(&app, "role_sets", "Order desk").await;
    for (address, role, brands, sets) in [
        ("kim@newcomer.example", "member", "Outside representatives", "Order desk"),
        ("lou@newcomer.example", "owner", "Default (all brands)", "Not Set"),
    ] {
        let search = olivia.get("/o/harbour-looms/invitations/new").await;
        let page = olivia.submit(&search, "invitations/search", &[("address", address), ("step", "create")]).await;
        let chosen = [("role", role), ("permission", "write"), ("brand_access", setting.as_str()), ("role_set", &set)];
        let answer = olivia.submit(&page, "invitations/send", &chosen).await;
        let details = olivia.follow(&answer.location().unwrap()).await;
        assert!(details.says(brands) && details.says(sets), "{role}: {}", details.text());
    }
}

#[sqlx::test(migrations = "../migrations")]
async fn req_k09_req_k11_sellers_choose_where_to_and_who_proves_it(pool: PgPoolOptions, connect: PgConnectOptions) {
    let app = TestApp::start(pool, connect).await;
    let makoto = app.signed_in(SELLER_ADMIN).await;
    let page = makoto.get("/o/kitano/invitations/new").await;
    assert!(page.says("独自ユーザーデータベース") && page.body.contains("value=\"larch\""));
    let offer = |organization: &'static str| {
        [
            ("address", "kim@newcomer.example"),
            ("invite_into", "customer"),
            ("organization", organization),
            ("role", "viewer"),
            ("identity_provider", "organization"),
        ]
    };
    let unknown = makoto.submit(&page, "invitations/send", &offer("hikari")).await;
    assert_eq!(unknown.status, 422, "sec_r03: not a customer of this seller");
    assert_eq!(unknown.value("invitations/send", "address"), "kim@newcomer.example", "req_b14: what was typed stays");
    let answer = makoto.submit(&page, "invitations/send", &offer("Larch & Co.")).await;
    let details = makoto.follow(&answer.location().unwrap()).await;
    assert!(details.path.starts_with("/o/larch/invitations/"), "{}", details.path);
    assert!(details.says("組織のOpenID Connectプロバイダー"));
    // However many there are, a search finds each one, without JavaScript as well, and keeps what was typed.
    app.alter(
        "INSERT INTO organizations (id, slug, name, kind, parent_id, language, time_zone)
         SELECT gen_random_uuid(), 'shop-' || n, 'Shop ' || n, 'customer', id, 'en', 'Asia/Tokyo'
         FROM organizations, generate_series(1, 80) n WHERE slug = 'kitano'",
    )
    .await;
    let page = makoto.get("/o/kitano/invitations/new").await;
    assert!(!page.body.contains("value=\"shop-77\""), "the drop-down begins with the first fifty");
    let search = [
        ("address", "lee@newcomer.example"),
        ("invite_into", "customer"),
        ("customer_search", "SHOP 77"),
        ("step", "customers"),
    ];
    let found = makoto.submit(&page, "invitations/send", &search).await;
    assert!(found.status == 200 && found.body.contains("value=\"shop-77\""), "{}", found.text());
    assert_eq!(found.value("invitations/send", "address"), "lee@newcomer.example");
    assert_eq!(app.count("SELECT count(*) FROM invitations WHERE address LIKE 'lee@%'").await, 0, "nothing is sent");
    let chosen =
        [("role", "viewer"), ("invite_into", "customer"), ("organization", "shop-77"), ("identity_provider", "local")];
    let answer = makoto.submit(&found, "invitations/send", &chosen).await;
    assert!(answer.location().unwrap().starts_with("/o/shop-77/invitations/"), "{}", answer.text());

    let jonas = app.signed_in(SELLER_VIEWER).await;
    let fields = [
        ("slug", "kitano"),
        ("address", "x@newcomer.example"),
        ("role", "viewer"),
        ("invite_into", "customer"),
        ("organization", "larch"),
    ];
    assert_eq!(jonas.call("invitations/send", &fields).await.status, 403);
}

#[sqlx::test(migrations = "../migrations")]
async fn sec_a04_fields_that_nobody_asked_for_are_refused(pool: PgPoolOptions, connect: PgConnectOptions) {
    let app = TestApp::start(pool, connect).await;
    let grace = app.signed_in(EXCHANGE_OWNER).await;
    for (function, fields) in [
        ("access/create_part", vec![("slug", "meridian"), ("sort", "team"), ("name", "X"), ("archived_at", "now")]),
        ("access/save_role_set", vec![("slug", "harbour-looms"), ("name", "X"), ("org_id", "1")]),
        ("access/save_defaults", vec![("slug", "harbour-looms"), ("restrict", "no"), ("restrict", "yes")]),
        ("organizations/register_customer", vec![("seller", "kitano"), ("name", "X"), ("kind", "seller")]),
    ] {
        let answer = grace.call(function, &fields).await;
        assert_eq!((answer.status, answer.body.as_str()), (422, "\"malformed\""), "{function}");
    }
}

async fn refused(somebody: &SignedIn, function: &str, fields: &[(&str, &str)]) -> u16 {
    somebody.call(function, fields).await.status
}

#[sqlx::test(migrations = "../migrations")]
async fn sec_r03_r07_r09_every_address_of_access_is_for_those_who_may(pool: PgPoolOptions, connect: PgConnectOptions) {
    let app = TestApp::start(pool, connect).await;
    let hanako = app.signed_in(OWNER).await;
    let (north, set, policy) = (
        id_of(&app, "parts", "North desk").await,
        id_of(&app, "role_sets", "Order desk").await,
        id_of(&app, "policies", "No deleting").await,
    );
    let ava = membership(&app, "meridian", EXCHANGE_MEMBER).await;
    // Somebody of another organization: there is nothing, as where there is no organization at all.
    for path in [
        "/o/meridian/accounts",
        "/o/meridian/teams",
        "/o/harbour-looms/brands",
        "/o/harbour-looms/access",
        "/o/harbour-looms/access/role-sets/new",
        "/o/hikari/access",
        "/o/kitano/customers",
        "/o/larch/members",
        "/o/meridian/why",
        "/o/no-such/access",
        // One's own organization, of a kind without these.
        "/o/aoba/accounts",
        "/o/aoba/teams",
        "/o/aoba/brands",
        "/o/aoba/access",
        "/o/aoba/customers",
    ] {
        assert_eq!(hanako.get(path).await.status, 404, "{path}");
    }
    assert_eq!(hanako.get(&format!("/o/aoba/members/{ava}/why")).await.status, 404);
    let change = [("slug", "meridian"), ("sort", "exchange_account"), ("id", north.as_str()), ("step", "archive")];
    let own = [("slug", "aoba"), ("sort", "exchange_account"), ("id", north.as_str()), ("step", "archive")];
    for fields in [change, own] {
        assert_eq!(refused(&hanako, "access/change_part", &fields).await, 404);
    }
    for (function, fields) in [
        ("access/save_role_set", vec![("slug", "harbour-looms"), ("id", set.as_str()), ("name", "X")]),
        ("access/delete_list", vec![("slug", "hikari"), ("list", "policies"), ("id", policy.as_str())]),
        ("access/save_policy", vec![("slug", "hikari"), ("id", policy.as_str()), ("name", "X")]),
        ("access/save_brand_setting", vec![("slug", "harbour-looms"), ("name", "X")]),
        ("access/save_defaults", vec![("slug", "harbour-looms"), ("restrict", "no")]),
        ("organizations/register_customer", vec![("seller", "kitano"), ("name", "X"), ("slug", "xx")]),
    ] {
        assert_eq!(refused(&hanako, function, &fields).await, 404, "{function}");
    }
    // Members who may look but not change (R7).
    let ava = app.signed_in(EXCHANGE_MEMBER).await;
    assert_eq!(refused(&ava, "access/change_part", &change).await, 403);
    assert!(ava.get("/o/meridian/accounts").await.says("North desk"));
    assert!(!ava.get("/o/meridian/accounts").await.says("Carbon pool"), "an account that was not given");
    let reader = app.signed_in(READER).await;
    let page = reader.get("/o/hikari/access").await;
    assert_eq!(page.status, 200);
    assert!(page.says("Why?") && page.says("None of your policies allows this."), "{}", page.text());
    // The control is greyed out, and its link leads to the chain of exactly that operation (M10).
    let why = "/o/hikari/members/me/why?operation=config:create%20permissionPolicy";
    assert!(page.body.contains(&format!("href=\"{why}\"")) && page.body.contains("aria-disabled=\"true\""));
    let chain = reader.get(why).await;
    assert!(chain.status == 200 && chain.says("Ethan Lim") && chain.says("No policy allows this."), "{}", chain.text());
    let fields = [("slug", "hikari"), ("list", "policies"), ("id", policy.as_str())];
    assert_eq!(refused(&reader, "access/delete_list", &fields).await, 403);
}

#[sqlx::test(migrations = "../migrations")]
async fn req_m07_a_policy_is_tried_before_it_is_saved(pool: PgPoolOptions, connect: PgConnectOptions) {
    let app = TestApp::start(pool, connect).await;
    let aoi = app.signed_in(ADMINISTRATOR).await;
    let id = id_of(&app, "policies", "No deleting").await;
    let path = format!("/o/hikari/access/policies/{id}");
    let page = aoi.get(&path).await;
    assert_eq!(page.status, 200);
    let fields = |step: &str| {
        [
            ("_fn", "/fn/access/save_policy"),
            ("slug", "hikari"),
            ("id", &id),
            ("name", "No deleting"),
            ("effect", "deny"),
            ("action", "config:list"),
            ("resource", "product"),
            ("step", step),
        ]
        .map(|(name, value)| (name.to_owned(), value.to_owned()))
    };
    let checked = aoi.post(&path, &fields("check")).await;
    assert_eq!(checked.status, 200);
    assert!(checked.says("影響を受ける方") && checked.says("Tan Zoe"), "{}", checked.text());
    assert!(checked.says("できなくなる操作") && checked.says("商品の一覧表示"));
    assert_eq!(app.count("SELECT count(*) FROM audit_entries WHERE action = 'policy.changed'").await, 0);
    let saved = aoi.post(&path, &fields("save")).await;
    assert_eq!(saved.status, 303);
    assert_eq!(app.count("SELECT count(*) FROM audit_entries WHERE action = 'policy.changed'").await, 1);
    let empty = aoi.post(&path, &fields("save")[..4]).await;
    assert_eq!(empty.status, 422);
    assert!(empty.says("ステートメント"));
}

#[sqlx::test(migrations = "../migrations")]
async fn req_m10_the_chain_is_told_in_words(pool: PgPoolOptions, connect: PgConnectOptions) {
    let app = TestApp::start(pool, connect).await;
    let grace = app.signed_in(EXCHANGE_OWNER).await;
    let ava = membership(&app, "meridian", EXCHANGE_MEMBER).await;
    let south = id_of(&app, "parts", "South desk").await;
    let page = grace.get(&format!("/o/meridian/members/{ava}/why?operation=config:update%20deal&of={south}")).await;
    assert!(page.says("Ava Lindqvist") && page.says("Change deals: not allowed."), "{}", page.text());
    assert!(page.says("The role “Member” allows this.") && page.says("The account role “Viewer” does not allow this."));
    let who = grace.get(&format!("/o/meridian/why?operation=config:update%20deal&of={south}")).await;
    assert!(who.says("Grace Osei") && who.says("Mateo Silva") && !who.says("Ava Lindqvist"), "{}", who.text());
    let own = app.signed_in(EXCHANGE_MEMBER).await;
    assert_eq!(own.get(&format!("/o/meridian/members/{ava}/why?operation=config:update%20deal")).await.status, 200);
    assert_eq!(own.get("/o/meridian/why?operation=config:update%20deal").await.status, 403);
    let grace = membership(&app, "meridian", EXCHANGE_OWNER).await;
    let path = format!("/o/meridian/members/{grace}/why?operation=config:update%20deal");
    assert_eq!(own.get(&path).await.status, 403, "others are not hers to ask about");
}
