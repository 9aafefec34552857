//! An organization's own terms (C4): versions that never change, one after the other.

use crate::world::{World, member, owner, refusal};
use shared::{Kind, Refusal, role::Permission, terms::Format};
use sqlx::postgres::{PgConnectOptions, PgPoolOptions};
use store::{
    Scope, Store,
    terms::{self, Written},
};

fn written(text: &str) -> Written {
    Written { format: Format::Markdown, en: Some(text.to_owned()), ja: None }
}

async fn draft(world: &World, scope: &Scope, text: &str) -> shared::ids::TermsDraftId {
    terms::save_draft(&world.store, &world.client, scope, &written(text)).await.unwrap();
    terms::own(&world.store, scope).await.unwrap().1.unwrap().id
}

#[sqlx::test(migrations = "../migrations")]
async fn req_c04_of_two_who_publish_at_once_one_does(pool: PgPoolOptions, connect: PgConnectOptions) {
    let world = World::start(pool, connect).await;
    let scope = world.buyer().await;
    let id = draft(&world, &scope, "One.").await;
    let publish = |id| terms::publish_own(&world.store, &world.client, &scope, id);
    let (one, other) = futures::future::join(publish(id), publish(id)).await;
    assert!(one.is_ok() != other.is_ok(), "{one:?} {other:?}");
    assert_eq!(refusal(if one.is_ok() { other } else { one }), Refusal::Stale);
    let id = draft(&world, &scope, "Two.").await;
    assert_eq!(publish(id).await.unwrap(), 2);
    assert_eq!(world.audited().await, ["terms.published", "terms.published"]);
    let (versions, draft) = terms::own(&world.store, &scope).await.unwrap();
    assert_eq!(versions.iter().map(|it| it.version.as_str()).collect::<Vec<_>>(), ["2", "1"]);
    assert_eq!((versions[0].published_by.as_deref(), draft), (Some("Jo Doe"), None));
}

#[sqlx::test(migrations = "../migrations")]
async fn req_c04_a_published_version_cannot_be_changed_by_the_program(pool: PgPoolOptions, connect: PgConnectOptions) {
    let world = World::start(pool, connect).await;
    let scope = world.buyer().await;
    let id = draft(&world, &scope, "One.").await;
    terms::publish_own(&world.store, &world.client, &scope, id).await.unwrap();
    for statement in ["UPDATE terms_documents SET body_en = 'Other.'", "DELETE FROM terms_documents"] {
        let denied = sqlx::query(statement).execute(world.store.pool()).await.unwrap_err();
        assert!(denied.to_string().contains("permission denied"), "{denied}");
    }
}

#[sqlx::test(migrations = "../migrations")]
async fn sec_r03_sec_r07_who_may_not_change_the_settings_neither_writes_nor_publishes(
    pool: PgPoolOptions,
    connect: PgConnectOptions,
) {
    let world = World::start(pool, connect).await;
    let scope = world.buyer().await;
    let id = draft(&world, &scope, "One.").await;
    let low = world.inside(scope.organization.id, "aoba", "low@aoba.example", member(Permission::Admin)).await;
    let elsewhere = world.organization(Kind::Exchange, "meridian").await;
    let other = world.inside(elsewhere, "meridian", "owner@meridian.example", owner()).await;
    let store: &Store = &world.store;
    assert_eq!(refusal(terms::own(store, &low).await), Refusal::Forbidden);
    assert_eq!(refusal(terms::save_draft(store, &world.client, &low, &written("x")).await), Refusal::Forbidden);
    assert_eq!(refusal(terms::publish_own(store, &world.client, &low, id).await), Refusal::Forbidden);
    assert_eq!(refusal(terms::publish_own(store, &world.client, &other, id).await), Refusal::Stale, "not theirs");
    assert_eq!(world.count("SELECT count(*) FROM terms_documents WHERE org_id IS NOT NULL").await, 0);
}
