//! Held against the general libraries: every character alone and in company, and random texts.

use super::{fold_case, nfc, normalize::nfkc, to_ascii};
use proptest::prelude::*;
use unicode_normalization::UnicodeNormalization;

/// Every character when a proof is asked for (`make prove`). Else the first of them, every 7th of those with
/// forms of their own, and few of the many that are all alike: ideographs, syllables, private use, unassigned.
fn characters() -> impl Iterator<Item = char> {
    let all = std::env::var_os("PROPTEST_CASES").is_some();
    ('\0'..=char::MAX).filter(move |c| {
        let step = match c {
            '\0'..='\u{4ff}' => 1,
            '\u{3400}'..='\u{a63f}' | '\u{ac00}'..='\u{d7a3}' | '\u{e000}'..='\u{f8ff}' => 61,
            '\u{10000}'..='\u{1d3ff}' | '\u{1d800}'..='\u{2f7ff}' => 61,
            '\u{2fa20}'..='\u{dffff}' | '\u{e0200}'.. => 4099,
            _ => 7,
        };
        all || u32::from(*c).is_multiple_of(step)
    })
}

#[test]
fn every_character_is_normalized_as_the_library_does() {
    for c in characters() {
        for text in [c.to_string(), format!("e\u{323}{c}\u{301}\u{3099}")] {
            assert_eq!(nfc(&text), text.nfc().collect::<String>(), "NFC {text:?}");
            assert_eq!(nfkc(&text), text.nfkc().collect::<String>(), "NFKC {text:?}");
        }
    }
}

/// What the library makes of a domain under the strictest of its rules.
fn library(domain: &str) -> Option<String> {
    idna::domain_to_ascii_strict(domain).ok()
}

#[test]
fn every_character_is_mapped_in_domains_as_the_library_does_or_refused() {
    let (mut same, mut differ, mut refused) = (0, Vec::new(), Vec::new());
    for c in characters() {
        for domain in [format!("a{c}b.com"), format!("{c}.com")] {
            match (to_ascii(&domain), library(&domain)) {
                (Some(own), theirs) => {
                    // Younger than the library's tables (Unicode 18).
                    let young = matches!(c, '\u{1d6a6}' | '\u{1df95}');
                    if theirs != Some(own) && !young {
                        differ.push(domain);
                    }
                    same += 1;
                }
                (None, Some(_)) if c.is_alphanumeric() => refused.push(c),
                (None, _) => {}
            }
        }
    }
    assert!(differ.is_empty(), "{}: {differ:?}", differ.len());
    assert!(same > 2_000, "{same}");
    // What goes beyond the library: mixed directions, fractions with their slash, letters that show nothing.
    refused.retain(|c| {
        !super::domain::is_rtl(*c) && !nfkc(&c.to_string()).contains('⁄') && !crate::text::is_deceptive(*c)
    });
    assert!(refused.is_empty(), "{refused:?}");
}

#[test]
fn labels_that_only_look_encoded_are_refused() {
    for domain in [
        // A variation selector, a vowel sign of another direction, ASCII, capitals, a soft hyphen.
        "xn--a0-80o.com",
        "א\u{a3e}.com",
        "xn--4db28t.com",
        "xn--abc-.com",
        "xn--.com",
        "xn---.com",
        // Numbers that run over.
        "xn--99999999.com",
    ] {
        assert_eq!(to_ascii(domain), None, "{domain}");
        assert_eq!(library(domain), None, "{domain}");
    }
}

fn hard_text() -> impl Strategy<Value = String> {
    let hard = prop_oneof![
        4 => any::<char>(),
        2 => prop::char::range('\u{300}', '\u{36f}'),
        2 => prop::char::range('\u{1100}', '\u{11ff}'),
        2 => prop::char::range('\u{900}', '\u{dff}'),
        2 => prop::char::range('\u{590}', '\u{6ff}'),
        2 => prop::char::range('\u{ac00}', '\u{d7a3}'),
        2 => prop::char::range('\u{ff00}', '\u{ffef}'),
        2 => prop::char::range('a', 'z'),
        1 => prop::char::range('\u{13a0}', '\u{13ff}'),
        1 => prop::char::range('\u{1f00}', '\u{1fff}'),
    ];
    prop::collection::vec(hard, 0..12).prop_map(|chars| chars.into_iter().collect())
}

proptest! {
    #[test]
    fn texts_are_normalized_as_the_library_does(text in hard_text()) {
        prop_assert_eq!(nfc(&text), text.nfc().collect::<String>());
        prop_assert_eq!(nfkc(&text), text.nfkc().collect::<String>());
    }

    #[test]
    fn folding_again_changes_nothing(text in hard_text()) {
        let folded = fold_case(&text);
        prop_assert_eq!(fold_case(&folded), folded);
    }

    #[test]
    fn domains_are_mapped_as_the_library_does_or_refused(label in hard_text(), second in "[a-zß-öα-ωа-я٠-٩א-ת0-9-]{0,8}") {
        let domain = format!("{label}.{second}.com");
        if let Some(ascii) = to_ascii(&domain)
            && ascii.split('.').all(|label| (1..=63).contains(&label.len()))
        {
            prop_assert_eq!(Some(ascii.clone()), library(&domain));
            prop_assert_eq!(to_ascii(&ascii), Some(ascii.clone()), "its own spelling stays");
        }
    }

    #[test]
    fn words_of_one_script_are_domains(label in "[a-z]{1,9}|[а-я]{1,9}|[α-ω]{1,9}|[א-ת]{1,9}|[ぁ-ん一-龠]{1,9}|[가-힣]{1,9}|[ก-ฮ]{1,9}") {
        let domain = format!("{label}.com");
        prop_assert_eq!(to_ascii(&domain), library(&domain));
    }

    #[test]
    fn encoded_labels_are_read_as_the_library_does_or_refused(encoded in "[a-z0-9]{0,6}-?[a-z0-9]{1,10}") {
        let domain = format!("xn--{encoded}.com");
        if let Some(ascii) = to_ascii(&domain) {
            prop_assert_eq!(Some(ascii), library(&domain));
        }
    }
}
