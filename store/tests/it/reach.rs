//! What people are given: lists, accounts and teams, and the seller's reach into its customers (K3, K4).

use crate::world::{World, draft, member, owner, policy, refusal};
use shared::{
    Field, FieldError, Refusal, Role,
    access::{Action, Grant, Resource},
    ids::OrganizationId,
    invitation::Draft,
    kind::Kind,
    role::{AccountRole, ManagedPolicy, Permission},
};
use sqlx::postgres::{PgConnectOptions, PgPoolOptions};
use store::{Scope, invitations};
use uuid::Uuid;

async fn part(world: &World, organization: OrganizationId, sort: &str, name: &str) -> Uuid {
    let id = Uuid::now_v7();
    sqlx::query("INSERT INTO parts (org_id, id, sort, name, created_at) VALUES ($1, $2, $3, $4, now())")
        .bind(organization.get())
        .bind(id)
        .bind(sort)
        .bind(name)
        .execute(&world.admin)
        .await
        .unwrap();
    id
}

async fn exchange(world: &World) -> (Scope, Uuid, Uuid) {
    let organization = world.organization(Kind::Exchange, "meridian").await;
    let grace = world.member(organization, "grace@meridian.example", Grant { permission: None, ..owner() }).await;
    let account = part(world, organization, "exchange_account", "North desk").await;
    let team = part(world, organization, "team", "Night shift").await;
    (world.enter(&grace, "meridian").await.unwrap(), account, team)
}

fn offer(account: Uuid, team: Uuid) -> Draft {
    Draft {
        permission: String::new(),
        accounts: vec![String::new(), format!("{account}:editor")],
        teams: vec![team.to_string()],
        ..draft("mina@ito.example")
    }
}

#[sqlx::test(migrations = "../migrations")]
async fn req_i03_accounts_and_teams_are_offered_shown_and_handed_over(pool: PgPoolOptions, connect: PgConnectOptions) {
    let world = World::start(pool, connect).await;
    let (scope, account, team) = exchange(&world).await;
    let id = world.send(&scope, &offer(account, team)).await.unwrap();
    let shown = invitations::details(&world.store, &scope, id).await.unwrap();
    let names: Vec<_> = shown.given.parts.iter().map(|part| (part.name.as_str(), part.role)).collect();
    assert_eq!(names, [("North desk", Some(AccountRole::Editor)), ("Night shift", None)]);
    let link = world.mailed_link("mina@ito.example").await;
    let account_of_mina = world.account("mina@ito.example").await;
    let mina = world.caller(account_of_mina).await;
    invitations::accept(&world.store, &world.client, &mina, &link, id).await.unwrap();
    let inside = world.enter(&mina, "meridian").await.unwrap();
    assert!(inside.may(Action::Create, &Resource::Deal(Some(account))));
    assert!(!inside.may(Action::Delete, &Resource::Deal(Some(account))), "an Editor deletes no deals");
    assert!(!inside.may(Action::Read, &Resource::Deal(Some(team))), "an account that was not given");
    assert!(inside.may(Action::Read, &Resource::Team(Some(team))));
    world.sql("UPDATE parts SET archived_at = now()").await;
    let inside = world.enter(&mina, "meridian").await.unwrap();
    assert!(!inside.may(Action::Read, &Resource::Team(Some(team))), "what is archived is not reached");
}

#[sqlx::test(migrations = "../migrations")]
async fn req_i03_what_a_role_leaves_no_choice_about_is_settled_on_the_server(
    pool: PgPoolOptions,
    connect: PgConnectOptions,
) {
    let world = World::start(pool, connect).await;
    let (scope, account, team) = exchange(&world).await;
    let supply = Draft { role: "supply_manager".to_owned(), ..offer(account, team) };
    let id = world.send(&scope, &supply).await.unwrap();
    let shown = invitations::details(&world.store, &scope, id).await.unwrap();
    assert_eq!(shown.given.accounts().count(), 0, "a Supply Manager reaches all accounts");

    let maker = world.organization(Kind::Maker, "looms").await;
    let olivia = world.member(maker, "olivia@looms.example", owner()).await;
    let scope = world.enter(&olivia, "looms").await.unwrap();
    let brand = part(&world, maker, "brand", "Harbour").await;
    let setting = Uuid::now_v7();
    sqlx::query("INSERT INTO brand_settings (org_id, id, name, created_at) VALUES ($1, $2, 'Outside', now())")
        .bind(maker.get())
        .bind(setting)
        .execute(&world.admin)
        .await
        .unwrap();
    sqlx::query("INSERT INTO brand_setting_brands (org_id, setting_id, brand_id) VALUES ($1, $2, $3)")
        .bind(maker.get())
        .bind(setting)
        .bind(brand)
        .execute(&world.admin)
        .await
        .unwrap();
    for (role, address, kept) in [("member", "m@x.example", true), ("owner", "o@x.example", false)] {
        let draft = Draft { role: role.to_owned(), brand_access: setting.to_string(), ..draft(address) };
        let id = world.send(&scope, &draft).await.unwrap();
        let shown = invitations::details(&world.store, &scope, id).await.unwrap();
        assert_eq!(shown.given.brand_setting.is_some(), kept, "{role}");
        assert_eq!(shown.grant.reach.brands, kept.then(|| vec![brand]));
    }
}

#[sqlx::test(migrations = "../migrations")]
async fn sec_r03_another_organizations_parts_cannot_be_given(pool: PgPoolOptions, connect: PgConnectOptions) {
    let world = World::start(pool, connect).await;
    let (scope, account, team) = exchange(&world).await;
    let other = world.organization(Kind::Exchange, "other").await;
    let foreign = part(&world, other, "exchange_account", "Their desk").await;
    for (draft, field) in [
        (offer(foreign, team), Field::Accounts),
        (offer(team, team), Field::Accounts),
        (offer(account, account), Field::Teams),
        (offer(Uuid::nil(), team), Field::Accounts),
    ] {
        let Refusal::Fields(errors) = refusal(world.send(&scope, &draft).await) else { panic!("{field:?}") };
        assert_eq!(errors.0, [(field, FieldError::NotAChoice)]);
    }
    assert_eq!(world.count("SELECT count(*) FROM invitations").await, 0);
}

async fn customer(world: &World) -> OrganizationId {
    let seller = world.organization(Kind::Seller, "kitano").await;
    let id = Uuid::now_v7();
    sqlx::query(
        "INSERT INTO organizations (id, slug, name, kind, parent_id, language, time_zone)
         VALUES ($1, 'larch', 'Larch', 'customer', $2, 'en', 'Europe/Berlin')",
    )
    .bind(id)
    .bind(seller.get())
    .execute(&world.admin)
    .await
    .unwrap();
    seller
}

fn role(role: Role) -> Grant {
    Grant { role: Some(role), ..Grant::default() }
}

#[sqlx::test(migrations = "../migrations")]
async fn req_k04_a_sellers_admin_invites_into_a_customer_and_both_audit_it(
    pool: PgPoolOptions,
    connect: PgConnectOptions,
) {
    let world = World::start(pool, connect).await;
    let seller = customer(&world).await;
    let makoto = world.member(seller, "makoto@kitano.example", role(Role::Admin)).await;
    let scope = world.enter(&makoto, "larch").await.unwrap();
    assert_eq!(scope.above, Some(seller));
    let draft = Draft { role: "admin".to_owned(), permission: String::new(), ..draft("clara@larch.example") };
    let id = world.send(&scope, &draft).await.unwrap();
    assert_eq!(world.audited().await, ["invitation.sent", "invitation.sent"]);
    assert_eq!(world.count("SELECT count(DISTINCT org_id) FROM audit_entries").await, 2);
    assert_eq!(world.count("SELECT count(*) FROM memberships").await, 1, "no membership row at the customer");
    let shown = invitations::details(&world.store, &scope, id).await.unwrap();
    assert!(!shown.inviter_lost_standing);

    // The reach into the customer ends with the standing at the seller, and with it the invitation (T12).
    let link = world.mailed_link("clara@larch.example").await;
    world.sql("UPDATE memberships SET role = 'manager'").await;
    let account_of_clara = world.account("clara@larch.example").await;
    let clara = world.caller(account_of_clara).await;
    let late = invitations::accept(&world.store, &world.client, &clara, &link, id).await;
    assert_eq!(refusal(late), Refusal::InvitationOver);
    world.sql("UPDATE memberships SET role = 'admin'").await;
    invitations::accept(&world.store, &world.client, &clara, &link, id).await.unwrap();
    assert_eq!(refusal(world.enter(&clara, "larch").await), Refusal::TermsDue, "at first sign-in (K8)");
    world.agree(scope.organization.id, account_of_clara).await;
    let inside = world.enter(&clara, "larch").await.unwrap();
    assert_eq!((inside.grant.role, inside.above), (Some(Role::Admin), None));
    assert_eq!(world.audited().await.len(), 3, "accepting is the customer's alone");
}

#[sqlx::test(migrations = "../migrations")]
async fn req_k04_managers_read_viewers_list_and_nobody_else_enters(pool: PgPoolOptions, connect: PgConnectOptions) {
    let world = World::start(pool, connect).await;
    let seller = customer(&world).await;
    let rin = world.member(seller, "rin@kitano.example", role(Role::Manager)).await;
    let jonas = world.member(seller, "jonas@kitano.example", role(Role::Viewer)).await;
    let elsewhere = world.organization(Kind::Seller, "minami").await;
    let stranger = world.member(elsewhere, "s@minami.example", role(Role::Admin)).await;
    let invite = Draft { role: "viewer".to_owned(), permission: String::new(), ..draft("x@larch.example") };
    for (caller, reads) in [(&rin, true), (&jonas, false)] {
        let scope = world.enter(caller, "larch").await.unwrap();
        assert_eq!(scope.may(Action::Read, &Resource::Invitation), reads);
        assert!(scope.may(Action::List, &Resource::Invitation));
        assert_eq!(refusal(world.send(&scope, &invite).await), Refusal::Forbidden);
    }
    assert_eq!(refusal(world.enter(&stranger, "larch").await), Refusal::NotFound, "sec_r09");
    world.sql("UPDATE memberships SET suspended_at = now()").await;
    assert_eq!(refusal(world.enter(&rin, "larch").await), Refusal::NotFound);
}

#[sqlx::test(migrations = "../migrations")]
async fn req_m07_custom_policies_and_defaults_decide_everywhere(pool: PgPoolOptions, connect: PgConnectOptions) {
    let world = World::start(pool, connect).await;
    let organization = world.organization(Kind::Metering, "hikari").await;
    world
        .sql(
            r#"INSERT INTO policies (org_id, id, name, statements, created_at)
               SELECT id, gen_random_uuid(), 'Inviting', '[
                   {"effect": "allow", "action": "config:create", "resource": "orgUserInvitation"},
                   {"effect": "allow", "action": "config:list", "resource": "*"},
                   {"effect": "allow", "action": "config:retrieve", "resource": "*"}
               ]', now() FROM organizations"#,
        )
        .await;
    let grant = Grant { policies: vec!["Inviting".to_owned()], ..Grant::default() };
    let ethan = world.member(organization, "ethan@hikari.example", grant).await;
    let scope = world.enter(&ethan, "hikari").await.unwrap();
    let offer = |policy: &str| Draft {
        role: String::new(),
        permission: String::new(),
        policies: vec![policy.to_owned()],
        family_name: "Ito".to_owned(),
        given_name: "Mina".to_owned(),
        phone: "+81312345678".to_owned(),
        ..draft("mina@ito.example")
    };
    let Refusal::Fields(errors) = refusal(world.send(&scope, &offer("administrator")).await) else { panic!() };
    assert_eq!(errors.0, [(Field::Policies, FieldError::AboveOwn)]);
    let id = world.send(&scope, &offer("Inviting")).await.unwrap();
    assert!(!invitations::details(&world.store, &scope, id).await.unwrap().inviter_lost_standing);
    let link = world.mailed_link("mina@ito.example").await;
    assert!(matches!(invitations::open(&world.store, &link, None).await.unwrap(), invitations::Opened::Live(_)));

    let reader = world.member(organization, "r@hikari.example", policy(ManagedPolicy::ReadOnly)).await;
    let reader = world.enter(&reader, "hikari").await.unwrap();
    assert_eq!(refusal(world.send(&reader, &offer("Inviting")).await), Refusal::Forbidden);

    let maker = world.organization(Kind::Maker, "looms").await;
    let liam = world.member(maker, "liam@looms.example", member(Permission::Write)).await;
    world.sql("UPDATE organizations SET default_features = '{config:list order}'").await;
    let scope = world.enter(&liam, "looms").await.unwrap();
    assert!(scope.may(Action::List, &Resource::Order(None)));
    assert!(!scope.may(Action::List, &Resource::Product(None)), "\"Not Set\": the defaults apply (M6)");
}
