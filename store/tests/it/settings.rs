//! Settings of an organization, its addresses of before, and its end (K1, K10).

use crate::world::{World, draft, member, owner, refusal};
use chrono::TimeDelta;
use shared::{
    Field, FieldError, Refusal, invitation,
    kind::{AccessEndRule, Kind},
    names::Slug,
    role::Permission,
    settings::Draft,
};
use sqlx::postgres::{PgConnectOptions, PgPoolOptions};
use store::{
    Scope,
    audit::{Chain, verify},
    invitations, members, organizations,
};

async fn change(world: &World, scope: &Scope, version: i32, edit: impl FnOnce(&mut Draft)) -> store::Result<Slug> {
    let mut draft = organizations::settings(&world.store, scope).await?.draft;
    edit(&mut draft);
    organizations::change_settings(&world.store, &world.client, scope, version, &draft).await
}

fn field_of(refusal: &Refusal, field: Field) -> Option<FieldError> {
    match refusal {
        Refusal::Fields(errors) => errors.of(field).copied(),
        _ => None,
    }
}

#[sqlx::test(migrations = "../migrations")]
async fn req_k01_k10_an_organization_overrides_what_it_may(pool: PgPoolOptions, connect: PgConnectOptions) {
    let world = World::start(pool, connect).await;
    let scope = world.buyer().await;
    change(&world, &scope, 1, |draft| {
        draft.link_valid = "36".to_owned();
        draft.access_end = "required".to_owned();
        draft.time_zone = "America/New_York".to_owned();
        draft.language = "ja".to_owned();
    })
    .await
    .unwrap();
    let now = world.enter(&scope.caller, "aoba").await.unwrap();
    assert_eq!(now.organization.link_valid, TimeDelta::hours(36));
    assert_eq!(now.organization.access_end, Some(AccessEndRule::Required));
    let refused = refusal(world.send(&now, &draft("mina@ito.example")).await);
    assert_eq!(field_of(&refused, Field::AccessEndsOn), Some(FieldError::Missing));
    let ending = invitation::Draft {
        access_ends_on: (now.organization.today(now.now) + TimeDelta::days(3)).to_string(),
        ..draft("mina@ito.example")
    };
    let id = world.send(&now, &ending).await.unwrap();
    let sent = invitations::details(&world.store, &now, id).await.unwrap();
    assert_eq!(sent.expires_at.signed_duration_since(sent.sent_at), TimeDelta::hours(36));
    for (edit, field) in [
        ((|draft: &mut Draft| draft.link_valid = "0".to_owned()) as fn(&mut Draft), Field::LinkValid),
        (|draft| draft.link_valid = "2161".to_owned(), Field::LinkValid),
        (|draft| draft.link_valid = "soon".to_owned(), Field::LinkValid),
        (|draft| draft.access_end = "sometimes".to_owned(), Field::AccessEnd),
        (|draft| draft.time_zone = "Moon/Crater".to_owned(), Field::TimeZone),
        (|draft| draft.language = "tlh".to_owned(), Field::Language),
        (|draft| draft.name = "\u{202e}evil".to_owned(), Field::Name),
        (|draft| draft.slug = "new".to_owned(), Field::Slug),
    ] {
        let refused = refusal(change(&world, &now, 2, edit).await);
        assert!(field_of(&refused, field).is_some(), "{field:?}: {refused:?}");
    }
    assert_eq!(refusal(change(&world, &now, 1, |_| ()).await), Refusal::Stale);
    assert_eq!(world.audited().await, ["settings.changed", "invitation.sent"]);
}

#[sqlx::test(migrations = "../migrations")]
async fn sec_r07_settings_are_for_who_may_change_them(pool: PgPoolOptions, connect: PgConnectOptions) {
    let world = World::start(pool, connect).await;
    let scope = world.buyer().await;
    let low = world.inside(scope.organization.id, "aoba", "m@aoba.example", member(Permission::Admin)).await;
    assert_eq!(refusal(change(&world, &low, 1, |_| ()).await), Refusal::Forbidden);
    let closed = organizations::close(&world.store, &world.client, &low, "aoba").await;
    assert_eq!(refusal(closed), Refusal::Forbidden);
    assert_eq!(world.count("SELECT count(*) FROM security_events WHERE kind = 'denied'").await, 2);
}

#[sqlx::test(migrations = "../migrations")]
async fn a_slug_of_before_leads_members_on_and_is_nobody_elses(pool: PgPoolOptions, connect: PgConnectOptions) {
    let world = World::start(pool, connect).await;
    let scope = world.buyer().await;
    let other = world.organization(Kind::Exchange, "other").await;
    let grant = shared::Grant { role: Some(shared::Role::Owner), ..Default::default() };
    let elsewhere = world.inside(other, "other", "o@other.example", grant).await;
    change(&world, &scope, 1, |draft| draft.slug = "midori".to_owned()).await.unwrap();
    assert_eq!(refusal(world.enter(&scope.caller, "aoba").await), Refusal::NotFound);
    let scope = world.enter(&scope.caller, "midori").await.unwrap();
    let old = Slug::parse("aoba").unwrap();
    let led = organizations::moved(&world.store, &scope.caller, &old).await.unwrap();
    assert_eq!(led, Some(Slug::parse("midori").unwrap()));
    assert_eq!(organizations::moved(&world.store, &elsewhere.caller, &old).await.unwrap(), None, "sec_r09");
    for taken in ["aoba", "midori"] {
        let refused = refusal(change(&world, &elsewhere, 1, |draft| draft.slug = taken.to_owned()).await);
        assert_eq!(field_of(&refused, Field::Slug), Some(FieldError::Taken), "{taken}");
    }
    change(&world, &scope, 2, |draft| draft.slug = "aoba".to_owned()).await.expect("its own address of before");
    world.enter(&scope.caller, "aoba").await.unwrap();
}

#[sqlx::test(migrations = "../migrations")]
async fn a_closed_organization_is_a_tombstone(pool: PgPoolOptions, connect: PgConnectOptions) {
    let world = World::start(pool, connect).await;
    let scope = world.buyer().await;
    let second = world.inside(scope.organization.id, "aoba", "o2@aoba.example", owner()).await;
    let (id, token) = world.invite(&scope, "mina@ito.example").await;
    let mina = world.account("mina@ito.example").await;
    let mina = world.caller(mina).await;
    let typed = |typed: &'static str| organizations::close(&world.store, &world.client, &scope, typed);
    assert_eq!(field_of(&refusal(typed("Aoba!").await), Field::Confirmation), Some(FieldError::Differs));
    typed("aoba").await.unwrap();
    for caller in [&scope.caller, &second.caller] {
        assert_eq!(refusal(world.enter(caller, "aoba").await), Refusal::NotFound);
        assert_eq!(organizations::list(&world.store, caller).await.unwrap().len(), 0);
    }
    assert_eq!(refusal(members::leave(&world.store, &world.client, &second).await), Refusal::NotFound);
    assert!(invitations::accept(&world.store, &world.client, &mina, &token, id).await.is_err());
    assert_eq!(verify(&world.store, scope.organization.id).await.unwrap(), Chain::Intact(2));
    let other = world.organization(Kind::Buyer, "other").await;
    let elsewhere = world.inside(other, "other", "o@other.example", owner()).await;
    let refused = refusal(change(&world, &elsewhere, 1, |draft| draft.slug = "aoba".to_owned()).await);
    assert_eq!(field_of(&refused, Field::Slug), Some(FieldError::Taken));
}
