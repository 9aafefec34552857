//! Mails on their way (X5–X10).

use crate::world::{LEASE, World, draft, refusal};
use shared::Refusal;
use sqlx::postgres::{PgConnectOptions, PgPoolOptions};
use std::{collections::HashSet, time::Duration};
use store::{
    invitations::{self, Opened},
    outbox::{self, Letter, Retry},
};

#[sqlx::test(migrations = "../migrations")]
async fn fault_x07_a_commit_leaves_its_mail_and_a_rollback_leaves_nothing(
    pool: PgPoolOptions,
    connect: PgConnectOptions,
) {
    let world = World::start(pool, connect).await;
    let scope = world.buyer().await;
    // The last statement of the transaction fails: nothing of it may stay.
    world.sql("ALTER TABLE audit_entries ADD CONSTRAINT full_disk CHECK (false) NOT VALID").await;
    assert!(world.send(&scope, &draft("mina@ito.example")).await.is_err());
    assert_eq!(world.count("SELECT count(*) FROM invitations").await, 0);
    assert_eq!(world.count("SELECT count(*) FROM invitation_links").await, 0);
    assert_eq!(world.count("SELECT count(*) FROM outbox").await, 0);
    world.sql("ALTER TABLE audit_entries DROP CONSTRAINT full_disk").await;

    let mut wakeups = outbox::wakeups(&world.store).await.unwrap();
    world.send(&scope, &draft("mina@ito.example")).await.unwrap();
    tokio::time::timeout(Duration::from_secs(10), wakeups.next()).await.expect("the worker is woken").unwrap();
    let jobs = outbox::claim(&world.store, 10, LEASE).await.unwrap();
    assert_eq!(jobs.len(), 1);
    assert_eq!(jobs[0].inviter, "Jo Doe");
    assert!(jobs[0].message_id.starts_with('<') && jobs[0].message_id.ends_with("@mail.example>"));
}

#[sqlx::test(migrations = "../migrations")]
async fn fault_x08_a_job_that_comes_again_is_the_same_mail(pool: PgPoolOptions, connect: PgConnectOptions) {
    let world = World::start(pool, connect).await;
    let scope = world.buyer().await;
    world.send(&scope, &draft("mina@ito.example")).await.unwrap();
    let first = outbox::claim(&world.store, 1, LEASE).await.unwrap().remove(0);
    world.sql("UPDATE outbox SET next_at = clock_timestamp()").await;
    let second = outbox::claim(&world.store, 1, LEASE).await.unwrap().remove(0);
    assert_eq!(first.message_id, second.message_id);
    assert_eq!((first.attempt, second.attempt), (1, 2));
    let (Letter::Invitation { link: a, .. }, Letter::Invitation { link: b, .. }) = (&first.letter, &second.letter)
    else {
        panic!()
    };
    assert_eq!(a, b);
    assert!(matches!(invitations::open(&world.store, a, None).await.unwrap(), Opened::Live(_)));
    // The worker that lost its lease reports after all; it changes nothing for the one that has it.
    assert_eq!(outbox::retry_later(&world.store, &first, "451 late").await.unwrap(), Retry::Moot);
    outbox::sent(&world.store, &first).await.unwrap();
    outbox::sent(&world.store, &second).await.unwrap();
    assert_eq!(world.count("SELECT count(*) FROM outbox WHERE sent_at IS NOT NULL").await, 1);
}

#[sqlx::test(migrations = "../migrations")]
async fn fault_x09_workers_claim_disjoint_mails(pool: PgPoolOptions, connect: PgConnectOptions) {
    let world = World::with(pool, connect, |settings| settings.caps.mails_per_organization = 1000).await;
    let scope = world.buyer().await;
    for number in 0..60 {
        world.send(&scope, &draft(&format!("m{number}@ito.example"))).await.unwrap();
    }
    let workers = (0..8).map(|_| {
        let store = world.store.clone();
        tokio::spawn(async move {
            let mut claimed = Vec::new();
            loop {
                let jobs = outbox::claim(&store, 3, LEASE).await.unwrap();
                if jobs.is_empty() {
                    return claimed;
                }
                claimed.extend(jobs.into_iter().map(|job| job.id));
            }
        })
    });
    let claimed: Vec<_> =
        futures::future::join_all(workers.collect::<Vec<_>>()).await.into_iter().flat_map(Result::unwrap).collect();
    assert_eq!(claimed.len(), 60);
    assert_eq!(claimed.iter().collect::<HashSet<_>>().len(), 60);
}

#[sqlx::test(migrations = "../migrations")]
async fn fault_x10_a_dead_workers_mail_comes_back_when_its_lease_ends(pool: PgPoolOptions, connect: PgConnectOptions) {
    let world = World::start(pool, connect).await;
    let scope = world.buyer().await;
    world.send(&scope, &draft("mina@ito.example")).await.unwrap();
    assert_eq!(outbox::claim(&world.store, 1, LEASE).await.unwrap().len(), 1);
    assert_eq!(outbox::claim(&world.store, 1, LEASE).await.unwrap().len(), 0);
    world.sql("UPDATE outbox SET next_at = next_at - interval '60 seconds'").await;
    assert_eq!(outbox::claim(&world.store, 1, LEASE).await.unwrap().len(), 1);
}

#[sqlx::test(migrations = "../migrations")]
async fn fault_x05_a_mail_that_is_never_taken_fails_in_the_end(pool: PgPoolOptions, connect: PgConnectOptions) {
    let world = World::start(pool, connect).await;
    let scope = world.buyer().await;
    world.send(&scope, &draft("mina@ito.example")).await.unwrap();
    let mut last = Retry::Moot;
    for _ in 0..30 {
        world.sql("UPDATE outbox SET next_at = clock_timestamp()").await;
        let job = outbox::claim(&world.store, 1, LEASE).await.unwrap().remove(0);
        last = outbox::retry_later(&world.store, &job, "451 later").await.unwrap();
    }
    assert_eq!(last, Retry::GaveUp);
    assert_eq!(world.count("SELECT count(*) FROM outbox WHERE failed_at IS NOT NULL").await, 1);
}

#[sqlx::test(migrations = "../migrations")]
async fn req_i08_a_mail_whose_link_has_died_is_not_sent(pool: PgPoolOptions, connect: PgConnectOptions) {
    let world = World::start(pool, connect).await;
    let scope = world.buyer().await;
    let id = world.send(&scope, &draft("revoked@ito.example")).await.unwrap();
    invitations::revoke(&world.store, &world.client, &scope, id).await.unwrap();
    world.send(&scope, &draft("expired@ito.example")).await.unwrap();
    world.sql("UPDATE invitations SET expires_at = clock_timestamp() WHERE address LIKE 'expired%'").await;
    assert_eq!(outbox::claim(&world.store, 10, LEASE).await.unwrap().len(), 0);
    assert_eq!(world.count("SELECT count(*) FROM outbox WHERE cancelled_at IS NOT NULL").await, 2);
}

#[sqlx::test(migrations = "../migrations")]
async fn sec_t02_nothing_at_rest_can_be_used(pool: PgPoolOptions, connect: PgConnectOptions) {
    let world = World::start(pool, connect).await;
    let scope = world.buyer().await;
    let (id, mailed) = world.invite(&scope, "mina@ito.example").await;
    let copied = invitations::copy_link(&world.store, &world.client, &scope, id).await.unwrap();
    invitations::send_code(&world.store, &world.client, &copied, id).await.unwrap();
    let code = world.mailed_code("mina@ito.example").await;
    let dump: String = sqlx::query_scalar(
        "SELECT string_agg(t, '|') FROM (
             SELECT to_jsonb(x)::text AS t FROM invitations x UNION ALL SELECT to_jsonb(x)::text FROM invitation_links x
             UNION ALL SELECT to_jsonb(x)::text FROM outbox x UNION ALL SELECT to_jsonb(x)::text FROM audit_entries x
             UNION ALL SELECT to_jsonb(x)::text FROM security_events x) all_rows",
    )
    .fetch_one(&world.admin)
    .await
    .unwrap();
    let hex = |token: &str| {
        use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
        URL_SAFE_NO_PAD.decode(token).unwrap().iter().map(|byte| format!("{byte:02x}")).collect::<String>()
    };
    for secret in [mailed.expose(), copied.expose(), &hex(mailed.expose()), &hex(copied.expose())] {
        assert!(!dump.contains(secret));
    }
    assert!(!dump.contains(&format!("\"{code}\"")));
    assert_eq!(format!("{mailed:?}"), "LinkToken(…)");
}

#[sqlx::test(migrations = "../migrations")]
async fn sec_t09_what_is_derived_for_one_purpose_is_nothing_for_another(
    pool: PgPoolOptions,
    connect: PgConnectOptions,
) {
    let world = World::start(pool, connect).await;
    let scope = world.buyer().await;
    let (id, mailed) = world.invite(&scope, "mina@ito.example").await;
    let session = store::SessionToken::parse(mailed.expose()).unwrap();
    assert!(store::accounts::caller(&world.store, &session).await.unwrap().is_none());
    let account = world.account("x@ito.example").await;
    let session = world.session(account).await;
    let link = store::LinkToken::parse(session.expose()).unwrap();
    assert!(matches!(invitations::open(&world.store, &link, None).await.unwrap(), Opened::Unknown));
    let declined = invitations::decline(&world.store, &world.client, &link, id).await;
    assert_eq!(refusal(declined), Refusal::NotFound);
}
