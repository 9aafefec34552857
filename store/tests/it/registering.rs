//! Accepting without an account (A3, T4).

use crate::world::{World, address, refusal, registration};
use shared::{Field, FieldError, Refusal, invitation::Registration, kind::Kind, password::Password};
use sqlx::postgres::{PgConnectOptions, PgPoolOptions};
use store::{accounts, invitations};

#[sqlx::test(migrations = "../migrations")]
async fn req_a03_registering_makes_account_membership_and_session_in_one(
    pool: PgPoolOptions,
    connect: PgConnectOptions,
) {
    let world = World::start(pool, connect).await;
    let scope = world.buyer().await;
    let (id, token) = world.invite(&scope, "mina@ito.example").await;
    let joined = invitations::register(&world.store, &world.client, &token, id, &registration()).await.unwrap();
    assert_eq!((joined.slug.as_str(), joined.kind), ("aoba", Kind::Buyer));
    let caller = accounts::caller(&world.store, &joined.session.unwrap()).await.unwrap().unwrap();
    assert_eq!(caller.address, address("mina@ito.example"));
    assert_eq!(caller.name.as_ref().unwrap().family.as_str(), "Ito");
    assert_eq!(world.enter(&caller, "aoba").await.unwrap().organization.id, scope.organization.id);
    let password = Password::typed("Quiet-River-77").unwrap();
    accounts::sign_in(&world.store, &world.client, &caller.address, &password).await.unwrap();
    assert_eq!(world.count("SELECT count(*) FROM memberships WHERE terms_version IS NOT NULL").await, 1);
    assert_eq!(world.audited().await, ["invitation.sent", "invitation.accepted"]);
}

#[sqlx::test(migrations = "../migrations")]
async fn sec_t04_copied_link_does_not_prove_the_mailbox(pool: PgPoolOptions, connect: PgConnectOptions) {
    let world = World::start(pool, connect).await;
    let scope = world.buyer().await;
    let (id, _) = world.invite(&scope, "mina@ito.example").await;
    let copied = invitations::copy_link(&world.store, &world.client, &scope, id).await.unwrap();
    let register = |code: &str| {
        let (world, copied, code) = (&world, &copied, code.to_owned());
        async move {
            let form = Registration { code, ..registration() };
            invitations::register(&world.store, &world.client, copied, id, &form).await
        }
    };
    let wrong = Refusal::field(Field::Code, FieldError::WrongCode);
    assert_eq!(refusal(register("").await), Refusal::field(Field::Code, FieldError::Missing));
    assert_eq!(refusal(register("123456").await), wrong, "no code was mailed");

    invitations::send_code(&world.store, &world.client, &copied, id).await.unwrap();
    let code = world.mailed_code("mina@ito.example").await;
    let other = if code == "000000" { "000001" } else { "000000" };
    for _ in 0..5 {
        assert_eq!(refusal(register(other).await), wrong);
    }
    assert_eq!(refusal(register(&code).await), wrong, "five tries, then a new one");

    invitations::send_code(&world.store, &world.client, &copied, id).await.unwrap();
    let code = world.mailed_code("mina@ito.example").await;
    world.sql("UPDATE mailed_codes SET expires_at = clock_timestamp()").await;
    assert_eq!(refusal(register(&code).await), wrong, "ten minutes, then a new one");
    assert_eq!(world.count("SELECT count(*) FROM accounts WHERE address = 'mina@ito.example'").await, 0);

    invitations::send_code(&world.store, &world.client, &copied, id).await.unwrap();
    let code = world.mailed_code("mina@ito.example").await;
    register(&code).await.unwrap();
    assert_eq!(world.count("SELECT count(*) FROM accounts WHERE address_verified_at IS NOT NULL").await, 2);
}

#[sqlx::test(migrations = "../migrations")]
async fn sec_t04_codes_that_were_replaced_before_they_were_sent_count_as_well(
    pool: PgPoolOptions,
    connect: PgConnectOptions,
) {
    let world = World::start(pool, connect).await;
    let scope = world.buyer().await;
    let (id, _) = world.invite(&scope, "mina@ito.example").await;
    let copied = invitations::copy_link(&world.store, &world.client, &scope, id).await.unwrap();
    for _ in 0..4 {
        invitations::send_code(&world.store, &world.client, &copied, id).await.unwrap();
    }
    world.mailed_code("mina@ito.example").await;
    assert_eq!(world.count("SELECT count(*) FROM outbox WHERE cancelled_at IS NOT NULL").await, 3);
    let asked = invitations::send_code(&world.store, &world.client, &copied, id).await;
    assert!(matches!(refusal(asked), Refusal::TooMany { .. }));
}

#[sqlx::test(migrations = "../migrations")]
async fn sec_a03_an_account_that_exists_keeps_its_password(pool: PgPoolOptions, connect: PgConnectOptions) {
    let world = World::start(pool, connect).await;
    let scope = world.buyer().await;
    let (id, token) = world.invite(&scope, "mina@ito.example").await;
    world.account("mina@ito.example").await;
    world.sql("UPDATE accounts SET password_hash = 'as it was'").await;
    let joined = invitations::register(&world.store, &world.client, &token, id, &registration()).await;
    assert_eq!(refusal(joined), Refusal::AccountExists);
    assert_eq!(world.count("SELECT count(*) FROM accounts WHERE password_hash = 'as it was'").await, 2);
    assert_eq!(world.count("SELECT count(*) FROM memberships").await, 1);
    let coded = invitations::send_code(&world.store, &world.client, &token, id).await;
    assert_eq!(refusal(coded), Refusal::Malformed);
}

#[sqlx::test(migrations = "../migrations")]
async fn req_k07_the_rules_of_the_kind_are_checked_again(pool: PgPoolOptions, connect: PgConnectOptions) {
    let world = World::start(pool, connect).await;
    let scope = world.buyer().await;
    let (id, token) = world.invite(&scope, "mina@ito.example").await;
    let form = Registration {
        password: "short".to_owned(),
        password_again: "other".to_owned(),
        terms: String::new(),
        ..registration()
    };
    let Refusal::Fields(errors) = refusal(invitations::register(&world.store, &world.client, &token, id, &form).await)
    else {
        panic!()
    };
    assert_eq!(errors.of(Field::Password), Some(&FieldError::TooShort { min: 8 }));
    assert_eq!(errors.of(Field::Terms), Some(&FieldError::NotAgreed));
    assert_eq!(world.store.hashes_computed(), 0);
    assert_eq!(world.count("SELECT count(*) FROM accounts").await, 1);
}

#[sqlx::test(migrations = "../migrations")]
async fn req_b05_case_does_not_make_a_second_account(pool: PgPoolOptions, connect: PgConnectOptions) {
    let world = World::start(pool, connect).await;
    let scope = world.buyer().await;
    let id = world.send(&scope, &crate::world::draft("Mina@ITO.example")).await.unwrap();
    let token = world.mailed_link("mina@ito.example").await;
    invitations::register(&world.store, &world.client, &token, id, &registration()).await.unwrap();
    let password = Password::typed("Quiet-River-77").unwrap();
    let typed = address("MINA@ito.EXAMPLE");
    accounts::sign_in(&world.store, &world.client, &typed, &password).await.unwrap();
    assert_eq!(world.count("SELECT count(*) FROM accounts").await, 2);
}
