//! Terms of service: who has to agree, to which version, and when the form lets them (K8, C4).

use crate::{Field, FieldError, FieldErrors, kind::TermsRule};
use serde::{Deserialize, Serialize};

mod document;

pub use document::{Format, MAX_BYTES, Problem, read};

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

/// Whether somebody has to agree before going on: never to nothing, and anew to each version. Where one agrees at
/// registration, who joins with an account that has not agreed to these terms is asked at the first entry.
pub fn is_due(rule: TermsRule, current: &str, last: Option<&Agreement>) -> bool {
    rule != TermsRule::None && last.is_none_or(|last| last.version != current)
}

/// Whether a box that was ticked under the version `shown` agrees to the `current` one: nobody agrees to what was not
/// shown.
///
/// # Errors
/// `NotAgreed`; `TermsReplaced` when another version has come out since the page was made.
pub fn agrees(ticked: &str, shown: &str, current: &str) -> Result<Agreement, FieldError> {
    if !matches!(ticked, "on" | "true") {
        Err(FieldError::NotAgreed)
    } else if shown != current {
        Err(FieldError::TermsReplaced { version: current.parse().unwrap_or_default() })
    } else {
        Ok(Agreement { version: current.to_owned() })
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
    /// `NotDownloaded` where that comes first; `NotAgreed`; `TermsReplaced` on a page that was open for too long.
    pub fn check(&self, rule: TermsRule, current: &str, downloaded: bool) -> Result<Agreement, FieldErrors> {
        let agreed = if self.can_be_submitted(rule, downloaded) {
            agrees(&self.terms, &self.version, current)
        } else {
            Err(FieldError::NotDownloaded)
        };
        agreed.map_err(|error| FieldErrors(vec![(Field::Terms, error)]))
    }
}
