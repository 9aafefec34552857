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
