//! Each role of each kind at each function, page and file. Whether it may follows from the same decision that greys
//! out a button and refuses on the server; the table only says which operation is behind which door.

use super::{
    table::{FILES, FUNCTIONS, HERE, NOBODY, Need, PAGES, PARTS, Rule},
    traces,
};
use crate::support::{SignedIn, TestApp};
use shared::{Slug, access::Resource};
use sqlx::postgres::{PgConnectOptions, PgPoolOptions};
use std::collections::BTreeMap;
use store::{Scope, SessionToken};

/// Somebody of the demonstration in an organization that they may enter.
struct Visitor {
    name: String,
    slug: String,
    browser: SignedIn,
    scope: Scope,
    parts: BTreeMap<&'static str, String>,
}

/// Everybody of the demonstration wherever they may enter: each role with each permission of each kind, and the
/// seller's people in its customers.
async fn everybody(app: &TestApp) -> Vec<Visitor> {
    let people: Vec<(String, String)> = sqlx::query_as(
        "SELECT a.address, o.slug FROM organizations o
         JOIN memberships m ON m.org_id IN (o.id, o.parent_id) JOIN accounts a ON a.id = m.account_id
         ORDER BY a.address, o.slug",
    )
    .fetch_all(&app.database)
    .await
    .unwrap();
    let mut browsers = BTreeMap::<String, SignedIn>::new();
    let mut visitors = Vec::new();
    for (address, slug) in people {
        if !browsers.contains_key(&address) {
            browsers.insert(address.clone(), app.signed_in(&address).await);
        }
        let browser = browsers[&address].clone();
        let token = SessionToken::parse(&browser.cookie("usher_session").unwrap()).unwrap();
        let caller = store::accounts::caller(&app.store, &token).await.unwrap().unwrap();
        let scope = store::organizations::enter(&app.store, &caller, &Slug::parse(&slug).unwrap()).await.unwrap();
        let parts = parts(app, &slug).await;
        visitors.push(Visitor { name: format!("{address} at {slug}"), slug, browser, scope, parts });
    }
    visitors
}

/// The first part of each sort.
async fn parts(app: &TestApp, slug: &str) -> BTreeMap<&'static str, String> {
    let mut parts = BTreeMap::new();
    for (mark, sort) in [("{brand}", "brand"), ("{account}", "exchange_account"), ("{team}", "team")] {
        let id: Option<String> = sqlx::query_scalar(
            "SELECT p.id::text FROM parts p JOIN organizations o ON o.id = p.org_id
             WHERE o.slug = $1 AND p.sort = $2 ORDER BY p.id LIMIT 1",
        )
        .bind(slug)
        .bind(sort)
        .fetch_optional(&app.database)
        .await
        .unwrap();
        parts.insert(mark, id.unwrap_or_else(|| NOBODY.to_owned()));
    }
    parts
}

impl Visitor {
    /// What has to be answered; nothing where the answer would have an effect.
    fn expected(&self, rule: Rule, fields: &[(&str, &str)]) -> Option<u16> {
        let status = match rule {
            Rule::Everybody(_) | Rule::SignedIn => return None,
            Rule::Inside(status) => status,
            Rule::May(needs, status) => self.answer(needs, fields, status),
            Rule::OfKind(needs, status) => {
                let operations = self.scope.organization.preset().operations;
                let has = needs.iter().any(|(action, resource)| operations.contains(*action, *resource));
                if has { self.answer(needs, fields, status) } else { 404 }
            }
            Rule::OwnerRank(need, status) => {
                let status = if self.scope.grants().is_owner_rank() { status } else { 403 };
                self.answer(&[need], fields, status)
            }
        };
        (status != 0).then_some(status)
    }

    /// The one decision.
    fn answer(&self, needs: &[Need], fields: &[(&str, &str)], status: u16) -> u16 {
        let resource = |need: &Need| -> Resource {
            let about = PARTS.iter().find(|(mark, kind)| *kind == need.1 && fields.iter().any(|(_, it)| it == mark));
            about.map_or_else(|| need.1.any(), |(mark, kind)| kind.of(self.parts[mark].parse().unwrap()))
        };
        if needs.iter().any(|need| self.scope.may(need.0, &resource(need))) { status } else { 403 }
    }

    /// The fields of a call where this visitor is.
    fn fields<'a>(&'a self, fields: &[(&'a str, &'a str)]) -> Vec<(&'a str, &'a str)> {
        let put = |(name, value): &(&'a str, &'a str)| match *value {
            HERE => (*name, self.slug.as_str()),
            value => (*name, self.parts.get(value).map_or(value, String::as_str)),
        };
        fields.iter().map(put).collect()
    }
}

#[sqlx::test(migrations = "../migrations")]
async fn sec_r04_r07_each_role_of_each_kind_at_each_function(pool: PgPoolOptions, connect: PgConnectOptions) {
    let app = TestApp::start(pool, connect).await;
    let visitors = everybody(&app).await;
    let before = traces(&app).await;
    let (mut wrong, mut allowed, mut refused) = (Vec::new(), 0, 0);
    for visitor in &visitors {
        for case in FUNCTIONS {
            let Some(status) = visitor.expected(case.2, case.1) else { continue };
            let answer = visitor.browser.call(case.0, &visitor.fields(case.1)).await;
            *(if status == 403 { &mut refused } else { &mut allowed }) += 1;
            if answer.status != status {
                wrong.push(format!(
                    "{}, {:?} by {}: {} instead of {status}",
                    case.0, case.1, visitor.name, answer.status
                ));
            }
            // A refusal by the rules says which question has the chain (M10).
            if status == 403 && !answer.body.contains("denied") && !answer.body.contains("forbidden") {
                wrong.push(format!("{} by {}: {}", case.0, visitor.name, answer.body));
            }
        }
    }
    assert!(wrong.is_empty(), "{} wrong: {wrong:#?}", wrong.len());
    assert!(visitors.len() >= 26 && allowed > 300 && refused > 300, "{} {allowed} {refused}", visitors.len());
    assert_eq!(traces(&app).await, before, "asking has left a trace");
}

#[sqlx::test(migrations = "../migrations")]
async fn sec_r04_r07_each_role_of_each_kind_at_each_page_and_file(pool: PgPoolOptions, connect: PgConnectOptions) {
    let app = TestApp::start(pool, connect).await;
    let visitors = everybody(&app).await;
    let mut wrong = Vec::new();
    for visitor in &visitors {
        for (path, rule) in PAGES.iter().chain(FILES) {
            let Some(status) = visitor.expected(*rule, &[]) else { continue };
            let answer = visitor.browser.get(&format!("/o/{}{}", visitor.slug, path.replace("{}", NOBODY))).await;
            if answer.status != status {
                wrong.push(format!("{path} by {}: {} instead of {status}", visitor.name, answer.status));
            }
        }
    }
    assert!(wrong.is_empty(), "{} wrong: {wrong:#?}", wrong.len());
}
