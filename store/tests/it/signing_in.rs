//! Signing in, sessions and their ends (P3, S1, L2).

use crate::world::{World, address, refusal};
use shared::{Refusal, password::Password};
use sqlx::postgres::{PgConnectOptions, PgPoolOptions};
use store::{Client, SessionToken, Store, accounts};

const PASSWORD: &str = "Quiet-River-77";

async fn with_password(world: &World, to: &str) {
    use argon2::{Argon2, PasswordHasher, password_hash::phc::PasswordHash};
    let account = world.account(to).await;
    let hash: PasswordHash = Argon2::default().hash_password(PASSWORD.as_bytes()).unwrap();
    sqlx::query("UPDATE accounts SET password_hash = $2 WHERE id = $1")
        .bind(account.get())
        .bind(hash.to_string())
        .execute(&world.admin)
        .await
        .unwrap();
}

async fn sign_in(store: &Store, client: &Client, to: &str, password: &str) -> store::Result<SessionToken> {
    accounts::sign_in(store, client, &address(to), &Password::typed(password).unwrap()).await
}

#[sqlx::test(migrations = "../migrations")]
async fn sec_p03_unknown_and_known_addresses_cost_the_same_hashes(pool: PgPoolOptions, connect: PgConnectOptions) {
    let world = World::start(pool, connect).await;
    with_password(&world, "known@a.example").await;
    world.account("without@a.example").await;
    with_password(&world, "unverified@a.example").await;
    world.sql("UPDATE accounts SET address_verified_at = NULL WHERE address LIKE 'unverified%'").await;
    for to in ["known@a.example", "unknown@a.example", "without@a.example", "unverified@a.example"] {
        let before = world.store.hashes_computed();
        let refused = refusal(sign_in(&world.store, &world.client, to, "something else").await);
        assert_eq!(refused, Refusal::WrongCredentials, "{to}");
        assert_eq!(world.store.hashes_computed() - before, 1, "{to}");
    }
    let before = world.store.hashes_computed();
    sign_in(&world.store, &world.client, "known@a.example", PASSWORD).await.unwrap();
    assert_eq!(world.store.hashes_computed() - before, 1);
}

#[sqlx::test(migrations = "../migrations")]
async fn sec_s01_every_sign_in_has_a_session_of_its_own_and_signing_out_ends_it(
    pool: PgPoolOptions,
    connect: PgConnectOptions,
) {
    let world = World::start(pool, connect).await;
    with_password(&world, "known@a.example").await;
    let first = sign_in(&world.store, &world.client, "known@a.example", PASSWORD).await.unwrap();
    let second = sign_in(&world.store, &world.client, "known@a.example", PASSWORD).await.unwrap();
    assert_ne!(first, second);
    accounts::sign_out(&world.store, &first).await.unwrap();
    assert!(accounts::caller(&world.store, &first).await.unwrap().is_none());
    assert!(accounts::caller(&world.store, &second).await.unwrap().is_some());
    let stored: Vec<Vec<u8>> = sqlx::query_scalar("SELECT sha256 FROM sessions").fetch_all(&world.admin).await.unwrap();
    assert!(stored.iter().all(|hash| hash != second.expose().as_bytes()));
}

#[sqlx::test(migrations = "../migrations")]
async fn req_c03_sessions_end_when_idle_and_at_the_latest_after_30_days(
    pool: PgPoolOptions,
    connect: PgConnectOptions,
) {
    let world = World::start(pool, connect).await;
    with_password(&world, "known@a.example").await;
    let token = sign_in(&world.store, &world.client, "known@a.example", PASSWORD).await.unwrap();
    let live = || {
        let (world, token) = (&world, &token);
        async move { accounts::caller(&world.store, token).await.unwrap().is_some() }
    };
    world.sql("UPDATE sessions SET last_used_at = clock_timestamp() - interval '11 hours 59 minutes'").await;
    assert!(live().await);
    assert_eq!(world.count("SELECT count(*) FROM sessions WHERE last_used_at > now() - interval '1 minute'").await, 1);
    world.sql("UPDATE sessions SET last_used_at = clock_timestamp() - interval '12 hours'").await;
    assert!(!live().await);
    world.sql("UPDATE sessions SET last_used_at = clock_timestamp(), ends_at = ends_at - interval '30 days'").await;
    assert!(!live().await);
    sign_in(&world.store, &world.client, "known@a.example", PASSWORD).await.unwrap();
    assert_eq!(world.count("SELECT count(*) FROM sessions").await, 1, "what ran out was cleared away");
}

#[sqlx::test(migrations = "../migrations")]
async fn sec_l02_guessing_is_limited_by_client_and_locks_nobody_out(pool: PgPoolOptions, connect: PgConnectOptions) {
    let world = World::with(pool, connect, |settings| {
        settings.caps.sign_ins_per_account = 3;
        settings.caps.sign_ins_per_client = 5;
    })
    .await;
    with_password(&world, "known@a.example").await;
    let home = Client { ip: "198.51.100.1".parse().ok(), ..world.client.clone() };
    for _ in 0..4 {
        sign_in(&world.store, &world.client, "known@a.example", PASSWORD).await.unwrap();
    }
    for _ in 0..3 {
        let refused = refusal(sign_in(&world.store, &world.client, "known@a.example", "a guess").await);
        assert_eq!(refused, Refusal::WrongCredentials);
    }
    let before = world.store.hashes_computed();
    for password in ["a guess", PASSWORD] {
        let refused = refusal(sign_in(&world.store, &world.client, "known@a.example", password).await);
        assert!(matches!(refused, Refusal::TooMany { retry_after: 500..=600 }), "{refused:?}");
    }
    assert_eq!(world.store.hashes_computed(), before, "nothing is hashed for who guesses");
    sign_in(&world.store, &home, "known@a.example", PASSWORD).await.unwrap();

    for to in ["x@a.example", "y@a.example"] {
        assert_eq!(refusal(sign_in(&world.store, &world.client, to, "a guess").await), Refusal::WrongCredentials);
    }
    let refused = refusal(sign_in(&world.store, &world.client, "z@a.example", "a guess").await);
    assert!(matches!(refused, Refusal::TooMany { .. }));
    world.sql("UPDATE security_events SET at = at - interval '10 minutes'").await;
    sign_in(&world.store, &world.client, "known@a.example", PASSWORD).await.unwrap();
}

#[sqlx::test(migrations = "../migrations")]
async fn sec_p08_beyond_the_queue_hashing_is_busy(pool: PgPoolOptions, connect: PgConnectOptions) {
    let world = World::with(pool, connect, |settings| {
        settings.caps.hashes_at_once = 1;
        settings.caps.hashes_waiting = 1;
        settings.caps.sign_ins_per_account = 100;
    })
    .await;
    let tries = (0..12).map(|_| sign_in(&world.store, &world.client, "x@a.example", "a guess"));
    let refusals: Vec<_> = futures::future::join_all(tries).await.into_iter().map(refusal).collect();
    assert!(refusals.iter().all(|refused| matches!(refused, Refusal::Busy | Refusal::WrongCredentials)));
    assert!(refusals.contains(&Refusal::Busy));
    let hashed = refusals.iter().filter(|refused| **refused == Refusal::WrongCredentials).count();
    assert_eq!(world.store.hashes_computed(), hashed as u64);
}

#[sqlx::test(migrations = "../migrations")]
async fn req_c01_a_hash_of_yesterdays_parameters_is_renewed(pool: PgPoolOptions, connect: PgConnectOptions) {
    use argon2::{Argon2, Params, PasswordHasher, password_hash::phc::PasswordHash};
    let world = World::start(pool, connect).await;
    with_password(&world, "known@a.example").await;
    let weak = Argon2::from(Params::new(8 * 1024, 1, 1, None).unwrap());
    let hash: PasswordHash = weak.hash_password(PASSWORD.as_bytes()).unwrap();
    sqlx::query("UPDATE accounts SET password_hash = $1").bind(hash.to_string()).execute(&world.admin).await.unwrap();
    sign_in(&world.store, &world.client, "known@a.example", PASSWORD).await.unwrap();
    let renewed: String =
        sqlx::query_scalar("SELECT password_hash FROM accounts").fetch_one(&world.admin).await.unwrap();
    assert!(renewed.starts_with("$argon2id$v=19$m=19456,t=2,p=1$"), "{renewed}");
    sign_in(&world.store, &world.client, "known@a.example", PASSWORD).await.unwrap();
}
