//! A person's own account under pressure: several tabs, two owners who go at once (C6, M4, P6).

use crate::world::{World, address, owner, refusal};
use shared::{
    Field, FieldError, Kind, Refusal,
    account::{Closing, NewPassword},
};
use sqlx::postgres::{PgConnectOptions, PgPoolOptions};
use store::{
    ResetToken, accounts,
    outbox::{self, PersonalLetter},
};

const PASSWORD: &str = "Quiet-River-77";

async fn set_password(world: &World) {
    use argon2::{Argon2, PasswordHasher, password_hash::phc::PasswordHash};
    let hash: PasswordHash = Argon2::default().hash_password(PASSWORD.as_bytes()).unwrap();
    sqlx::query("UPDATE accounts SET password_hash = $1").bind(hash.to_string()).execute(&world.admin).await.unwrap();
}

#[sqlx::test(migrations = "../migrations")]
async fn req_c06_req_m04_of_two_owners_who_close_at_once_one_stays(pool: PgPoolOptions, connect: PgConnectOptions) {
    let world = World::start(pool, connect).await;
    let organization = world.organization(Kind::Exchange, "meridian").await;
    let (first, second) = (
        world.member(organization, "first@a.example", owner()).await,
        world.member(organization, "second@a.example", owner()).await,
    );
    set_password(&world).await;
    let form =
        Closing { own_data: "declined".to_owned(), current_password: PASSWORD.to_owned(), understood: "on".to_owned() };
    let close = |caller| accounts::close(&world.store, &world.client, caller, &form);
    let (one, other) = futures::future::join(close(&first), close(&second)).await;
    assert!(one.is_ok() != other.is_ok(), "{one:?} {other:?}");
    assert_eq!(refusal(if one.is_ok() { other } else { one }), Refusal::LastOwner);
    assert_eq!(world.count("SELECT count(*) FROM accounts WHERE closed_at IS NOT NULL").await, 1);
    assert_eq!(world.audited().await, ["member.account_closed"]);
}

#[sqlx::test(migrations = "../migrations")]
async fn sec_p06_a_link_used_in_two_tabs_sets_one_password(pool: PgPoolOptions, connect: PgConnectOptions) {
    let world = World::start(pool, connect).await;
    world.account("known@a.example").await;
    accounts::forgot_password(&world.store, &world.client, &address("known@a.example")).await.unwrap();
    let jobs = outbox::claim_personal(&world.store, 10, crate::world::LEASE).await.unwrap();
    let [job] = jobs.as_slice() else { panic!("one mail: {jobs:?}") };
    let PersonalLetter::Reset(token, _) = &job.letter else { panic!("a link: {job:?}") };
    assert!(!format!("{job:?}").contains(token.expose()), "it does not print itself");
    let token = ResetToken::parse(token.expose()).unwrap();
    let set = |password: &str| {
        let form = NewPassword { password: password.to_owned(), password_again: password.to_owned() };
        let (world, token) = (&world, &token);
        async move { accounts::reset_password(&world.store, &world.client, token, &form).await }
    };
    let (one, other) = futures::future::join(set("a lantern on the river"), set("another lantern there")).await;
    assert!(one.is_ok() != other.is_ok());
    assert_eq!(refusal(if one.is_ok() { other } else { one }), Refusal::LinkOver);
}

#[sqlx::test(migrations = "../migrations")]
async fn fault_x08_a_personal_mail_that_is_claimed_again_is_the_same_mail(
    pool: PgPoolOptions,
    connect: PgConnectOptions,
) {
    let world = World::start(pool, connect).await;
    accounts::begin_registration(&world.store, &world.client, &address("new@a.example")).await.unwrap();
    let claim = || outbox::claim_personal(&world.store, 10, crate::world::LEASE);
    let first = claim().await.unwrap().remove(0);
    assert!(claim().await.unwrap().is_empty(), "it is leased");
    world.sql("UPDATE outbox SET next_at = clock_timestamp()").await;
    let second = claim().await.unwrap().remove(0);
    assert_eq!((first.message_id, second.attempt), (second.message_id.clone(), 2));
    let (PersonalLetter::RegisterCode(one, _), PersonalLetter::RegisterCode(other, _)) = (first.letter, second.letter)
    else {
        panic!("codes")
    };
    assert!(one == other);
    world.sql("UPDATE account_proofs SET expires_at = clock_timestamp()").await;
    world.sql("UPDATE outbox SET next_at = clock_timestamp()").await;
    assert!(claim().await.unwrap().is_empty(), "what has died is not sent");
    assert_eq!(world.count("SELECT count(*) FROM outbox WHERE cancelled_at IS NOT NULL").await, 1);
}

#[sqlx::test(migrations = "../migrations")]
async fn req_c06_closing_takes_a_download_or_a_no(pool: PgPoolOptions, connect: PgConnectOptions) {
    let world = World::start(pool, connect).await;
    let account = world.account("known@a.example").await;
    set_password(&world).await;
    let caller = world.caller(account).await;
    let close = |own_data: &str| {
        let (own_data, current_password, understood) = (own_data.to_owned(), PASSWORD.to_owned(), "on".to_owned());
        let form = Closing { own_data, current_password, understood };
        let (world, caller) = (&world, &caller);
        async move { accounts::close(&world.store, &world.client, caller, &form).await }
    };
    assert_eq!(refusal(close("").await), Refusal::field(Field::OwnData, FieldError::NotAChoice));
    assert_eq!(refusal(close("downloaded").await), Refusal::field(Field::OwnData, FieldError::NotExported));
    assert_eq!(accounts::closing(&world.store, &caller).await.unwrap().exported_at, None);
    accounts::export(&world.store, &caller).await.unwrap();
    assert!(accounts::closing(&world.store, &caller).await.unwrap().exported_at.is_some());
    close("downloaded").await.unwrap();
    assert_eq!(
        world.count("SELECT count(*) FROM accounts WHERE closed_at IS NOT NULL AND exported_at IS NULL").await,
        1
    );
}

#[sqlx::test(migrations = "../migrations")]
async fn req_c01_proofs_that_have_long_been_over_are_cleared_with_their_mails(
    pool: PgPoolOptions,
    connect: PgConnectOptions,
) {
    let world = World::start(pool, connect).await;
    world.account("known@a.example").await;
    for stranger in ["one@a.example", "two@a.example"] {
        accounts::begin_registration(&world.store, &world.client, &address(stranger)).await.unwrap();
    }
    accounts::forgot_password(&world.store, &world.client, &address("known@a.example")).await.unwrap();
    world.sql("UPDATE account_proofs SET expires_at = clock_timestamp() - interval '29 days'").await;
    assert_eq!(accounts::clear_proofs(&world.store).await.unwrap(), 0, "a dead link is still told from none");
    world.sql("UPDATE account_proofs SET expires_at = expires_at - interval '2 days' WHERE purpose = 'register'").await;
    assert_eq!(accounts::clear_proofs(&world.store).await.unwrap(), 2);
    assert_eq!(world.count("SELECT count(*) FROM outbox WHERE recipient <> 'known@a.example'").await, 0);
    assert_eq!(world.count("SELECT count(*) FROM outbox WHERE purpose = 'reset'").await, 1);
}
