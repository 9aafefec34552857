//! The complete matrix of each kind: who may do what, to what. The files in `matrices/` are read in review;
//! `BLESS=1 cargo test -p shared --test it matrix` writes them anew.

use crate::at;
use shared::{
    Action, Grant, Grants, Kind, Language, Permission, Preset, Resource, Role,
    access::{
        AccountAccess, ActionPattern, Effect, Operations, Person, Policy, Reach, ResourceKind, ResourcePattern,
        Statement,
    },
    decide,
    kind::Scope,
    operations,
    role::AccountRole,
    texts::access::{noun, operation},
};
use std::{fmt::Write, fs, path::Path};
use uuid::Uuid;

const GIVEN: [(AccountRole, Uuid); 3] = [
    (AccountRole::Viewer, Uuid::from_u128(1)),
    (AccountRole::Editor, Uuid::from_u128(2)),
    (AccountRole::Admin, Uuid::from_u128(3)),
];
const TEAM: Uuid = Uuid::from_u128(4);
const BRAND: Uuid = Uuid::from_u128(5);
const ELSEWHERE: Uuid = Uuid::from_u128(9);

/// Somebody whose column is in the matrix.
struct Somebody {
    name: &'static str,
    grant: Grant,
    primary: bool,
    from_above: bool,
    default_features: Option<Operations>,
}

fn somebody(name: &'static str, role: Option<Role>, permission: Option<Permission>) -> Somebody {
    let grant = Grant { role, permission, ..Grant::default() };
    Somebody { name, grant, primary: false, from_above: false, default_features: None }
}

fn reaching(name: &'static str, role: Role, permission: Option<Permission>, reach: Reach) -> Somebody {
    let mut person = somebody(name, Some(role), permission);
    person.grant.reach = reach;
    person
}

fn holding(name: &'static str, policies: &[&str]) -> Somebody {
    let mut person = somebody(name, None, None);
    person.grant.policies = policies.iter().map(|policy| (*policy).to_owned()).collect();
    person
}

/// Everybody worth a column, highest first.
fn cast(kind: Kind) -> Vec<Somebody> {
    let (write, admin) = (Some(Permission::Write), Some(Permission::Admin));
    let owner = || somebody("Owner", Some(Role::Owner), admin);
    let primary = || Somebody { primary: true, name: "Primary Owner", ..owner() };
    match kind {
        Kind::Buyer => vec![
            primary(),
            owner(),
            somebody("Member / Admin", Some(Role::Member), admin),
            somebody("Member / Write", Some(Role::Member), write),
        ],
        Kind::Maker => {
            let products = operations! { Brand: List Read; Product: List Read Create Update Delete };
            let with_set = Reach { features: Some(products), ..Reach::default() };
            let one_brand = Reach { brands: Some(vec![BRAND]), ..Reach::default() };
            vec![
                primary(),
                owner(),
                somebody("Member / Admin", Some(Role::Member), admin),
                reaching("Member / Admin, one brand", Role::Member, admin, one_brand),
                somebody("Member / Write, Not Set", Some(Role::Member), write),
                reaching("Member / Write, set \"Products\"", Role::Member, write, with_set),
                Somebody {
                    name: "Member / Write, Not Set, default \"Orders\"",
                    default_features: Some(operations! { Order: List Read Create Update }),
                    ..somebody("", Some(Role::Member), write)
                },
            ]
        }
        Kind::Exchange => {
            let accounts =
                GIVEN.iter().map(|(role, account)| AccountAccess { account: *account, role: *role }).collect();
            let given = Reach { accounts, teams: vec![TEAM], ..Reach::default() };
            vec![
                somebody("Owner", Some(Role::Owner), None),
                somebody("Member (Supply Manager)", Some(Role::SupplyManager), None),
                reaching("Member", Role::Member, None, given),
            ]
        }
        Kind::Seller => [("Admin", Role::Admin), ("Manager", Role::Manager), ("Viewer", Role::Viewer)]
            .map(|(name, role)| somebody(name, Some(role), None))
            .into(),
        Kind::Customer => {
            let own = [("Admin", Role::Admin), ("Manager", Role::Manager), ("Viewer", Role::Viewer)];
            let above = [
                ("seller's Admin", Role::Admin),
                ("seller's Manager", Role::Manager),
                ("seller's Viewer", Role::Viewer),
            ];
            let own = own.map(|(name, role)| somebody(name, Some(role), None));
            let above = above.map(|(name, role)| Somebody { from_above: true, ..somebody(name, Some(role), None) });
            own.into_iter().chain(above).collect()
        }
        Kind::Metering => vec![
            holding("Administrator", &["administrator"]),
            holding("Read only", &["read_only"]),
            holding("Read only + \"Inviting\"", &["read_only", "Inviting"]),
            holding("Administrator + \"No deleting\"", &["administrator", "No deleting"]),
            holding("no policy", &[]),
        ],
    }
}

/// The custom policies that the cast holds.
fn custom() -> Vec<Policy> {
    let statement = |effect, action, resource| Statement { effect, action: ActionPattern::One(action), resource };
    vec![
        Policy {
            name: "Inviting".into(),
            statements: vec![statement(Effect::Allow, Action::Create, ResourcePattern::One(ResourceKind::Invitation))],
        },
        Policy {
            name: "No deleting".into(),
            statements: vec![statement(Effect::Deny, Action::Delete, ResourcePattern::Any)],
        },
    ]
}

/// The single things that make a difference to an operation, each with what is said of it.
fn targets(preset: &Preset, action: Action, kind: ResourceKind) -> Vec<(String, Resource)> {
    let reads = matches!(action, Action::List | Action::Read | Action::Export);
    let brands = preset.rules.iter().any(|rule| rule.scope == Scope::Brands);
    let given = preset.rules.iter().any(|rule| rule.scope == Scope::Given);
    let accounts = |make: fn(Option<Uuid>) -> Resource| {
        let own = GIVEN.iter().map(|(role, id)| (format!("as {}", role.label(Language::En)), make(Some(*id))));
        own.chain([("not given".into(), make(Some(ELSEWHERE)))]).collect()
    };
    let pair = |inside: &str, outside: &str, make: fn(Option<Uuid>) -> Resource, id| {
        vec![(inside.into(), make(Some(id))), (outside.into(), make(Some(ELSEWHERE)))]
    };
    match kind {
        ResourceKind::Member if !reads && action != Action::Leave => people(preset),
        ResourceKind::ExchangeAccount if given && !matches!(action, Action::List | Action::Create) => {
            accounts(Resource::ExchangeAccount)
        }
        ResourceKind::Deal if given => accounts(Resource::Deal),
        ResourceKind::Team if given && !matches!(action, Action::List | Action::Create) => {
            pair("own", "another", Resource::Team, TEAM)
        }
        ResourceKind::Brand if brands && !matches!(action, Action::List | Action::Create) => {
            pair("own brand", "another brand", Resource::Brand, BRAND)
        }
        ResourceKind::Product if brands => pair("own brand", "another brand", Resource::Product, BRAND),
        ResourceKind::Order if brands => pair("own brand", "another brand", Resource::Order, BRAND),
        _ => vec![(String::new(), kind.any())],
    }
}

fn people(preset: &Preset) -> Vec<(String, Resource)> {
    let mut people: Vec<(String, Resource)> = preset
        .roles
        .iter()
        .map(|role| {
            let grant = Grant { role: Some(*role), ..Grant::default() };
            let person = Person { role: Some(*role), owner_rank: grant.is_owner_rank(preset), ..Person::default() };
            (role.label(Language::En).to_owned(), Resource::Member(person))
        })
        .collect();
    if preset.roles.is_empty() {
        people.push(("others".into(), Resource::ANY_MEMBER));
        people.push(("an Administrator".into(), Resource::Member(Person { owner_rank: true, ..Person::default() })));
    }
    if preset.primary_owner.is_some() {
        let person = Person { role: preset.roles.last().copied(), owner_rank: true, primary_owner: true, own: false };
        people.push(("the Primary Owner".into(), Resource::Member(person)));
    }
    people
}

fn matrix(preset: &Preset, cast: &[Somebody]) -> String {
    let custom = custom();
    let mut out = format!("{}: who may do what\n\n", preset.label.en);
    for (at, person) in cast.iter().enumerate() {
        let _ = writeln!(out, "  {} {}", letter(at), person.name);
    }
    let mut heading = None;
    for (action, kind) in preset.operations.iter() {
        if heading != Some(kind) {
            heading = Some(kind);
            let letters: String = (0..cast.len()).map(|at| format!("  {} ", letter(at))).collect();
            let title = noun(Language::En, kind);
            let _ = write!(out, "\n{:<58}{}\n", format!("{} ({kind})", title), letters.trim_end());
        }
        for (which, resource) in targets(preset, action, kind) {
            let mut row = operation(Language::En, action, kind);
            if !which.is_empty() {
                row = format!("{row}: {which}");
            }
            let cells: String = cast
                .iter()
                .map(|person| {
                    let mut grants = Grants::of(preset, &person.grant);
                    if person.from_above {
                        grants = Grants::from_above(preset, &person.grant);
                    }
                    let grants = grants
                        .with_policies(&custom)
                        .with_default_access(person.default_features.as_ref())
                        .as_primary_owner(person.primary);
                    if decide(&grants, action, &resource, at(0)).is_allowed() { " yes" } else { "  · " }
                })
                .collect();
            let _ = writeln!(out, "  {row:<56}{}", cells.trim_end());
        }
    }
    out
}

fn letter(at: usize) -> char {
    char::from(b'A' + u8::try_from(at).unwrap_or_default())
}

#[test]
fn req_k05_the_matrix_of_each_kind_is_as_reviewed() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/it/matrices");
    for kind in Kind::ALL {
        let file = folder.join(format!("{kind}.txt"));
        let now = matrix(kind.preset(), &cast(*kind));
        if std::env::var_os("BLESS").is_some() {
            assert!(fs::write(&file, &now).is_ok());
        }
        let reviewed = fs::read_to_string(&file).unwrap_or_default();
        assert!(reviewed == now, "{} differs; if that is meant, run with BLESS=1 and review:\n{now}", file.display());
    }
}

/// Whoever is in no column may do nothing: the columns are all there is to a kind.
#[test]
fn sec_r04_without_a_grant_nothing_is_allowed_but_what_every_member_may() {
    for kind in Kind::ALL {
        let (preset, nobody) = (kind.preset(), Grant::default());
        for (action, resource) in preset.operations.iter() {
            let allowed = decide(&Grants::of(preset, &nobody), action, &resource.any(), at(0)).is_allowed();
            assert_eq!(allowed, preset.always.contains(action, resource), "{kind}: {action} {resource}");
        }
    }
}
