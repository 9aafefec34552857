//! Names, phone numbers, countries, slugs, days.

use shared::{Country, FieldError, FullName, Language, OrganizationName, PersonName, Phone, Slug, dates};

fn person(typed: &str) -> Result<String, FieldError> {
    PersonName::parse(typed).map(|name| name.to_string())
}

#[test]
fn names_of_any_script_are_kept() {
    for name in [
        "Tanaka",
        "田中",
        "O’Neil",
        "María José",
        "Jean-Luc",
        "Nguyễn",
        "Мария",
        "שרה",
        "عائشة",
        "ศรีสุข",
        "김",
        // ZWNJ and ZWJ belong to Persian and Sinhala names, selectors to Japanese ones.
        "علی\u{200c}رضا",
        "ක්\u{200d}රිස්ටි",
        "葛\u{e0100}城",
    ] {
        assert_eq!(person(name), Ok(name.to_owned()));
    }
}

#[test]
fn names_are_composed_and_trimmed() {
    assert_eq!(person("  Rene\u{301}\u{3000} Marie "), Ok("Ren\u{e9} Marie".to_owned()));
}

#[test]
fn sec_u02_names_without_control_or_direction_marks() {
    for bad in
        ['\0', '\u{7}', '\u{1b}', '\u{200b}', '\u{202e}', '\u{2066}', '\u{feff}', '\u{e0041}', '\u{fffe}', '\u{f8ff}']
    {
        assert_eq!(person(&format!("Mei{bad}Tanaka")), Err(FieldError::BadCharacter), "{bad:?}");
    }
    assert_eq!(person("\u{3164}"), Err(FieldError::BadCharacter));
    assert_eq!(person("…"), Err(FieldError::BadCharacter));
    assert_eq!(person(" "), Err(FieldError::Missing));
    assert_eq!(person(&"長".repeat(100)), Ok("長".repeat(100)));
    assert_eq!(person(&"長".repeat(101)), Err(FieldError::TooLong { max: 100 }));
    assert_eq!(person(&"a".repeat(10_000)), Err(FieldError::TooLong { max: 100 }));
}

#[test]
fn sec_e03_line_breaks_never_reach_a_mail_header() {
    for name in ["Mei\r\nBcc: a@example.com", "Mei\nTanaka", "Mei\u{2028}Tanaka", "Mei\u{85}Tanaka"] {
        assert_eq!(person(name), Err(FieldError::BadCharacter), "{name:?}");
        assert_eq!(OrganizationName::parse(name), Err(FieldError::BadCharacter));
    }
}

#[test]
fn sec_e02_markup_in_an_organizations_name_is_just_text() {
    let name = "<b>Acme</b> https://example.com";
    assert_eq!(OrganizationName::parse(name).map(|name| name.to_string()), Ok(name.to_owned()));
}

#[test]
fn full_names_follow_the_readers_language() {
    let (Ok(family), Ok(given)) = (PersonName::parse("Tanaka"), PersonName::parse("Mei")) else { unreachable!() };
    let name = FullName { family, given };
    assert_eq!(name.display(Language::En), "Mei Tanaka");
    assert_eq!(name.display(Language::Ja), "Tanaka Mei");
    // Nobody turns a name in kanji round.
    let name = FullName { family: PersonName::parse("田中").unwrap(), given: PersonName::parse("芽衣").unwrap() };
    assert_eq!(Language::ALL.map(|language| name.display(language)), ["田中 芽衣", "田中 芽衣"]);
}

#[test]
fn phone_numbers_have_the_international_shape() {
    for typed in ["+81 90-1234-5678", "＋８１（９０）１２３４ー５６７８", "+81 (0)90.1234.5678", "+819012345678"]
    {
        assert_eq!(Phone::parse(typed).map(|phone| phone.to_string()), Ok("+819012345678".to_owned()), "{typed:?}");
    }
    for typed in [
        "090-1234-5678",
        "+0123456789",
        "+81",
        "+123456",
        "+1234567890123456",
        "+81 90 abc",
        "++8190123456",
        "+81\u{200b}9012345678",
    ] {
        assert_eq!(Phone::parse(typed), Err(FieldError::NotAPhone), "{typed:?}");
    }
    assert_eq!(Phone::parse("  "), Err(FieldError::Missing));
}

#[test]
fn countries_are_those_of_the_standard() {
    let codes: Vec<&str> = Country::all().map(Country::as_str).collect();
    assert_eq!(codes.len(), 249);
    assert!(codes.is_sorted_by(|a, b| a < b), "sorted, no code twice");
    for country in Country::all() {
        assert_eq!(Country::parse(country.as_str()), Ok(country));
        assert!(Language::ALL.iter().all(|language| !country.name(*language).is_empty()));
    }
    assert_eq!(Country::parse("ｊｐ").map(|country| country.name(Language::Ja)), Ok("日本"));
    assert_eq!(Country::parse("zw").map(|country| country.name(Language::En)), Ok("Zimbabwe"));
    for typed in ["XX", "JPN", "J", "Japan", "PJ"] {
        assert_eq!(Country::parse(typed), Err(FieldError::NotAChoice), "{typed:?}");
    }
    assert_eq!(Country::parse(""), Err(FieldError::Missing));
}

#[test]
fn slugs_are_plain() {
    assert_eq!(Slug::parse(" Acme-2 ").map(|slug| slug.to_string()), Ok("acme-2".to_owned()));
    for typed in ["-a", "a-", "a--b", "a_b", "a b", "ａｂ", "a\u{200b}b", "аcme", "a/b", "../a", "a\0b"] {
        assert_eq!(Slug::parse(typed), Err(FieldError::BadCharacter), "{typed:?}");
    }
    assert_eq!(Slug::parse("a"), Err(FieldError::TooShort { min: 2 }));
    assert_eq!(Slug::parse(&"a".repeat(49)), Err(FieldError::TooLong { max: 48 }));
    assert_eq!(Slug::parse("new"), Err(FieldError::Taken));
}

#[test]
fn days_exist() {
    assert!(dates::parse("2028-02-29").is_ok());
    assert_eq!(dates::parse("２０２８-02-29"), dates::parse("2028-02-29"));
    for typed in [
        "2027-02-29",
        "2027-13-01",
        "2027-1-1",
        "27-01-01",
        "2027/01/01",
        "",
        "2027-01-01T00:00",
        "2027-01-011",
        "0000-01-01",
        "2027-01-01-",
    ] {
        assert_eq!(dates::parse(typed), Err(FieldError::NotADate), "{typed:?}");
    }
}
