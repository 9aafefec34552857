//! What an inviter typed.

use crate::{at, errors};
use chrono::NaiveDate;
use shared::{
    Field, FieldError, FieldErrors, Grant, Grants, Kind, Permission, Role,
    access::Catalog,
    invitation::{Draft, Offer},
    kind::AccessEndRule,
};

fn today() -> NaiveDate {
    NaiveDate::from_ymd_opt(2026, 11, 22).unwrap_or_default()
}

fn owner() -> Grant {
    Grant { role: Some(Role::Owner), permission: Some(Permission::Admin), ..Grant::default() }
}

fn draft(role: &str, permission: &str) -> Draft {
    Draft { address: "Mei@Example.com".into(), role: role.into(), permission: permission.into(), ..Draft::default() }
}

fn check(kind: Kind, inviter: &Grant, draft: &Draft) -> Result<Offer, FieldErrors> {
    draft.check(kind.preset(), inviter, today())
}

#[test]
fn an_empty_form_names_what_is_needed_in_order() {
    assert_eq!(
        check(Kind::Buyer, &owner(), &Draft::default()),
        Err(errors(&[
            (Field::Address, FieldError::Missing),
            (Field::Role, FieldError::Missing),
            (Field::Permission, FieldError::Missing),
        ]))
    );
    assert_eq!(
        check(Kind::Exchange, &owner(), &Draft::default()),
        Err(errors(&[(Field::Address, FieldError::Missing), (Field::Role, FieldError::Missing)]))
    );
    let administrator = Grant { policies: vec!["administrator".into()], ..Grant::default() };
    assert_eq!(
        check(Kind::Metering, &administrator, &Draft::default()),
        Err(errors(&[(Field::Address, FieldError::Missing), (Field::Policies, FieldError::Missing)]))
    );
}

#[test]
fn req_k03_owner_forces_admin() {
    for typed in ["", "write", "admin", "nonsense"] {
        let offer = check(Kind::Maker, &owner(), &draft("owner", typed));
        assert_eq!(offer.map(|offer| offer.grant.permission), Ok(Some(Permission::Admin)));
    }
}

#[test]
fn choices_of_other_kinds_are_refused() {
    for (kind, role) in
        [(Kind::Buyer, "viewer"), (Kind::Exchange, "manager"), (Kind::Buyer, "OWNER"), (Kind::Buyer, " owner")]
    {
        let result = check(kind, &owner(), &draft(role, "write"));
        assert_eq!(
            result.err().and_then(|errors| errors.of(Field::Role).copied()),
            Some(FieldError::NotAChoice),
            "{role}"
        );
    }
    assert_eq!(
        check(Kind::Exchange, &owner(), &draft("member", "write")),
        Err(errors(&[(Field::Permission, FieldError::NotAChoice)]))
    );
    let with_policies = Draft { policies: vec!["administrator".into()], ..draft("member", "write") };
    assert_eq!(check(Kind::Buyer, &owner(), &with_policies), Err(errors(&[(Field::Policies, FieldError::NotAChoice)])));
}

#[test]
fn req_i10_nobody_grants_more_than_they_hold() {
    let member = |permission| Grant { role: Some(Role::Member), permission: Some(permission), ..Grant::default() };
    assert_eq!(
        check(Kind::Buyer, &member(Permission::Admin), &draft("owner", "")),
        Err(errors(&[(Field::Role, FieldError::AboveOwn)]))
    );
    assert_eq!(
        check(Kind::Buyer, &member(Permission::Write), &draft("owner", "")),
        Err(errors(&[(Field::Role, FieldError::AboveOwn), (Field::Permission, FieldError::AboveOwn)]))
    );
    assert_eq!(
        check(Kind::Buyer, &member(Permission::Write), &draft("member", "admin")),
        Err(errors(&[(Field::Permission, FieldError::AboveOwn)]))
    );
    assert!(check(Kind::Buyer, &member(Permission::Write), &draft("member", "write")).is_ok());

    let read_only = Grant { policies: vec!["read_only".into()], ..Grant::default() };
    let offer =
        |policy: &str| Draft { address: "a@example.com".into(), policies: vec![policy.into()], ..Draft::default() };
    assert_eq!(
        check(Kind::Metering, &read_only, &offer("administrator")),
        Err(errors(&[(Field::Policies, FieldError::AboveOwn)]))
    );
    assert!(check(Kind::Metering, &read_only, &offer("read_only")).is_ok());
    let administrator = Grant { policies: vec!["administrator".into()], ..Grant::default() };
    assert!(check(Kind::Metering, &administrator, &offer("read_only")).is_ok());
}

#[test]
fn req_i10_access_ends_no_later_than_the_inviters() {
    // 2026-12-01 10:00 UTC, when the last day of November is over in the first time zone.
    let ending = Grant { access_ends_at: Some(at(1_796_032_800)), ..owner() };
    let until = |day: &str| Draft { access_ends_on: day.into(), ..draft("member", "write") };
    assert_eq!(check(Kind::Buyer, &ending, &until("")), Err(errors(&[(Field::AccessEndsOn, FieldError::AboveOwn)])));
    assert_eq!(
        check(Kind::Buyer, &ending, &until("2026-12-02")),
        Err(errors(&[(Field::AccessEndsOn, FieldError::AboveOwn)]))
    );
    assert!(check(Kind::Buyer, &ending, &until("2026-11-30")).is_ok());
}

#[test]
fn days_are_within_bounds() {
    let until = |day: &str| Draft { access_ends_on: day.into(), ..draft("member", "write") };
    for (day, error) in [
        ("2026-11-21", FieldError::DatePassed),
        ("2036-11-20", FieldError::DateTooFar { days: 3650 }),
        ("tomorrow", FieldError::NotADate),
    ] {
        assert_eq!(check(Kind::Buyer, &owner(), &until(day)), Err(errors(&[(Field::AccessEndsOn, error)])), "{day}");
    }
    assert_eq!(check(Kind::Buyer, &owner(), &until("2026-11-22")).map(|offer| offer.access_ends_on), Ok(Some(today())));
}

#[test]
fn req_k01_only_metering_chooses_the_last_day_of_the_link() {
    let expires = |day: &str| Draft { expires_on: day.into(), ..draft("member", "write") };
    assert_eq!(
        check(Kind::Buyer, &owner(), &expires("2026-11-30")),
        Err(errors(&[(Field::ExpiresOn, FieldError::NotAChoice)]))
    );
    let administrator = Grant { policies: vec!["administrator".into()], ..Grant::default() };
    let metering = |day: &str| Draft {
        address: "a@example.com".into(),
        policies: vec!["read_only".into()],
        expires_on: day.into(),
        ..Draft::default()
    };
    assert!(check(Kind::Metering, &administrator, &metering("2026-11-30")).is_ok());
    assert_eq!(
        check(Kind::Metering, &administrator, &metering("2026-11-21")),
        Err(errors(&[(Field::ExpiresOn, FieldError::DatePassed)]))
    );
    assert_eq!(Offer::default_expiry(Kind::Metering.preset(), today()), NaiveDate::from_ymd_opt(2026, 12, 22));
}

#[test]
fn req_k09_metering_needs_details_of_new_people() {
    let administrator = Grant { policies: vec!["administrator".into()], ..Grant::default() };
    let mut form = Draft { address: "a@example.com".into(), policies: vec!["read_only".into()], ..Draft::default() };
    let preset = Kind::Metering.preset();
    let Ok(bare) = check(Kind::Metering, &administrator, &form) else { unreachable!() };
    assert_eq!(bare.check_details(preset, true), Ok(()));
    assert_eq!(
        bare.check_details(preset, false),
        Err(errors(&[
            (Field::FamilyName, FieldError::Missing),
            (Field::GivenName, FieldError::Missing),
            (Field::Phone, FieldError::Missing),
        ]))
    );
    form.family_name = "Tanaka".into();
    assert_eq!(check(Kind::Metering, &administrator, &form), Err(errors(&[(Field::GivenName, FieldError::Missing)])));
    form.given_name = "Mei".into();
    form.phone = "+81 90 1234 5678".into();
    assert_eq!(
        check(Kind::Metering, &administrator, &form).and_then(|offer| offer.check_details(preset, false)),
        Ok(())
    );
}

#[test]
fn what_is_not_asked_is_left_out() {
    let form = Draft { family_name: "\u{202e}".into(), phone: "nonsense".into(), ..draft("member", "write") };
    assert_eq!(check(Kind::Buyer, &owner(), &form).map(|offer| (offer.name, offer.phone)), Ok((None, None)));
}

#[test]
fn req_k10_an_organizations_own_rule_about_ends_replaces_its_kinds() {
    let (owner, dated) = (owner(), Draft { access_ends_on: "2026-12-01".into(), ..draft("member", "write") });
    let check = |rule, draft: &Draft| {
        let inviter = Grants::of(Kind::Buyer.preset(), &owner).with_access_end(rule);
        draft.check_among(&inviter, &Catalog::default(), today()).map(|_| ())
    };
    let open = draft("member", "write");
    let wrong = |error| Err(errors(&[(Field::AccessEndsOn, error)]));
    assert_eq!(check(None, &open), Ok(()));
    assert_eq!(check(None, &dated), Ok(()), "a buyer's may end");
    assert_eq!(check(Some(AccessEndRule::Required), &open), wrong(FieldError::Missing));
    assert_eq!(check(Some(AccessEndRule::Required), &dated), Ok(()));
    assert_eq!(check(Some(AccessEndRule::Never), &dated), wrong(FieldError::NotAChoice));
}
