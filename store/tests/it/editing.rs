//! Editing an open invitation, and looking for invitations (I5, I8).

use crate::world::{World, draft, member, policy, refusal};
use shared::{
    Field, FieldError, Refusal,
    invitation::{Draft, Sort, Status},
    kind::Kind,
    role::{ManagedPolicy, Permission, Role},
};
use sqlx::postgres::{PgConnectOptions, PgPoolOptions};
use store::invitations::{self, Opened, Query};

#[sqlx::test(migrations = "../migrations")]
async fn req_i08_editing_changes_the_offer_and_links_stay_good(pool: PgPoolOptions, connect: PgConnectOptions) {
    let world = World::start(pool, connect).await;
    let scope = world.buyer().await;
    let (id, mailed) = world.invite(&scope, "mina@ito.example").await;
    let copied = invitations::copy_link(&world.store, &world.client, &scope, id).await.unwrap();
    let before = invitations::details(&world.store, &scope, id).await.unwrap();

    let day = scope.organization.today(scope.now) + chrono::Days::new(40);
    let edited = Draft {
        role: "owner".to_owned(),
        // The address is not the form's to change.
        address: "other@ito.example".to_owned(),
        access_ends_on: day.to_string(),
        ..before.draft(&scope.view())
    };
    invitations::edit(&world.store, &world.client, &scope, id, &edited).await.unwrap();
    let after = invitations::details(&world.store, &scope, id).await.unwrap();
    assert_eq!(after.grant.role, Some(Role::Owner));
    assert_eq!(after.grant.permission, Some(Permission::Admin), "Owner forces Admin");
    assert_eq!(after.address, before.address);
    assert_eq!(after.expires_at, before.expires_at);
    assert_eq!(after.access_ends_at.unwrap().date_naive(), day + chrono::Days::new(1));
    for link in [&mailed, &copied] {
        let Opened::Live(shown) = invitations::open(&world.store, link, None).await.unwrap() else { panic!() };
        assert_eq!(shown.grant.role, Some(Role::Owner));
    }
    assert_eq!(world.audited().await, ["invitation.sent", "invitation.link_copied", "invitation.edited"]);
}

#[sqlx::test(migrations = "../migrations")]
async fn req_i10_sec_r01_nobody_edits_above_their_own(pool: PgPoolOptions, connect: PgConnectOptions) {
    let world = World::start(pool, connect).await;
    let scope = world.buyer().await;
    let (id, _) = world.invite(&scope, "mina@ito.example").await;
    let low = world.member(scope.organization.id, "m@aoba.example", member(Permission::Write)).await;
    let low = world.enter(&low, "aoba").await.unwrap();
    let raised = Draft { role: "owner".to_owned(), ..draft("mina@ito.example") };
    let Refusal::Fields(errors) = refusal(invitations::edit(&world.store, &world.client, &low, id, &raised).await)
    else {
        panic!()
    };
    assert_eq!(errors.of(Field::Role), Some(&FieldError::AboveOwn));
    // Whoever edits vouches for it: the member's leaving makes it unusable (T12).
    invitations::edit(&world.store, &world.client, &low, id, &draft("mina@ito.example")).await.unwrap();
    world.sql("UPDATE memberships SET removed_at = clock_timestamp() WHERE permission = 'write'").await;
    assert!(invitations::details(&world.store, &scope, id).await.unwrap().inviter_lost_standing);
    // An invitation above the editor is out of reach altogether.
    let high = Draft { role: "owner".to_owned(), ..draft("high@ito.example") };
    let high = world.send(&scope, &high).await.unwrap();
    let other = world.member(scope.organization.id, "n@aoba.example", member(Permission::Write)).await;
    let other = world.enter(&other, "aoba").await.unwrap();
    let edited = invitations::edit(&world.store, &world.client, &other, high, &draft("high@ito.example")).await;
    assert_eq!(refusal(edited), Refusal::Forbidden);
}

#[sqlx::test(migrations = "../migrations")]
async fn req_i08_only_an_open_invitation_is_edited(pool: PgPoolOptions, connect: PgConnectOptions) {
    let world = World::start(pool, connect).await;
    let scope = world.buyer().await;
    let (id, _) = world.invite(&scope, "mina@ito.example").await;
    invitations::revoke(&world.store, &world.client, &scope, id).await.unwrap();
    let edited = invitations::edit(&world.store, &world.client, &scope, id, &draft("mina@ito.example")).await;
    assert_eq!(refusal(edited), Refusal::InvitationOver);
    // It can be made again, and the old one stays in the history.
    world.send(&scope, &draft("mina@ito.example")).await.unwrap();
    assert_eq!(world.count("SELECT count(*) FROM invitations").await, 2);
}

#[sqlx::test(migrations = "../migrations")]
async fn req_i08_an_expiry_that_was_chosen_can_be_moved(pool: PgPoolOptions, connect: PgConnectOptions) {
    let world = World::start(pool, connect).await;
    let organization = world.organization(Kind::Metering, "nagare").await;
    let admin = world.member(organization, "a@nagare.example", policy(ManagedPolicy::Administrator)).await;
    let scope = world.enter(&admin, "nagare").await.unwrap();
    world.account("mina@ito.example").await;
    let typed = Draft {
        address: "mina@ito.example".to_owned(),
        policies: vec![ManagedPolicy::ReadOnly.name().to_owned()],
        ..Draft::default()
    };
    let id = world.send(&scope, &typed).await.unwrap();
    let today = scope.organization.today(scope.now);
    let day = today + chrono::Days::new(3);
    let moved = Draft { expires_on: day.to_string(), ..typed };
    invitations::edit(&world.store, &world.client, &scope, id, &moved).await.unwrap();
    let after = invitations::details(&world.store, &scope, id).await.unwrap();
    assert_eq!(after.draft(&scope.view()).expires_on, day.to_string());
    assert_eq!(after.expires_at.time(), chrono::NaiveTime::MIN);
}

#[sqlx::test(migrations = "../migrations")]
async fn req_i05_the_list_is_searched_narrowed_and_ordered_page_by_page(
    pool: PgPoolOptions,
    connect: PgConnectOptions,
) {
    let world = World::start(pool, connect).await;
    let scope = world.buyer().await;
    for number in 0..57 {
        world.send(&scope, &draft(&format!("m{number:02}@ito.example"))).await.unwrap();
    }
    world.sql("UPDATE invitations SET expires_at = expires_at - interval '1 day' WHERE address LIKE 'm3%'").await;
    world.sql("UPDATE invitations SET revoked_at = clock_timestamp() WHERE address = 'm07@ito.example'").await;
    let all = |query: Query| {
        let (world, scope) = (&world, &scope);
        async move {
            let (mut addresses, mut query) = (Vec::new(), query);
            loop {
                let page = invitations::list(&world.store, scope, &query).await.unwrap();
                addresses.extend(page.rows.iter().map(|row| row.address.to_string()));
                match page.next {
                    Some(next) => query.after = Some(next),
                    None => return addresses,
                }
            }
        }
    };
    let newest = all(Query::default()).await;
    let mut oldest = all(Query { sort: Sort::Oldest, ..Query::default() }).await;
    assert_eq!((newest.len(), newest[0].as_str()), (57, "m56@ito.example"));
    oldest.reverse();
    assert_eq!(newest, oldest);
    let ending = all(Query { sort: Sort::Ending, ..Query::default() }).await;
    assert_eq!((ending.len(), ending[0].as_str()), (57, "m30@ito.example"));
    assert!(ending[..10].iter().all(|address| address.starts_with("m3")));
    let found = all(Query { search: " M1 ".to_owned(), ..Query::default() }).await;
    assert_eq!(found.len(), 10);
    let revoked = all(Query { status: Some(Status::Revoked), ..Query::default() }).await;
    assert_eq!(revoked, ["m07@ito.example"]);
    let cursor = Query { after: Some("nonsense".to_owned()), ..Query::default() };
    assert_eq!(refusal(invitations::list(&world.store, &scope, &cursor).await), Refusal::Malformed);
}
