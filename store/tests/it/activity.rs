//! Looking at what happened (M11).

use crate::world::{World, draft, member, refusal};
use shared::{Refusal, role::Permission};
use sqlx::postgres::{PgConnectOptions, PgPoolOptions};
use store::{
    audit,
    members::{self, Step},
};

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
    assert_eq!(rows[0].actor.as_deref(), Some("Jo Doe"));
    assert_eq!(rows[0].client_ip.as_deref(), Some("192.0.2.7"));
    assert_eq!(rows[0].about.as_deref(), Some("mina@aoba.example"));
    let change = &rows[0].changes[0];
    assert_eq!((change.before.as_deref(), change.after.as_deref()), (Some("SUSPENDED"), Some("ACTIVE")));
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
