//! Terms of service (K8, C4).

use shared::{
    FieldError,
    kind::TermsRule,
    terms::{Agreement, Consent, agrees, is_due},
};

#[test]
fn req_c04_a_new_version_asks_again() {
    let agreed = |version: &str| Some(Agreement { version: version.into() });
    for rule in [TermsRule::AtRegistration, TermsRule::AtFirstSignIn] {
        assert!(is_due(rule, "2", agreed("1").as_ref()));
        assert!(!is_due(rule, "2", agreed("2").as_ref()));
        assert!(is_due(rule, "2", None), "who joins with an account that has never agreed to these");
    }
    for last in [None, agreed("1"), agreed("2")] {
        assert!(!is_due(TermsRule::None, "2", last.as_ref()));
    }
}

#[test]
fn req_c04_nobody_agrees_to_a_version_that_was_not_shown() {
    assert_eq!(agrees("on", "2", "2"), Ok(Agreement { version: "2".into() }));
    assert_eq!(agrees("on", "1", "2"), Err(FieldError::TermsReplaced { version: 2 }));
    assert_eq!(agrees("", "1", "2"), Err(FieldError::NotAgreed));
    assert_eq!(agrees("on", "", "2"), Err(FieldError::TermsReplaced { version: 2 }));
}

#[test]
fn req_k08_submit_stays_disabled_until_the_terms_were_downloaded() {
    let consent = Consent { version: "2".into(), terms: "on".into() };
    assert!(!consent.can_be_submitted(TermsRule::AtFirstSignIn, false));
    assert!(consent.can_be_submitted(TermsRule::AtFirstSignIn, true));
    assert!(consent.can_be_submitted(TermsRule::AtRegistration, false));
    let check = |consent: &Consent, downloaded| consent.check(TermsRule::AtFirstSignIn, "2", downloaded).is_ok();
    assert!(!check(&consent, false), "the server refuses the same");
    assert!(check(&consent, true));
    assert!(!check(&Consent { terms: String::new(), ..consent.clone() }, true));
    assert!(!check(&Consent { version: "1".into(), ..consent }, true), "what was not shown is not agreed to");
}
