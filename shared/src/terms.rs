//! Terms of service: who has to agree, to which version, and when the form lets them (K8, C4).

use crate::{Field, FieldError, FieldErrors, kind::TermsRule};
use serde::{Deserialize, Serialize};

/// What a person agreed to last.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Agreement {
    /// The version of the document.
    pub version: String,
}

/// The consent form that stands before an organization.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Consent {
    /// The version that the page shows.
    pub version: String,
    /// The ticked box: `on` or `true`.
    pub terms: String,
}

/// Whether somebody has to agree before going on: never to nothing, and anew to each version. Where one agrees
/// at registration, who joined with an account that was there is asked when a version comes out `since_joining`.
pub fn is_due(rule: TermsRule, current: &str, last: Option<&Agreement>, since_joining: bool) -> bool {
    match rule {
        TermsRule::None => false,
        TermsRule::AtRegistration => last.map_or(since_joining, |last| last.version != current),
        TermsRule::AtFirstSignIn => last.is_none_or(|last| last.version != current),
    }
}

impl Consent {
    /// Whether the form can be submitted: in some kinds only after this version was downloaded (K8).
    pub fn can_be_submitted(&self, rule: TermsRule, downloaded: bool) -> bool {
        rule != TermsRule::AtFirstSignIn || downloaded
    }

    /// Checks the form. `downloaded` is what the server knows: whether this version was downloaded.
    ///
    /// # Errors
    /// `NotDownloaded` where that comes first; `NotAgreed`, also for another version than the current one: a page that was open for long does not
    /// agree to what it did not show.
    pub fn check(&self, rule: TermsRule, current: &str, downloaded: bool) -> Result<Agreement, FieldErrors> {
        let ticked = matches!(self.terms.as_str(), "on" | "true");
        let error = if !self.can_be_submitted(rule, downloaded) {
            FieldError::NotDownloaded
        } else if !ticked || self.version != current {
            FieldError::NotAgreed
        } else {
            return Ok(Agreement { version: current.to_owned() });
        };
        Err(FieldErrors(vec![(Field::Terms, error)]))
    }
}
