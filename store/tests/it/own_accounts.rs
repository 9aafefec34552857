//! A person's own account under pressure: several tabs, two owners who go at once (C6, M4, P6).

use crate::world::{World, address, owner, refusal};
use shared::{Kind, Refusal, account::NewPassword, password::Password};
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
    let password = Password::typed(PASSWORD).unwrap();
    let close = |caller| accounts::close(&world.store, &world.client, caller, &password);
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
