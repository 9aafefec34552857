//! Sets of features, lists of brands and policies: what may be written down, and what it amounts to (M6, M7).

use crate::{at, errors};
use shared::{
    Action, Field, FieldError, FieldErrors, Grant, Grants, Kind, Permission, Role,
    access::{
        ActionPattern, BrandSettingDraft, Catalog, Difference, Effect, Named, Operations, Policy, Reach, ResourceKind,
        ResourcePattern, RoleSetDraft, Statement, amounts_to, label,
    },
    operations,
};
use uuid::Uuid;

const MAKER: Kind = Kind::Maker;

fn holding(role: Role, permission: Permission, reach: Reach) -> Grant {
    Grant { role: Some(role), permission: Some(permission), reach, ..Grant::default() }
}

fn owner() -> Grant {
    holding(Role::Owner, Permission::Admin, Reach::default())
}

fn texts(list: &[&str]) -> Vec<String> {
    list.iter().map(|text| (*text).to_owned()).collect()
}

#[test]
fn req_m06_a_set_holds_features_of_the_kind_that_its_editor_may_use() {
    let check = |editor: &Grant, name: &str, features: &[&str]| {
        RoleSetDraft { name: name.into(), features: texts(features) }.check(&Grants::of(MAKER.preset(), editor))
    };
    let orders = operations! { Order: List Read };
    assert_eq!(
        check(&owner(), " Orders ", &["config:list order", "config:retrieve order"]),
        Ok(("Orders".into(), orders))
    );
    let wrong = |error| Err(errors(&[(Field::Features, error)]));
    assert_eq!(check(&owner(), "Orders", &[]), wrong(FieldError::Missing));
    for unknown in [
        "list order",
        "order config:list",
        "config:list",
        "config:list orders",
        "config:update contract",
        "config:retrieve organization",
        "config:create orgUserInvitation",
    ] {
        assert_eq!(
            check(&owner(), "Orders", &["config:list order", unknown]),
            wrong(FieldError::NotAChoice),
            "{unknown}"
        );
    }
    let narrow = holding(
        Role::Member,
        Permission::Write,
        Reach { features: Some(operations! { Order: List }), ..Reach::default() },
    );
    assert_eq!(check(&narrow, "Orders", &["config:list order"]), Ok(("Orders".into(), operations! { Order: List })));
    assert_eq!(
        check(&narrow, "Orders", &["config:list order", "config:retrieve order"]),
        wrong(FieldError::AboveOwn),
        "I10"
    );
    let both = errors(&[(Field::Name, FieldError::Missing), (Field::Features, FieldError::Missing)]);
    assert_eq!(check(&owner(), " ", &[]), Err(both), "each field says what it lacks");
    assert_eq!(label("\u{202e}x"), Err(FieldError::BadCharacter));
}

#[test]
fn req_m06_brand_settings_hold_brands_within_the_editors() {
    let id = Uuid::from_u128;
    let brands = (1..=3).map(|number| Named { id: id(number), name: format!("Brand {number}") }).collect();
    let catalog = Catalog { brands, ..Catalog::default() };
    let check = |editor: &Grant, typed: &[u128], before: &[u128]| -> Result<Vec<Uuid>, FieldErrors> {
        let draft = BrandSettingDraft {
            name: "Wool".into(),
            brands: typed.iter().map(|number| id(*number).to_string()).collect(),
        };
        let before: Vec<_> = before.iter().copied().map(id).collect();
        draft.check(&Grants::of(MAKER.preset(), editor), &catalog, &before).map(|(_, brands)| brands)
    };
    let wrong = |error| Err(errors(&[(Field::Brands, error)]));
    assert_eq!(check(&owner(), &[3, 1, 3], &[]), Ok(vec![id(1), id(3)]));
    assert_eq!(check(&owner(), &[], &[]), wrong(FieldError::Missing));
    assert_eq!(check(&owner(), &[1, 4], &[]), wrong(FieldError::NotAChoice));
    let reach = Reach { brands: Some(vec![id(1)]), ..Reach::default() };
    let narrow = holding(Role::Member, Permission::Admin, reach);
    assert_eq!(check(&narrow, &[1], &[]), Ok(vec![id(1)]));
    assert_eq!(check(&narrow, &[1, 2], &[]), wrong(FieldError::AboveOwn));
    assert_eq!(check(&narrow, &[1, 2], &[2]), Ok(vec![id(1), id(2)]), "what was in it may stay");
    let unnamed = BrandSettingDraft { name: String::new(), brands: texts(&["Flax"]) };
    let both = errors(&[(Field::Name, FieldError::Missing), (Field::Brands, FieldError::NotAChoice)]);
    assert_eq!(unnamed.check(&Grants::of(MAKER.preset(), &owner()), &catalog, &[]), Err(both));
}

#[test]
fn req_m07_a_policy_says_what_it_allows_and_denies() {
    let statement = |effect, action, resource| Statement { effect, action, resource };
    let orders = ResourcePattern::One(ResourceKind::Order);
    let policy = Policy {
        name: "Orders".into(),
        statements: vec![
            statement(Effect::Allow, ActionPattern::Any, orders),
            statement(Effect::Deny, ActionPattern::One(Action::Update), ResourcePattern::Any),
        ],
    };
    let effect = policy.effect(Kind::Metering.preset());
    assert_eq!(effect.allowed, operations! { Order: List Read Create });
    let denied = operations! {
        Settings: Update; Member: Update; Invitation: Update; Policy: Update; Product: Update; Order: Update
    };
    assert_eq!(effect.denied, denied, "on everything the kind has, and on nothing else");
}

#[test]
fn req_m10_what_somebody_may_do_in_all_and_what_a_change_does() {
    let set = |features| holding(Role::Member, Permission::Write, Reach { features, ..Reach::default() });
    let (before, after) =
        (set(Some(operations! { Order: List Read })), set(Some(operations! { Order: List; Product: List })));
    let always = operations! { Organization: Read; Member: Leave };
    let (before, after) = (Grants::of(MAKER.preset(), &before), Grants::of(MAKER.preset(), &after));
    assert_eq!(amounts_to(&before), always.and(operations! { Order: List Read }));
    let difference = Difference::between(&before, &after);
    assert_eq!(difference.gains, operations! { Product: List });
    assert_eq!(difference.loses, operations! { Order: Read });
    assert!(!difference.is_empty());
    assert!(Difference::between(&after, &after).is_empty());
    let only = |gains, loses| Difference { gains, loses };
    assert!(!only(always, Operations::NONE).is_empty(), "a gain alone is a change");
    assert!(!only(Operations::NONE, always).is_empty(), "and so is a loss");
    let over = Grant { access_ends_at: Some(at(1)), ..owner() };
    assert!(!amounts_to(&Grants::of(MAKER.preset(), &over)).is_empty(), "ends are asked about on their own");
}
