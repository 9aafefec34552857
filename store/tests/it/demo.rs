//! The demonstration.

use crate::world::{World, address, refusal};
use shared::{
    access::{Action, Resource},
    kind::Kind,
    password::Password,
};
use sqlx::postgres::{PgConnectOptions, PgPoolOptions};
use store::{accounts, demo, invitations, outbox};

#[sqlx::test(migrations = "../migrations")]
async fn req_k02_the_demo_has_somebody_in_every_role_of_every_kind(pool: PgPoolOptions, connect: PgConnectOptions) {
    let world = World::start(pool, connect).await;
    let report = demo::seed(&world.store).await.unwrap();
    let json = serde_json::to_value(&report).unwrap();
    assert_eq!(json["organizations"][0]["kind"], "buyer");
    assert_eq!(json["people"][0]["role"], "owner");
    let mut nobody_may_not_invite = true;
    for kind in Kind::ALL {
        let organization = report.organizations.iter().find(|it| it.kind == *kind).unwrap();
        let people: Vec<_> = report.people.iter().filter(|it| it.organization == organization.slug).collect();
        for role in kind.preset().roles {
            assert!(people.iter().any(|it| it.role == Some(role.name())), "{kind} {role}");
        }
        for permission in kind.preset().permissions {
            assert!(people.iter().any(|it| it.permission == Some(permission.name())), "{kind} {permission}");
        }
        for policy in kind.preset().managed_policies {
            assert!(people.iter().any(|it| it.permission == Some(policy.name())), "{kind} {policy}");
        }
        for person in people {
            let to = address(person.email);
            let password = kind.preset().password.check(person.password, &to, organization.name).unwrap();
            assert!(password.expose().len() >= 15);
            let account: uuid::Uuid = sqlx::query_scalar("SELECT id FROM accounts WHERE address = $1")
                .bind(person.email)
                .fetch_one(&world.admin)
                .await
                .unwrap();
            let caller = world.caller(shared::ids::AccountId::new(account)).await;
            let scope = world.enter(&caller, organization.slug).await.unwrap();
            if !scope.may(Action::Create, &Resource::Invitation) {
                nobody_may_not_invite = false;
                let sent = world.send(&scope, &crate::world::draft("x@y.example")).await;
                assert_eq!(refusal(sent), shared::Refusal::Forbidden);
            }
        }
    }
    assert!(!nobody_may_not_invite);
}

#[sqlx::test(migrations = "../migrations")]
async fn req_p03_seeding_the_demo_again_changes_nothing(pool: PgPoolOptions, connect: PgConnectOptions) {
    let world = World::start(pool, connect).await;
    let first = serde_json::to_string(&demo::seed(&world.store).await.unwrap()).unwrap();
    let hashes = world.store.hashes_computed();
    let rows = "SELECT (SELECT count(*) FROM accounts) + (SELECT count(*) FROM memberships)
        + (SELECT count(*) FROM invitations) + (SELECT count(*) FROM audit_entries) + (SELECT count(*) FROM outbox)";
    let before = world.count(rows).await;
    let second = serde_json::to_string(&demo::seed(&world.store).await.unwrap()).unwrap();
    assert_eq!((first, before, hashes), (second, world.count(rows).await, world.store.hashes_computed()));

    let password = Password::typed("Paper-Lantern-2026").unwrap();
    let owner = address("hanako.sato@aoba.example");
    let token = accounts::sign_in(&world.store, &world.client, &owner, &password).await.unwrap();
    let caller = accounts::caller(&world.store, &token).await.unwrap().unwrap();
    let scope = world.enter(&caller, "aoba").await.unwrap();
    let page = invitations::list(&world.store, &scope, &invitations::Query::default()).await.unwrap();
    let mut statuses: Vec<_> = page.rows.iter().map(|row| row.status.name()).collect();
    statuses.sort_unstable();
    assert_eq!(statuses, ["ACCEPTED", "DECLINED", "EXPIRED", "PENDING", "REVOKED"]);
    assert_eq!(outbox::claim(&world.store, 10, crate::world::LEASE).await.unwrap().len(), 1);
}
