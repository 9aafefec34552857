//! Questions about what can be done (M10), and lists that are longer than a page (M1, M8).

use crate::world::{World, member, refusal};
use shared::{
    Refusal,
    access::{Action, Grant, PartSort, Question, Resource},
    customer::CustomerDraft,
    kind::Kind,
    member::Sort,
    names::Slug,
    role::{Permission, Role},
};
use sqlx::postgres::{PgConnectOptions, PgPoolOptions};
use store::{Scope, access, members, organizations};

#[sqlx::test(migrations = "../migrations")]
async fn req_m08_parts_come_in_pages_those_in_use_first(pool: PgPoolOptions, connect: PgConnectOptions) {
    let world = World::start(pool, connect).await;
    let organization = world.organization(Kind::Exchange, "meridian").await;
    let owner = Grant { role: Some(Role::Owner), ..Default::default() };
    let grace = world.inside(organization, "meridian", "g@m.example", owner).await;
    sqlx::query(
        "INSERT INTO parts (org_id, id, sort, name, created_at, archived_at)
         SELECT $1, gen_random_uuid(), 'team', 'Crew ' || lpad(n::text, 4, '0'), now(),
                CASE WHEN n % 10 = 0 THEN now() END
         FROM generate_series(1, 1203) n",
    )
    .bind(organization.get())
    .execute(&world.admin)
    .await
    .unwrap();
    let (mut after, mut names, mut pages) = (None::<String>, Vec::new(), 0);
    loop {
        let page = access::parts(&world.store, &grace, PartSort::Team, after.as_deref(), "").await.unwrap();
        pages += 1;
        names.extend(page.rows.into_iter().map(|part| (part.archived, part.name)));
        after = page.next;
        if after.is_none() {
            break;
        }
    }
    assert_eq!((names.len(), pages), (1203, 25));
    assert!(names.is_sorted(), "each once, in order");
    let found = access::parts(&world.store, &grace, PartSort::Team, None, " crew 120").await.unwrap();
    assert_eq!(found.rows.len(), 4);
    let odd = access::parts(&world.store, &grace, PartSort::Team, Some("x"), "").await;
    assert_eq!(refusal(odd), Refusal::Malformed);
}

#[sqlx::test(migrations = "../migrations")]
async fn req_m10_a_question_about_a_person_and_about_oneself(pool: PgPoolOptions, connect: PgConnectOptions) {
    let world = World::start(pool, connect).await;
    let owner = world.buyer().await;
    let low = world.inside(owner.organization.id, "aoba", "low@aoba.example", member(Permission::Write)).await;
    let ask = |scope: Scope, question: Question, about| {
        let store = world.store.clone();
        async move {
            let things = access::things(&store, &scope, Some(&question), Some(about)).await.unwrap();
            access::why(&store, &scope, about, question.action, &things.target).await.unwrap()
        }
    };
    let edit = Question::about(Action::Update, &Resource::ANY_MEMBER);
    let above = ask(low.clone(), edit.of_person(owner.membership), low.membership).await;
    assert!(!above.allowed && above.steps.last().unwrap().0.contains("stands higher"), "{above:?}");
    assert!(ask(low.clone(), edit.of_person(low.membership), low.membership).await.allowed, "oneself");
    assert!(ask(owner.clone(), edit.of_person(low.membership), owner.membership).await.allowed);
    // An id of elsewhere asks in general.
    let nowhere = edit.of_person(shared::ids::MembershipId::new(uuid::Uuid::nil()));
    assert!(ask(low.clone(), nowhere, low.membership).await.allowed);
}

#[sqlx::test(migrations = "../migrations")]
async fn req_m10_k04_who_can_names_the_sellers_people_who_reach_that_far(
    pool: PgPoolOptions,
    connect: PgConnectOptions,
) {
    let world = World::start(pool, connect).await;
    let organization = world.organization(Kind::Seller, "kitano").await;
    let at = |role| Grant { role: Some(role), ..Grant::default() };
    let makoto = world.inside(organization, "kitano", "makoto@kitano.example", at(Role::Admin)).await;
    world.inside(organization, "kitano", "rin@kitano.example", at(Role::Manager)).await;
    let larch = CustomerDraft {
        name: "Larch".to_owned(),
        slug: "larch".to_owned(),
        language: "en".to_owned(),
        time_zone: "Europe/Berlin".to_owned(),
    };
    organizations::register_customer(&world.store, &world.client, &makoto, &larch).await.unwrap();
    let slug = Slug::parse("larch").unwrap();
    let inside = organizations::enter(&world.store, &makoto.caller, &slug).await.unwrap();
    world.inside(inside.organization.id, "larch", "clara@larch.example", at(Role::Admin)).await;
    let who = |action, resource: Resource| {
        let (store, scope) = (world.store.clone(), inside.clone());
        async move {
            let listed = access::who_can(&store, &scope, action, &resource, None).await.unwrap();
            listed.rows.into_iter().map(|able| (able.address.to_string(), able.id.is_some())).collect::<Vec<_>>()
        }
    };
    let (makoto_above, rin_above) =
        (("makoto@kitano.example".to_owned(), false), ("rin@kitano.example".to_owned(), false));
    let clara = ("clara@larch.example".to_owned(), true);
    assert_eq!(who(Action::Delete, Resource::ANY_MEMBER).await, [makoto_above.clone(), clara.clone()]);
    assert_eq!(who(Action::Read, Resource::ANY_MEMBER).await, [makoto_above, rin_above, clara.clone()]);
    assert_eq!(who(Action::Leave, Resource::ANY_MEMBER).await, [clara], "nobody leaves where they are no member");
    // Whoever is here from above asks about themselves by the membership at the seller.
    let remove = access::why(&world.store, &inside, inside.membership, Action::Delete, &Resource::ANY_MEMBER).await;
    assert!(remove.unwrap().steps[0].0.contains("at the seller allows this"));
}

#[sqlx::test(migrations = "../migrations")]
async fn req_m01_a_new_name_takes_its_place_in_the_list(pool: PgPoolOptions, connect: PgConnectOptions) {
    let world = World::start(pool, connect).await;
    let scope = world.buyer().await;
    for (name, address) in [("Ash", "x@aoba.example"), ("Moss", "a@aoba.example")] {
        world.member(scope.organization.id, address, member(Permission::Write)).await;
        sqlx::query("UPDATE accounts SET family_name = $1 WHERE address = $2")
            .bind(name)
            .bind(address)
            .execute(&world.admin)
            .await
            .unwrap();
    }
    let listed = |sort| {
        let (store, scope) = (world.store.clone(), scope.clone());
        async move {
            let query = members::Query { sort: Some(sort), ..members::Query::default() };
            let page = members::list(&store, &scope, &query).await.unwrap();
            page.rows.into_iter().map(|row| row.address.to_string()).collect::<Vec<_>>()
        }
    };
    assert_eq!(listed(Sort::Name).await, ["x@aoba.example", "owner@aoba.example", "a@aoba.example"]);
    assert_eq!(listed(Sort::Address).await, ["a@aoba.example", "owner@aoba.example", "x@aoba.example"]);
    world
        .sql("UPDATE accounts SET address = 'z@aoba.example', family_name = 'Aspen' WHERE address = 'a@aoba.example'")
        .await;
    assert_eq!(listed(Sort::Name).await, ["x@aoba.example", "z@aoba.example", "owner@aoba.example"]);
    assert_eq!(listed(Sort::Address).await, ["owner@aoba.example", "x@aoba.example", "z@aoba.example"]);
}
