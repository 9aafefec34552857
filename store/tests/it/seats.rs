//! Seats as a ledger, and the look at an invitation before it is sent (I11, I13, K6).

use crate::world::{World, draft, member, owner, refusal};
use shared::{Action, Field, FieldError, Refusal, Resource, kind::Kind, role::Permission, seats::MAX_BOUGHT};
use sqlx::postgres::{PgConnectOptions, PgPoolOptions};
use store::{Scope, invitations, outbox, seats};

impl World {
    /// A maker with its Primary Owner.
    async fn maker(&self) -> Scope {
        let organization = self.organization(Kind::Maker, "looms").await;
        let boss = self.member(organization, "o@looms.example", owner()).await;
        self.sql("UPDATE memberships SET primary_owner = true WHERE role = 'owner'").await;
        self.enter(&boss, "looms").await.unwrap()
    }
}

#[sqlx::test(migrations = "../migrations")]
async fn req_i13_k06_slots_are_bought_under_the_lock_and_never_below_what_is_taken(
    pool: PgPoolOptions,
    connect: PgConnectOptions,
) {
    let world = World::start(pool, connect).await;
    let scope = world.maker().await;
    for number in 2..=15 {
        world.send(&scope, &draft(&format!("m{number}@looms.example"))).await.unwrap();
    }
    assert_eq!(refusal(world.send(&scope, &draft("next@looms.example")).await), Refusal::NoSeat);
    let buy = |typed: &'static str| seats::buy(&world.store, &world.client, &scope, typed);
    buy("２").await.unwrap();
    world.send(&scope, &draft("next@looms.example")).await.unwrap();
    let scope = world.enter(&scope.caller, "looms").await.unwrap();
    let view = seats::read(&world.store, &scope).await.unwrap();
    assert_eq!((view.seats.used, view.seats.reserved, view.seats.bought), (1, 15, 2));
    assert_eq!(view.seats.yen_per_month(Some(Kind::Maker.preset().seats.unwrap())), 1000);

    let least = FieldError::OutOfRange { min: 1, max: MAX_BOUGHT };
    assert_eq!(refusal(buy("0").await), Refusal::field(Field::Seats, least));
    for wrong in ["", "x", "-1", "100001", "1.5"] {
        assert!(matches!(refusal(buy(wrong).await), Refusal::Fields(_)), "{wrong}");
    }
    // An expiry frees its seat at once, without any job.
    world
        .sql("UPDATE invitations SET expires_at = clock_timestamp() WHERE address LIKE 'm2@%' OR address LIKE 'm3@%'")
        .await;
    buy("0").await.unwrap();
    buy("0").await.unwrap();
    let changes = seats::read(&world.store, &scope).await.unwrap().changes;
    assert_eq!(changes.iter().map(|change| (change.before, change.after)).collect::<Vec<_>>(), [(2, 0), (0, 2)]);
    let audited = world.audited().await;
    assert_eq!(audited.iter().filter(|action| *action == "seats.bought").count(), 2, "one entry a change");
}

#[sqlx::test(migrations = "../migrations")]
async fn req_i13_only_owners_buy(pool: PgPoolOptions, connect: PgConnectOptions) {
    let world = World::start(pool, connect).await;
    let scope = world.maker().await;
    let low = world.member(scope.organization.id, "m@looms.example", member(Permission::Admin)).await;
    let low = world.enter(&low, "looms").await.unwrap();
    assert!(!low.may(Action::Update, &Resource::Seats));
    assert_eq!(refusal(seats::buy(&world.store, &world.client, &low, "3").await), Refusal::Forbidden);
    let buyer = world.buyer().await;
    assert_eq!(refusal(seats::read(&world.store, &buyer).await), Refusal::NotFound);
    assert_eq!(refusal(seats::buy(&world.store, &world.client, &buyer, "3").await), Refusal::NotFound);
}

#[sqlx::test(migrations = "../migrations")]
async fn req_i11_a_preview_tells_what_sending_would_do_and_does_nothing(
    pool: PgPoolOptions,
    connect: PgConnectOptions,
) {
    let world = World::start(pool, connect).await;
    let scope = world.maker().await;
    let (outlook, job) = invitations::preview(&world.store, &scope, &draft("mina@ito.example")).await.unwrap();
    assert_eq!(outlook.recipient.as_str(), "mina@ito.example");
    assert_eq!(outlook.seats.map(|seats| (seats.used, seats.reserved)), Some((1, 0)));
    let kinds: Vec<_> = outlook.allowed.iter().map(|(resource, _)| *resource).collect();
    assert!(kinds.contains(&shared::access::ResourceKind::Product));
    let invites = outlook.allowed.iter().any(|(resource, actions)| {
        *resource == shared::access::ResourceKind::Invitation && actions.contains(&Action::Create)
    });
    assert!(!invites, "a Member with Write may not invite");
    assert_eq!(job.recipient, outlook.recipient);
    for table in
        ["SELECT count(*) FROM invitations", "SELECT count(*) FROM outbox", "SELECT count(*) FROM audit_entries"]
    {
        assert_eq!(world.count(table).await, 0, "{table}");
    }
    assert!(outbox::claim(&world.store, 1, crate::world::LEASE).await.unwrap().is_empty());

    world.send(&scope, &draft("mina@ito.example")).await.unwrap();
    let again = invitations::preview(&world.store, &scope, &draft("mina@ito.example")).await;
    assert!(matches!(refusal(again.map(drop)), Refusal::AlreadyInvited(_)));
}
