//! What one organization may change about its kind (REQUIREMENTS.md, 1): K1 within bounds, the K8 document,
//! K10, the language and the time zone. Nothing else.

use super::{AccessEndRule, Preset};
use crate::{Field, FieldError, FieldErrors, Language};
use serde::{Deserialize, Serialize};

/// The shortest a link may be valid: 1 hour, in seconds.
pub const MIN_LINK_SECONDS: u32 = 60 * 60;
/// The longest a link may be valid: 90 days, in seconds.
pub const MAX_LINK_SECONDS: u32 = 90 * 24 * 60 * 60;

/// An organization's own rules; `None` leaves the kind's.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Overrides {
    /// K1: how long a link is valid, in seconds.
    pub link_valid_seconds: Option<u32>,
    /// K8: the version of the organization's own terms, instead of the operator's.
    pub terms_version: Option<u32>,
    /// K10: whether access may, or has to, end on a date.
    pub access_end: Option<AccessEndRule>,
    /// The language of mails to people who have not chosen one.
    pub language: Option<Language>,
    /// The name of the time zone in which its days end; whether it exists is the server's to know.
    pub time_zone: Option<String>,
}

impl Overrides {
    /// Checks the bounds.
    ///
    /// # Errors
    /// One error per field out of bounds.
    pub fn check(&self) -> Result<(), FieldErrors> {
        let mut errors = FieldErrors::default();
        if self.link_valid_seconds.is_some_and(|seconds| !(MIN_LINK_SECONDS..=MAX_LINK_SECONDS).contains(&seconds)) {
            errors.push(Field::LinkValid, FieldError::OutOfRange { min: 1, max: MAX_LINK_SECONDS / 3600 });
        }
        if self.time_zone.as_deref().is_some_and(|name| !is_zone_name(name)) {
            errors.push(Field::TimeZone, FieldError::NotAChoice);
        }
        if errors.is_empty() { Ok(()) } else { Err(errors) }
    }
}

impl Preset {
    /// The kind's table with an organization's own rules in it; what is out of bounds is left out.
    #[must_use]
    pub fn with(&self, overrides: &Overrides) -> Self {
        let link =
            overrides.link_valid_seconds.filter(|seconds| (MIN_LINK_SECONDS..=MAX_LINK_SECONDS).contains(seconds));
        Self {
            link_valid_seconds: link.unwrap_or(self.link_valid_seconds),
            access_end: overrides.access_end.unwrap_or(self.access_end),
            ..*self
        }
    }
}

/// `Area/City`, or `UTC`.
pub(crate) fn is_zone_name(name: &str) -> bool {
    let part = |part: &str| {
        !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'-' | b'+'))
    };
    name.len() <= 64 && name.split('/').all(part)
}
