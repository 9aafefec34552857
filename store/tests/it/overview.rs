//! The organization's first page (M12), and the mail before an access ends (M5).

use crate::world::{World, draft, member};
use chrono::TimeDelta;
use shared::{
    Grant,
    invitation::Status,
    kind::Kind,
    role::{Permission, Role},
    views::{Actor, Happened},
};
use sqlx::postgres::{PgConnectOptions, PgPoolOptions};
use store::{
    Scope, invitations, members, organizations,
    outbox::{self, PersonalLetter},
};

async fn ending(world: &World, scope: &Scope, address: &str, days: i64) -> Scope {
    let grant = Grant { access_ends_at: Some(scope.now + TimeDelta::days(days)), ..member(Permission::Write) };
    world.inside(scope.organization.id, "aoba", address, grant).await
}

#[sqlx::test(migrations = "../migrations")]
async fn req_m12_the_overview_counts_and_lists_what_needs_attention(pool: PgPoolOptions, connect: PgConnectOptions) {
    let world = World::start(pool, connect).await;
    let scope = world.buyer().await;
    let soon = ending(&world, &scope, "soon@aoba.example", 10).await;
    ending(&world, &scope, "later@aoba.example", 60).await;
    let (id, token) = world.invite(&scope, "mina@ito.example").await;
    let mina = world.account("mina@ito.example").await;
    invitations::accept(&world.store, &world.client, &world.caller(mina).await, &token, id).await.unwrap();
    let open = world.send(&scope, &draft("open@ito.example")).await.unwrap();
    world
        .sql("UPDATE invitations SET expires_at = clock_timestamp() + interval '2 days' WHERE accepted_at IS NULL")
        .await;
    let failed = world.send(&scope, &draft("failed@ito.example")).await.unwrap();
    for job in outbox::claim(&world.store, 10, crate::world::LEASE).await.unwrap() {
        match job.recipient.as_str() {
            "failed@ito.example" => outbox::failed(&world.store, &job, "550 no").await.unwrap(),
            _ => outbox::sent(&world.store, &job).await.unwrap(),
        }
    }
    let shown = organizations::overview(&world.store, &scope).await.unwrap();
    assert_eq!((shown.seats.used, shown.seats.reserved), (4, 2));
    assert!((13..=14).contains(&shown.weeks.len()), "90 days, from the Monday of the first one");
    let this_week = &shown.weeks.last().unwrap().counts;
    let of = |status| this_week[Status::ALL.iter().position(|each| *each == status).unwrap()];
    assert_eq!((of(Status::Accepted), of(Status::Pending), of(Status::Expired)), (1, 2, 0));
    assert_eq!(shown.acceptance, [1, 0, 0, 0, 0]);
    assert!(shown.median_seconds.is_some_and(|seconds| seconds < 3600.0));
    let ids = |items: &[shared::views::OverviewItem]| items.iter().map(|item| item.id).collect::<Vec<_>>();
    assert_eq!(ids(&shown.links), [open.get()]);
    assert_eq!(ids(&shown.accesses), [soon.membership.get()]);
    assert_eq!(ids(&shown.failed), [failed.get()]);
    assert_eq!(shown.latest.len(), 4);
    let line = |at: usize| {
        let Happened { action, about, actor, .. } = &shown.latest[at];
        (action.as_str(), about.as_deref().unwrap(), actor.clone())
    };
    let jo = || Actor::Person("Jo Doe".to_owned());
    assert_eq!(line(0), ("invitation.sent", "failed@ito.example", jo()), "whom it invites, and who did it");
    assert_eq!(line(2), ("invitation.accepted", "Jo Doe", jo()), "by name where there is one");
    assert_eq!((shown.accesses[0].label.as_str(), shown.failed[0].label.as_str()), ("Jo Doe", "failed@ito.example"));

    // Who may not see invitations or activity is not told about them.
    let seller = world.organization(Kind::Seller, "kitano").await;
    let viewer = Grant { role: Some(Role::Viewer), ..Grant::default() };
    let viewer = world.inside(seller, "kitano", "v@kitano.example", viewer).await;
    let shown = organizations::overview(&world.store, &viewer).await.unwrap();
    assert_eq!((shown.links.len(), shown.latest.len(), shown.acceptance.iter().sum::<u32>()), (0, 0, 0));
}

#[sqlx::test(migrations = "../migrations")]
async fn req_m05_a_mail_goes_once_seven_days_before_the_end(pool: PgPoolOptions, connect: PgConnectOptions) {
    let world = World::start(pool, connect).await;
    let scope = world.buyer().await;
    let mina = ending(&world, &scope, "mina@aoba.example", 8).await;
    ending(&world, &scope, "later@aoba.example", 20).await;
    let notice = || members::notice_ends(&world.store);
    assert_eq!(notice().await.unwrap(), 0);
    // A day goes by.
    world.sql("UPDATE memberships SET access_ends_at = access_ends_at - interval '25 hours'").await;
    let both = tokio::join!(notice(), notice());
    assert_eq!(both.0.unwrap() + both.1.unwrap(), 1, "two programs tell once");
    assert_eq!(notice().await.unwrap(), 0);
    let jobs = outbox::claim_personal(&world.store, 10, crate::world::LEASE).await.unwrap();
    let [job] = &jobs[..] else { panic!("one mail: {jobs:?}") };
    assert_eq!(job.recipient.as_str(), "mina@aoba.example");
    assert!(matches!(&job.letter, PersonalLetter::AccessEnds(ends) if ends.slug.as_str() == "aoba"));
    assert_eq!(world.audited().await, ["member.end_noticed"]);

    // Another end is another notice; one that was moved away meanwhile is not told.
    world.sql("UPDATE memberships SET access_ends_at = access_ends_at - interval '1 day'").await;
    assert_eq!(notice().await.unwrap(), 1);
    let out = members::step(&world.store, &world.client, &scope, mina.membership, members::Step::Suspend).await;
    out.unwrap();
    world.sql("UPDATE outbox SET next_at = clock_timestamp()").await;
    outbox::sent(&world.store, job).await.unwrap();
    assert_eq!(outbox::claim_personal(&world.store, 10, crate::world::LEASE).await.unwrap().len(), 0);
}
