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
        Refusal::NoSeat,
        Refusal::Fault,
    ] {
        assert!(errors::refusal(Language::En, &refusal).ends_with('.'));
        assert!(errors::refusal(Language::Ja, &refusal).ends_with('。'));
    }
}
