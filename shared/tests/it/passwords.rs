//! Password rules (K7).

use shared::{EmailAddress, FieldError, Kind, password::PasswordRule};

#[track_caller]
fn check(rule: PasswordRule, typed: &str, organization: &str) -> Result<(), FieldError> {
    let Ok(address) = EmailAddress::parse("mei.tanaka@example.com") else { unreachable!() };
    rule.check(typed, &address, organization).map(|password| assert_eq!(password.expose(), typed))
}

fn kind(kind: Kind, typed: &str) -> Result<(), FieldError> {
    check(kind.preset().password, typed, "Northwind")
}

#[test]
fn req_k07_each_kind_has_its_rule() {
    for eight in [Kind::Buyer, Kind::Maker, Kind::Exchange, Kind::Metering] {
        assert_eq!(kind(eight, "kite-42"), Err(FieldError::TooShort { min: 8 }));
        assert_eq!(kind(eight, "kite-42!"), Ok(()));
    }
    assert_eq!(kind(Kind::Buyer, "凧は空高く揚がる"), Ok(()));
    for wide in ["凧は空高く揚がる", "ｋｉｔｅ-4242", "kite 4242"] {
        assert_eq!(kind(Kind::Maker, wide), Err(FieldError::HalfWidthOnly), "{wide}");
    }
    for mixed in [Kind::Seller, Kind::Customer] {
        assert_eq!(kind(mixed, "Kite-4242"), Err(FieldError::TooShort { min: 10 }));
        assert_eq!(kind(mixed, "kite-42-fly"), Err(FieldError::NeedsUpper));
        assert_eq!(kind(mixed, "KITE-42-FLY"), Err(FieldError::NeedsLower));
        assert_eq!(kind(mixed, "KitesFlyHigh"), Err(FieldError::NeedsDigitOrSymbol));
        assert_eq!(kind(mixed, "Kite-42-fly"), Ok(()));
        assert_eq!(kind(mixed, "Kites fly high"), Ok(()));
    }
}

#[test]
fn sec_p01_fifteen_characters_outside_any_kind() {
    assert_eq!(check(PasswordRule::DEFAULT, "fourteen-chars", ""), Err(FieldError::TooShort { min: 15 }));
    assert_eq!(check(PasswordRule::DEFAULT, "fifteen-letters", ""), Ok(()));
    assert_eq!(check(PasswordRule::DEFAULT, &"x7-".repeat(100), ""), Err(FieldError::TooLong { max: 256 }));
    assert_eq!(check(PasswordRule::DEFAULT, &"x".repeat(1_000_000), ""), Err(FieldError::TooLong { max: 256 }));
}

#[test]
fn sec_p02_passwords_that_are_guessed_first() {
    for typed in [
        "password",
        "Password1",
        "P@ssw0rd!",
        "12345678",
        "87654321",
        "qwertyuiop",
        "1qaz2wsx",
        "1q2w3e4r",
        "aaaaaaaa",
        "abcabcabc",
        "12341234",
        "letmein123",
        "welcome2024",
        "iloveyou!",
        "20240131",
        "0901234567",
        "Admin1234!",
        "zxcvbnm1",
        "sakura2024",
    ] {
        assert_eq!(kind(Kind::Buyer, typed), Err(FieldError::CommonPassword), "{typed}");
    }
    for typed in ["password-of-my-dog", "correct horse battery", "kitekite-up", "Tr0ub4dor&3"] {
        assert_eq!(kind(Kind::Buyer, typed), Ok(()), "{typed}");
    }
}

#[test]
fn sec_p02_names_that_everybody_there_knows() {
    for typed in [
        "northwind-77",
        "xxNORTH WINDxx7",
        "n.o.r.t.h.w.i.n.d",
        "mei.tanaka99",
        "MeiTanaka#1",
        "mei.tanaka@example.com",
    ] {
        assert_eq!(kind(Kind::Buyer, typed), Err(FieldError::ContainsKnownWord), "{typed}");
    }
    assert_eq!(
        check(Kind::Buyer.preset().password, "株式会社田中の凧揚げ", "株式会社田中"),
        Err(FieldError::ContainsKnownWord)
    );
    // Short names are part of too many words.
    assert_eq!(check(Kind::Buyer.preset().password, "this-is-a-kite", "HIS"), Ok(()));
    assert_eq!(check(Kind::Buyer.preset().password, "kite-42-fly", ""), Ok(()));
}

#[test]
fn control_characters_and_nothing() {
    assert_eq!(kind(Kind::Buyer, ""), Err(FieldError::Missing));
    assert_eq!(kind(Kind::Buyer, "kite\0-42-fly"), Err(FieldError::BadCharacter));
}

#[test]
fn passwords_are_never_printed() {
    let password = shared::Password::typed("kite-42-fly");
    assert!(!format!("{password:?}").contains("kite"));
    let form = shared::SignIn { address: "a@example.com".into(), password: "kite-42-fly".into() };
    assert!(!format!("{form:?}").contains("kite"));
    let form = shared::invitation::Registration { password: "kite-42-fly".into(), ..Default::default() };
    assert!(!format!("{form:?}").contains("kite"));
}
