//! Every error has a sentence in both languages.

use shared::{Field, FieldError, FieldErrors, Language, Refusal, texts::errors};

#[test]
fn numbers_are_in_the_sentences() {
    assert_eq!(errors::field_error(Language::En, FieldError::TooShort { min: 8 }), "Please use at least 8 characters.");
    assert_eq!(errors::field_error(Language::Ja, FieldError::TooShort { min: 8 }), "8文字以上で入力してください。");
    assert_eq!(
        errors::refusal(Language::En, &Refusal::TooMany { retry_after: 600 }),
        "Too many tries. Please try again in 10 minutes."
    );
    let one = FieldErrors(vec![(Field::Address, FieldError::Missing)]);
    assert_eq!(errors::refusal(Language::En, &Refusal::Fields(one)), "Please check the field that is marked.");
}

#[test]
fn sentences_end_as_sentences_do() {
    for refusal in [
        Refusal::Malformed,
        Refusal::WrongCredentials,
        Refusal::NotFound,
        Refusal::LastOwner,
        Refusal::PrimaryOwnerStays,
        Refusal::Stale,
        Refusal::NoSeat,
        Refusal::InUse,
        Refusal::Fault,
    ] {
        assert!(errors::refusal(Language::En, &refusal).ends_with('.'));
        assert!(errors::refusal(Language::Ja, &refusal).ends_with('。'));
    }
}

#[test]
fn req_a08_the_browsers_language_is_understood() {
    for (header, language) in [
        ("", Language::En),
        ("ja", Language::Ja),
        ("ja-JP,ja;q=0.9,en;q=0.8", Language::Ja),
        ("fr, en;q=0.5, ja;q=0.7", Language::Ja),
        ("ja;q=0", Language::En),
        ("en;q=0.8,ja;q=0.8", Language::En),
        ("ja;q=nonsense, en;q=0.1", Language::En),
        (";;;,,,", Language::En),
    ] {
        assert_eq!(Language::negotiate(header), language, "{header:?}");
    }
    for language in Language::ALL {
        assert_eq!(Language::parse(language.tag()), Some(language));
    }
    assert_eq!(Language::parse("JA_jp"), Some(Language::Ja));
    assert_eq!(Language::parse("jav"), None);
}

#[test]
fn names_of_roles_and_states_differ_from_one_another() {
    use shared::{ManagedPolicy, Permission, Role, invitation, member, role::AccountRole};
    for language in Language::ALL {
        for names in [
            Role::ALL.iter().map(|role| role.label(language)).collect::<Vec<_>>(),
            Permission::ALL.iter().map(|permission| permission.label(language)).collect(),
            ManagedPolicy::ALL.iter().map(|policy| policy.label(language)).collect(),
            AccountRole::ALL.iter().map(|role| role.label(language)).collect(),
            member::Status::ALL.iter().map(|status| status.label(language)).collect(),
            invitation::Status::ALL.iter().map(|status| status.label(language)).collect(),
        ] {
            let mut different = names.clone();
            different.sort_unstable();
            different.dedup();
            assert_eq!(different.len(), names.len(), "{names:?}");
            assert!(names.iter().all(|name| name.chars().count() > 1), "{names:?}");
        }
    }
}

/// The texts of every table as they stand in the sources: name, English, Japanese. That both are there, the compiler
/// sees to.
fn tables() -> Vec<(String, String, String)> {
    let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("src/texts");
    let Ok(files) = std::fs::read_dir(folder) else { unreachable!("the sources are here") };
    let sources = files.flatten().filter_map(|file| std::fs::read_to_string(file.path()).ok());
    let mut texts = Vec::new();
    for source in sources {
        for line in source.lines().map(str::trim).filter(|line| !line.starts_with("//")) {
            let Some((name, rest)) = line.split_once(" { en: \"") else { continue };
            let Some((en, ja)) = rest.split_once("\", ja: \"") else { continue };
            texts.push((name.to_owned(), en.to_owned(), ja.trim_end_matches("\" }").to_owned()));
        }
    }
    texts
}

/// The letters of a text outside of its gaps.
fn letters(text: &str) -> usize {
    let outside = text.split('{').map(|part| part.split_once('}').map_or(part, |(_, rest)| rest));
    outside.flat_map(str::chars).filter(|c| c.is_alphabetic()).count()
}

/// The gaps of a text, in order of their names.
fn gaps(text: &str) -> Vec<&str> {
    let mut gaps: Vec<&str> = text.split('{').skip(1).filter_map(|rest| rest.split('}').next()).collect();
    gaps.sort_unstable();
    gaps.dedup();
    gaps
}

#[test]
fn req_a08_every_text_says_the_same_in_both_languages() {
    let texts = tables();
    assert!(texts.len() > 500, "{} texts", texts.len());
    for (name, en, ja) in &texts {
        assert!(!en.trim().is_empty() && !ja.trim().is_empty(), "{name}");
        // What names a gap in one language and not in the other would not compile; this says which one it is.
        assert_eq!(gaps(en), gaps(ja), "{name}");
        let japanese = ja.chars().any(|c| matches!(c, '\u{3040}'..='\u{30ff}' | '\u{4e00}'..='\u{9fff}'));
        let same = en == ja || letters(en) < 12;
        assert!(japanese || same, "{name} is not in Japanese: {ja}");
        assert!(!en.chars().any(|c| matches!(c, '\u{3040}'..='\u{30ff}' | '\u{4e00}'..='\u{9fff}')), "{name}: {en}");
    }
}

#[test]
fn req_a08_a_persons_family_name_comes_first_in_japanese() {
    let Ok(family) = shared::PersonName::parse("佐藤") else { unreachable!() };
    let Ok(given) = shared::PersonName::parse("花子") else { unreachable!() };
    let name = shared::FullName { family, given };
    assert_eq!((name.display(Language::Ja), name.display(Language::En)), ("佐藤 花子".into(), "佐藤 花子".into()));
}

#[test]
fn req_a08_a_strength_is_said_in_both_languages() {
    use shared::password::{Advice, Level, Strength};
    let mut said = std::collections::BTreeSet::new();
    for level in Level::ALL {
        for advice in Advice::ALL.into_iter().map(Some).chain([None]) {
            for language in Language::ALL {
                said.insert(shared::texts::passwords::strength(language, Strength { level, advice }));
            }
        }
    }
    assert_eq!(said.len(), 4 * 9 * 2, "each is another sentence");
}
