//! Inviting (I2–I13).

use crate::world::{World, address, draft, member, owner, policy, refusal};
use chrono::{DateTime, TimeDelta, Utc};
use shared::{
    Field, FieldError, Refusal,
    access::Grant,
    invitation::{Draft, Status},
    kind::Kind,
    role::{ManagedPolicy, Permission},
    views::Delivery,
};
use sqlx::postgres::{PgConnectOptions, PgPoolOptions};
use store::invitations;

#[sqlx::test(migrations = "../migrations")]
async fn req_i04_sending_stores_the_invitation_queues_its_mail_and_is_audited(
    pool: PgPoolOptions,
    connect: PgConnectOptions,
) {
    let world = World::start(pool, connect).await;
    let scope = world.buyer().await;
    let id = world.send(&scope, &draft("mina@ito.example")).await.unwrap();
    let details = invitations::details(&world.store, &scope, id).await.unwrap();
    assert_eq!(details.status, Status::Pending);
    assert_eq!(details.address, address("mina@ito.example"));
    assert_eq!(details.grant, member(Permission::Write));
    assert_eq!(details.invited_by, "Jo Doe");
    assert_eq!(details.delivery, Delivery::Queued { attempts: 0 });
    assert_eq!(details.expires_at - details.sent_at, TimeDelta::days(14));
    assert!(!details.inviter_lost_standing);
    assert_eq!(world.audited().await, ["invitation.sent"]);
}

#[sqlx::test(migrations = "../migrations")]
async fn req_i02_a_search_shows_the_name_is_noted_and_is_limited(pool: PgPoolOptions, connect: PgConnectOptions) {
    let world = World::with(pool, connect, |settings| settings.caps.searches_per_hour = 3).await;
    let scope = world.buyer().await;
    let search = |typed| {
        let (world, scope) = (&world, &scope);
        async move { invitations::search(&world.store, &world.client, scope, &address(typed)).await }
    };
    assert_eq!(search("owner@aoba.example").await.unwrap().display_name.as_deref(), Some("Jo Doe"));
    assert_eq!(search("nobody@aoba.example").await.unwrap().display_name, None);
    assert_eq!(search("NOBODY@aoba.example").await.unwrap().display_name, None);
    assert!(matches!(refusal(search("x@aoba.example").await), Refusal::TooMany { retry_after: 3000.. }));
    assert_eq!(world.count("SELECT count(*) FROM security_events WHERE kind = 'search_tried'").await, 4);
}

#[sqlx::test(migrations = "../migrations")]
async fn req_k05_who_may_not_invite_may_not_search_either(pool: PgPoolOptions, connect: PgConnectOptions) {
    let world = World::start(pool, connect).await;
    let organization = world.organization(Kind::Metering, "hikari").await;
    let reader = world.member(organization, "r@hikari.example", policy(ManagedPolicy::ReadOnly)).await;
    let scope = world.enter(&reader, "hikari").await.unwrap();
    let offer = Draft {
        policies: vec!["read_only".to_owned()],
        role: String::new(),
        permission: String::new(),
        ..draft("x@y.example")
    };
    assert_eq!(refusal(world.send(&scope, &offer).await), Refusal::Forbidden);
    let searched = invitations::search(&world.store, &world.client, &scope, &address("x@y.example")).await;
    assert_eq!(refusal(searched), Refusal::Forbidden);
    assert_eq!(world.count("SELECT count(*) FROM security_events WHERE kind = 'denied'").await, 2);
    assert_eq!(world.audited().await, [""; 0]);
}

#[sqlx::test(migrations = "../migrations")]
async fn req_i09_one_open_invitation_per_address_however_it_is_spelled(pool: PgPoolOptions, connect: PgConnectOptions) {
    let world = World::start(pool, connect).await;
    let scope = world.buyer().await;
    let id = world.send(&scope, &draft("mina@ito.example")).await.unwrap();
    for spelling in ["mina@ito.example", "MINA@Ito.Example", "ｍｉｎａ@ito.example", "mina@ito。example"] {
        assert_eq!(refusal(world.send(&scope, &draft(spelling)).await), Refusal::AlreadyInvited(id), "{spelling}");
    }
    assert_eq!(refusal(world.send(&scope, &draft("Owner@AOBA.example")).await), Refusal::AlreadyMember);
    assert_eq!(world.count("SELECT count(*) FROM invitations").await, 1);
    assert_eq!(world.audited().await.len(), 1);
}

#[sqlx::test(migrations = "../migrations")]
async fn req_b07_an_expired_invitation_does_not_block_a_new_one(pool: PgPoolOptions, connect: PgConnectOptions) {
    let world = World::start(pool, connect).await;
    let scope = world.buyer().await;
    let first = world.send(&scope, &draft("mina@ito.example")).await.unwrap();
    world.sql("UPDATE invitations SET expires_at = clock_timestamp() - interval '1 millisecond'").await;
    let second = world.send(&scope, &draft("mina@ito.example")).await.unwrap();
    assert_ne!(first, second);
    let status = |id| {
        let (world, scope) = (&world, &scope);
        async move { invitations::details(&world.store, scope, id).await.unwrap().status }
    };
    assert_eq!((status(first).await, status(second).await), (Status::Expired, Status::Pending));
    assert_eq!(world.count("SELECT count(*) FROM invitations WHERE lapsed_at IS NOT NULL").await, 1);
}

#[sqlx::test(migrations = "../migrations")]
async fn req_i10_nobody_grants_more_than_they_hold(pool: PgPoolOptions, connect: PgConnectOptions) {
    let world = World::start(pool, connect).await;
    let organization = world.organization(Kind::Buyer, "aoba").await;
    let now: DateTime<Utc> = sqlx::query_scalar("SELECT now()").fetch_one(&world.admin).await.unwrap();
    let grant = Grant { access_ends_at: Some(now + TimeDelta::days(10)), ..member(Permission::Write) };
    let inviter = world.member(organization, "m@aoba.example", grant).await;
    let scope = world.enter(&inviter, "aoba").await.unwrap();
    let day = |days| scope.organization.today(scope.now + TimeDelta::days(days)).to_string();

    let above = Draft { role: "owner".to_owned(), access_ends_on: day(5), ..draft("x@y.example") };
    let Refusal::Fields(errors) = refusal(world.send(&scope, &above).await) else { panic!() };
    assert_eq!(errors.of(Field::Role), Some(&FieldError::AboveOwn));
    for (ends_on, fits) in [(String::new(), false), (day(60), false), (day(5), true)] {
        let offer = Draft { access_ends_on: ends_on.clone(), ..draft("x@y.example") };
        let result = world.send(&scope, &offer).await;
        if fits {
            result.unwrap();
        } else {
            let Refusal::Fields(errors) = refusal(result) else { panic!() };
            assert_eq!(errors.of(Field::AccessEndsOn), Some(&FieldError::AboveOwn), "{ends_on}");
        }
    }
}

#[sqlx::test(migrations = "../migrations")]
async fn req_i10_a_standing_lost_since_the_page_was_shown_counts(pool: PgPoolOptions, connect: PgConnectOptions) {
    let world = World::start(pool, connect).await;
    let scope = world.buyer().await;
    world.sql("UPDATE memberships SET role = 'member'").await;
    let offer = Draft { role: "owner".to_owned(), ..draft("x@y.example") };
    assert!(matches!(refusal(world.send(&scope, &offer).await), Refusal::Fields(_)));
    world.sql("UPDATE memberships SET removed_at = clock_timestamp()").await;
    assert_eq!(refusal(world.send(&scope, &draft("x@y.example")).await), Refusal::NotFound);
    assert_eq!(world.count("SELECT count(*) FROM invitations").await, 0);
}

#[sqlx::test(migrations = "../migrations")]
async fn req_i06_chosen_days_end_at_24_00_where_the_organization_is(pool: PgPoolOptions, connect: PgConnectOptions) {
    let world = World::start(pool, connect).await;
    let organization = world.organization(Kind::Metering, "hikari").await;
    let admin = world.member(organization, "a@hikari.example", policy(ManagedPolicy::Administrator)).await;
    let scope = world.enter(&admin, "hikari").await.unwrap();
    let day = scope.organization.today(scope.now + TimeDelta::days(9));
    let offer = Draft {
        address: "x@y.example".to_owned(),
        policies: vec!["read_only".to_owned()],
        family_name: "Ito".to_owned(),
        given_name: "Mina".to_owned(),
        phone: "+81312345678".to_owned(),
        expires_on: day.to_string(),
        access_ends_on: day.to_string(),
        ..Draft::default()
    };
    let id = world.send(&scope, &offer).await.unwrap();
    let details = invitations::details(&world.store, &scope, id).await.unwrap();
    let end = format!("{}T00:00:00+09:00", day.succ_opt().unwrap());
    assert_eq!(details.expires_at.to_rfc3339(), end);
    assert_eq!(details.access_ends_at.unwrap().to_rfc3339(), end);
}

#[sqlx::test(migrations = "../migrations")]
async fn req_k09_a_new_address_needs_name_and_number_where_the_kind_says_so(
    pool: PgPoolOptions,
    connect: PgConnectOptions,
) {
    let world = World::start(pool, connect).await;
    let organization = world.organization(Kind::Metering, "hikari").await;
    let admin = world.member(organization, "a@hikari.example", policy(ManagedPolicy::Administrator)).await;
    let scope = world.enter(&admin, "hikari").await.unwrap();
    world.account("known@y.example").await;
    let offer = |to: &str| Draft { address: to.to_owned(), policies: vec!["read_only".to_owned()], ..Draft::default() };
    let Refusal::Fields(errors) = refusal(world.send(&scope, &offer("new@y.example")).await) else { panic!() };
    assert_eq!(errors.of(Field::Phone), Some(&FieldError::Missing));
    world.send(&scope, &offer("known@y.example")).await.unwrap();
}

#[sqlx::test(migrations = "../migrations")]
async fn req_i13_a_pending_invitation_holds_a_seat_until_it_is_over(pool: PgPoolOptions, connect: PgConnectOptions) {
    let world = World::start(pool, connect).await;
    let organization = world.organization(Kind::Maker, "looms").await;
    let owner = world.member(organization, "o@looms.example", owner()).await;
    let scope = world.enter(&owner, "looms").await.unwrap();
    let mut last = None;
    for number in 2..=15 {
        last = Some(world.send(&scope, &draft(&format!("m{number}@looms.example"))).await.unwrap());
    }
    assert_eq!(refusal(world.send(&scope, &draft("m16@looms.example")).await), Refusal::NoSeat);
    invitations::revoke(&world.store, &world.client, &scope, last.unwrap()).await.unwrap();
    world.send(&scope, &draft("m16@looms.example")).await.unwrap();
    assert_eq!(refusal(world.send(&scope, &draft("m17@looms.example")).await), Refusal::NoSeat);
    world.sql("UPDATE invitations SET expires_at = clock_timestamp() WHERE address = 'm16@looms.example'").await;
    world.send(&scope, &draft("m17@looms.example")).await.unwrap();
    world.sql("UPDATE organizations SET seats_bought = 1").await;
    world.send(&scope, &draft("m18@looms.example")).await.unwrap();
    assert_eq!(refusal(world.send(&scope, &draft("m19@looms.example")).await), Refusal::NoSeat);
}
