//! Every function and every page, tried by those who may not (R3, R4, R9). What is not listed here fails: there
//! is no list of exceptions.

use crate::support::{OWNER, SignedIn, TestApp};
use sqlx::postgres::{PgConnectOptions, PgPoolOptions};
use std::collections::BTreeSet;

/// Owner of the demonstration's seller, who has no business at its buyer.
const STRANGER: &str = "makoto.kitano@kitano.example";
/// A Member with Write of the buyer.
const LOW: &str = "emma.clark@aoba.example";

/// How a function refuses.
enum Refuses {
    /// Who is not signed in, with 401; who does not belong to the organization, with the 404 of one that does
    /// not exist; and a Member with Write, if there is a number.
    Outsiders(Option<u16>),
    /// Who is not signed in, with 401.
    SignedOut,
    /// It is for people who are nobody yet; a request that has nothing behind it is answered with this, and
    /// leaves no trace.
    Everybody(u16),
}

use Refuses::{Everybody, Outsiders, SignedOut};

type Case = (&'static str, &'static [(&'static str, &'static str)], Refuses);

const NOBODY: &str = "01900000-0000-7000-8000-000000000000";
const ID: (&str, &str) = ("id", NOBODY);
const IN: (&str, &str) = ("slug", "aoba");
const AT: (&str, &str) = ("organization", "aoba");

const FUNCTIONS: &[Case] = &[
    ("accounts/sign_in", &[("address", OWNER), ("password", "wrong")], Everybody(422)),
    ("accounts/sign_out", &[], Everybody(200)),
    ("accounts/switch_language", &[("language", "tlh")], Everybody(422)),
    ("accounts/forgot_password", &[("address", "nobody")], Everybody(422)),
    ("accounts/open_reset", &[], Everybody(200)),
    ("accounts/reset_password", &[("password", "x")], Everybody(410)),
    ("accounts/begin_registration", &[("address", "nobody")], Everybody(422)),
    ("accounts/registration_terms", &[("surplus", "x")], Everybody(422)),
    ("accounts/register", &[("proof", NOBODY)], Everybody(422)),
    ("accounts/profile", &[], SignedOut),
    ("accounts/save_profile", &[], SignedOut),
    ("accounts/security", &[], SignedOut),
    ("accounts/change_password", &[], SignedOut),
    ("accounts/begin_address_change", &[], SignedOut),
    ("accounts/change_address", &[("proof", NOBODY)], SignedOut),
    ("accounts/sessions", &[], SignedOut),
    ("accounts/end_session", &[ID], SignedOut),
    ("accounts/end_other_sessions", &[], SignedOut),
    ("accounts/closing", &[], SignedOut),
    ("accounts/close", &[], SignedOut),
    ("access/parts", &[IN, ("sort", "brand")], Outsiders(Some(404))),
    ("access/create_part", &[IN, ("sort", "brand"), ("name", "X")], Outsiders(Some(404))),
    ("access/change_part", &[IN, ("sort", "brand"), ID, ("step", "archive")], Outsiders(Some(404))),
    ("access/control", &[IN], Outsiders(Some(404))),
    ("access/save_role_set", &[IN, ("name", "X")], Outsiders(Some(404))),
    ("access/save_brand_setting", &[IN, ("name", "X")], Outsiders(Some(404))),
    ("access/save_defaults", &[IN, ("restrict", "on")], Outsiders(Some(404))),
    ("access/delete_list", &[IN, ("list", "role_set"), ID], Outsiders(Some(404))),
    ("access/save_policy", &[IN, ("name", "X")], Outsiders(Some(404))),
    ("access/why", &[IN, ("member", NOBODY)], Outsiders(Some(404))),
    ("audit/list", &[IN], Outsiders(None)),
    ("imports/list", &[IN], Outsiders(None)),
    ("imports/read", &[IN, ID], Outsiders(Some(404))),
    ("imports/start", &[IN, ID], Outsiders(Some(404))),
    ("imports/cancel", &[IN, ID], Outsiders(Some(404))),
    ("invitations/open", &[], Everybody(200)),
    ("invitations/accept", &[ID], SignedOut),
    ("invitations/decline", &[ID], Everybody(409)),
    ("invitations/ask", &[], Everybody(409)),
    ("invitations/stop_page", &[ID, ("token", "x")], Everybody(404)),
    ("invitations/stop", &[ID, ("token", "x")], Everybody(404)),
    ("invitations/send_code", &[ID], Everybody(409)),
    ("invitations/register", &[ID], Everybody(409)),
    ("invitations/list", &[IN], Outsiders(None)),
    ("invitations/read", &[IN, ID], Outsiders(Some(404))),
    ("invitations/form", &[IN], Outsiders(None)),
    ("invitations/customers", &[IN], Outsiders(Some(404))),
    ("invitations/search", &[IN, ("address", "nobody")], Outsiders(Some(422))),
    ("invitations/send", &[IN, ("address", "new@ito.example"), ("role", "owner")], Outsiders(Some(422))),
    ("invitations/copy_link", &[IN, ID], Outsiders(Some(404))),
    ("invitations/resend", &[IN, ID], Outsiders(Some(404))),
    ("invitations/remind", &[IN, ID], Outsiders(Some(404))),
    ("invitations/dismiss", &[IN, ID], Outsiders(Some(404))),
    ("invitations/revoke", &[IN, ID], Outsiders(Some(404))),
    ("members/list", &[IN], Outsiders(None)),
    ("members/read", &[IN, ID], Outsiders(Some(404))),
    ("members/edit", &[IN, ID, ("version", "1")], Outsiders(Some(404))),
    ("members/suspend", &[IN, ID], Outsiders(Some(403))),
    ("members/reactivate", &[IN, ID], Outsiders(Some(403))),
    ("members/remove", &[IN, ID], Outsiders(Some(403))),
    ("members/restore", &[IN, ID], Outsiders(Some(403))),
    ("members/leave", &[IN], Outsiders(None)),
    ("members/offer_primary", &[IN, ID], Outsiders(Some(403))),
    ("members/withdraw_primary", &[IN, ID], Outsiders(Some(403))),
    ("members/confirm_primary", &[IN, ID], Outsiders(Some(409))),
    ("organizations/list", &[], SignedOut),
    ("organizations/read", &[IN], Outsiders(None)),
    ("organizations/overview", &[IN], Outsiders(None)),
    ("organizations/customers", &[IN], Outsiders(Some(404))),
    ("organizations/register_customer", &[("seller", "aoba"), ("name", "X"), ("slug", "xx")], Outsiders(Some(404))),
    ("organizations/settings", &[IN], Outsiders(None)),
    (
        "organizations/change_settings",
        &[AT, ("version", "1"), ("name", "X"), ("slug", "xx"), ("language", "en"), ("time_zone", "UTC")],
        Outsiders(Some(403)),
    ),
    ("organizations/close", &[AT, ("confirmation", "aoba")], Outsiders(Some(403))),
    ("seats/read", &[IN], Outsiders(Some(404))),
    ("seats/counts", &[IN], Outsiders(None)),
    ("seats/buy", &[IN, ("bought", "3")], Outsiders(Some(404))),
    ("terms/read", &[("version", "9999")], Everybody(404)),
    ("terms/read_own", &[IN, ("version", "9999")], Outsiders(None)),
    ("terms/of_invitation", &[], Everybody(404)),
    ("terms/gate", &[IN], Outsiders(None)),
    ("terms/agree", &[IN], Outsiders(None)),
];

/// The same call with another organization in it.
fn elsewhere<'a>(fields: &[(&'a str, &'a str)]) -> Vec<(&'a str, &'a str)> {
    let other =
        |(name, value): &(&'a str, &'a str)| if *value == "aoba" { (*name, "nowhere") } else { (*name, *value) };
    fields.iter().map(other).collect()
}

/// What an outsider could have changed or caused.
async fn traces(app: &TestApp) -> [i64; 4] {
    [
        app.count("SELECT count(*) FROM audit_entries").await,
        app.count("SELECT count(*) FROM outbox").await,
        app.count("SELECT coalesce(sum(version), 0)::int8 FROM memberships").await,
        app.count("SELECT coalesce(sum(version), 0)::int8 FROM organizations").await,
    ]
}

#[sqlx::test(migrations = "../migrations")]
async fn sec_r03_r04_r09_every_function_refuses_who_may_not(pool: PgPoolOptions, connect: PgConnectOptions) {
    let app = TestApp::start(pool, connect).await;
    let known: BTreeSet<&str> =
        server_fn::axum::server_fn_paths().filter_map(|(path, _)| path.strip_prefix("/fn/")).collect();
    let listed: BTreeSet<&str> = FUNCTIONS.iter().map(|(name, ..)| *name).collect();
    let missing: Vec<_> = known.difference(&listed).collect();
    let gone: Vec<_> = listed.difference(&known).collect();
    assert!(missing.is_empty(), "functions without an unauthorized case: {missing:?}");
    assert!(gone.is_empty(), "cases of functions that there are no more: {gone:?}");

    let (stranger, low) = (app.signed_in(STRANGER).await, app.signed_in(LOW).await);
    let before = traces(&app).await;
    let mut wrong = Vec::new();
    let mut expect = |name: &str, who: &str, status: u16, answer: &crate::support::Page| {
        if answer.status != status {
            wrong.push(format!("{name}, by {who}: {} instead of {status} ({})", answer.status, answer.body));
        }
    };
    for (name, fields, refuses) in FUNCTIONS {
        let answer = app.anonymous().call(name, fields).await;
        let expected = match refuses {
            Everybody(status) => *status,
            _ => 401,
        };
        expect(name, "nobody", expected, &answer);
        let Outsiders(inside) = refuses else { continue };
        let here = stranger.call(name, fields).await;
        let there = stranger.call(name, &elsewhere(fields)).await;
        expect(name, "a stranger", 404, &here);
        assert_eq!((here.status, &here.body), (there.status, &there.body), "{name}: an organization shows");
        if let Some(status) = inside {
            let answer = low.call(name, fields).await;
            expect(name, "a Member", *status, &answer);
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
    assert_eq!(traces(&app).await, before, "somebody who may not has left a trace");
}

/// Pages that everybody may open, with what they answer to somebody who is not signed in; a `{…}` stands for
/// something that is not there.
const OPEN: &[(&str, u16)] = &[
    ("/sign-in", 200),
    ("/register", 200),
    ("/register/{}", 404),
    ("/forgot-password", 200),
    ("/reset-password", 404),
    ("/invitation", 404),
    ("/invitation/register", 404),
    ("/invitation/terms", 404),
    ("/stop/{}/{}", 404),
    ("/terms/{}", 404),
];

#[sqlx::test(migrations = "../migrations")]
async fn sec_r04_r09_every_page_refuses_who_may_not(pool: PgPoolOptions, connect: PgConnectOptions) {
    let app = TestApp::start(pool, connect).await;
    let stranger = app.signed_in(STRANGER).await;
    let pages = server::http::pages(&app.worker.site);
    assert!(pages.len() > 15, "{pages:?}");
    let (mut unlisted, mut wrong) = (Vec::new(), Vec::new());
    for page in pages {
        // `/o/{slug}/members/{id}` as `/o/{}/members/{}`.
        let shape = shape(&page);
        if let Some(inside) = shape.strip_prefix("/o/{}").filter(|_| !OPEN.iter().any(|(open, _)| *open == shape)) {
            let path = |slug: &str| format!("/o/{slug}{}", inside.replace("{}", NOBODY));
            check_private(&app, &path("aoba")).await;
            let (here, there) = (stranger.get(&path("aoba")).await, stranger.get(&path("nowhere")).await);
            assert_eq!((here.status, there.status), (404, 404), "{page}");
            assert_eq!(here.text(), there.text(), "{page}: an organization shows");
        } else if shape == "/" || shape.starts_with("/organizations") || shape.starts_with("/account") {
            check_private(&app, &shape.replace("{}", NOBODY)).await;
        } else if let Some((_, status)) = OPEN.iter().find(|(open, _)| *open == shape) {
            let answer = app.anonymous().get(&shape.replace("{}", NOBODY)).await;
            if answer.status != *status {
                wrong.push(format!("{page}: {} instead of {status}", answer.status));
            }
        } else {
            unlisted.push(page);
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
    assert!(unlisted.is_empty(), "pages without an unauthorized case: {unlisted:?}");
    for file in ["members.csv", "activity.csv", "activity.json"] {
        check_private(&app, &format!("/o/aoba/{file}")).await;
        assert_eq!(stranger.get(&format!("/o/aoba/{file}")).await.status, 404, "{file}");
        assert_eq!(low(&app).await.get(&format!("/o/aoba/{file}")).await.status, 403, "{file}");
    }
}

async fn low(app: &TestApp) -> SignedIn {
    app.signed_in(LOW).await
}

/// Sends who is not signed in to the sign-in page.
async fn check_private(app: &TestApp, path: &str) {
    let answer = app.anonymous().get(path).await;
    let location = answer.location().unwrap_or_default();
    assert!(location.starts_with("/sign-in"), "{path}: {} {location}", answer.status);
}

/// The address with every parameter as `{}`.
fn shape(page: &str) -> String {
    let part = |part: &str| if part.starts_with([':', '{', '*']) { "{}".to_owned() } else { part.to_owned() };
    page.split('/').map(part).collect::<Vec<_>>().join("/")
}
