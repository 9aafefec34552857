//! The registration form.

use crate::errors;
use shared::{
    EmailAddress, Field, FieldError, FieldErrors, Kind, Language, SignIn,
    invitation::{NewAccount, Registration},
};

fn filled() -> Registration {
    Registration {
        family_name: "田中".into(),
        given_name: "芽衣".into(),
        country: "jp".into(),
        language: "ja".into(),
        phone: "+81 90 1234 5678".into(),
        password: "Kite-42-fly".into(),
        password_again: "Kite-42-fly".into(),
        version: "3".into(),
        terms: "on".into(),
        code: "１２３ 456".into(),
    }
}

fn check(kind: Kind, form: &Registration, needs_code: bool) -> Result<NewAccount, FieldErrors> {
    let Ok(address) = EmailAddress::parse("mei@example.com") else { unreachable!() };
    form.check(kind.preset(), &address, "Northwind", needs_code, "3")
}

#[test]
fn req_k09_an_empty_form_names_what_the_kind_asks() {
    use Field::*;
    use FieldError::Missing;
    let empty = |kind| check(kind, &Registration::default(), false);
    let staff = errors(&[
        (FamilyName, Missing),
        (GivenName, Missing),
        (Country, Missing),
        (Language, Missing),
        (Phone, Missing),
        (Password, Missing),
        (PasswordAgain, Missing),
        (Terms, FieldError::NotAgreed),
    ]);
    assert_eq!(empty(Kind::Buyer), Err(staff.clone()));
    assert_eq!(empty(Kind::Maker), Err(staff));
    assert_eq!(empty(Kind::Exchange), Err(errors(&[(FamilyName, Missing), (GivenName, Missing), (Password, Missing)])));
    for kind in [Kind::Seller, Kind::Customer, Kind::Metering] {
        assert_eq!(empty(kind), Err(errors(&[(Password, Missing)])));
    }
}

#[test]
fn a_filled_form_is_an_account() {
    for kind in Kind::ALL {
        assert!(check(*kind, &filled(), true).is_ok(), "{kind}");
    }
    let Ok(account) = check(Kind::Maker, &filled(), true) else { unreachable!() };
    assert_eq!(account.name.map(|name| name.display(Language::Ja)), Some("田中 芽衣".to_owned()));
    assert_eq!(account.language, Some(Language::Ja));
    assert_eq!(account.phone.map(|phone| phone.to_string()), Some("+819012345678".to_owned()));
    assert_eq!(account.password.expose(), "Kite-42-fly");
    assert_eq!(account.code.as_deref(), Some("123456"));
    assert_eq!(account.terms.map(|agreed| agreed.version).as_deref(), Some("3"));
}

#[test]
fn sec_t04_a_copied_link_needs_the_mailed_code() {
    let with = |code: &str| check(Kind::Buyer, &Registration { code: code.into(), ..filled() }, true);
    assert_eq!(with("").err(), Some(errors(&[(Field::Code, FieldError::Missing)])));
    for wrong in ["12345", "1234567", "12345a", "１２３４５六", "-12345"] {
        assert_eq!(with(wrong).err(), Some(errors(&[(Field::Code, FieldError::WrongCode)])), "{wrong}");
    }
    assert_eq!(check(Kind::Buyer, &filled(), false).map(|account| account.code), Ok(None));
}

#[test]
fn passwords_are_typed_twice_where_the_kind_says_so() {
    let form = Registration { password_again: "kite-42-fly".into(), ..filled() };
    assert_eq!(check(Kind::Buyer, &form, true).err(), Some(errors(&[(Field::PasswordAgain, FieldError::Differs)])));
    assert!(check(Kind::Exchange, &form, true).is_ok());
}

#[test]
fn req_k08_terms_are_agreed_to_where_the_kind_says_so() {
    for terms in ["", "off", "false"] {
        let form = Registration { terms: terms.into(), ..filled() };
        assert_eq!(check(Kind::Maker, &form, true).err(), Some(errors(&[(Field::Terms, FieldError::NotAgreed)])));
        assert!(check(Kind::Seller, &form, true).is_ok_and(|account| account.terms.is_none()));
    }
    let old = Registration { version: "2".into(), ..filled() };
    let replaced = FieldError::TermsReplaced { version: 3 };
    assert_eq!(check(Kind::Buyer, &old, true).err(), Some(errors(&[(Field::Terms, replaced)])), "not what was shown");
    assert!(check(Kind::Metering, &old, true).is_ok());
}

#[test]
fn signing_in_checks_the_form_only() {
    assert_eq!(
        SignIn::default().check(),
        Err(errors(&[(Field::Address, FieldError::Missing), (Field::Password, FieldError::Missing)]))
    );
    let form = SignIn { address: " Mei@Example.com".into(), password: "x".into() };
    assert!(
        form.check().is_ok_and(|(address, password)| address.as_str() == "mei@example.com" && password.expose() == "x")
    );
}
