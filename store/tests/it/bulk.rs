//! Bulk invitations: planned, carried out batch by batch, and never twice (I12, F2).

use crate::{
    told::Told,
    world::{World, draft, member, owner, refusal},
};
use shared::{
    FieldError, Refusal,
    ids::ImportId,
    imports::{ImportView, Phase, RowResult},
    invitation::Draft,
    kind::Kind,
    role::Permission,
};
use sqlx::postgres::{PgConnectOptions, PgPoolOptions};
use store::{Scope, imports, imports::StagedRow, invitations};

impl World {
    async fn stage(&self, scope: &Scope, drafts: impl IntoIterator<Item = Draft>) -> ImportId {
        let mut staging = imports::begin(&self.store, &self.client, scope, "people.csv").await.unwrap();
        let rows: Vec<StagedRow> = drafts.into_iter().zip(2..).map(|(draft, line)| StagedRow { line, draft }).collect();
        for rows in rows.chunks(500) {
            staging.push(rows).await.unwrap();
        }
        staging.finish().await.unwrap()
    }

    /// Works until there is nothing to do now.
    async fn work(&self) {
        while imports::work(&self.store).await.unwrap() {}
    }

    async fn import(&self, scope: &Scope, id: ImportId) -> ImportView {
        imports::read(&self.store, scope, id, 0, None).await.unwrap()
    }
}

#[sqlx::test(migrations = "../migrations")]
async fn req_i12_a_plan_says_what_would_become_of_each_row_and_sends_nothing(
    pool: PgPoolOptions,
    connect: PgConnectOptions,
) {
    let world = World::start(pool, connect).await;
    let scope = world.buyer().await;
    world.send(&scope, &draft("invited@ito.example")).await.unwrap();
    let low = world.member(scope.organization.id, "low@aoba.example", member(Permission::Write)).await;
    let rows = |address: &str| draft(address);
    let id = world
        .stage(
            &scope,
            [
                rows("new@ito.example"),
                rows("OWNER@aoba.example"),
                rows("invited@ito.example"),
                rows("New@Ito.example"),
                rows("nonsense"),
                Draft { role: "emperor".to_owned(), ..rows("role@ito.example") },
            ],
        )
        .await;
    assert_eq!(world.import(&scope, id).await.card.phase, Phase::Planning);
    world.work().await;
    let plan = world.import(&scope, id).await;
    assert_eq!(plan.card.phase, Phase::Planned);
    let results: Vec<RowResult> = plan.rows.iter().map(|row| row.result).collect();
    use RowResult::{AlreadyInvited, AlreadyMember, Duplicate, Invite, Refused};
    assert_eq!(results, [Invite, AlreadyMember, AlreadyInvited, Duplicate, Refused, Refused]);
    assert!(matches!(&plan.rows[4].reason, Some(Refusal::Fields(errors)) if errors.0[0].1 == FieldError::NotAnAddress));
    assert_eq!(world.count("SELECT count(*) FROM invitations").await, 1);
    assert_eq!(world.count("SELECT count(*) FROM outbox").await, 1);

    // Only who made it starts it, by their own standing.
    let other = world.enter(&low, "aoba").await.unwrap();
    assert_eq!(refusal(imports::start(&world.store, &world.client, &other, id).await), Refusal::Forbidden);
    imports::start(&world.store, &world.client, &scope, id).await.unwrap();
    imports::start(&world.store, &world.client, &scope, id).await.unwrap();
    world.work().await;
    let done = world.import(&scope, id).await;
    assert_eq!((done.card.phase, done.count(RowResult::Invited), done.count(Refused)), (Phase::Finished, 1, 2));
    assert_eq!(world.count("SELECT count(*) FROM invitations").await, 2);
    let audited = world.audited().await;
    assert_eq!(audited.iter().filter(|action| *action == "import.started").count(), 1);
    // A start after the end does nothing.
    imports::start(&world.store, &world.client, &scope, id).await.unwrap();
    assert!(!imports::work(&world.store).await.unwrap());
}

#[sqlx::test(migrations = "../migrations")]
async fn req_i12_workers_that_die_and_workers_at_once_send_each_row_once(
    pool: PgPoolOptions,
    connect: PgConnectOptions,
) {
    let world = World::start(pool, connect).await;
    let scope = world.buyer().await;
    let id = world.stage(&scope, (0..450).map(|number| draft(&format!("p{number}@ito.example")))).await;
    world.work().await;
    imports::start(&world.store, &world.client, &scope, id).await.unwrap();
    // A batch that does not reach its end leaves nothing: here the disk is full.
    world.sql("ALTER TABLE audit_entries ADD CONSTRAINT full_disk CHECK (seq < 100) NOT VALID").await;
    assert!(imports::work(&world.store).await.is_err());
    assert_eq!(world.count("SELECT count(*) FROM invitations").await, 0);
    assert_eq!(world.import(&scope, id).await.card.done, 0);
    world.sql("ALTER TABLE audit_entries DROP CONSTRAINT full_disk").await;
    assert!(!imports::work(&world.store).await.unwrap(), "the lease has not ended");
    world.sql("UPDATE imports SET next_at = clock_timestamp()").await;
    let workers = (0..4).map(|_| {
        let store = world.store.clone();
        tokio::spawn(async move { while imports::work(&store).await.unwrap() {} })
    });
    for worker in workers.collect::<Vec<_>>() {
        worker.await.unwrap();
    }
    world.work().await;
    let done = world.import(&scope, id).await;
    assert_eq!((done.card.phase, done.count(RowResult::Invited)), (Phase::Finished, 450));
    assert_eq!(world.count("SELECT count(*) FROM invitations").await, 450);
    assert_eq!(world.count("SELECT count(*) FROM outbox").await, 450);
    assert_eq!(world.count("SELECT count(*) FROM audit_entries WHERE action = 'invitation.sent'").await, 450);
    let rows = imports::results(&world.store, &scope, id, 0).await.unwrap();
    assert!(rows.len() == 450 && rows.iter().all(|row| row.invitation.is_some()));
}

#[sqlx::test(migrations = "../migrations")]
async fn req_i12_sec_e05_the_cap_on_mails_holds_and_the_rest_goes_out_later(
    pool: PgPoolOptions,
    connect: PgConnectOptions,
) {
    let world = World::with(pool, connect, |settings| settings.caps.mails_per_organization = 10).await;
    let scope = world.buyer().await;
    let id = world.stage(&scope, (0..25).map(|number| draft(&format!("p{number}@ito.example")))).await;
    world.work().await;
    let plan = world.import(&scope, id).await;
    assert_eq!((plan.mails_left, plan.days()), (10, 2));
    imports::start(&world.store, &world.client, &scope, id).await.unwrap();
    world.work().await;
    let waiting = world.import(&scope, id).await;
    assert_eq!((waiting.card.phase, waiting.card.done), (Phase::Applying, 10));
    assert!(waiting.goes_on_at.is_some());
    for _ in 0..2 {
        world.sql("UPDATE outbox SET created_at = created_at - interval '25 hours'").await;
        world.sql("UPDATE imports SET next_at = clock_timestamp()").await;
        world.work().await;
    }
    assert_eq!(world.import(&scope, id).await.count(RowResult::Invited), 25);
}

#[sqlx::test(migrations = "../migrations")]
async fn req_i12_req_b09_an_import_never_overruns_the_seats(pool: PgPoolOptions, connect: PgConnectOptions) {
    let world = World::start(pool, connect).await;
    let maker = world.organization(Kind::Maker, "looms").await;
    let boss = world.member(maker, "o@looms.example", owner()).await;
    let scope = world.enter(&boss, "looms").await.unwrap();
    let id = world.stage(&scope, (0..20).map(|number| draft(&format!("p{number}@ito.example")))).await;
    world.work().await;
    let plan = world.import(&scope, id).await;
    assert_eq!((plan.count(RowResult::Invite), plan.seats.map(|seats| seats.taken())), (20, Some(1)));
    imports::start(&world.store, &world.client, &scope, id).await.unwrap();
    world.work().await;
    let done = world.import(&scope, id).await;
    assert_eq!((done.count(RowResult::Invited), done.count(RowResult::Refused)), (14, 6));
    assert_eq!(done.rows.last().unwrap().reason, Some(Refusal::NoSeat));
}

#[sqlx::test(migrations = "../migrations")]
async fn req_i12_sec_e05_an_import_waits_for_the_inviters_own_cap(pool: PgPoolOptions, connect: PgConnectOptions) {
    let world = World::with(pool, connect, |settings| settings.caps.mails_per_inviter = 3).await;
    let scope = world.buyer().await;
    let id = world.stage(&scope, (0..5).map(|number| draft(&format!("p{number}@ito.example")))).await;
    world.work().await;
    let plan = world.import(&scope, id).await;
    assert_eq!((plan.mails_left, plan.mails_per_day, plan.days()), (3, 3, 1));
    imports::start(&world.store, &world.client, &scope, id).await.unwrap();
    world.work().await;
    let waiting = world.import(&scope, id).await;
    assert_eq!((waiting.card.done, waiting.goes_on_at.is_some()), (3, true));
}

#[sqlx::test(migrations = "../migrations")]
async fn req_i12_fault_x11_an_import_that_fails_again_and_again_stops_and_says_so(
    pool: PgPoolOptions,
    connect: PgConnectOptions,
) {
    let world = World::start(pool, connect).await;
    let scope = world.buyer().await;
    let id = world.stage(&scope, (0..3).map(|number| draft(&format!("p{number}@ito.example")))).await;
    world.work().await;
    imports::start(&world.store, &world.client, &scope, id).await.unwrap();
    // Something about these rows cannot be written, whoever tries.
    world.sql("ALTER TABLE invitations ADD CONSTRAINT broken CHECK (address <> 'p1@ito.example')").await;
    for tries in 1..=5 {
        assert_eq!(world.import(&scope, id).await.failure, None, "after {} tries", tries - 1);
        world.sql("UPDATE imports SET next_at = clock_timestamp()").await;
        assert!(imports::work(&world.store).await.is_err());
        assert!(!imports::work(&world.store).await.unwrap(), "there is a pause between tries");
    }
    world.sql("UPDATE imports SET next_at = clock_timestamp()").await;
    assert!(!imports::work(&world.store).await.unwrap(), "it is not tried for ever");
    let stopped = world.import(&scope, id).await;
    assert_eq!((stopped.card.phase, &stopped.failure), (Phase::Failed, &Some(Refusal::Fault)));
    assert_eq!(stopped.card.done, 0, "a batch happens wholly or not at all");
    assert_eq!(world.count("SELECT count(*) FROM imports WHERE last_error LIKE '%broken%'").await, 1);

    // When the cause is gone, its owner lets it go on where it stopped.
    world.sql("ALTER TABLE invitations DROP CONSTRAINT broken").await;
    imports::start(&world.store, &world.client, &scope, id).await.unwrap();
    world.work().await;
    let done = world.import(&scope, id).await;
    assert_eq!((done.card.phase, done.failure.clone(), done.count(RowResult::Invited)), (Phase::Finished, None, 3));

    // A batch whose program dies each time says nothing itself, and stops all the same.
    let id = world.stage(&scope, [draft("q@ito.example")]).await;
    world.sql("UPDATE imports SET attempts = 5 WHERE planned_at IS NULL").await;
    world.work().await;
    let stopped = world.import(&scope, id).await;
    assert_eq!((stopped.card.phase, stopped.failure.clone()), (Phase::Failed, Some(Refusal::Fault)));
    imports::start(&world.store, &world.client, &scope, id).await.unwrap();
    world.work().await;
    assert_eq!(world.import(&scope, id).await.card.phase, Phase::Planned, "it begins with the plan, and sends nothing");
}

#[sqlx::test(migrations = "../migrations")]
async fn sec_f02_sec_r01_roles_in_a_file_are_checked_like_any_other(pool: PgPoolOptions, connect: PgConnectOptions) {
    let world = World::start(pool, connect).await;
    let scope = world.buyer().await;
    let low = world.member(scope.organization.id, "low@aoba.example", member(Permission::Write)).await;
    let low = world.enter(&low, "aoba").await.unwrap();
    let raised = Draft { role: "owner".to_owned(), ..draft("mina@ito.example") };
    let id = world.stage(&low, [raised, draft("kei@ito.example")]).await;
    world.work().await;
    let plan = world.import(&low, id).await;
    assert_eq!(plan.rows[0].result, RowResult::Refused);
    assert!(
        matches!(&plan.rows[0].reason, Some(Refusal::Fields(errors)) if errors.0.iter().any(|(_, error)| *error == FieldError::AboveOwn))
    );
    // Who loses the standing between plan and start invites nobody.
    imports::start(&world.store, &world.client, &low, id).await.unwrap();
    world.sql("UPDATE memberships SET suspended_at = clock_timestamp() WHERE permission = 'write'").await;
    world.work().await;
    let done = world.import(&scope, id).await;
    assert_eq!((done.card.phase, done.count(RowResult::Invited)), (Phase::Finished, 0));
    assert_eq!(world.count("SELECT count(*) FROM invitations").await, 0);
}

#[sqlx::test(migrations = "../migrations")]
async fn req_i12_sec_r03_imports_of_others_do_not_exist_and_a_called_off_one_stops(
    pool: PgPoolOptions,
    connect: PgConnectOptions,
) {
    let world = World::start(pool, connect).await;
    let scope = world.buyer().await;
    let id = world.stage(&scope, [draft("mina@ito.example")]).await;
    let other = world.organization(Kind::Buyer, "other").await;
    let stranger = world.member(other, "o@other.example", owner()).await;
    let elsewhere = world.enter(&stranger, "other").await.unwrap();
    assert_eq!(refusal(imports::read(&world.store, &elsewhere, id, 0, None).await), Refusal::NotFound);
    assert_eq!(refusal(imports::results(&world.store, &elsewhere, id, 0).await), Refusal::NotFound);
    assert_eq!(refusal(imports::start(&world.store, &world.client, &elsewhere, id).await), Refusal::NotFound);
    assert_eq!(refusal(imports::start(&world.store, &world.client, &scope, id).await), Refusal::Busy, "no plan yet");
    imports::cancel(&world.store, &world.client, &scope, id).await.unwrap();
    assert!(!imports::work(&world.store).await.unwrap());
    assert_eq!(world.import(&scope, id).await.card.phase, Phase::Cancelled);
    assert_eq!(invitations::list(&world.store, &scope, &invitations::Query::default()).await.unwrap().rows.len(), 0);
}

#[sqlx::test(migrations = "../migrations")]
async fn req_i12_two_hundred_rows_cost_as_many_statements_as_one(pool: PgPoolOptions, connect: PgConnectOptions) {
    let world = World::start(pool, connect).await;
    let scope = world.buyer().await;
    let told = Told::listen();
    let mut costs = Vec::new();
    for rows in [1, 200] {
        let drafts = (0..rows).map(|number| draft(&format!("p{number}.of.{rows}@ito.example")));
        let id = world.stage(&scope, drafts).await;
        world.work().await;
        imports::start(&world.store, &world.client, &scope, id).await.unwrap();
        told.forget();
        assert!(imports::work(&world.store).await.unwrap());
        costs.push(told.statements());
        assert_eq!(world.import(&scope, id).await.count(RowResult::Invited), rows);
    }
    assert_eq!(costs[0], costs[1]);
    assert!(costs[0] > 0, "nothing was told");
}
