//! Brands, accounts, teams, Access Control and policies: written, given, taken away (M6–M10).

use crate::world::{World, draft, member, owner, policy, refusal};
use shared::{
    Field, FieldError, Refusal,
    access::{Action, BrandSettingDraft, Grant, PartSort, PolicyDraft, Resource, RoleSetDraft, StatementDraft},
    customer::CustomerDraft,
    ids::OrganizationId,
    invitation::Draft,
    kind::Kind,
    role::{ManagedPolicy, Permission, Role},
};
use sqlx::postgres::{PgConnectOptions, PgPoolOptions};
use store::{
    Scope,
    access::{self, Change},
    organizations,
};
use uuid::Uuid;

async fn scope(world: &World, kind: Kind, slug: &str, grant: Grant) -> Scope {
    let organization = world.organization(kind, slug).await;
    let caller = world.member(organization, &format!("first@{slug}.example"), grant).await;
    world.enter(&caller, slug).await.unwrap()
}

async fn colleague(world: &World, organization: OrganizationId, slug: &str, name: &str, grant: Grant) -> Scope {
    let caller = world.member(organization, &format!("{name}@{slug}.example"), grant).await;
    world.enter(&caller, slug).await.unwrap()
}

fn field<T: std::fmt::Debug>(result: store::Result<T>) -> (Field, FieldError) {
    match refusal(result) {
        Refusal::Fields(errors) => errors.0[0],
        other => panic!("{other:?}"),
    }
}

#[sqlx::test(migrations = "../migrations")]
async fn req_m08_parts_are_created_renamed_archived_and_come_back(pool: PgPoolOptions, connect: PgConnectOptions) {
    let world = World::start(pool, connect).await;
    let grace = scope(&world, Kind::Exchange, "meridian", Grant { permission: None, ..owner() }).await;
    let (store, client) = (&world.store, &world.client);
    let sort = PartSort::ExchangeAccount;
    let id = access::create_part(store, client, &grace, sort, " North  desk ").await.unwrap();
    assert_eq!(
        field(access::create_part(store, client, &grace, sort, "NORTH DESK").await),
        (Field::Name, FieldError::Taken)
    );
    access::create_part(store, client, &grace, PartSort::Team, "North desk").await.unwrap();
    let change = |change| {
        let grace = &grace;
        async move { access::change_part(store, client, grace, sort, id, &change).await }
    };
    change(Change::Rename("Northern desk".to_owned())).await.unwrap();
    change(Change::Archive).await.unwrap();
    access::create_part(store, client, &grace, sort, "Northern Desk").await.unwrap();
    assert_eq!(field(change(Change::Restore).await), (Field::Name, FieldError::Taken), "one name while in use");
    let listed = access::parts(store, &grace, sort, None, "").await.unwrap().rows;
    let names: Vec<_> = listed.iter().map(|part| (part.name.as_str(), part.archived)).collect();
    assert_eq!(names, [("Northern Desk", false), ("Northern desk", true)]);
    assert_eq!(
        world.audited().await,
        ["part.created", "part.created", "part.renamed", "part.archived", "part.created"],
        "one entry a change, none for what was refused"
    );
}

#[sqlx::test(migrations = "../migrations")]
async fn sec_r03_r07_parts_are_their_organizations_and_only_for_who_may(
    pool: PgPoolOptions,
    connect: PgConnectOptions,
) {
    let world = World::start(pool, connect).await;
    let grace = scope(&world, Kind::Exchange, "meridian", Grant { permission: None, ..owner() }).await;
    let other = scope(&world, Kind::Exchange, "other", Grant { permission: None, ..owner() }).await;
    let olivia = scope(&world, Kind::Maker, "looms", owner()).await;
    let (store, client) = (&world.store, &world.client);
    let north = access::create_part(store, client, &grace, PartSort::ExchangeAccount, "North").await.unwrap();
    let south = access::create_part(store, client, &grace, PartSort::ExchangeAccount, "South").await.unwrap();
    let archive =
        |scope, sort| async move { access::change_part(store, client, scope, sort, north, &Change::Archive).await };
    assert_eq!(refusal(archive(&other, PartSort::ExchangeAccount).await), Refusal::NotFound);
    assert_eq!(refusal(archive(&grace, PartSort::Team).await), Refusal::NotFound, "another sort");
    assert_eq!(
        refusal(archive(&olivia, PartSort::ExchangeAccount).await),
        Refusal::NotFound,
        "a kind without accounts"
    );
    assert_eq!(refusal(access::parts(store, &olivia, PartSort::Team, None, "").await), Refusal::NotFound);

    let ava =
        Draft { permission: String::new(), accounts: vec![format!("{north}:admin")], ..draft("ava@meridian.example") };
    let id = world.send(&grace, &ava).await.unwrap();
    let link = world.mailed_link("ava@meridian.example").await;
    let account = world.account("ava@meridian.example").await;
    let ava = world.caller(account).await;
    store::invitations::accept(store, client, &ava, &link, id).await.unwrap();
    let ava = world.enter(&ava, "meridian").await.unwrap();
    let seen = access::parts(store, &ava, PartSort::ExchangeAccount, None, "").await.unwrap().rows;
    assert_eq!(seen.iter().map(|part| part.id).collect::<Vec<_>>(), [north], "only what was given");
    assert_eq!((seen[0].users.count, seen[0].users.people.len()), (1, 0), "members are not hers to list");
    let rename = Change::Rename("Mine".to_owned());
    let sort = PartSort::ExchangeAccount;
    access::change_part(store, client, &ava, sort, north, &rename).await.unwrap();
    assert_eq!(refusal(access::change_part(store, client, &ava, sort, south, &rename).await), Refusal::Forbidden);
    assert_eq!(
        refusal(access::change_part(store, client, &ava, sort, north, &Change::Archive).await),
        Refusal::Forbidden
    );
    assert_eq!(refusal(access::create_part(store, client, &ava, sort, "More").await), Refusal::Forbidden);
    let listed = access::parts(store, &grace, sort, None, "").await.unwrap().rows;
    assert_eq!(listed[0].users.people[0].name, "Jo Doe");
    assert_eq!(listed[0].users.people[0].role, Some(shared::AccountRole::Admin));
}

fn set(name: &str, features: &[&str]) -> RoleSetDraft {
    RoleSetDraft { name: name.to_owned(), features: features.iter().map(|name| (*name).to_owned()).collect() }
}

#[sqlx::test(migrations = "../migrations")]
async fn req_m06_sets_narrow_write_and_stay_while_somebody_has_them(pool: PgPoolOptions, connect: PgConnectOptions) {
    let world = World::start(pool, connect).await;
    let olivia = scope(&world, Kind::Maker, "looms", owner()).await;
    let (store, client) = (&world.store, &world.client);
    let editors = set("Editors", &["config:list product", "config:update product"]);
    let id = access::save_role_set(store, client, &olivia, None, &editors).await.unwrap();
    let again = access::save_role_set(store, client, &olivia, None, &set("EDITORS", &["config:list order"])).await;
    assert_eq!(field(again), (Field::Name, FieldError::Taken));
    for unknown in ["config:create orgUserInvitation", "config:update contract", "nonsense"] {
        let result = access::save_role_set(store, client, &olivia, None, &set("X", &[unknown])).await;
        assert_eq!(field(result), (Field::Features, FieldError::NotAChoice), "important operations are no features");
    }
    let liam = Draft { role_set: id.to_string(), ..draft("liam@looms.example") };
    let invitation = world.send(&olivia, &liam).await.unwrap();
    assert_eq!(refusal(access::delete_role_set(store, client, &olivia, id).await), Refusal::InUse);
    let link = world.mailed_link("liam@looms.example").await;
    let account = world.account("liam@looms.example").await;
    world.agree(olivia.organization.id, account).await;
    let liam = world.caller(account).await;
    store::invitations::accept(store, client, &liam, &link, invitation).await.unwrap();
    assert_eq!(refusal(access::delete_role_set(store, client, &olivia, id).await), Refusal::InUse);
    let inside = world.enter(&liam, "looms").await.unwrap();
    assert!(inside.may(Action::Update, &Resource::Product(None)));
    assert!(!inside.may(Action::List, &Resource::Order(None)));
    access::save_role_set(store, client, &olivia, Some(id), &set("Desk", &["config:list order"])).await.unwrap();
    let inside = world.enter(&liam, "looms").await.unwrap();
    assert!(inside.may(Action::List, &Resource::Order(None)), "the next request knows");
    let control = access::control(store, &olivia).await.unwrap();
    assert_eq!((control.role_sets[0].set.name.as_str(), control.role_sets[0].users.count), ("Desk", 1));
    // A Write member with nothing set at all does nearly everything; with defaults, what they say.
    let noah = colleague(&world, olivia.organization.id, "looms", "noah", member(Permission::Write)).await;
    assert!(noah.may(Action::Delete, &Resource::Product(None)));
    access::save_defaults(store, client, &olivia, Some(&["config:list product".to_owned()])).await.unwrap();
    let noah = world.enter(&noah.caller, "looms").await.unwrap();
    assert!(!noah.may(Action::Delete, &Resource::Product(None)));
    assert_eq!(refusal(access::save_defaults(store, client, &noah, None).await), Refusal::Forbidden, "sec_r07");
    assert_eq!(refusal(access::save_role_set(store, client, &noah, Some(id), &editors).await), Refusal::Forbidden);
    access::save_defaults(store, client, &olivia, None).await.unwrap();
    assert!(world.enter(&noah.caller, "looms").await.unwrap().may(Action::Delete, &Resource::Product(None)));
}

#[sqlx::test(migrations = "../migrations")]
async fn req_i10_nobody_widens_their_own_brands(pool: PgPoolOptions, connect: PgConnectOptions) {
    let world = World::start(pool, connect).await;
    let olivia = scope(&world, Kind::Maker, "looms", owner()).await;
    let (store, client) = (&world.store, &world.client);
    let line = access::create_part(store, client, &olivia, PartSort::Brand, "Line").await.unwrap();
    let home = access::create_part(store, client, &olivia, PartSort::Brand, "Home").await.unwrap();
    let list = |name: &str, brands: &[Uuid]| BrandSettingDraft {
        name: name.to_owned(),
        brands: brands.iter().map(Uuid::to_string).collect(),
    };
    let setting = access::save_brand_setting(store, client, &olivia, None, &list("Outside", &[line])).await.unwrap();
    let yuki =
        Draft { permission: "admin".to_owned(), brand_access: setting.to_string(), ..draft("yuki@looms.example") };
    let id = world.send(&olivia, &yuki).await.unwrap();
    let link = world.mailed_link("yuki@looms.example").await;
    let account = world.account("yuki@looms.example").await;
    world.agree(olivia.organization.id, account).await;
    let yuki = world.caller(account).await;
    store::invitations::accept(store, client, &yuki, &link, id).await.unwrap();
    let yuki = world.enter(&yuki, "looms").await.unwrap();
    assert!(yuki.may(Action::Update, &Resource::Product(Some(line))));
    assert!(!yuki.may(Action::Update, &Resource::Product(Some(home))));
    let wider = access::save_brand_setting(store, client, &yuki, Some(setting), &list("Outside", &[line, home])).await;
    assert_eq!(field(wider), (Field::Brands, FieldError::AboveOwn));
    let other = access::save_brand_setting(store, client, &yuki, None, &list("Everything", &[home])).await;
    assert_eq!(field(other), (Field::Brands, FieldError::AboveOwn));
    let offer = Draft { permission: "write".to_owned(), ..draft("liam@looms.example") };
    assert_eq!(
        field(world.send(&yuki, &offer).await),
        (Field::BrandAccess, FieldError::AboveOwn),
        "\"Default\" is all"
    );
    let within = Draft { brand_access: setting.to_string(), ..offer };
    world.send(&yuki, &within).await.unwrap();
    assert_eq!(refusal(access::delete_brand_setting(store, client, &olivia, setting).await), Refusal::InUse);
    access::change_part(store, client, &olivia, PartSort::Brand, line, &Change::Archive).await.unwrap();
    let yuki = world.enter(&yuki.caller, "looms").await.unwrap();
    assert_eq!(yuki.grant.reach.brands, Some(Vec::new()), "an archived brand is not reached, and opens no other");
}

fn policy_of(name: &str, statements: &[(&str, &str, &str)]) -> PolicyDraft {
    let statement = |(effect, action, resource): &(&str, &str, &str)| StatementDraft {
        effect: (*effect).to_owned(),
        action: (*action).to_owned(),
        resource: (*resource).to_owned(),
    };
    PolicyDraft { name: name.to_owned(), statements: statements.iter().map(statement).collect() }
}

#[sqlx::test(migrations = "../migrations")]
async fn req_m07_policies_say_whom_they_concern_and_keep_their_holders(pool: PgPoolOptions, connect: PgConnectOptions) {
    let world = World::start(pool, connect).await;
    let aoi = scope(&world, Kind::Metering, "hikari", policy(ManagedPolicy::Administrator)).await;
    let (store, client) = (&world.store, &world.client);
    let upkeep = policy_of("Upkeep", &[("allow", "config:update", "product")]);
    let id = access::save_policy(store, client, &aoi, None, &upkeep).await.unwrap();
    assert_eq!(field(access::save_policy(store, client, &aoi, None, &upkeep).await), (Field::Name, FieldError::Taken));
    let named =
        access::save_policy(store, client, &aoi, None, &policy_of("administrator", &[("allow", "*", "*")])).await;
    assert_eq!(field(named), (Field::Name, FieldError::Taken), "a managed policy's name");
    let grant = Grant { policies: vec!["Upkeep".to_owned()], ..Grant::default() };
    let ethan = colleague(&world, aoi.organization.id, "hikari", "ethan", grant).await;
    assert!(ethan.may(Action::Update, &Resource::Product(None)));
    let next = policy_of("Listing", &[("allow", "config:list", "product"), ("deny", "config:update", "*")]);
    let aoi = world.enter(&aoi.caller, "hikari").await.unwrap();
    let check = access::check_policy(store, &aoi, Some(id), &next).await.unwrap();
    assert_eq!((check.affected.len(), check.affected[0].count), (1, 1));
    assert_eq!(check.affected[0].difference.gains.names().collect::<Vec<_>>(), ["config:list product"]);
    assert_eq!(check.affected[0].difference.loses.names().collect::<Vec<_>>(), ["config:update product"]);
    access::save_policy(store, client, &aoi, Some(id), &next).await.unwrap();
    let ethan = world.enter(&ethan.caller, "hikari").await.unwrap();
    assert_eq!(ethan.grant.policies, ["Listing"], "it goes by its new name");
    assert!(ethan.may(Action::List, &Resource::Product(None)) && !ethan.may(Action::Update, &Resource::Product(None)));
    assert_eq!(refusal(access::delete_policy(store, client, &aoi, id).await), Refusal::InUse);
    world.sql("UPDATE memberships SET policies = '{read_only}' WHERE policies = '{Listing}'").await;
    access::delete_policy(store, client, &aoi, id).await.unwrap();
    assert_eq!(refusal(access::delete_policy(store, client, &aoi, id).await), Refusal::NotFound);
    assert_eq!(world.audited().await, ["policy.created", "policy.changed", "policy.deleted"]);
}

#[sqlx::test(migrations = "../migrations")]
async fn req_i10_sec_r02_nobody_writes_themselves_a_policy_above_their_own(
    pool: PgPoolOptions,
    connect: PgConnectOptions,
) {
    let world = World::start(pool, connect).await;
    let aoi = scope(&world, Kind::Metering, "hikari", policy(ManagedPolicy::Administrator)).await;
    let (store, client) = (&world.store, &world.client);
    let keeper = policy_of("Keeper", &[("allow", "*", "permissionPolicy"), ("deny", "config:delete", "*")]);
    let id = access::save_policy(store, client, &aoi, None, &keeper).await.unwrap();
    let grant = Grant { policies: vec!["Keeper".to_owned()], ..Grant::default() };
    let kei = colleague(&world, aoi.organization.id, "hikari", "kei", grant).await;
    let above = (Field::Statements, FieldError::AboveOwn);
    let all = policy_of("Everything", &[("allow", "*", "*")]);
    assert_eq!(field(access::save_policy(store, client, &kei, None, &all).await), above);
    let wider = policy_of("Keeper", &[("allow", "*", "*")]);
    assert_eq!(field(access::save_policy(store, client, &kei, Some(id), &wider).await), above);
    let undenied = policy_of("Keeper", &[("allow", "*", "permissionPolicy")]);
    assert_eq!(
        field(access::save_policy(store, client, &kei, Some(id), &undenied).await),
        above,
        "a denial less is more"
    );
    let narrower = policy_of("Keeper", &[("allow", "config:update", "permissionPolicy")]);
    access::save_policy(store, client, &kei, Some(id), &narrower).await.unwrap();
    assert!(world.count("SELECT count(*) FROM security_events WHERE kind = 'denied'").await >= 3);
    let reader = colleague(&world, aoi.organization.id, "hikari", "r", policy(ManagedPolicy::ReadOnly)).await;
    assert_eq!(refusal(access::save_policy(store, client, &reader, Some(id), &narrower).await), Refusal::Forbidden);
    assert_eq!(refusal(access::delete_policy(store, client, &reader, id).await), Refusal::Forbidden);
}

#[sqlx::test(migrations = "../migrations")]
async fn req_m09_a_seller_registers_lists_and_searches_customers(pool: PgPoolOptions, connect: PgConnectOptions) {
    let world = World::start(pool, connect).await;
    let admin = Grant { role: Some(Role::Admin), ..Grant::default() };
    let makoto = scope(&world, Kind::Seller, "kitano", admin.clone()).await;
    let (store, client) = (&world.store, &world.client);
    let customer = |name: &str, slug: &str| CustomerDraft {
        name: name.to_owned(),
        slug: slug.to_owned(),
        language: "en".to_owned(),
        time_zone: "Europe/Berlin".to_owned(),
    };
    let register = |draft| {
        let makoto = &makoto;
        async move { organizations::register_customer(store, client, makoto, &draft).await }
    };
    register(customer("Larch & Co.", "larch")).await.unwrap();
    register(customer("Birkenhof", "birke")).await.unwrap();
    assert_eq!(field(register(customer("Other", "larch")).await), (Field::Slug, FieldError::Taken));
    let nowhere = CustomerDraft { time_zone: "Europe/Nowhere".to_owned(), ..customer("Other", "other") };
    assert_eq!(field(register(nowhere).await), (Field::TimeZone, FieldError::NotAChoice));
    let names = |search: &'static str| {
        let makoto = &makoto;
        async move {
            let listed = organizations::customers(store, makoto, None, search).await.unwrap();
            listed.rows.into_iter().map(|row| row.slug.to_string()).collect::<Vec<_>>()
        }
    };
    assert_eq!(names("").await, ["larch", "birke"]);
    assert_eq!(names("BIRK").await, ["birke"]);
    assert_eq!(
        world.audited().await,
        ["customer.registered", "customer.registered", "organization.created", "organization.created"]
    );
    let inside = world.enter(&makoto.caller, "larch").await.unwrap();
    assert_eq!(inside.above, Some(makoto.organization.id));
    assert_eq!(refusal(organizations::customers(store, &inside, None, "").await), Refusal::NotFound);
    let viewer = Grant { role: Some(Role::Viewer), ..Grant::default() };
    let jonas = colleague(&world, makoto.organization.id, "kitano", "jonas", viewer).await;
    assert_eq!(organizations::customers(store, &jonas, None, "").await.unwrap().rows.len(), 2);
    let draft = customer("Mine", "mine");
    let refused = organizations::register_customer(store, client, &jonas, &draft).await;
    assert_eq!(refusal(refused), Refusal::Forbidden);
    let other = scope(&world, Kind::Seller, "minami", admin).await;
    assert_eq!(organizations::customers(store, &other, None, "").await.unwrap().rows.len(), 0);
    assert_eq!(refusal(world.enter(&other.caller, "larch").await), Refusal::NotFound, "another seller's customer");
}

#[sqlx::test(migrations = "../migrations")]
async fn req_m10_the_chain_of_anybody_and_who_can(pool: PgPoolOptions, connect: PgConnectOptions) {
    let world = World::start(pool, connect).await;
    let owner = world.buyer().await;
    let mori = colleague(&world, owner.organization.id, "aoba", "mori", member(Permission::Write)).await;
    let other = scope(&world, Kind::Buyer, "other", crate::world::owner()).await;
    let store = &world.store;
    let asked = access::why(store, &owner, mori.membership, Action::Delete, &Resource::ANY_MEMBER).await.unwrap();
    assert!(!asked.allowed);
    assert_eq!(asked.steps, [("The role “Member / Write” does not allow this.".to_owned(), false)]);
    assert_eq!(asked.answer, "Remove members: not allowed.");
    let foreign = access::why(store, &other, mori.membership, Action::Delete, &Resource::ANY_MEMBER).await;
    assert_eq!(refusal(foreign), Refusal::NotFound);
    let can = access::who_can(store, &owner, Action::Delete, &Resource::ANY_MEMBER, None).await.unwrap();
    let addresses: Vec<_> = can.rows.iter().map(|able| able.address.as_str()).collect();
    assert_eq!(addresses, ["owner@aoba.example"]);
    assert_eq!(can.rows[0].because, "The role “Owner / Admin” allows this.");
    let all = access::who_can(store, &mori, Action::Create, &Resource::Invitation, None).await.unwrap();
    assert_eq!(all.rows.len(), 2, "in a buyer, Members invite Members");
    world.sql("UPDATE memberships SET suspended_at = now() WHERE role = 'member'").await;
    let asked = access::why(store, &owner, mori.membership, Action::Read, &Resource::Organization).await.unwrap();
    assert_eq!(asked.steps, [("This person is suspended.".to_owned(), false)]);
}
