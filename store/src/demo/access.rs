//! What the demonstration's organizations give their people: brands, sets, accounts, teams, policies, a customer.

use super::{Accounts, caller, client, people::Organization};
use crate::{
    Result, Store,
    access::{self, Holder},
    organizations::{self, Locked, Scope},
};
use shared::{
    Refusal,
    access::{AccountAccess, Assignment, BrandSettingDraft, PartSort, PolicyDraft, RoleSetDraft, StatementDraft},
    customer::CustomerDraft,
    ids::MembershipId,
    kind::Kind,
    names::Slug,
    role::AccountRole,
};
use uuid::Uuid;

/// Adds it to a fresh organization, through the front door.
pub(super) async fn seed(store: &Store, organization: &Organization, accounts: &Accounts) -> Result<()> {
    let Some(first) = organization.people.first() else { return Ok(()) };
    let slug = Slug::parse(organization.slug).map_err(|_| Refusal::NotFound)?;
    let scope = organizations::enter(store, &caller(first, accounts)?, &slug).await?;
    match organization.kind {
        Kind::Maker => maker(store, &scope, accounts).await,
        Kind::Exchange => exchange(store, &scope, accounts).await,
        Kind::Metering => metering(store, &scope, accounts).await,
        Kind::Seller => seller(store, &scope).await,
        Kind::Buyer | Kind::Customer => Ok(()),
    }
}

async fn maker(store: &Store, scope: &Scope, accounts: &Accounts) -> Result<()> {
    let add = |name| part(store, scope, PartSort::Brand, name);
    let (_, line, _) = (add("Harbour Home").await?, add("Loom & Line").await?, add("Tidewater").await?);
    let products = set(store, scope, "Catalogue editors", &["brand", "product"]).await?;
    let orders = set(store, scope, "Order desk", &["order"]).await?;
    let draft = BrandSettingDraft { name: "Outside representatives".to_owned(), brands: vec![line.to_string()] };
    let outside = access::save_brand_setting(store, &client(), scope, None, &draft).await?;
    let reading = features(scope, |name| !name.contains("delete") && !name.contains("create"));
    access::save_defaults(store, &client(), scope, Some(&reading)).await?;
    let catalogue = Assignment { role_set: Some(products), ..Assignment::default() };
    give(store, scope, accounts, "liam.hayes@harbour-looms.example", &catalogue).await?;
    let desk = Assignment { role_set: Some(orders), brand_setting: Some(outside), ..Assignment::default() };
    give(store, scope, accounts, "emma.clark@aoba.example", &desk).await
}

async fn exchange(store: &Store, scope: &Scope, accounts: &Accounts) -> Result<()> {
    let north = part(store, scope, PartSort::ExchangeAccount, "North desk").await?;
    let south = part(store, scope, PartSort::ExchangeAccount, "South desk").await?;
    part(store, scope, PartSort::ExchangeAccount, "Carbon pool").await?;
    let night = part(store, scope, PartSort::Team, "Night shift").await?;
    part(store, scope, PartSort::Team, "Quality").await?;
    let access = |account, role| AccountAccess { account, role };
    let given = Assignment {
        accounts: vec![access(north, AccountRole::Editor), access(south, AccountRole::Viewer)],
        teams: vec![night],
        ..Assignment::default()
    };
    give(store, scope, accounts, "ava.lindqvist@meridian.example", &given).await
}

async fn metering(store: &Store, scope: &Scope, accounts: &Accounts) -> Result<()> {
    let statement = |effect: &str, action: &str, resource: &str| StatementDraft {
        effect: effect.to_owned(),
        action: action.to_owned(),
        resource: resource.to_owned(),
    };
    let upkeep = PolicyDraft {
        name: "Product upkeep".to_owned(),
        statements: vec![
            statement("allow", "config:create", "product"),
            statement("allow", "config:update", "product"),
        ],
    };
    access::save_policy(store, &client(), scope, None, &upkeep).await?;
    let careful =
        PolicyDraft { name: "No deleting".to_owned(), statements: vec![statement("deny", "config:delete", "*")] };
    access::save_policy(store, &client(), scope, None, &careful).await?;
    sqlx::query!(
        r#"UPDATE memberships SET policies = policies || $3::text[] WHERE org_id = $1 AND account_id = $2"#,
        scope.organization.id.get(),
        accounts.get("zoe.tan@hikari.example").copied(),
        &[upkeep.name, careful.name],
    )
    .execute(store.pool())
    .await?;
    Ok(())
}

async fn seller(store: &Store, scope: &Scope) -> Result<()> {
    let customer = CustomerDraft {
        name: "Birkenhof".to_owned(),
        slug: "birkenhof".to_owned(),
        language: "en".to_owned(),
        time_zone: "Europe/Vienna".to_owned(),
    };
    organizations::register_customer(store, &client(), scope, &customer).await?;
    Ok(())
}

async fn part(store: &Store, scope: &Scope, sort: PartSort, name: &str) -> Result<Uuid> {
    access::create_part(store, &client(), scope, sort, name).await
}

/// A set with every feature of these sorts of things.
async fn set(store: &Store, scope: &Scope, name: &str, resources: &[&str]) -> Result<Uuid> {
    let is_of = |name: &str| resources.iter().any(|resource| name.ends_with(&format!(" {resource}")));
    let draft = RoleSetDraft { name: name.to_owned(), features: features(scope, is_of) };
    access::save_role_set(store, &client(), scope, None, &draft).await
}

fn features(scope: &Scope, wanted: impl Fn(&str) -> bool) -> Vec<String> {
    scope.organization.preset().features().names().filter(|name| wanted(name)).collect()
}

async fn give(store: &Store, scope: &Scope, accounts: &Accounts, to: &str, what: &Assignment) -> Result<()> {
    let mut locked = Locked::within(store, scope).await?;
    let membership = sqlx::query_scalar!(
        "SELECT id FROM memberships WHERE org_id = $1 AND account_id = $2",
        scope.organization.id.get(),
        accounts.get(to).copied(),
    )
    .fetch_one(&mut *locked.tx)
    .await?;
    access::assign(&mut locked, Holder::Membership(MembershipId::new(membership)), what).await?;
    locked.commit().await
}
