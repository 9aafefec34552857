//! What somebody is to hold, as chosen in a form: found by id or name, locked by the role, under the ceiling.

use crate::errors;
use shared::{
    Field, FieldError, FieldErrors, Grant, Grants, Kind, Permission, Preset, Role,
    access::{
        AccountAccess, Assignment, BrandSetting, Catalog, Choice, Given, GivenPart, Locks, Named, Operations, PartSort,
        Policy, Reach, ResourceKind, RoleSet,
    },
    operations,
    role::AccountRole,
};
use uuid::Uuid;

const READING: Operations = operations! { Order: List Read };

fn id(number: u128) -> Uuid {
    Uuid::from_u128(number)
}

fn named(number: u128, name: &str) -> Named {
    Named { id: id(number), name: name.into() }
}

fn texts(list: &[&str]) -> Vec<String> {
    list.iter().map(|text| (*text).to_owned()).collect()
}

/// Two of each, so that the wrong one can be taken.
fn catalog() -> Catalog {
    let setting = |number, name: &str, brands: &[u128]| BrandSetting {
        id: id(number),
        name: name.into(),
        brands: brands.iter().copied().map(id).collect(),
    };
    let set = |number, name: &str, features| RoleSet { id: id(number), name: name.into(), features };
    Catalog {
        brand_settings: vec![setting(11, "Linen", &[1]), setting(12, "Wool", &[2, 3])],
        role_sets: vec![set(21, "Products", operations! { Product: List }), set(22, "Reading", READING)],
        brands: vec![named(1, "Flax"), named(2, "Merino"), named(3, "Alpaca")],
        accounts: vec![named(31, "North desk"), named(32, "South desk")],
        teams: vec![named(41, "Dawn"), named(42, "Dusk")],
        policies: Vec::new(),
    }
}

fn owner() -> Grant {
    Grant { role: Some(Role::Owner), permission: Some(Permission::Admin), ..Grant::default() }
}

fn check(preset: &Preset, choice: &Choice) -> Result<(Grant, Assignment), FieldErrors> {
    let owner = match preset.permissions {
        [] => Grant { permission: None, ..owner() },
        _ => owner(),
    };
    choice.check(&Grants::of(preset, &owner), &catalog())
}

fn writer() -> Choice {
    Choice { role: "member".into(), permission: "write".into(), ..Choice::default() }
}

fn user() -> Choice {
    Choice { role: "member".into(), ..Choice::default() }
}

fn no_choice(field: Field) -> Result<(Grant, Assignment), FieldErrors> {
    Err(errors(&[(field, FieldError::NotAChoice)]))
}

#[test]
fn req_i03_brand_settings_and_sets_are_taken_by_id_or_name() {
    let maker = Kind::Maker.preset();
    let chosen = Choice { brand_access: id(12).to_string(), role_set: id(22).to_string(), ..writer() };
    let reach = Reach { brands: Some(vec![id(2), id(3)]), features: Some(READING), ..Reach::default() };
    let grant = Grant { role: Some(Role::Member), permission: Some(Permission::Write), reach, ..Grant::default() };
    let assignment = Assignment { brand_setting: Some(id(12)), role_set: Some(id(22)), ..Assignment::default() };
    assert_eq!(check(maker, &chosen), Ok((grant, assignment)));
    for (setting, set) in [("Wool", "Reading"), (" wool ", "READING"), ("Wool", &id(22).to_string())] {
        let written = Choice { brand_access: setting.into(), role_set: set.into(), ..writer() };
        assert_eq!(check(maker, &written), check(maker, &chosen), "by name, as in a file");
    }
    let nothing = check(maker, &writer()).map(|(grant, given)| (grant.reach, given));
    assert_eq!(nothing, Ok(Default::default()), "\"Default\" and \"Not Set\"");
    for wrong in ["Silk", "Woo", &id(11).to_string()[1..], &id(22).to_string()] {
        assert_eq!(
            check(maker, &Choice { brand_access: wrong.into(), ..writer() }),
            no_choice(Field::BrandAccess),
            "{wrong}"
        );
    }
    for wrong in ["Writing", &id(12).to_string()] {
        assert_eq!(check(maker, &Choice { role_set: wrong.into(), ..writer() }), no_choice(Field::RoleSet), "{wrong}");
    }
}

#[test]
fn req_i03_accounts_come_with_a_role_each() {
    let exchange = Kind::Exchange.preset();
    let accounts = |list: &[&str]| Choice { accounts: texts(list), ..user() };
    let (north, south) = (format!("{}:viewer", id(31)), "South desk:admin".to_owned());
    let given = vec![
        AccountAccess { account: id(31), role: AccountRole::Viewer },
        AccountAccess { account: id(32), role: AccountRole::Admin },
    ];
    let (grant, assignment) = check(exchange, &accounts(&[&north, "", &south])).unwrap();
    assert_eq!((&grant.reach.accounts, &assignment.accounts), (&given, &given));
    let twice = format!("{}:editor", id(31));
    let unknown = format!("{}:viewer", id(33));
    let wrong_role = format!("{}:owner", id(31));
    for wrong in [&[&*north, &twice][..], &[&unknown], &[&wrong_role], &[&id(31).to_string()], &[":viewer"]] {
        assert_eq!(check(exchange, &accounts(wrong)), no_choice(Field::Accounts), "{wrong:?}");
    }
    let viewers = Preset { account_roles: &exchange.account_roles[..1], ..*exchange };
    assert!(check(&viewers, &accounts(&[&north])).is_ok());
    assert_eq!(check(&viewers, &accounts(&[&south])), no_choice(Field::Accounts), "a role this kind has not");
}

#[test]
fn req_i03_teams_are_each_taken_once() {
    let exchange = Kind::Exchange.preset();
    let teams = |list: &[Uuid]| {
        let teams = list.iter().map(ToString::to_string).chain([String::new()]).collect();
        Choice { teams, ..user() }
    };
    let (grant, assignment) = check(exchange, &teams(&[id(42), id(41), id(42)])).unwrap();
    assert_eq!((grant.reach.teams, assignment.teams), (vec![id(41), id(42)], vec![id(41), id(42)]));
    assert_eq!(check(exchange, &teams(&[id(41), id(43)])), no_choice(Field::Teams));
    let named = |name: &str| check(exchange, &Choice { teams: texts(&[name]), ..user() }).map(|(_, given)| given.teams);
    assert_eq!(named("dusk"), Ok(vec![id(42)]));
    assert_eq!(named("Noon"), Err(errors(&[(Field::Teams, FieldError::NotAChoice)])));
}

#[test]
fn req_i03_what_a_kind_has_not_cannot_be_chosen() {
    let buyer = Kind::Buyer.preset();
    for (field, chosen) in [
        (Field::BrandAccess, Choice { brand_access: id(11).to_string(), ..writer() }),
        (Field::RoleSet, Choice { role_set: id(21).to_string(), ..writer() }),
        (Field::Accounts, Choice { accounts: vec![format!("{}:viewer", id(31))], ..writer() }),
        (Field::Teams, Choice { teams: vec![id(41).to_string()], ..writer() }),
        (Field::Policies, Choice { policies: texts(&["read_only"]), ..writer() }),
    ] {
        assert_eq!(check(buyer, &chosen), no_choice(field));
    }
}

#[test]
fn req_i03_a_role_leaves_no_choice_about_some_parts() {
    let maker = |role, permission| Kind::Maker.preset().locks(Some(role), Some(permission));
    let locks = |brand_access, role_set, accounts| Locks { brand_access, role_set, accounts };
    assert_eq!(maker(Role::Member, Permission::Write), locks(false, false, true));
    assert_eq!(maker(Role::Member, Permission::Admin), locks(false, true, true));
    assert_eq!(maker(Role::Owner, Permission::Admin), locks(true, true, true));
    let exchange = |role| Kind::Exchange.preset().locks(role, None);
    assert_eq!(exchange(Some(Role::Member)), locks(true, true, false));
    assert_eq!(exchange(Some(Role::SupplyManager)), locks(true, true, true));
    assert_eq!(exchange(None), locks(true, true, true), "nothing chosen yet");
    assert_eq!(Kind::Buyer.preset().locks(Some(Role::Member), None), locks(true, true, true));

    let everything = Choice { brand_access: id(12).to_string(), role_set: id(22).to_string(), ..writer() };
    let as_role = |role: &str, permission: &str| {
        let choice = Choice { role: role.into(), permission: permission.into(), ..everything.clone() };
        check(Kind::Maker.preset(), &choice).unwrap().1
    };
    let brands = Assignment { brand_setting: Some(id(12)), ..Assignment::default() };
    assert_eq!(as_role("member", "admin"), brands, "Admins have no set");
    assert_eq!(as_role("owner", "write"), Assignment::default(), "Owners reach everything");
    let account = Choice { role: "owner".into(), accounts: vec![format!("{}:viewer", id(31))], ..Choice::default() };
    assert_eq!(check(Kind::Exchange.preset(), &account).map(|(_, given)| given.accounts), Ok(Vec::new()));
}

#[test]
fn req_m07_policies_are_managed_or_the_organizations_own() {
    let metering = Kind::Metering.preset();
    let administrator = Grant { policies: texts(&["administrator"]), ..Grant::default() };
    let custom = [Policy { name: "Orders".into(), statements: Vec::new() }];
    let giver = Grants::of(metering, &administrator).with_policies(&custom);
    let chosen = |list: &[&str]| Choice { policies: texts(list), ..Choice::default() }.check(&giver, &catalog());
    let taken = chosen(&["read_only", "", "Orders", "read_only"]).map(|(grant, _)| grant.policies);
    assert_eq!(taken, Ok(texts(&["Orders", "read_only"])));
    assert_eq!(chosen(&["read_only", "Invoices"]), no_choice(Field::Policies));
    assert_eq!(chosen(&[""]), Err(errors(&[(Field::Policies, FieldError::Missing)])));
    let listed = Catalog { policies: custom.to_vec(), ..catalog() };
    let orders = Choice { policies: texts(&["Orders"]), ..Choice::default() };
    let unaware = Grants::of(metering, &administrator);
    assert!(orders.check(&unaware, &listed).is_ok(), "the catalogue has what can be given");
    assert_eq!(orders.check(&unaware, &catalog()), no_choice(Field::Policies));
    let reads = Preset { managed_policies: &metering.managed_policies[..1], ..*metering };
    let giver = Grants::of(&reads, &administrator);
    let unheard = Choice { policies: texts(&["read_only"]), ..Choice::default() }.check(&giver, &catalog());
    assert_eq!(unheard, no_choice(Field::Policies), "a managed policy this kind has not");
}

#[test]
fn what_somebody_holds_is_what_would_be_chosen() {
    let part = |sort, number, name: &str, role| GivenPart { sort, id: id(number), name: name.into(), role };
    let given = Given {
        brand_setting: Some(named(12, "Wool")),
        brands: Some(vec![id(2), id(3)]),
        role_set: Some(named(22, "Reading")),
        features: Some(READING),
        parts: vec![
            part(PartSort::ExchangeAccount, 31, "North desk", Some(AccountRole::Editor)),
            part(PartSort::ExchangeAccount, 32, "South desk", None),
            part(PartSort::Team, 41, "Dawn", None),
        ],
    };
    let editor = AccountAccess { account: id(31), role: AccountRole::Editor };
    let reach = Reach {
        brands: Some(vec![id(2), id(3)]),
        features: Some(READING),
        accounts: vec![editor],
        teams: vec![id(41)],
    };
    assert_eq!(given.reach(), reach);
    assert_eq!(given.accounts().map(|part| part.id).collect::<Vec<_>>(), [id(31), id(32)]);
    assert_eq!(given.teams().map(|part| part.id).collect::<Vec<_>>(), [id(41)]);
    let grant = Grant { policies: texts(&["read_only"]), ..owner() };
    assert_eq!(
        Choice::of(&grant, &given),
        Choice {
            role: "owner".into(),
            permission: "admin".into(),
            policies: texts(&["read_only"]),
            brand_access: id(12).to_string(),
            role_set: id(22).to_string(),
            accounts: vec![format!("{}:editor", id(31))],
            teams: vec![id(41).to_string()],
        }
    );
    assert_eq!(Choice::of(&Grant::default(), &Given::default()), Choice::default());
}

#[test]
fn req_m08_kinds_have_parts_of_their_own() {
    let of = |kind: Kind| PartSort::ALL.iter().copied().filter(move |sort| sort.is_of(kind.preset()));
    assert_eq!(of(Kind::Maker).collect::<Vec<_>>(), [PartSort::Brand]);
    assert_eq!(of(Kind::Exchange).collect::<Vec<_>>(), [PartSort::ExchangeAccount, PartSort::Team]);
    assert_eq!(of(Kind::Buyer).count(), 0);
    let resources = PartSort::ALL.iter().map(|sort| sort.resource()).collect::<Vec<_>>();
    assert_eq!(resources, [ResourceKind::Brand, ResourceKind::ExchangeAccount, ResourceKind::Team]);
}

#[test]
fn req_m06_sets_hold_what_their_bearers_may_do() {
    let features = operations! {
        Settings: Read;
        Member: List Read;
        Invitation: List Read;
        AccessControl: Read;
        Brand: List Read Create Update Delete;
        Product: List Read Create Update Delete;
        Order: List Read Create Update;
        Activity: List;
    };
    assert_eq!(Kind::Maker.preset().features(), features, "less what is everybody's, and nothing of Admins");
    for kind in [Kind::Buyer, Kind::Exchange, Kind::Metering] {
        assert_eq!(kind.preset().features(), Operations::NONE, "{kind}: no sets");
    }
}
