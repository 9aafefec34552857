//! The kinds' tables, as REQUIREMENTS.md has them.

use shared::{
    Kind, Language, Role,
    kind::{Afterwards, TermsRule},
};

#[test]
fn names_are_stable() {
    let names: Vec<&str> = Kind::ALL.iter().map(|kind| kind.name()).collect();
    assert_eq!(names, ["buyer", "maker", "exchange", "seller", "customer", "metering"]);
    for kind in Kind::ALL {
        assert_eq!(Kind::parse(kind.name()), Some(*kind));
        assert_eq!(kind.preset().kind(), Some(*kind));
    }
}

#[test]
fn req_k01_links_are_valid_so_long() {
    let hours: Vec<u32> = Kind::ALL.iter().map(|kind| kind.preset().link_valid_seconds / 3600).collect();
    assert_eq!(hours, [14 * 24, 48, 7 * 24, 7 * 24, 7 * 24, 30 * 24]);
}

#[test]
fn req_k02_every_role_has_a_rule() {
    for kind in Kind::ALL {
        let preset = kind.preset();
        for role in preset.roles {
            let permissions = if preset.permissions.is_empty() {
                vec![None]
            } else {
                preset.permissions.iter().copied().map(Some).collect()
            };
            for permission in permissions {
                let rule = preset.rule(*role, permission);
                assert!(rule.is_some_and(|rule| preset.operations.covers(&rule.may)), "{kind} {role} {permission:?}");
            }
        }
        assert!(preset.roles.is_sorted(), "{kind}: lowest first");
    }
    assert_eq!(Kind::Buyer.preset().forced_permission(Role::Owner).map(|permission| permission.name()), Some("admin"));
    assert_eq!(Kind::Buyer.preset().forced_permission(Role::Member), None);
    assert_eq!(Kind::Exchange.preset().forced_permission(Role::Owner), None);
}

#[test]
fn req_k06_only_makers_count_seats() {
    for kind in Kind::ALL {
        let seats = kind.preset().seats.map(|seats| (seats.included, seats.yen_per_month));
        assert_eq!(seats, (*kind == Kind::Maker).then_some((15, 500)));
    }
}

#[test]
fn req_k08_terms() {
    use TermsRule::{AtFirstSignIn, AtRegistration, None};
    let terms: Vec<TermsRule> = Kind::ALL.iter().map(|kind| kind.preset().terms).collect();
    assert_eq!(terms, [AtRegistration, AtRegistration, None, AtFirstSignIn, AtFirstSignIn, None]);
}

#[test]
fn req_k12_subjects() {
    let subjects: Vec<String> =
        Kind::ALL.iter().map(|kind| kind.preset().words.subject(Language::En, "Acme {site}", "Usher")).collect();
    assert_eq!(
        subjects,
        [
            "Join Acme {site} on Usher",
            "Join \"Acme {site}\" on Usher | Usher",
            "You have been added to Acme {site}",
            "Activate your account at Acme {site}",
            "Activate your account at Acme {site}",
            "Acme {site} invites you to Usher",
        ]
    );
}

#[test]
fn req_k13_buttons() {
    let buttons: Vec<&str> = Kind::ALL.iter().map(|kind| kind.preset().words.mail_button.en).collect();
    assert_eq!(
        buttons,
        [
            "Join now",
            "Join Now",
            "Set your name and password",
            "Activate account",
            "Activate account",
            "Join organization",
        ]
    );
}

#[test]
fn words_of_000() {
    let words = Kind::Buyer.preset().words;
    assert_eq!(words.way_in.en, "Buyer Settings › Organization / Member Management");
    assert!(words.invitations_below);
    assert_eq!(words.begin.en, "Invite a new member");
    assert_eq!(words.not_found.map(|text| text.en), Some("User Account is not found."));
    assert_eq!(words.go_on.map(|text| text.en), Some("Create an invitation"));
    assert_eq!(words.send.en, "Send an invitation");
    assert_eq!(words.accept.en, "Accept an invitation.");
    assert_eq!(words.accept_new.en, "Accept an invitation and create an account.");
    assert_eq!(words.register.en, "Register a new account and join to the buyer");
    assert_eq!((words.role.en, words.permission.en), ("Member Role", "Member Permissions"));
    assert_eq!(Kind::Buyer.preset().afterwards, Afterwards::Organization);
}

#[test]
fn words_of_001() {
    let words = Kind::Maker.preset().words;
    assert_eq!(words.way_in.en, "Maker Settings › Open Maker Settings › Member");
    assert_eq!((words.members.en, words.invitations.en), ("Members", "Invitations"));
    assert_eq!(words.begin.en, "Invite a New Member");
    assert_eq!(words.not_found.map(|text| text.en), Some("Unable to find user account."));
    assert_eq!((words.go_on, words.send.en), (None, "Create an invitation"));
    assert_eq!(words.accept.en, "Accept the invitation");
    assert_eq!(words.accept_new.en, "Accept the invitation and create an account");
    assert_eq!(words.register.en, "Create an account and join the maker organization");
    assert_eq!(words.afterwards.map(|text| text.en), Some("Go to Sign-in Page"));
    assert_eq!((words.role.en, words.permission.en), ("System Role", "System Permission"));
    assert_eq!(Kind::Maker.preset().afterwards, Afterwards::SignInThenList);
}

#[test]
fn words_of_002_003_004() {
    let exchange = Kind::Exchange.preset().words;
    assert_eq!((exchange.way_in.en, exchange.begin.en, exchange.send.en), ("Users", "Add Users", "Save"));
    assert_eq!((exchange.accept.en, exchange.accept_new.en), ("Join", "Set your name and password"));
    for kind in [Kind::Seller, Kind::Customer] {
        let words = kind.preset().words;
        assert_eq!((words.way_in.en, words.begin.en, words.send.en), ("Users", "Invite Users", "Invite Users"));
        assert_eq!((words.accept.en, words.accept_new.en, words.register.en), ("Log in", "Activate account", "Log in"));
        assert_eq!(kind.preset().afterwards, Afterwards::TermsThenOrganization);
    }
    let metering = Kind::Metering.preset().words;
    assert_eq!(
        (metering.way_in.en, metering.begin.en, metering.form.en),
        ("Settings › Access", "Invite User", "Create invitation")
    );
    assert_eq!((metering.accept.en, metering.accept_new.en), ("Join", "Create your account"));
    for kind in Kind::ALL {
        assert_eq!(kind.preset().search_step, matches!(kind, Kind::Buyer | Kind::Maker));
        assert_eq!(kind.preset().words.edit.en, "Edit");
    }
}
