//! Looking at what happened (M11).

use crate::world::{World, draft, member, owner, refusal};
use shared::{
    Grant, Language, Refusal,
    access::PartSort,
    customer::CustomerDraft,
    invitation::Draft,
    kind::Kind,
    role::{AccountRole, Permission, Role},
    texts,
    views::{ActivityRow, Actor, Told},
};
use sqlx::postgres::{PgConnectOptions, PgPoolOptions};
use store::{
    Scope,
    access::{self, Change},
    audit, demo, invitations,
    members::{self, Step},
    organizations,
};

async fn rows(world: &World, scope: &Scope) -> Vec<ActivityRow> {
    audit::list(&world.store, scope, &audit::Query::default()).await.unwrap().rows
}

fn text(text: &str) -> Told {
    Told::Text(text.to_owned())
}

fn by(name: &str) -> Actor {
    Actor::Person(name.to_owned())
}

#[sqlx::test(migrations = "../migrations")]
async fn req_m11_the_activity_is_narrowed_by_person_action_and_time(pool: PgPoolOptions, connect: PgConnectOptions) {
    let world = World::start(pool, connect).await;
    let scope = world.buyer().await;
    let mina = world.inside(scope.organization.id, "aoba", "mina@aoba.example", member(Permission::Write)).await;
    world.send(&scope, &draft("new@ito.example")).await.unwrap();
    world.send(&mina, &draft("friend@ito.example")).await.unwrap();
    for step in [Step::Suspend, Step::Reactivate] {
        members::step(&world.store, &world.client, &scope, mina.membership, step).await.unwrap();
    }
    let found = |query: audit::Query| {
        let (world, scope) = (&world, &scope);
        async move {
            let page = audit::list(&world.store, scope, &query).await.unwrap();
            page.rows.into_iter().map(|row| row.seq).collect::<Vec<_>>()
        }
    };
    assert_eq!(found(audit::Query::default()).await, [4, 3, 2, 1]);
    let person = |person: &str| audit::Query { person: person.to_owned(), ..Default::default() };
    assert_eq!(found(person("MINA@aoba.example")).await, [4, 3, 2], "what she did and what was done to her");
    assert_eq!(found(person("new@ito.example")).await, [1]);
    assert_eq!(found(person("nobody@ito.example")).await, [0; 0]);
    let action = audit::Query { action: "invitation.sent".to_owned(), ..Default::default() };
    assert_eq!(found(action).await, [2, 1]);
    let today = scope.organization.today(scope.now);
    let day = |from: String, until: String| audit::Query { from, until, ..Default::default() };
    assert_eq!(found(day(today.to_string(), today.to_string())).await.len(), 4);
    assert_eq!(found(day(today.succ_opt().unwrap().to_string(), String::new())).await.len(), 0);
    assert_eq!(found(day(String::new(), today.pred_opt().unwrap().to_string())).await.len(), 0);
    for query in
        [day("yesterday".to_owned(), String::new()), audit::Query { after: Some("x".to_owned()), ..Default::default() }]
    {
        assert_eq!(refusal(audit::list(&world.store, &scope, &query).await), Refusal::Malformed);
    }
    let rows = audit::list(&world.store, &scope, &audit::Query::default()).await.unwrap().rows;
    assert_eq!(rows[0].what.actor, by("Jo Doe"));
    assert_eq!(rows[0].client_ip.as_deref(), Some("192.0.2.7"));
    assert_eq!(rows[0].what.about.as_deref(), Some("Jo Doe"));
    let change = &rows[0].changes[0];
    let expected = (Some(vec![text("SUSPENDED")]), Some(vec![text("ACTIVE")]));
    assert_eq!((change.before.clone(), change.after.clone()), expected);
}

#[sqlx::test(migrations = "../migrations")]
async fn req_m11_pages_and_files_hold_every_entry_once(pool: PgPoolOptions, connect: PgConnectOptions) {
    let world = World::start(pool, connect).await;
    let scope = world.buyer().await;
    let mina = world.inside(scope.organization.id, "aoba", "mina@aoba.example", member(Permission::Write)).await;
    for _ in 0..30 {
        for step in [Step::Suspend, Step::Reactivate] {
            members::step(&world.store, &world.client, &scope, mina.membership, step).await.unwrap();
        }
    }
    let mut query = audit::Query::default();
    let first = audit::list(&world.store, &scope, &query).await.unwrap();
    query.after = first.next;
    let second = audit::list(&world.store, &scope, &query).await.unwrap();
    assert_eq!((first.rows.len(), second.rows.len(), second.next), (50, 10, None));
    assert_eq!(first.rows[49].seq, second.rows[0].seq + 1);
    let file = audit::export(&world.store, &scope, &audit::Query::default()).await.unwrap();
    assert_eq!((file.rows.len(), file.next), (60, None));
    // sec_r07: a Member sees the activity and takes none of it away.
    let low = world.enter(&mina.caller, "aoba").await.unwrap();
    audit::list(&world.store, &low, &audit::Query::default()).await.unwrap();
    let taken = audit::export(&world.store, &low, &audit::Query::default()).await;
    assert!(matches!(taken, Err(store::Error::Refused(Refusal::Denied(_)))));
}

#[sqlx::test(migrations = "../migrations")]
async fn req_m11_people_and_parts_are_called_by_their_names(pool: PgPoolOptions, connect: PgConnectOptions) {
    let world = World::start(pool, connect).await;
    let organization = world.organization(Kind::Exchange, "meridian").await;
    let grant = Grant { permission: None, ..owner() };
    let grace = world.inside(organization, "meridian", "grace@meridian.example", grant).await;
    let (store, client) = (&world.store, &world.client);
    let desk = access::create_part(store, client, &grace, PartSort::ExchangeAccount, "North desk").await.unwrap();
    let night = access::create_part(store, client, &grace, PartSort::Team, "Night shift").await.unwrap();
    let offer = |address: &str| Draft {
        permission: String::new(),
        accounts: vec![format!("{desk}:editor")],
        teams: vec![night.to_string()],
        ..draft(address)
    };
    world.account("known@ito.example").await;
    let known = world.send(&grace, &offer("known@ito.example")).await.unwrap();
    world.send(&grace, &Draft { permission: String::new(), ..draft("new@ito.example") }).await.unwrap();
    let rename = Change::Rename("Northern desk".to_owned());
    access::change_part(store, client, &grace, PartSort::ExchangeAccount, desk, &rename).await.unwrap();
    invitations::revoke(store, client, &grace, known).await.unwrap();

    let found = rows(&world, &grace).await;
    let about: Vec<_> = found.iter().rev().map(|row| (row.what.part, row.what.about.as_deref().unwrap())).collect();
    assert_eq!(
        about,
        [
            (Some(PartSort::ExchangeAccount), "North desk"),
            (Some(PartSort::Team), "Night shift"),
            (None, "Jo Doe"),
            (None, "new@ito.example"),
            (Some(PartSort::ExchangeAccount), "Northern desk"),
            (None, "Jo Doe"),
        ]
    );
    let sent = &found[3];
    let after = |field: &str| sent.changes.iter().find(|change| change.field == field).unwrap().after.clone().unwrap();
    assert_eq!(after("accounts"), [Told::Account("Northern desk".to_owned(), AccountRole::Editor)], "as it is now");
    assert_eq!(after("teams"), [text("Night shift")]);
    assert!(sent.changes.iter().all(|change| change.before.is_none()), "nothing was before: {:?}", sent.changes);
    let Some([Told::At(expiry)]) = sent.changes.iter().find(|it| it.field == "expires_at").unwrap().after.as_deref()
    else {
        panic!("{:?}", sent.changes)
    };
    assert_eq!(expiry.offset().local_minus_utc(), 9 * 3600, "the organization's clock");
    assert!(found[0].changes.iter().all(|change| change.after.is_none()), "nothing is since: {:?}", found[0].changes);
    let all = audit::Query { person: "known@ito.example".to_owned(), ..Default::default() };
    assert_eq!(audit::list(store, &grace, &all).await.unwrap().rows.len(), 2, "sent and revoked");
}

#[sqlx::test(migrations = "../migrations")]
async fn req_m11_who_did_it_is_a_name_and_nobody_where_a_link_did(pool: PgPoolOptions, connect: PgConnectOptions) {
    let world = World::start(pool, connect).await;
    let scope = world.buyer().await;
    let (id, link) = world.invite(&scope, "new@ito.example").await;
    invitations::decline(&world.store, &world.client, &link, id).await.unwrap();
    world.sql("UPDATE accounts SET family_name = NULL, given_name = NULL").await;
    let found = rows(&world, &scope).await;
    assert_eq!(found[0].what.actor, Actor::Nobody);
    assert_eq!(texts::activity::actor(Language::En, &found[0].what).as_deref(), Some("By the link"));
    assert_eq!(found[1].what.actor, by("owner@aoba.example"), "while there is no name");
    world.sql("UPDATE accounts SET closed_at = clock_timestamp(), address = 'closed@account.invalid'").await;
    assert_eq!(rows(&world, &scope).await[1].what.actor, Actor::Gone);
}

/// Whether somebody who is no program stumbles over this.
fn is_machine_text(words: &str) -> bool {
    let is_id = |word: &str| word.len() == 36 && uuid::Uuid::parse_str(word).is_ok();
    let is_time = |word: &str| word.parse::<chrono::DateTime<chrono::Utc>>().is_ok();
    words.contains(['{', '}', '_', '"'])
        || words.contains("config:")
        || words.chars().next().is_none_or(char::is_lowercase)
        || words.split([' ', ',', '：', '、']).any(|word| is_id(word) || is_time(word))
}

#[sqlx::test(migrations = "../migrations")]
async fn req_m11_no_entry_of_the_demonstration_shows_machine_text(pool: PgPoolOptions, connect: PgConnectOptions) {
    let world = World::start(pool, connect).await;
    let report = demo::seed(&world.store).await.unwrap();
    for organization in &report.organizations {
        let first = report.people.iter().find(|person| person.organization == organization.slug).unwrap();
        let account: uuid::Uuid = sqlx::query_scalar("SELECT id FROM accounts WHERE address = $1")
            .bind(first.email)
            .fetch_one(&world.admin)
            .await
            .unwrap();
        let caller = world.caller(shared::ids::AccountId::new(account)).await;
        let scope = world.enter(&caller, organization.slug).await.unwrap();
        for row in rows(&world, &scope).await {
            for language in [Language::En, Language::Ja] {
                let lines = texts::activity::changes(language, &row.what.action, &row.changes);
                let lines = lines.iter().map(ToString::to_string);
                for words in lines.chain([texts::activity::happened(language, &row.what)]) {
                    assert!(!is_machine_text(&words), "{}: {words}", row.what.action);
                }
            }
        }
    }
}

#[sqlx::test(migrations = "../migrations")]
async fn req_m11_what_the_seller_did_says_at_which_customer(pool: PgPoolOptions, connect: PgConnectOptions) {
    let world = World::start(pool, connect).await;
    let seller = world.organization(Kind::Seller, "kitano").await;
    let admin = Grant { role: Some(Role::Admin), ..Grant::default() };
    let makoto = world.inside(seller, "kitano", "makoto@kitano.example", admin).await;
    let larch = CustomerDraft {
        name: "Larch".to_owned(),
        slug: "larch".to_owned(),
        language: "en".to_owned(),
        time_zone: "Europe/Berlin".to_owned(),
    };
    organizations::register_customer(&world.store, &world.client, &makoto, &larch).await.unwrap();
    let there = world.enter(&makoto.caller, "larch").await.unwrap();
    let viewer = Draft {
        role: "viewer".to_owned(),
        permission: String::new(),
        family_name: "Ito".to_owned(),
        given_name: "Mina".to_owned(),
        phone: "+81 3 1234 5678".to_owned(),
        ..draft("mina@larch.example")
    };
    world.send(&there, &viewer).await.unwrap();
    let about = |rows: Vec<ActivityRow>| rows.into_iter().map(|row| row.what.about).collect::<Vec<_>>();
    let some = |text: &str| Some(text.to_owned());
    assert_eq!(about(rows(&world, &makoto).await), [some("mina@larch.example · Larch"), some("Larch")]);
    assert_eq!(about(rows(&world, &there).await), [some("Mina Ito"), None], "the organization is not said again");
}
