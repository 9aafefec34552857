//! What holds for every input. 256 cases each; `PROPTEST_CASES` asks for more (`make prove`: 10,000).

use crate::at;
use proptest::{prelude::*, sample::select};
use shared::{
    Action, Country, EmailAddress, Grant, Grants, Kind, OrganizationName, Permission, PersonName, Phone, Resource,
    Role, Slug,
    access::{
        AccountAccess, ActionPattern, Effect, Operations, Person, Policy, Reach, ResourceKind, ResourcePattern,
        Statement, explain, may_grant_among,
    },
    decide, invitation, member,
    owners::{Standing, check, hand_over},
    role::AccountRole,
    seats::Seats,
};
use uuid::Uuid;

fn kind() -> impl Strategy<Value = Kind> {
    select(Kind::ALL)
}

fn id() -> impl Strategy<Value = Uuid> {
    (0..4_u128).prop_map(Uuid::from_u128)
}

fn operation() -> impl Strategy<Value = (Action, ResourceKind)> {
    (select(Action::ALL), select(ResourceKind::ALL))
}

fn operations() -> impl Strategy<Value = Operations> {
    prop::collection::vec(operation(), 0..60)
        .prop_map(|list| list.iter().fold(Operations::NONE, |set, (action, resource)| set.with(*resource, &[*action])))
}

fn statement() -> impl Strategy<Value = Statement> {
    let action = prop_oneof![Just(ActionPattern::Any), select(Action::ALL).prop_map(ActionPattern::One)];
    let resource = prop_oneof![Just(ResourcePattern::Any), select(ResourceKind::ALL).prop_map(ResourcePattern::One)];
    let effect = prop_oneof![3 => Just(Effect::Allow), 1 => Just(Effect::Deny)];
    (effect, action, resource).prop_map(|(effect, action, resource)| Statement { effect, action, resource })
}

fn custom() -> impl Strategy<Value = Vec<Policy>> {
    prop::collection::vec(prop::collection::vec(statement(), 0..6), 3..4).prop_map(|policies| {
        policies
            .into_iter()
            .zip(["a", "b", "c"])
            .map(|(statements, name)| Policy { name: name.into(), statements })
            .collect()
    })
}

fn reach() -> impl Strategy<Value = Reach> {
    let access = (id(), select(AccountRole::ALL)).prop_map(|(account, role)| AccountAccess { account, role });
    (
        prop::option::of(prop::collection::vec(id(), 0..3)),
        prop::option::weighted(0.3, operations()),
        prop::collection::vec(access, 0..3),
        prop::collection::vec(id(), 0..3),
    )
        .prop_map(|(brands, features, accounts, teams)| Reach { brands, features, accounts, teams })
}

/// What somebody in an organization of this kind may hold, and now and then what nobody should.
fn grant(kind: Kind) -> impl Strategy<Value = Grant> {
    let preset = kind.preset();
    let roles = if preset.roles.is_empty() { Role::ALL } else { preset.roles };
    let policies = ["administrator", "read_only", "a", "b", "c", "gone"].map(String::from).to_vec();
    (
        prop::option::weighted(0.9, select(roles)),
        prop::option::weighted(0.9, select(Permission::ALL)),
        prop::collection::vec(select(policies), 0..4),
        prop::option::weighted(0.3, 0..200_i64),
        reach(),
    )
        .prop_map(|(role, permission, policies, end, reach)| Grant {
            role,
            permission,
            policies,
            access_ends_at: end.map(at),
            reach,
        })
}

fn resource() -> impl Strategy<Value = Resource> {
    let person = (prop::option::of(select(Role::ALL)), any::<bool>(), any::<bool>(), any::<bool>()).prop_map(
        |(role, owner_rank, primary_owner, own)| Resource::Member(Person { role, owner_rank, primary_owner, own }),
    );
    prop_oneof![
        3 => select(ResourceKind::ALL).prop_map(ResourceKind::any),
        1 => person,
        3 => (select(&[0, 1, 2, 3, 4, 5][..]), id()).prop_map(|(which, id)| match which {
            0 => Resource::ExchangeAccount(Some(id)),
            1 => Resource::Team(Some(id)),
            2 => Resource::Deal(Some(id)),
            3 => Resource::Brand(Some(id)),
            4 => Resource::Product(Some(id)),
            _ => Resource::Order(Some(id)),
        }),
    ]
}

/// A kind, and two grants in it.
fn two_grants() -> impl Strategy<Value = (Kind, Grant, Grant)> {
    kind().prop_flat_map(|kind| (Just(kind), grant(kind), grant(kind)))
}

proptest! {
    /// M10: the button that is grey and the server that refuses have one reason.
    #[test]
    fn req_m10_explanations_and_decisions_agree(
        (kind, grant, _) in two_grants(), custom in custom(), default in prop::option::of(operations()),
        action in select(Action::ALL), resource in resource(), now in 0..300_i64,
        above in prop::bool::weighted(0.2), primary in any::<bool>(), suspended in prop::bool::weighted(0.1),
    ) {
        let grants = if above { Grants::from_above(kind.preset(), &grant) } else { Grants::of(kind.preset(), &grant) };
        let grants = grants.with_policies(&custom).with_default_access(default.as_ref()).as_primary_owner(primary).while_suspended(suspended);
        let decision = decide(&grants, action, &resource, at(now));
        let explanation = explain(&grants, action, &resource, at(now));
        prop_assert_eq!(explanation.decision, decision);
        // The chain alone leads to the same answer: every step lets through, and one gives.
        let steps = &explanation.steps;
        let leads = steps.iter().all(|step| step.lets_through()) && steps.iter().any(|step| step.gives());
        prop_assert_eq!(leads, decision.is_allowed());
        let before_last = &steps[..steps.len().saturating_sub(1)];
        prop_assert!(before_last.iter().all(|step| step.lets_through()), "it stops where it is settled");
        for language in shared::Language::ALL {
            prop_assert!(explanation.sentences(language).iter().all(|sentence| sentence.ends_with(['.', '。'])));
        }
    }

    /// M7: deny wins.
    #[test]
    fn req_m07_deny_wins(
        mut grant in grant(Kind::Metering), mut custom in custom(), (action, resource) in operation(),
        any_action in any::<bool>(), any_resource in any::<bool>(), position in 0..7_usize,
    ) {
        let denial = Statement {
            effect: Effect::Deny,
            action: if any_action { ActionPattern::Any } else { ActionPattern::One(action) },
            resource: if any_resource { ResourcePattern::Any } else { ResourcePattern::One(resource) },
        };
        // Leaving, and seeing where one is, nobody can be denied.
        prop_assume!(!Kind::Metering.preset().always.contains(action, resource));
        let at_end = custom[0].statements.len();
        custom[0].statements.insert(position.min(at_end), denial);
        grant.policies.push("a".into());
        let grants = Grants::of(Kind::Metering.preset(), &grant).with_policies(&custom);
        prop_assert!(!decide(&grants, action, &resource.any(), at(0)).is_allowed());
    }

    /// M7: what one more allow says, is said on top.
    #[test]
    fn req_m07_adding_an_allow_never_removes_one(
        mut grant in grant(Kind::Metering), mut custom in custom(), (action, resource) in operation(), mut allow in statement(),
    ) {
        allow.effect = Effect::Allow;
        let preset = Kind::Metering.preset();
        let before = decide(&Grants::of(preset, &grant).with_policies(&custom), action, &resource.any(), at(0));
        custom.push(Policy { name: "more".into(), statements: vec![allow] });
        grant.policies.push("more".into());
        let after = decide(&Grants::of(preset, &grant).with_policies(&custom), action, &resource.any(), at(0));
        prop_assert!(after.is_allowed() || !before.is_allowed());
    }

    /// I10: whatever may be granted, its holder can do nothing that the one who granted it could not.
    #[test]
    fn req_i10_nobody_grants_above_themselves(
        (kind, inviter, offered) in two_grants(), custom in custom(), default in prop::option::of(operations()),
        action in select(Action::ALL), resource in resource(), now in 0..300_i64,
    ) {
        let base = Grants::of(kind.preset(), &inviter).with_policies(&custom).with_default_access(default.as_ref());
        let offer = base.holding(&offered);
        if may_grant_among(&base, &offer).is_ok() && decide(&offer, action, &resource, at(now)).is_allowed() {
            prop_assert!(decide(&base, action, &resource, at(now)).is_allowed());
        }
        prop_assert!(may_grant_among(&base, &base.holding(&inviter)).is_ok(), "one's own is never above oneself");
    }

    /// K3, M6: a Role And Permissions set only ever narrows.
    #[test]
    fn req_m06_sets_only_narrow((kind, grant, _) in two_grants(), features in operations(), action in select(Action::ALL), resource in resource()) {
        let mut narrowed = grant.clone();
        narrowed.reach.features = Some(features);
        let free = Grant { reach: Reach { features: None, ..grant.reach.clone() }, ..grant };
        let may = |grant: &Grant| decide(&Grants::of(kind.preset(), grant), action, &resource, at(0)).is_allowed();
        prop_assert!(may(&free) || !may(&narrowed));
    }

    /// M5: whoever is out can do nothing, and time alone never gives.
    #[test]
    fn req_m05_time_never_gives((kind, grant, _) in two_grants(), action in select(Action::ALL), resource in resource(), now in 0..300_i64, later in 0..300_i64) {
        let may = |now| decide(&Grants::of(kind.preset(), &grant), action, &resource, at(now)).is_allowed();
        prop_assert!(may(now) || !may(now + later));
        if grant.access_ends_at.is_some_and(|end| end <= at(now)) {
            prop_assert!(!may(now));
        }
    }

    /// I6: every history has exactly one status, and only an open invitation goes on.
    #[test]
    fn req_i06_histories_of_invitations(steps in prop::collection::vec((0..6_u8, 0..40_i64), 0..12)) {
        use invitation::{Facts, Status, status};
        let (mut facts, mut now) = (Facts::sent(at(100)), 0);
        for (step, wait) in steps {
            now += wait;
            let before = status(&facts, at(now));
            let (next, reached) = match step {
                0 => (facts.accept(at(now)), Status::Accepted),
                1 => (facts.decline(at(now)), Status::Declined),
                2 => (facts.revoke(at(now)), Status::Revoked),
                3 => (facts.resend(at(now + 100), at(now)), Status::Pending),
                4 => (facts.invite_again(at(now + 100), at(now)), Status::Pending),
                _ => (facts.pending(at(now)).map(|()| facts), Status::Pending),
            };
            match next {
                Ok(next) => {
                    prop_assert_eq!(status(&next, at(now)), reached);
                    prop_assert_eq!(before == Status::Pending, step != 4);
                    facts = next;
                }
                Err(standing) => prop_assert_eq!(standing, before),
            }
            let marks = [facts.accepted_at, facts.declined_at, facts.revoked_at].iter().flatten().count();
            prop_assert!(marks <= 1);
        }
    }

    /// M4: at least one Owner who stays, after any sequence of changes that are checked.
    #[test]
    fn req_m04_an_owner_remains_after_any_sequence(
        kind in select(&[Kind::Buyer, Kind::Maker, Kind::Exchange, Kind::Seller][..]),
        steps in prop::collection::vec((0..8_u8, 0..4_usize, 0..50_i64), 1..40),
    ) {
        let preset = kind.preset();
        let (top, low) = (preset.roles[preset.roles.len() - 1], preset.roles[0]);
        let mut people: Vec<Standing> = (0..4)
            .map(|at| Standing {
                grant: Grant { role: Some(if at < 2 { top } else { low }), ..Grant::default() },
                primary: at == 0 && preset.primary_owner.is_some(),
                facts: member::Facts::joined(None),
            })
            .collect();
        let mut now = 0;
        for (step, who, wait) in steps {
            now += wait;
            let mut after = people.clone();
            let person = &mut after[who];
            let done = match step {
                0 => { person.grant.role = Some(low); true }
                1 => { person.grant.role = Some(top); true }
                2 => person.facts.suspend(at(now)).map(|facts| person.facts = facts).is_ok(),
                3 => person.facts.reactivate(at(now)).map(|facts| person.facts = facts).is_ok(),
                4 => person.facts.remove(at(now)).map(|facts| person.facts = facts).is_ok(),
                5 => person.facts.restore(at(now)).map(|facts| person.facts = facts).is_ok(),
                6 => person.facts.end_at(Some(at(now + 10)), at(now)).map(|facts| person.facts = facts).is_ok(),
                _ => hand_over(preset, &mut after, who, at(now)).is_ok(),
            };
            if done && check(preset, &after, at(now)).is_ok() {
                people = after;
            }
            let keepers = people.iter().filter(|person| person.keeps(preset, at(now + 1000))).count();
            prop_assert!(keepers >= 1, "and time alone takes none away");
            if preset.primary_owner.is_some() {
                prop_assert_eq!(people.iter().filter(|person| person.primary && person.keeps(preset, at(now))).count(), 1);
            }
        }
    }

    /// I13: never more seats than included and bought, in any order of events.
    #[test]
    fn req_i13_never_more_seats_than_bought(kind in kind(), steps in prop::collection::vec((0..7_u8, 0..30_u32), 0..200)) {
        let rule = kind.preset().seats;
        let mut seats = Seats::default();
        for (step, number) in steps {
            let next = match step {
                0 => seats.reserve(rule),
                1 if seats.reserved > 0 => Ok(seats.release()),
                2 if seats.reserved > 0 => Ok(seats.take_reserved()),
                3 => seats.take(rule),
                4 if seats.used > 0 => Ok(seats.give_back()),
                5 => seats.buy(number, rule),
                _ => Ok(seats),
            };
            seats = next.unwrap_or(seats);
            prop_assert!(seats.total(rule).is_none_or(|total| seats.taken() <= total), "{:?}", seats);
            prop_assert_eq!(seats.yen_per_month(rule), rule.map_or(0, |rule| u64::from(rule.yen_per_month) * u64::from(seats.bought)));
        }
    }

    /// Reading what was printed gives the same, and reading again changes nothing.
    #[test]
    fn parse_and_print_are_inverse(text in text()) {
        macro_rules! same {
            ($($name:ident)+) => {$(
                if let Ok(value) = $name::parse(&text) {
                    prop_assert_eq!($name::parse(&value.to_string()), Ok(value.clone()));
                    let json = serde_json::to_string(&value).unwrap_or_default();
                    prop_assert_eq!(serde_json::from_str::<$name>(&json).ok(), Some(value));
                }
            )+};
        }
        same!(EmailAddress PersonName OrganizationName Phone Slug Country);
    }

    /// U1, I9: an address is one in every spelling of case, width and composition.
    #[test]
    fn req_i09_spellings_of_an_address(local in "[a-zàéîõü0-9]{1,12}", domain in "[a-zéü0-9]{1,12}") {
        use unicode_normalization::UnicodeNormalization;
        let address = format!("{local}@{domain}.example");
        let canonical = EmailAddress::parse(&address);
        prop_assert!(canonical.is_ok());
        let wide: String = address.chars().map(|c| match c { '!'..='~' => char::from_u32(u32::from(c) + 0xfee0).unwrap_or(c), c => c }).collect();
        for spelling in [address.to_uppercase(), address.nfd().collect(), wide, format!(" {address}\u{3000}")] {
            prop_assert_eq!(&EmailAddress::parse(&spelling), &canonical, "{}", spelling);
        }
    }

    /// U2: nothing typed comes back with characters that deceive, and nothing typed makes the rules fail.
    #[test]
    fn sec_u02_nothing_deceptive_gets_in(text in text()) {
        let deceptive = |c: char| c.is_control() || matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{200b}' | '\u{feff}');
        for accepted in [
            EmailAddress::parse(&text).map(|address| address.to_string()),
            PersonName::parse(&text).map(|name| name.to_string()),
            OrganizationName::parse(&text).map(|name| name.to_string()),
            Phone::parse(&text).map(|phone| phone.to_string()),
            Slug::parse(&text).map(|slug| slug.to_string()),
        ].into_iter().flatten() {
            prop_assert!(!accepted.contains(deceptive), "{:?}", accepted);
            prop_assert!(accepted.chars().count() <= 254);
        }
        let _ = shared::dates::parse(&text);
    }

    /// Policies and sets of operations survive being stored.
    #[test]
    fn stored_rules_come_back(custom in custom(), set in operations(), grant in kind().prop_flat_map(grant)) {
        let json = serde_json::to_string(&(&custom, &set, &grant)).unwrap_or_default();
        prop_assert_eq!(serde_json::from_str::<(Vec<Policy>, Operations, Grant)>(&json).ok(), Some((custom, set, grant)));
    }
}

/// Texts that are almost something, texts of hard characters, and any text.
fn text() -> impl Strategy<Value = String> {
    prop_oneof![
        "[a-zA-Z0-9._+-]{1,20}@[a-zA-Z0-9-]{1,12}\\.[a-z]{2,4}",
        "[a-zé\u{300}-\u{310}ａ-ｚß-öα-ω。.@-]{1,24}@[a-zé。.ａ-ｚ一-三-]{1,20}\\.com",
        "\\+[0-9 ()-]{5,20}",
        "[A-Za-z]{2}",
        "[a-z0-9-]{1,50}",
        "[\\p{L}\\p{M} ’'-]{1,40}",
        ".{0,60}",
        any::<String>(),
    ]
}
