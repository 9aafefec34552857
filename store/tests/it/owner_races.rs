//! Owners who go at the same moment, and invitations that are answered while things change (C3, C4, B12).

use crate::world::{World, draft, owner};
use futures::future::join_all;
use shared::{Refusal, invitation::Draft, kind::Kind, role::Role};
use sqlx::postgres::{PgConnectOptions, PgPoolOptions};
use std::sync::Arc;
use store::{
    Error, Scope, invitations,
    members::{self, Step},
};
use tokio::sync::Barrier;

/// Rounds of each race.
const ROUNDS: usize = 100;

/// Starts all of them at the same moment and gives what came of each, in their order.
async fn race(
    racers: Vec<std::pin::Pin<Box<dyn Future<Output = store::Result<()>> + Send>>>,
) -> Vec<store::Result<()>> {
    let barrier = Arc::new(Barrier::new(racers.len()));
    let tasks = racers.into_iter().map(|racer| {
        let barrier = Arc::clone(&barrier);
        tokio::spawn(async move {
            barrier.wait().await;
            racer.await
        })
    });
    join_all(tasks.collect::<Vec<_>>()).await.into_iter().map(Result::unwrap).collect()
}

/// Everybody back as an Owner.
const AGAIN: &str =
    "UPDATE memberships SET role = 'owner', removed_at = NULL, suspended_at = NULL, access_ends_at = NULL";
const OWNERS: &str = "SELECT count(*) FROM memberships WHERE role = 'owner' AND removed_at IS NULL
                          AND suspended_at IS NULL AND access_ends_at IS NULL";

#[sqlx::test(migrations = "../migrations")]
async fn sec_c03_req_b12_however_owners_go_one_remains(pool: PgPoolOptions, connect: PgConnectOptions) {
    let world = Arc::new(World::start(pool, connect).await);
    let organization = world.organization(Kind::Exchange, "meridian").await;
    let grant = shared::Grant { role: Some(Role::Owner), ..Default::default() };
    let mut owners = Vec::new();
    for name in ["a", "b", "c"] {
        owners.push(world.inside(organization, "meridian", &format!("{name}@m.example"), grant.clone()).await);
    }
    let [a, b, c]: [Scope; 3] = owners.try_into().unwrap();
    for round in 0..ROUNDS {
        world.sql(AGAIN).await;
        let version: i32 = sqlx::query_scalar("SELECT version FROM memberships WHERE id = $1")
            .bind(b.membership.get())
            .fetch_one(&world.admin)
            .await
            .unwrap();
        let run = |by: &Scope, what: usize| -> std::pin::Pin<Box<dyn Future<Output = store::Result<()>> + Send>> {
            let (world, by, b, c) = (Arc::clone(&world), by.clone(), b.membership, c.membership);
            Box::pin(async move {
                let (store, client) = (&world.store, &world.client);
                let demotion = Draft { role: Role::Member.name().to_owned(), ..Draft::default() };
                match what {
                    0 => members::leave(store, client, &by).await,
                    1 => members::edit(store, client, &by, b, version, &demotion).await,
                    2 => members::step(store, client, &by, c, Step::Suspend).await,
                    _ => members::step(store, client, &by, b, Step::Remove).await,
                }
            })
        };
        // A leaves while B demotes themselves, A removes B, and C is suspended by B and leaves as well.
        let results = race(vec![run(&a, 0), run(&b, 1), run(&b, 2), run(&a, 3), run(&c, 0)]).await;
        for result in &results {
            let expected = matches!(
                result,
                Ok(())
                    | Err(Error::Refused(
                        Refusal::LastOwner
                            | Refusal::NotFound
                            | Refusal::Forbidden
                            | Refusal::Denied(_)
                            | Refusal::Stale
                    ))
            );
            assert!(expected, "round {round}: {result:?}");
        }
        assert!(world.count(OWNERS).await >= 1, "round {round}: nobody is left");
        assert!(results.iter().any(Result::is_ok), "round {round}");
    }
}

#[sqlx::test(migrations = "../migrations")]
async fn sec_c04_acceptance_and_what_happens_meanwhile_have_one_order(pool: PgPoolOptions, connect: PgConnectOptions) {
    let world = Arc::new(World::with(pool, connect, |settings| settings.caps.mails_per_organization = 10_000).await);
    let scope = world.buyer().await;
    let second = world.inside(scope.organization.id, "aoba", "o2@aoba.example", owner()).await;
    for round in 0..ROUNDS {
        world.sql("UPDATE memberships SET removed_at = NULL").await;
        let address = format!("mina{round}@ito.example");
        // The second Owner invites somebody as an Owner and is removed while that person accepts.
        let offer = Draft { role: Role::Owner.name().to_owned(), ..draft(&address) };
        let id = world.send(&second, &offer).await.unwrap();
        let token = world.mailed_link(&address).await;
        let mina = world.account(&address).await;
        world.agree(scope.organization.id, mina).await;
        let mina = world.caller(mina).await;
        let (w, s, m) = (Arc::clone(&world), scope.clone(), mina.clone());
        let (x, remover, inviter) = (Arc::clone(&world), s.clone(), second.membership);
        let results = race(vec![
            Box::pin(async move { invitations::accept(&w.store, &w.client, &m, &token, id).await.map(drop) }),
            Box::pin(async move { members::step(&x.store, &x.client, &remover, inviter, Step::Remove).await }),
        ])
        .await;
        assert!(results[1].is_ok(), "round {round}: {results:?}");
        // Either the acceptance came first, or the inviter's standing was gone.
        let inside = world.enter(&mina, "aoba").await.is_ok();
        assert_eq!(inside, results[0].is_ok(), "round {round}: {results:?}");
    }
}
