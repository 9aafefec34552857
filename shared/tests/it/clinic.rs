//! A seventh kind is one table: everything else takes it as it comes.

use crate::{at, errors};
use chrono::NaiveDate;
use shared::{
    Action, EmailAddress, Field, FieldError, Grant, Grants, Kind, Language, Permission, Preset, Resource, Role,
    access::explain,
    decide,
    invitation::{Draft, Registration},
    kind::{Ask, InvitationAsks, Overrides, OwnerRank, RoleRule, Scope, SeatRule, TermsRule},
    operations,
    password::PasswordRule,
    seats::Seats,
    texts::Text,
};

/// Doctors own it, nurses (managers) keep the calendar of orders, others look.
const CLINIC: Preset = Preset {
    name: "clinic",
    label: Text { en: "Clinic", ja: "クリニック" },
    link_valid_seconds: 24 * 60 * 60,
    roles: &[Role::Viewer, Role::Manager, Role::Owner],
    permissions: &[Permission::Write],
    operations: operations! { Organization: Read; Member: List Leave Delete; Invitation: Create; Order: List Update },
    rules: &[
        RoleRule {
            role: Role::Viewer,
            permission: None,
            may: operations! { Order: List },
            scope: Scope::Whole,
            summary: SUMMARY,
        },
        RoleRule {
            role: Role::Manager,
            permission: None,
            may: operations! { Order: List Update },
            scope: Scope::Whole,
            summary: SUMMARY,
        },
        RoleRule {
            role: Role::Owner,
            permission: None,
            may: operations! { Member: List Delete; Invitation: Create; Order: List Update },
            scope: Scope::Whole,
            summary: SUMMARY,
        },
    ],
    primary_owner: None,
    owner_rank: OwnerRank::Role(Role::Owner),
    seats: Some(SeatRule { included: 2, yen_per_month: 1200 }),
    password: PasswordRule { min: 12, half_width_only: false, mixed: true },
    terms: TermsRule::None,
    invitation: InvitationAsks { name: Ask::Required, phone: Ask::No },
    ..*Kind::Buyer.preset()
};

const SUMMARY: Text = Text { en: "Works in the clinic.", ja: "クリニックで働きます。" };

fn holding(role: Role) -> Grant {
    Grant { role: Some(role), permission: Some(Permission::Write), ..Grant::default() }
}

#[test]
fn a_clinic_invites_registers_and_decides() {
    let owner = holding(Role::Owner);
    let today = NaiveDate::from_ymd_opt(2026, 11, 22).unwrap_or_default();
    let mut draft = Draft {
        address: "mei@example.com".into(),
        role: "manager".into(),
        permission: "write".into(),
        ..Draft::default()
    };
    assert_eq!(
        draft.check(&CLINIC, &owner, today),
        Err(errors(&[(Field::FamilyName, FieldError::Missing), (Field::GivenName, FieldError::Missing)]))
    );
    draft.family_name = "Tanaka".into();
    draft.given_name = "Mei".into();
    assert!(draft.check(&CLINIC, &owner, today).is_ok());
    assert_eq!(
        draft.check(&CLINIC, &holding(Role::Viewer), today),
        Err(errors(&[(Field::Role, FieldError::AboveOwn)]))
    );

    let Ok(address) = EmailAddress::parse("mei@example.com") else { unreachable!() };
    let form = Registration {
        family_name: "Tanaka".into(),
        given_name: "Mei".into(),
        country: "JP".into(),
        language: "ja".into(),
        phone: "+81 90 1234 5678".into(),
        password: "Kite-42-fly".into(),
        password_again: "Kite-42-fly".into(),
        ..Registration::default()
    };
    assert_eq!(
        form.check(&CLINIC, &address, "Clinic", false, "").err(),
        Some(errors(&[(Field::Password, FieldError::TooShort { min: 12 })]))
    );

    let manager = holding(Role::Manager);
    let grants = Grants::of(&CLINIC, &manager);
    assert!(decide(&grants, Action::Update, &Resource::Order(None), at(0)).is_allowed());
    assert!(!decide(&grants, Action::Create, &Resource::Invitation, at(0)).is_allowed());
    assert_eq!(
        explain(&grants, Action::Create, &Resource::Product(None), at(0)).sentences(Language::En),
        ["Create products: not allowed.", "Organizations of the kind “Clinic” do not have this."]
    );
    let seats = Seats { bought: 1, used: 2, reserved: 0 };
    assert_eq!(seats.free(CLINIC.seats), Some(1));
    assert_eq!(seats.yen_per_month(CLINIC.seats), 1200);
    assert_eq!(
        CLINIC.with(&Overrides { link_valid_seconds: Some(3600), ..Overrides::default() }).link_valid_seconds,
        3600
    );
}
