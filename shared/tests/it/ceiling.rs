//! The delegation ceiling, part by part (I10).

use crate::{at, errors};
use shared::{
    Field, FieldError, FieldErrors, Grant, Grants, Kind, Permission, Role,
    access::{
        AccountAccess, ActionPattern, Effect, Operations, Policy, Reach, ResourcePattern, Statement, may_grant_among,
    },
    may_grant, operations,
    role::AccountRole,
};
use uuid::Uuid;

fn above(field: Field) -> Result<(), FieldErrors> {
    Err(errors(&[(field, FieldError::AboveOwn)]))
}

fn member(permission: Option<Permission>, reach: Reach) -> Grant {
    Grant { role: Some(Role::Member), permission, reach, ..Grant::default() }
}

#[test]
fn req_i10_brands_are_within_the_inviters() {
    let brands = |list: Option<&[u128]>| {
        let brands = list.map(|list| list.iter().copied().map(Uuid::from_u128).collect());
        member(Some(Permission::Admin), Reach { brands, ..Reach::default() })
    };
    let maker = Kind::Maker.preset();
    assert_eq!(may_grant(maker, &brands(None), &brands(Some(&[1]))), Ok(()));
    assert_eq!(may_grant(maker, &brands(Some(&[1, 2])), &brands(Some(&[2]))), Ok(()));
    assert_eq!(may_grant(maker, &brands(Some(&[1, 2])), &brands(Some(&[2, 3]))), above(Field::BrandAccess));
    assert_eq!(
        may_grant(maker, &brands(Some(&[1])), &brands(None)),
        above(Field::BrandAccess),
        "\"Default\" is all of them"
    );
}

#[test]
fn req_i10_accounts_and_teams_are_within_the_inviters() {
    let given = |accounts: &[(u128, AccountRole)], teams: &[u128]| {
        let accounts =
            accounts.iter().map(|(id, role)| AccountAccess { account: Uuid::from_u128(*id), role: *role }).collect();
        let teams = teams.iter().copied().map(Uuid::from_u128).collect();
        member(None, Reach { accounts, teams, ..Reach::default() })
    };
    let exchange = Kind::Exchange.preset();
    let own = given(&[(1, AccountRole::Viewer), (1, AccountRole::Editor), (2, AccountRole::Viewer)], &[7]);
    for within in [given(&[], &[]), given(&[(1, AccountRole::Editor)], &[7]), given(&[(2, AccountRole::Viewer)], &[])] {
        assert_eq!(may_grant(exchange, &own, &within), Ok(()));
    }
    for (beyond, fields) in [
        (given(&[(1, AccountRole::Admin)], &[]), &[Field::Accounts][..]),
        (given(&[(2, AccountRole::Editor)], &[]), &[Field::Accounts]),
        (given(&[(3, AccountRole::Viewer)], &[]), &[Field::Accounts]),
        (given(&[], &[8]), &[Field::Teams]),
        (given(&[(1, AccountRole::Editor)], &[7, 8]), &[Field::Teams]),
        (given(&[(3, AccountRole::Viewer)], &[8]), &[Field::Accounts, Field::Teams]),
    ] {
        let above: Vec<_> = fields.iter().map(|field| (*field, FieldError::AboveOwn)).collect();
        assert_eq!(may_grant(exchange, &own, &beyond), Err(errors(&above)));
    }
    let manager = Grant { role: Some(Role::SupplyManager), ..Grant::default() };
    assert_eq!(
        may_grant(exchange, &manager, &given(&[(9, AccountRole::Editor)], &[9])),
        Ok(()),
        "reaches all accounts"
    );
    assert_eq!(
        may_grant(exchange, &manager, &given(&[(9, AccountRole::Admin)], &[])),
        above(Field::Accounts),
        "but changes none"
    );
    let owner = Grant { role: Some(Role::Owner), ..Grant::default() };
    assert_eq!(may_grant(exchange, &owner, &given(&[(9, AccountRole::Admin)], &[9])), Ok(()), "Owners reach all");
}

#[test]
fn req_i10_features_are_within_the_inviters() {
    let writer = |features: Option<Operations>| member(Some(Permission::Write), Reach { features, ..Reach::default() });
    let maker = Kind::Maker.preset();
    let orders = writer(Some(operations! { Order: List Read }));
    assert_eq!(may_grant(maker, &orders, &writer(Some(operations! { Order: List }))), Ok(()));
    assert_eq!(may_grant(maker, &orders, &writer(None)), above(Field::Permission));
    assert_eq!(may_grant(maker, &orders, &writer(Some(operations! { Product: List }))), above(Field::Permission));
    // What the set names beyond the permission gives nothing, so it is not beyond anybody.
    assert_eq!(may_grant(maker, &orders, &writer(Some(operations! { Order: List; Contract: Read }))), Ok(()));
    let default = operations! { Order: List };
    let (open, plain) = (writer(None), writer(None));
    let inviter = Grants::of(maker, &open).with_default_access(Some(&default));
    assert!(may_grant_among(&inviter, &inviter.holding(&plain)).is_ok(), "the same defaults on both sides");
}

#[test]
fn req_i10_ends_are_no_later() {
    let until =
        |end: Option<i64>| Grant { access_ends_at: end.map(at), ..member(Some(Permission::Write), Reach::default()) };
    let buyer = Kind::Buyer.preset();
    assert_eq!(may_grant(buyer, &until(Some(100)), &until(Some(100))), Ok(()));
    assert_eq!(may_grant(buyer, &until(Some(100)), &until(Some(101))), above(Field::AccessEndsOn));
    assert_eq!(may_grant(buyer, &until(Some(100)), &until(None)), above(Field::AccessEndsOn));
    assert_eq!(may_grant(buyer, &until(None), &until(Some(100))), Ok(()));
    assert_eq!(may_grant(buyer, &until(None), &until(None)), Ok(()));
}

#[test]
fn req_i10_policies_are_compared_by_what_they_allow() {
    let policy = |name: &str, effect, action| Policy {
        name: name.into(),
        statements: vec![Statement { effect, action, resource: ResourcePattern::Any }],
    };
    let custom = [
        policy("Everything", Effect::Allow, ActionPattern::Any),
        policy("Listing", Effect::Allow, ActionPattern::One(shared::Action::List)),
    ];
    let holding =
        |names: &[&str]| Grant { policies: names.iter().map(|name| (*name).to_owned()).collect(), ..Grant::default() };
    let metering = Kind::Metering.preset();
    let check = |inviter: &[&str], offered: &[&str]| {
        let (inviter, offered) = (holding(inviter), holding(offered));
        let inviter = Grants::of(metering, &inviter).with_policies(&custom);
        may_grant_among(&inviter, &inviter.holding(&offered))
    };
    assert_eq!(check(&["read_only"], &["Listing"]), Ok(()));
    assert_eq!(check(&["Listing"], &["read_only"]), above(Field::Policies));
    assert_eq!(check(&["Everything"], &["read_only", "Listing"]), Ok(()));
    assert_eq!(
        check(&["Everything"], &["administrator"]),
        above(Field::Policies),
        "allowing everything is not yet of Owner-rank"
    );
    assert_eq!(check(&["administrator"], &["Everything"]), Ok(()));
}

#[test]
fn req_i10_an_owner_may_make_another() {
    let owner = Grant { role: Some(Role::Owner), permission: Some(Permission::Admin), ..Grant::default() };
    let grants = Grants::of(Kind::Maker.preset(), &owner);
    for primary in [false, true] {
        let inviter = grants.as_primary_owner(primary);
        assert_eq!(may_grant_among(&inviter, &inviter.holding(&owner)), Ok(()), "being primary is not passed on by it");
    }
}

#[test]
fn req_i10_where_there_are_no_accounts_they_bound_nothing() {
    let administrator = |accounts| Grant {
        policies: vec!["administrator".into()],
        reach: Reach { accounts, ..Reach::default() },
        ..Grant::default()
    };
    let account = AccountAccess { account: Uuid::from_u128(1), role: AccountRole::Admin };
    assert_eq!(may_grant(Kind::Metering.preset(), &administrator(vec![]), &administrator(vec![account])), Ok(()));
}
