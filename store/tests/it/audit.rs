//! What happened stays as it was written (Z1, Z2).

use crate::world::{World, draft, owner, refusal};
use shared::{Refusal, kind::Kind};
use sqlx::postgres::{PgConnectOptions, PgPoolOptions};
use store::{
    audit::{Chain, verify},
    invitations,
};

#[sqlx::test(migrations = "../migrations")]
async fn sec_z01_a_change_leaves_one_entry_and_a_refusal_none(pool: PgPoolOptions, connect: PgConnectOptions) {
    let world = World::start(pool, connect).await;
    let scope = world.buyer().await;
    let id = world.send(&scope, &draft("mina@ito.example")).await.unwrap();
    assert_eq!(refusal(world.send(&scope, &draft("mina@ito.example")).await), Refusal::AlreadyInvited(id));
    invitations::copy_link(&world.store, &world.client, &scope, id).await.unwrap();
    invitations::revoke(&world.store, &world.client, &scope, id).await.unwrap();
    assert!(invitations::revoke(&world.store, &world.client, &scope, id).await.is_err());
    assert_eq!(world.audited().await, ["invitation.sent", "invitation.link_copied", "invitation.revoked"]);
    let from: (Option<String>, String) = sqlx::query_as("SELECT client_ip, user_agent FROM audit_entries LIMIT 1")
        .fetch_one(&world.admin)
        .await
        .unwrap();
    assert_eq!(from, (Some("192.0.2.7".to_owned()), "tests".to_owned()));
}

#[sqlx::test(migrations = "../migrations")]
async fn sec_z02_the_applications_role_may_not_touch_what_was_written(pool: PgPoolOptions, connect: PgConnectOptions) {
    let world = World::start(pool, connect).await;
    let scope = world.buyer().await;
    world.send(&scope, &draft("mina@ito.example")).await.unwrap();
    for statement in [
        "UPDATE audit_entries SET action = 'nothing'",
        "DELETE FROM audit_entries",
        "TRUNCATE audit_entries",
        "UPDATE security_events SET kind = 'nothing'",
        "DELETE FROM security_events",
        "DELETE FROM invitations",
        "UPDATE invitation_links SET generation = 9",
        "DROP TABLE audit_entries",
        "UPDATE schema_compatibility SET needs_level = 9",
    ] {
        let error = sqlx::query(statement).execute(world.store.pool()).await.unwrap_err();
        let code = error.as_database_error().and_then(|error| error.code()).unwrap_or_default().into_owned();
        assert_eq!(code, "42501", "{statement}");
    }
}

#[sqlx::test(migrations = "../migrations")]
async fn sec_z02_every_edit_of_the_chain_is_found(pool: PgPoolOptions, connect: PgConnectOptions) {
    let world = World::start(pool, connect).await;
    let scope = world.buyer().await;
    let other = world.organization(Kind::Buyer, "other").await;
    let stranger = world.member(other, "o@other.example", owner()).await;
    let elsewhere = world.enter(&stranger, "other").await.unwrap();
    for number in 0..4 {
        world.send(&scope, &draft(&format!("m{number}@ito.example"))).await.unwrap();
        world.send(&elsewhere, &draft(&format!("m{number}@ito.example"))).await.unwrap();
    }
    let check = || verify(&world.store, scope.organization.id);
    assert_eq!(check().await.unwrap(), Chain::Intact(4));
    for (edit, undo) in [
        ("UPDATE audit_entries SET action = 'x' WHERE seq = 2", "UPDATE audit_entries SET action = 'invitation.sent'"),
        (
            "UPDATE audit_entries SET at = at + interval '1 microsecond' WHERE seq = 2",
            "UPDATE audit_entries SET at = at - interval '1 microsecond' WHERE seq = 2",
        ),
        (
            "UPDATE audit_entries SET detail = (detail::text || ' ')::json WHERE seq = 2",
            "UPDATE audit_entries SET detail = trim(detail::text)::json WHERE seq = 2",
        ),
        ("UPDATE audit_entries SET seq = 20 WHERE seq = 2", "UPDATE audit_entries SET seq = 2 WHERE seq = 20"),
    ] {
        world.sql(edit).await;
        assert_eq!(check().await.unwrap(), Chain::Broken(2), "{edit}");
        world.sql(undo).await;
        assert_eq!(check().await.unwrap(), Chain::Intact(4), "{undo}");
    }
    assert_eq!(verify(&world.store, other).await.unwrap(), Chain::Intact(4));
    // The end cut off leaves a chain that follows, but ends too early.
    world.sql("DELETE FROM audit_entries WHERE seq = 4").await;
    assert_eq!(check().await.unwrap(), Chain::Broken(4));
    world.sql("DELETE FROM audit_entries").await;
    assert_eq!(check().await.unwrap(), Chain::Broken(1));
}
