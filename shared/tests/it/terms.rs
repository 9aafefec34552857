//! Terms of service (K8, C4).

use shared::{
    kind::TermsRule,
    terms::{Agreement, Consent, is_due},
};

#[test]
fn req_c04_a_new_version_asks_again() {
    let agreed = |version: &str| Some(Agreement { version: version.into() });
    for rule in [TermsRule::AtRegistration, TermsRule::AtFirstSignIn] {
        for since_joining in [false, true] {
            assert!(is_due(rule, "2", agreed("1").as_ref(), since_joining));
            assert!(!is_due(rule, "2", agreed("2").as_ref(), since_joining));
        }
        assert!(is_due(rule, "2", None, true));
        assert!(!is_due(TermsRule::None, "2", agreed("1").as_ref(), true));
    }
    assert!(is_due(TermsRule::AtFirstSignIn, "2", None, false));
    assert!(!is_due(TermsRule::AtRegistration, "2", None, false), "joined with an account, under this very version");
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
