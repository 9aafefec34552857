//! Invitations that are answered while the organization changes hands or closes, and while others register (C4, C5).

use crate::{
    races::{RUNS, together},
    world::{World, draft, owner, registration},
};
use shared::{Refusal, invitation::Draft, kind::Kind, role::Role};
use sqlx::postgres::{PgConnectOptions, PgPoolOptions};
use std::sync::Arc;
use store::{Error, Scope, invitations, members, organizations};

#[sqlx::test(migrations = "../migrations")]
async fn sec_c04_accept_and_transfer_have_one_order(pool: PgPoolOptions, connect: PgConnectOptions) {
    let world = Arc::new(World::with(pool, connect, |settings| settings.caps.mails_per_organization = 10_000).await);
    let first = world.buyer().await;
    let second = world.inside(first.organization.id, "aoba", "o2@aoba.example", owner()).await;
    for run in 0..RUNS {
        // The one who hands over has invited an Owner, and is an Owner afterwards as well.
        let (from, to): (Scope, Scope) =
            if run % 2 == 0 { (first.clone(), second.clone()) } else { (second.clone(), first.clone()) };
        members::offer_primary(&world.store, &world.client, &from, to.membership).await.unwrap();
        let address = format!("mina{run}@ito.example");
        let offer = Draft { role: Role::Owner.name().to_owned(), ..draft(&address) };
        let id = world.send(&from, &offer).await.unwrap();
        let token = world.mailed_link(&address).await;
        let mina = world.account(&address).await;
        let mina = world.caller(mina).await;
        let results = together(3, |number| {
            let (world, to, mina, token) = (Arc::clone(&world), to.clone(), mina.clone(), token.clone());
            async move {
                match number {
                    0 => invitations::accept(&world.store, &world.client, &mina, &token, id).await.map(drop),
                    _ => members::confirm_primary(&world.store, &world.client, &to).await,
                }
            }
        })
        .await;
        assert!(results[0].is_ok(), "run {run}: {results:?}");
        assert_eq!(results[1..].iter().filter(|result| result.is_ok()).count(), 1, "run {run}: {results:?}");
        let primary = "SELECT count(*) FROM memberships WHERE primary_owner AND role = 'owner' AND removed_at IS NULL";
        assert_eq!(world.count(primary).await, 1, "run {run}");
    }
    let runs = i64::try_from(RUNS).unwrap();
    for action in ["invitation.accepted", "primary_owner.handed_over"] {
        let entries = world.audited().await.into_iter().filter(|audited| audited == action).count();
        assert_eq!(i64::try_from(entries).unwrap(), runs, "{action}");
    }
}

#[sqlx::test(migrations = "../migrations")]
async fn sec_c04_accept_and_close_have_one_order(pool: PgPoolOptions, connect: PgConnectOptions) {
    let world = Arc::new(World::start(pool, connect).await);
    for run in 0..RUNS {
        let slug = format!("buyer-{run}");
        let organization = world.organization(Kind::Buyer, &slug).await;
        let scope = world.inside(organization, &slug, &format!("o{run}@aoba.example"), owner()).await;
        let address = format!("mina{run}@ito.example");
        let (id, token) = world.invite(&scope, &address).await;
        let mina = world.account(&address).await;
        let mina = world.caller(mina).await;
        let results = together(2, |number| {
            let (world, scope, mina, token) = (Arc::clone(&world), scope.clone(), mina.clone(), token.clone());
            async move {
                if number == 0 {
                    invitations::accept(&world.store, &world.client, &mina, &token, id).await.map(drop)
                } else {
                    let slug = scope.organization.slug.clone();
                    organizations::close(&world.store, &world.client, &scope, slug.as_str()).await
                }
            }
        })
        .await;
        assert!(results[1].is_ok(), "run {run}: {results:?}");
        let over = matches!(results[0], Ok(()) | Err(Error::Refused(Refusal::NotFound | Refusal::InvitationOver)));
        assert!(over, "run {run}: {results:?}");
        // Whatever came first, nobody is inside in the end.
        assert!(world.enter(&mina, &slug).await.is_err(), "run {run}: {results:?}");
    }
    let accepted = world.count("SELECT count(*) FROM invitations WHERE accepted_at IS NOT NULL").await;
    let entered = world.audited().await.into_iter().filter(|action| action == "invitation.accepted").count();
    assert_eq!(accepted, i64::try_from(entered).unwrap());
}

#[sqlx::test(migrations = "../migrations")]
async fn sec_c05_registering_many_times_at_once_makes_one_account(pool: PgPoolOptions, connect: PgConnectOptions) {
    let world = Arc::new(World::start(pool, connect).await);
    let here = world.buyer().await;
    let other = world.organization(Kind::Buyer, "other").await;
    let there = world.inside(other, "other", "o@other.example", owner()).await;
    for run in 0..RUNS {
        // Two organizations have invited the same person, who registers through both links and twice through one.
        let address = format!("mina{run}@ito.example");
        let links = [world.invite(&here, &address).await, world.invite(&there, &address).await];
        let results = together(3, |number| {
            let (world, (id, token)) = (Arc::clone(&world), links[number % 2].clone());
            async move { invitations::register(&world.store, &world.client, &token, id, &registration()).await }
        })
        .await;
        assert_eq!(results.iter().filter(|result| result.is_ok()).count(), 1, "run {run}: {results:?}");
        for result in results {
            let expected =
                matches!(result, Ok(_) | Err(Error::Refused(Refusal::AccountExists | Refusal::InvitationOver)));
            assert!(expected, "run {run}: {result:?}");
        }
    }
    let runs = i64::try_from(RUNS).unwrap();
    assert_eq!(world.count("SELECT count(*) FROM accounts WHERE address LIKE 'mina%'").await, runs);
    assert_eq!(world.count("SELECT count(*) FROM memberships").await, runs + 2);
    assert_eq!(world.count("SELECT count(*) FROM sessions WHERE user_agent = 'tests'").await, runs + 2);
}
