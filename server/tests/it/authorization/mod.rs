//! Every function, every page and every file, tried by everybody: who is not signed in, Owners of other organizations,
//! and each role of each kind (R3, R4, R9). What is to be answered follows from the one decision.

mod roles;
mod table;

use crate::support::{Page, SignedIn, TestApp};
use sqlx::postgres::{PgConnectOptions, PgPoolOptions};
use std::collections::BTreeSet;
use table::{DOORS, FILES, FUNCTIONS, HERE, NOBODY, OPEN, PAGES, Rule};

/// Owner of the demonstration's seller, who has no business at its buyer.
const STRANGER: &str = "makoto.kitano@kitano.example";
/// Owner of the buyer, who has none anywhere else.
const OTHER: &str = "hanako.sato@aoba.example";

/// The organizations of the demonstration, with an Owner of another one.
const STRANGERS: [(&str, &str); 7] = [
    ("aoba", STRANGER),
    ("harbour-looms", OTHER),
    ("meridian", OTHER),
    ("kitano", OTHER),
    ("larch", OTHER),
    ("birkenhof", OTHER),
    ("hikari", OTHER),
];

/// The fields of a call about an organization.
fn about<'a>(fields: &[(&'a str, &'a str)], slug: &'a str) -> Vec<(&'a str, &'a str)> {
    let put = |(name, value): &(&'a str, &'a str)| match *value {
        HERE => (*name, slug),
        value if value.starts_with('{') => (*name, NOBODY),
        value => (*name, value),
    };
    fields.iter().map(put).collect()
}

/// What somebody who may not could have changed or caused.
async fn traces(app: &TestApp) -> [i64; 4] {
    [
        app.count("SELECT count(*) FROM audit_entries").await,
        app.count("SELECT count(*) FROM outbox").await,
        app.count("SELECT coalesce(sum(version), 0)::int8 FROM memberships").await,
        app.count("SELECT coalesce(sum(version), 0)::int8 FROM organizations").await,
    ]
}

/// Everything in the first set is in the second, and the other way round.
#[track_caller]
fn complete(what: &str, known: &BTreeSet<String>, listed: &BTreeSet<String>) {
    let missing: Vec<_> = known.difference(listed).collect();
    let gone: Vec<_> = listed.difference(known).collect();
    assert!(missing.is_empty(), "{what} without a case: {missing:?}");
    assert!(gone.is_empty(), "cases of {what} that there are no more: {gone:?}");
}

#[test]
fn sec_r04_every_function_page_and_door_has_a_case() {
    let functions = server_fn::axum::server_fn_paths().filter_map(|(path, _)| path.strip_prefix("/fn/"));
    let listed = FUNCTIONS.iter().map(|case| case.0.to_owned()).collect();
    complete("functions", &functions.map(str::to_owned).collect(), &listed);
    // Routes beside the pages are written down in one file.
    let doors = include_str!("../../../src/http/mod.rs").split(".route(").skip(1);
    let doors = doors.filter_map(|rest| rest.split('"').nth(1)).map(shape).collect();
    let files = FILES.iter().map(|(path, _)| format!("/o/{{}}{path}"));
    complete("doors", &doors, &files.chain(DOORS.iter().map(|door| (*door).to_owned())).collect());
}

#[sqlx::test(migrations = "../migrations")]
async fn sec_r03_r04_r09_every_function_refuses_who_may_not(pool: PgPoolOptions, connect: PgConnectOptions) {
    let app = TestApp::start(pool, connect).await;
    let before = traces(&app).await;
    let mut wrong = Vec::new();
    let mut expect = |name: &str, who: &str, status: u16, answer: &Page| {
        if answer.status != status {
            wrong.push(format!("{name}, by {who}: {} instead of {status} ({})", answer.status, answer.body));
        }
    };
    let nobody = app.anonymous();
    for case in FUNCTIONS {
        let status = if let Rule::Everybody(status) = case.2 { status } else { 401 };
        expect(case.0, "nobody", status, &nobody.call(case.0, &about(case.1, "aoba")).await);
    }
    let strangers = [app.signed_in(STRANGER).await, app.signed_in(OTHER).await];
    for (slug, stranger) in STRANGERS {
        let stranger = if stranger == STRANGER { &strangers[0] } else { &strangers[1] };
        for case in FUNCTIONS.iter().filter(|case| !matches!(case.2, Rule::Everybody(_) | Rule::SignedIn)) {
            let here = stranger.call(case.0, &about(case.1, slug)).await;
            expect(case.0, "an Owner of elsewhere", 404, &here);
            if slug == "aoba" {
                let there = stranger.call(case.0, &about(case.1, "nowhere")).await;
                assert_eq!((here.status, &here.body), (there.status, &there.body), "{}: it shows", case.0);
            }
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
    assert_eq!(traces(&app).await, before, "somebody who may not has left a trace");
}

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
        if let Some(inside) = shape.strip_prefix("/o/{}") {
            if !PAGES.iter().any(|(listed, _)| *listed == inside) {
                unlisted.push(page);
                continue;
            }
            check_inside(&app, &stranger, inside).await;
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
    assert!(unlisted.is_empty(), "pages without a case: {unlisted:?}");
    for (file, _) in FILES {
        check_inside(&app, &stranger, file).await;
    }
    check_private(&app, "/account/export").await;
}

/// Who is not signed in is sent to sign in; a stranger learns nothing of the organization.
async fn check_inside(app: &TestApp, stranger: &SignedIn, inside: &str) {
    let path = |slug: &str| format!("/o/{slug}{}", inside.replace("{}", NOBODY));
    check_private(app, &path("aoba")).await;
    let (here, there) = (stranger.get(&path("aoba")).await, stranger.get(&path("nowhere")).await);
    assert_eq!((here.status, there.status), (404, 404), "{inside}");
    assert_eq!(here.text(), there.text(), "{inside}: an organization shows");
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
