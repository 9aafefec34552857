//! Who may do what.

use crate::at;
use shared::{
    Action, Grant, Grants, Kind, Permission, Resource, Role,
    access::{
        AccountAccess, ActionPattern, Because, Effect, Operations, Person, Policy, Reach, ResourceKind,
        ResourcePattern, Statement, allowed,
    },
    decide, operations,
    role::AccountRole,
};
use uuid::Uuid;

fn grant(role: Role, permission: Option<Permission>) -> Grant {
    Grant { role: Some(role), permission, ..Grant::default() }
}

fn may(kind: Kind, grant: &Grant, action: Action, resource: Resource) -> bool {
    decide(&Grants::of(kind.preset(), grant), action, &resource, at(0)).is_allowed()
}

fn because(kind: Kind, grant: &Grant, action: Action, resource: Resource) -> Because {
    decide(&Grants::of(kind.preset(), grant), action, &resource, at(0)).because()
}

#[test]
fn req_k05_who_may_invite() {
    let invite = |kind, grant: &Grant| may(kind, grant, Action::Create, Resource::Invitation);
    let (write, admin) = (Some(Permission::Write), Some(Permission::Admin));
    assert!(invite(Kind::Buyer, &grant(Role::Owner, admin)));
    assert!(invite(Kind::Buyer, &grant(Role::Member, write)));
    assert!(invite(Kind::Maker, &grant(Role::Owner, admin)));
    assert!(invite(Kind::Maker, &grant(Role::Member, admin)));
    assert!(!invite(Kind::Maker, &grant(Role::Member, write)));
    assert!(invite(Kind::Exchange, &grant(Role::Owner, None)));
    assert!(!invite(Kind::Exchange, &grant(Role::SupplyManager, None)));
    assert!(!invite(Kind::Exchange, &grant(Role::Member, None)));
    for kind in [Kind::Seller, Kind::Customer] {
        assert!(invite(kind, &grant(Role::Admin, None)));
        assert!(!invite(kind, &grant(Role::Manager, None)));
        assert!(!invite(kind, &grant(Role::Viewer, None)));
    }
    let policy = |name: &str| Grant { policies: vec![name.into()], ..Grant::default() };
    assert!(invite(Kind::Metering, &policy("administrator")));
    assert!(!invite(Kind::Metering, &policy("read_only")));
    assert!(!invite(Kind::Metering, &Grant::default()));
}

#[test]
fn sec_r01_roles_of_other_kinds_and_none_allow_nothing() {
    assert!(!may(Kind::Buyer, &grant(Role::Admin, None), Action::Create, Resource::Invitation));
    assert!(!may(Kind::Metering, &grant(Role::Owner, None), Action::Create, Resource::Invitation));
    assert!(!may(Kind::Buyer, &Grant::default(), Action::List, Resource::ANY_MEMBER));
    assert!(!may(Kind::Maker, &grant(Role::Member, None), Action::List, Resource::ANY_MEMBER));
}

#[test]
fn sec_r02_nobody_touches_people_above_them() {
    let member = grant(Role::Member, Some(Permission::Admin));
    let owner = Person { role: Some(Role::Owner), owner_rank: true, ..Person::default() };
    let colleague = Person { role: Some(Role::Member), ..Person::default() };
    assert_eq!(because(Kind::Maker, &member, Action::Delete, Resource::Member(owner)), Because::Outranked);
    assert_eq!(because(Kind::Maker, &member, Action::Update, Resource::Member(owner)), Because::Outranked);
    assert!(may(Kind::Maker, &member, Action::Delete, Resource::Member(colleague)));
    assert!(may(Kind::Maker, &member, Action::Read, Resource::Member(owner)));

    // A rank alone, and a role alone, are above as well.
    let everything = [Policy {
        name: "Everything".into(),
        statements: vec![Statement {
            effect: Effect::Allow,
            action: ActionPattern::Any,
            resource: ResourcePattern::Any,
        }],
    }];
    let holder = Grant { policies: vec!["Everything".into()], ..Grant::default() };
    let grants = Grants::of(Kind::Metering.preset(), &holder).with_policies(&everything);
    let delete = |person| decide(&grants, Action::Delete, &Resource::Member(person), at(0)).because();
    assert_eq!(delete(Person { owner_rank: true, ..Person::default() }), Because::Outranked);
    assert_eq!(delete(Person { role: Some(Role::Viewer), ..Person::default() }), Because::Outranked);
    assert_eq!(delete(Person { owner_rank: true, own: true, ..Person::default() }), Because::Policy);
    assert_eq!(delete(Person::default()), Because::Policy);

    let someone = Grant { policies: vec!["read_only".into()], ..Grant::default() };
    let administrator = Person { owner_rank: true, ..Person::default() };
    assert!(!may(Kind::Metering, &someone, Action::Delete, Resource::Member(administrator)));
}

#[test]
fn req_m03_only_owners_remove_in_a_buyer() {
    let colleague = Resource::Member(Person { role: Some(Role::Member), ..Person::default() });
    assert!(may(Kind::Buyer, &grant(Role::Owner, Some(Permission::Admin)), Action::Delete, colleague));
    assert!(!may(Kind::Buyer, &grant(Role::Member, Some(Permission::Admin)), Action::Delete, colleague));
}

#[test]
fn req_m04_the_primary_owner_stays_until_it_is_handed_over() {
    let owner = grant(Role::Owner, Some(Permission::Admin));
    let primary = Person { role: Some(Role::Owner), owner_rank: true, primary_owner: true, own: false };
    for kind in [Kind::Buyer, Kind::Maker] {
        for action in [Action::Delete, Action::Suspend] {
            assert_eq!(because(kind, &owner, action, Resource::Member(primary)), Because::PrimaryOwnerStays);
        }
    }
    let hand_over = |kind: Kind, primary| {
        decide(
            &Grants::of(kind.preset(), &owner).as_primary_owner(primary),
            Action::HandOver,
            &Resource::PrimaryOwner,
            at(0),
        )
        .is_allowed()
    };
    assert!(hand_over(Kind::Buyer, false) && hand_over(Kind::Buyer, true));
    assert!(!hand_over(Kind::Maker, false) && hand_over(Kind::Maker, true));
}

#[test]
fn req_m05_access_ends_at_the_instant() {
    let ending = Grant { access_ends_at: Some(at(100)), ..grant(Role::Owner, Some(Permission::Admin)) };
    let grants = Grants::of(Kind::Buyer.preset(), &ending);
    assert!(decide(&grants, Action::Read, &Resource::Organization, at(99)).is_allowed());
    assert_eq!(decide(&grants, Action::Read, &Resource::Organization, at(100)).because(), Because::AccessEnded);
}

#[test]
fn req_k04_exchange_members_reach_what_they_were_given() {
    let (given, other, team) = (Uuid::from_u128(1), Uuid::from_u128(2), Uuid::from_u128(3));
    let mut member = grant(Role::Member, None);
    member.reach = Reach {
        accounts: vec![AccountAccess { account: given, role: AccountRole::Editor }],
        teams: vec![team],
        ..Reach::default()
    };
    let because = |action, resource| because(Kind::Exchange, &member, action, resource);
    assert_eq!(because(Action::Create, Resource::Deal(Some(given))), Because::Role);
    assert_eq!(because(Action::Delete, Resource::Deal(Some(given))), Because::AccountRoleLacks);
    assert_eq!(because(Action::Read, Resource::Deal(Some(other))), Because::AccountOutside);
    assert_eq!(because(Action::List, Resource::ExchangeAccount(None)), Because::Role);
    assert_eq!(because(Action::Read, Resource::ExchangeAccount(None)), Because::AccountOutside);
    assert_eq!(because(Action::Read, Resource::Team(Some(team))), Because::Role);
    assert_eq!(because(Action::Read, Resource::Team(Some(other))), Because::TeamOutside);
    let manager = grant(Role::SupplyManager, None);
    assert!(may(Kind::Exchange, &manager, Action::Delete, Resource::Deal(Some(other))));
    assert!(may(Kind::Exchange, &manager, Action::Update, Resource::ExchangeSettings));
    assert!(!may(Kind::Exchange, &manager, Action::Update, Resource::ExchangeAccount(Some(other))));
}

#[test]
fn req_k04_a_seller_reaches_its_customers() {
    let at_customer = |role, action, resource| {
        let grant = grant(role, None);
        decide(&Grants::from_above(Kind::Customer.preset(), &grant), action, &resource, at(0)).is_allowed()
    };
    assert!(at_customer(Role::Admin, Action::Create, Resource::Invitation));
    assert!(!at_customer(Role::Manager, Action::Create, Resource::Invitation));
    assert!(at_customer(Role::Manager, Action::Read, Resource::ANY_MEMBER));
    assert!(at_customer(Role::Viewer, Action::List, Resource::ANY_MEMBER));
    assert!(!at_customer(Role::Viewer, Action::Read, Resource::ANY_MEMBER));
    let admin = grant(Role::Admin, None);
    assert!(!Grants::from_above(Kind::Customer.preset(), &admin).is_owner_rank(), "no membership, no rank");
    assert!(
        !decide(&Grants::from_above(Kind::Maker.preset(), &admin), Action::Read, &Resource::Organization, at(0))
            .is_allowed()
    );
}

#[test]
fn operations_are_sets() {
    let (reads, writes) = (operations! { Order: List Read; Team: Read }, operations! { Order: Read Update });
    assert!(Operations::NONE.is_empty() && !reads.is_empty());
    assert_eq!(reads.and(writes), operations! { Order: List Read Update; Team: Read });
    assert_eq!(reads.common(writes), operations! { Order: Read });
    assert_eq!(reads.without(writes), operations! { Order: List; Team: Read });
    assert_eq!(reads.only(&[Action::List]), operations! { Order: List });
    assert!(reads.covers(&reads) && reads.covers(&Operations::NONE) && !reads.covers(&writes));
    assert!(reads.contains(Action::Read, ResourceKind::Team) && !reads.contains(Action::List, ResourceKind::Team));
    assert_eq!(
        writes.iter().collect::<Vec<_>>(),
        [(Action::Read, ResourceKind::Order), (Action::Update, ResourceKind::Order)]
    );
    let json = serde_json::to_string(&writes).unwrap_or_default();
    assert_eq!(json, r#"["config:retrieve order","config:update order"]"#);
    let newer = r#"["config:retrieve order","config:fly order","config:update moon","nonsense"]"#;
    assert_eq!(serde_json::from_str::<Operations>(newer).ok(), Some(operations! { Order: Read }));
}

#[test]
fn req_k04_settings_left_over_from_a_lower_role_do_not_narrow_an_owner() {
    let mut owner = grant(Role::Owner, Some(Permission::Admin));
    owner.reach.brands = Some(vec![Uuid::from_u128(1)]);
    assert!(may(Kind::Maker, &owner, Action::Update, Resource::Product(Some(Uuid::from_u128(2)))));
}

#[test]
fn another_grant_in_the_same_organization_starts_from_nothing() {
    let (admin, viewer) = (grant(Role::Admin, None), grant(Role::Viewer, None));
    let above = Grants::from_above(Kind::Customer.preset(), &viewer);
    assert!(above.holding(&admin).is_owner_rank(), "an own membership, no reach from above");
    let owner = grant(Role::Owner, Some(Permission::Admin));
    let maker = Grants::of(Kind::Maker.preset(), &owner).as_primary_owner(true).while_suspended(true);
    let other = maker.holding(&owner);
    assert!(decide(&other, Action::Update, &Resource::Settings, at(0)).is_allowed(), "not suspended");
    assert!(!decide(&other, Action::HandOver, &Resource::PrimaryOwner, at(0)).is_allowed(), "not the Primary Owner");
}

#[test]
fn req_i11_what_an_offer_allows_is_sorted_by_what_it_is_done_to() {
    let writer = Grant {
        reach: Reach { features: Some(operations! { Order: List Read; Product: List }), ..Reach::default() },
        ..grant(Role::Member, Some(Permission::Write))
    };
    assert_eq!(
        allowed(&Grants::of(Kind::Maker.preset(), &writer), at(0)),
        [
            (ResourceKind::Organization, vec![Action::Read]),
            (ResourceKind::Member, vec![Action::Leave]),
            (ResourceKind::Product, vec![Action::List]),
            (ResourceKind::Order, vec![Action::List, Action::Read]),
        ]
    );
}
