//! E-mail addresses.

use shared::{EmailAddress, FieldError};

#[track_caller]
fn same(typed: &str, canonical: &str) {
    assert_eq!(EmailAddress::parse(typed).map(|address| address.to_string()), Ok(canonical.to_owned()), "{typed:?}");
}

#[track_caller]
fn refused(typed: &str, error: FieldError) {
    assert_eq!(EmailAddress::parse(typed), Err(error), "{typed:?}");
}

#[test]
fn req_i09_case_width_and_unicode_spelling_make_one_address() {
    for typed in [
        "mei.tanaka@example.com",
        " Mei.Tanaka@EXAMPLE.com\n",
        "ｍｅｉ.ｔａｎａｋａ＠ｅｘａｍｐｌｅ．ｃｏｍ",
        "mei.tanaka@example。com",
        "mei.tanaka@example｡com",
    ] {
        same(typed, "mei.tanaka@example.com");
    }
    same("ren\u{e9}e@example.com", "ren\u{e9}e@example.com");
    same("RENE\u{301}E@example.com", "ren\u{e9}e@example.com");
    same("ΟΔΟΣ@example.com", "οδοσ@example.com");
    same("οδος@example.com", "οδοσ@example.com");
    same("a+tag_1.o'neil@sub.example.co.jp", "a+tag_1.o'neil@sub.example.co.jp");
}

#[test]
fn sec_u01_domains_are_folded_before_they_are_compared() {
    same("a@bücher.example", "a@xn--bcher-kva.example");
    same("a@BÜCHER.example", "a@xn--bcher-kva.example");
    same("a@xn--bcher-kva.example", "a@xn--bcher-kva.example");
    same("a@XN--BCHER-KVA.example", "a@xn--bcher-kva.example");
    same("a@ex\u{ad}ample.com", "a@example.com");
    same("a@\u{17f}.com", "a@s.com");
    same("a@日本語.jp", "a@xn--wgv71a119e.jp");
    same("a@faß.de", "a@xn--fa-hia.de");
    // Punycode that spells ASCII, or nothing, is no second spelling of a domain.
    refused("a@xn--example-.com", FieldError::NotAnAddress);
    refused("a@xn--.com", FieldError::NotAnAddress);
    refused("a@xn--a.com", FieldError::NotAnAddress);
}

#[test]
fn sec_u02_invisible_and_direction_changing_characters_are_refused() {
    for bad in [
        '\0',
        '\u{7}',
        '\u{85}',
        '\u{200b}',
        '\u{200c}',
        '\u{200d}',
        '\u{200e}',
        '\u{200f}',
        '\u{202a}',
        '\u{202e}',
        '\u{2060}',
        '\u{2066}',
        '\u{2069}',
        '\u{2028}',
        '\u{feff}',
        '\u{fe0f}',
        '\u{e0041}',
        '\u{fffd}',
        '\u{34f}',
    ] {
        refused(&format!("a{bad}b@example.com"), FieldError::BadCharacter);
        refused(&format!("ab@exam{bad}ple.com"), FieldError::BadCharacter);
    }
    refused("a\u{ad}b@example.com", FieldError::BadCharacter);
    refused("a\u{ad}b\u{200b}@example.com", FieldError::BadCharacter);
    refused("a☃@example.com", FieldError::BadCharacter);
}

#[test]
fn sec_e03_line_breaks_inside_are_refused() {
    refused("a\r\nBcc: b@example.com@example.com", FieldError::BadCharacter);
    refused("a@example.com\r\nX: y", FieldError::BadCharacter);
}

#[test]
fn sec_e04_what_lettre_would_take_and_we_do_not() {
    refused("\"a b\"@example.com", FieldError::AddressQuoted);
    refused("＂a＂@example.com", FieldError::AddressQuoted);
    refused("a@[127.0.0.1]", FieldError::AddressDomain);
    refused("a@[IPv6:::1]", FieldError::AddressDomain);
    refused("a@127.0.0.1", FieldError::AddressDomain);
    refused("a@１２７.0.0.1", FieldError::AddressDomain);
    refused("a@localhost", FieldError::AddressDomain);
    refused("a@b", FieldError::AddressDomain);
}

#[test]
fn not_addresses() {
    refused("", FieldError::Missing);
    refused(" \u{3000}", FieldError::Missing);
    for typed in [
        "a",
        "@example.com",
        "a@",
        "a@@example.com",
        "a b@example.com",
        ".a@example.com",
        "a.@example.com",
        "a..b@example.com",
        "a@example..com",
        "a@.example.com",
        "a@example.com.",
        "a@-a.com",
        "a@a-.com",
        "a@exa_mple.com",
        "a@exa mple.com",
        "Mei <a@example.com>",
        "a@example.com, b@example.com",
    ] {
        assert!(EmailAddress::parse(typed).is_err(), "{typed:?}");
    }
}

#[test]
fn lengths_are_those_of_smtp() {
    same(&format!("{}@example.com", "a".repeat(64)), &format!("{}@example.com", "a".repeat(64)));
    refused(&format!("{}@example.com", "a".repeat(65)), FieldError::TooLong { max: 254 });
    // 59 + 1 + 194 bytes are 254.
    let domain = format!("{0}.{0}.{0}.example.com", "d".repeat(60));
    assert_eq!(domain.len(), 194);
    let longest = format!("{}@{domain}", "a".repeat(59));
    same(&longest, &longest);
    refused(&format!("a{longest}"), FieldError::TooLong { max: 254 });
    refused(&"a".repeat(100_000), FieldError::TooLong { max: 254 });
    refused(&format!("a@{}.com", "d".repeat(64)), FieldError::NotAnAddress);
}

#[test]
fn sec_p05_a_lookalike_is_another_address() {
    assert_ne!(EmailAddress::parse("m\u{131}ke@example.com"), EmailAddress::parse("mike@example.com"));
}

#[test]
fn domain_and_serde() {
    let address = EmailAddress::parse("Mei@Bücher.example");
    assert_eq!(address.as_ref().map(EmailAddress::domain), Ok("xn--bcher-kva.example"));
    let json = serde_json::to_string(&address.ok()).unwrap_or_default();
    assert_eq!(json, "\"mei@xn--bcher-kva.example\"");
    assert!(serde_json::from_str::<EmailAddress>("\"a@b\"").is_err());
    assert!(serde_json::from_str::<EmailAddress>("\"A\\u0040example.com\"").is_ok());
}
