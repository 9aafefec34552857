//! Everything that takes a seat, at once, while another one comes free by the clock (C2, B9).

use crate::{
    races::{RUNS, together},
    world::{World, draft, member, owner},
};
use shared::{Refusal, ids::MembershipId, kind::Kind, role::Permission};
use sqlx::postgres::{PgConnectOptions, PgPoolOptions};
use std::sync::Arc;
use store::{
    Error, Scope,
    members::{self, Step},
};

/// Members and open invitations, as seats count them.
const TAKEN: &str = "SELECT (SELECT count(*) FROM memberships WHERE removed_at IS NULL AND suspended_at IS NULL)
    + (SELECT count(*) FROM invitations WHERE accepted_at IS NULL AND revoked_at IS NULL AND declined_at IS NULL
                                          AND expires_at > clock_timestamp())";
/// Everybody back to where each run begins: two who want to come back, nobody invited.
const AGAIN: [&str; 3] = [
    "UPDATE memberships m SET suspended_at = clock_timestamp() FROM accounts a
     WHERE a.id = m.account_id AND a.address LIKE 'suspended%'",
    "UPDATE memberships m SET removed_at = clock_timestamp() FROM accounts a
     WHERE a.id = m.account_id AND a.address LIKE 'removed%'",
    "UPDATE invitations SET revoked_at = clock_timestamp() WHERE revoked_at IS NULL AND lapsed_at IS NULL",
];

#[sqlx::test(migrations = "../migrations")]
async fn sec_c02_req_b09_sends_restores_and_reactivations_for_one_seat_have_one_winner(
    pool: PgPoolOptions,
    connect: PgConnectOptions,
) {
    let world = Arc::new(World::start(pool, connect).await);
    let organization = world.organization(Kind::Maker, "looms").await;
    let scope = world.inside(organization, "looms", "o@looms.example", owner()).await;
    for number in 2..=14 {
        world.member(organization, &format!("m{number}@looms.example"), member(Permission::Write)).await;
    }
    let mut away = Vec::new();
    for name in ["suspended", "removed"] {
        let address = format!("{name}@looms.example");
        away.push(world.inside(organization, "looms", &address, member(Permission::Write)).await.membership);
    }
    for run in 0..RUNS {
        for statement in AGAIN {
            world.sql(statement).await;
        }
        // Fourteen seats are used; the last one is reserved by an invitation whose time is over now, or is just about
        // to be.
        world.send(&scope, &draft(&format!("pending{run}@looms.example"))).await.unwrap();
        let soon = run % 2 == 1;
        world
            .sql(if soon {
                "UPDATE invitations SET expires_at = clock_timestamp() + interval '4 ms' WHERE revoked_at IS NULL AND lapsed_at IS NULL"
            } else {
                "UPDATE invitations SET expires_at = clock_timestamp() WHERE revoked_at IS NULL AND lapsed_at IS NULL"
            })
            .await;
        let results =
            together(6, |number| take_a_seat(Arc::clone(&world), scope.clone(), away.clone(), run, number)).await;
        let won = results.iter().filter(|result| result.is_ok()).count();
        assert!(if soon { won <= 1 } else { won == 1 }, "run {run}: {results:?}");
        let refused = |result: &store::Result<()>| {
            matches!(result, Ok(()) | Err(Error::Refused(Refusal::NoSeat | Refusal::Stale)))
        };
        assert!(results.iter().all(refused), "run {run}: {results:?}");
        assert!(world.count(TAKEN).await <= 15, "run {run}: {results:?}");
    }
}

/// One of the ways to take a seat.
async fn take_a_seat(
    world: Arc<World>,
    scope: Scope,
    away: Vec<MembershipId>,
    run: usize,
    number: usize,
) -> store::Result<()> {
    let (store, client) = (&world.store, &world.client);
    match number {
        0 | 1 => members::step(store, client, &scope, away[0], Step::Reactivate).await,
        2 | 3 => members::step(store, client, &scope, away[1], Step::Restore).await,
        _ => world.send(&scope, &draft(&format!("late{run}n{number}@looms.example"))).await.map(drop),
    }
}
