//! Many at once, started together (C1, C2, C4, C5).

use crate::world::{World, draft, owner, registration};
use futures::future::join_all;
use shared::{Refusal, kind::Kind};
use sqlx::postgres::{PgConnectOptions, PgPoolOptions};
use std::sync::Arc;
use store::{Error, invitations};
use tokio::sync::Barrier;

/// Runs so many at the same moment and gives what came of each.
pub(crate) async fn together<T, F>(count: usize, mut make: impl FnMut(usize) -> F) -> Vec<T>
where
    T: Send + 'static,
    F: Future<Output = T> + Send + 'static,
{
    let barrier = Arc::new(Barrier::new(count));
    let tasks = (0..count).map(|number| {
        let (barrier, work) = (Arc::clone(&barrier), make(number));
        tokio::spawn(async move {
            barrier.wait().await;
            work.await
        })
    });
    join_all(tasks.collect::<Vec<_>>()).await.into_iter().map(Result::unwrap).collect()
}

/// Each race is run so often: what goes wrong once in fifty times is found.
pub(crate) const RUNS: usize = 100;

#[sqlx::test(migrations = "../migrations")]
async fn sec_c01_req_b03_accepting_many_times_at_once_makes_one_membership(
    pool: PgPoolOptions,
    connect: PgConnectOptions,
) {
    let world = Arc::new(World::with(pool, connect, |settings| settings.caps.mails_per_organization = 100_000).await);
    let scope = world.buyer().await;
    for run in 0..RUNS {
        let address = format!("mina{run}@ito.example");
        let (id, token) = world.invite(&scope, &address).await;
        let mina = world.account(&address).await;
        let mina = world.caller(mina).await;
        // Once a hundred, else as many tabs as somebody really has.
        let tabs = if run == 0 { 100 } else { 4 };
        let results = together(tabs, |_| {
            let (world, mina, token) = (Arc::clone(&world), mina.clone(), token.clone());
            async move { invitations::accept(&world.store, &world.client, &mina, &token, id).await }
        })
        .await;
        let accepted: Vec<_> = results.into_iter().map(Result::unwrap).collect();
        assert_eq!(accepted.iter().filter(|accepted| accepted.first_time).count(), 1, "run {run}");
    }
    let runs = i64::try_from(RUNS).unwrap();
    assert_eq!(world.count("SELECT count(*) FROM memberships").await, 1 + runs);
    assert_eq!(world.count("SELECT count(*) FROM audit_entries WHERE action = 'invitation.accepted'").await, runs);
}

#[sqlx::test(migrations = "../migrations")]
async fn sec_c02_req_b09_many_sends_for_one_seat_have_one_winner(pool: PgPoolOptions, connect: PgConnectOptions) {
    let world = Arc::new(World::with(pool, connect, |settings| settings.caps.mails_per_organization = 100_000).await);
    let organization = world.organization(Kind::Maker, "looms").await;
    let owner = world.member(organization, "o@looms.example", owner()).await;
    let scope = world.enter(&owner, "looms").await.unwrap();
    for number in 2..=14 {
        world.send(&scope, &draft(&format!("m{number}@looms.example"))).await.unwrap();
    }
    for run in 0..RUNS {
        let results = together(6, |number| {
            let (world, scope) = (Arc::clone(&world), scope.clone());
            async move { world.send(&scope, &draft(&format!("late{run}n{number}@looms.example"))).await }
        })
        .await;
        let (won, lost): (Vec<_>, Vec<_>) = results.into_iter().partition(Result::is_ok);
        assert_eq!((won.len(), lost.len()), (1, 5), "run {run}");
        assert!(lost.iter().all(|result| matches!(result, Err(Error::Refused(Refusal::NoSeat)))), "run {run}");
        // The seat comes free in one of the ways it can, the clock among them.
        let id = won.into_iter().next().unwrap().unwrap();
        match run % 2 {
            0 => invitations::revoke(&world.store, &world.client, &scope, id).await.unwrap(),
            _ => {
                let expired = "UPDATE invitations SET expires_at = clock_timestamp() WHERE address LIKE 'late%' AND lapsed_at IS NULL AND revoked_at IS NULL";
                assert_eq!(world.sql(expired).await, 1);
            }
        }
    }
}

#[sqlx::test(migrations = "../migrations")]
async fn sec_c04_req_b04_accept_and_revoke_have_one_outcome(pool: PgPoolOptions, connect: PgConnectOptions) {
    let world = Arc::new(World::with(pool, connect, |settings| settings.caps.mails_per_organization = 100_000).await);
    let scope = world.buyer().await;
    for run in 0..RUNS {
        let address = format!("mina{run}@ito.example");
        let (id, token) = world.invite(&scope, &address).await;
        let mina = world.account(&address).await;
        world.agree(scope.organization.id, mina).await;
        let mina = world.caller(mina).await;
        let results = together(2, |number| {
            let (world, scope, mina, token) = (Arc::clone(&world), scope.clone(), mina.clone(), token.clone());
            async move {
                if number == 0 {
                    invitations::accept(&world.store, &world.client, &mina, &token, id).await.map(drop)
                } else {
                    invitations::revoke(&world.store, &world.client, &scope, id).await
                }
            }
        })
        .await;
        assert_eq!(results.iter().filter(|result| result.is_ok()).count(), 1, "run {run}");
        assert_eq!(world.enter(&mina, "aoba").await.is_ok(), results[0].is_ok(), "run {run}");
    }
}

#[sqlx::test(migrations = "../migrations")]
async fn sec_c05_an_address_is_invited_once_however_many_try(pool: PgPoolOptions, connect: PgConnectOptions) {
    let world = Arc::new(World::with(pool, connect, |settings| settings.caps.mails_per_organization = 100_000).await);
    let scope = world.buyer().await;
    for run in 0..RUNS {
        let spellings =
            [format!("mina{run}@ito.example"), format!("MINA{run}@ito.example"), format!("Mina{run}@Ito.Example")];
        let results = together(4, |number| {
            let (world, scope, address) = (Arc::clone(&world), scope.clone(), spellings[number % 3].clone());
            async move { world.send(&scope, &draft(&address)).await }
        })
        .await;
        let (won, lost): (Vec<_>, Vec<_>) = results.into_iter().partition(Result::is_ok);
        assert_eq!(won.len(), 1, "run {run}");
        assert!(
            lost.iter().all(|result| matches!(result, Err(Error::Refused(Refusal::AlreadyInvited(_))))),
            "run {run}"
        );
    }
    assert_eq!(world.count("SELECT count(*) FROM invitations").await, i64::try_from(RUNS).unwrap());
}

#[sqlx::test(migrations = "../migrations")]
async fn sec_c05_the_same_address_at_once_is_one_invitation_and_one_account(
    pool: PgPoolOptions,
    connect: PgConnectOptions,
) {
    let world = Arc::new(World::start(pool, connect).await);
    let scope = world.buyer().await;
    let spellings = ["mina@ito.example", "MINA@ito.example", "Mina@Ito.Example"];
    let results = together(12, |number| {
        let (world, scope) = (Arc::clone(&world), scope.clone());
        async move { world.send(&scope, &draft(spellings[number % 3])).await }
    })
    .await;
    let (won, lost): (Vec<_>, Vec<_>) = results.into_iter().partition(Result::is_ok);
    assert_eq!(won.len(), 1);
    assert!(lost.iter().all(|result| matches!(result, Err(Error::Refused(Refusal::AlreadyInvited(_))))));

    // Two organizations invite the same person, who registers through both links at the same moment.
    let other = world.organization(Kind::Buyer, "other").await;
    let stranger = world.member(other, "o@other.example", owner()).await;
    let elsewhere = world.enter(&stranger, "other").await.unwrap();
    let here = (won.into_iter().next().unwrap().unwrap(), world.mailed_link("mina@ito.example").await);
    let there = world.invite(&elsewhere, "mina@ito.example").await;
    let results = together(4, |number| {
        let world = Arc::clone(&world);
        let (id, token) = if number % 2 == 0 { here.clone() } else { there.clone() };
        async move { invitations::register(&world.store, &world.client, &token, id, &registration()).await }
    })
    .await;
    assert_eq!(results.iter().filter(|result| result.is_ok()).count(), 1);
    for result in results {
        let expected = matches!(result, Ok(_) | Err(Error::Refused(Refusal::AccountExists | Refusal::InvitationOver)));
        assert!(expected, "{result:?}");
    }
    assert_eq!(world.count("SELECT count(*) FROM accounts WHERE address = 'mina@ito.example'").await, 1);
}
