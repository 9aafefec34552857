//! Passwords: the rule of each kind (K7) and what every kind refuses (SECURITY.md, top).

use crate::{EmailAddress, FieldError, Kind};
use serde::{Deserialize, Serialize};
use std::fmt;

mod common;
mod strength;

pub use strength::{Advice, Level, Strength};

/// The most characters a password may have; hashing a longer one only costs.
pub const MAX_CHARACTERS: u16 = 256;

/// What a kind asks of a new password.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PasswordRule {
    /// The fewest characters.
    pub min: u16,
    /// Only half-width letters, digits and symbols.
    pub half_width_only: bool,
    /// An upper-case letter, a lower-case letter, and a digit or symbol.
    pub mixed: bool,
}

impl PasswordRule {
    /// Outside any kind: self-registration and a change of password (SECURITY.md P1).
    pub const DEFAULT: Self = Self { min: 15, half_width_only: false, mixed: false };

    /// Checks a new password of the person with this address, for this organization (empty: none).
    /// The text is never changed: no trimming, no normalisation.
    ///
    /// # Errors
    /// The first thing to change about it.
    pub fn check(&self, typed: &str, address: &EmailAddress, organization: &str) -> Result<Password, FieldError> {
        self.check_among(typed, address, &[organization])
    }

    /// The same for somebody who belongs to several organizations, or to none.
    ///
    /// # Errors
    /// The first thing to change about it.
    pub fn check_among<S: AsRef<str>>(
        &self,
        typed: &str,
        address: &EmailAddress,
        organizations: &[S],
    ) -> Result<Password, FieldError> {
        let password = Password::typed(typed)?;
        if self.half_width_only && !is_half_width(typed) {
            return Err(FieldError::HalfWidthOnly);
        }
        if typed.chars().count() < usize::from(self.min) {
            return Err(FieldError::TooShort { min: self.min });
        }
        if let Some(lack) = lacks_mixture(typed).filter(|_| self.mixed) {
            return Err(lack);
        }
        if common::is_common(typed) {
            return Err(FieldError::CommonPassword);
        }
        if contains_known_word(typed, address, organizations) {
            return Err(FieldError::ContainsKnownWord);
        }
        Ok(password)
    }

    /// One rule that asks what all of them ask: a person has one password, whatever they belong to.
    pub fn strictest(rules: impl IntoIterator<Item = Self>) -> Option<Self> {
        rules.into_iter().reduce(|one, other| Self {
            min: one.min.max(other.min),
            half_width_only: one.half_width_only || other.half_width_only,
            mixed: one.mixed || other.mixed,
        })
    }
}

/// What is known of a password without knowing it: just enough to tell whether it meets a kind's rule (A7).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct PasswordFacts {
    /// The longest length that any rule asks and that it has; 0 if it has none.
    pub min: u16,
    /// Whether it is made of half-width letters, digits and symbols only.
    pub half_width: bool,
    /// Whether it has an upper-case letter, a lower-case letter, and a digit or symbol.
    pub mixed: bool,
}

impl PasswordFacts {
    /// Looks at a password that somebody has set or signed in with.
    pub fn of(password: &Password) -> Self {
        let typed = password.expose();
        let length = typed.chars().count();
        let asked = Kind::ALL.iter().map(|kind| kind.preset().password.min).chain([PasswordRule::DEFAULT.min]);
        Self {
            min: asked.filter(|min| usize::from(*min) <= length).max().unwrap_or(0),
            half_width: is_half_width(typed),
            mixed: lacks_mixture(typed).is_none(),
        }
    }

    /// What every password has that was ever accepted: the least that any kind asks.
    pub fn least() -> Self {
        let asked = Kind::ALL.iter().map(|kind| kind.preset().password.min);
        Self { min: asked.min().unwrap_or(0), half_width: false, mixed: false }
    }

    /// Whether such a password meets a rule.
    pub const fn meet(self, rule: PasswordRule) -> bool {
        self.min >= rule.min && (self.half_width || !rule.half_width_only) && (self.mixed || !rule.mixed)
    }
}

fn is_half_width(typed: &str) -> bool {
    typed.bytes().all(|byte| byte.is_ascii_graphic())
}

fn lacks_mixture(typed: &str) -> Option<FieldError> {
    if !typed.chars().any(char::is_uppercase) {
        Some(FieldError::NeedsUpper)
    } else if !typed.chars().any(char::is_lowercase) {
        Some(FieldError::NeedsLower)
    } else if typed.chars().all(char::is_alphabetic) {
        Some(FieldError::NeedsDigitOrSymbol)
    } else {
        None
    }
}

/// Whether the password spells the organization's name or the person's address, however it is spaced
/// and capitalised. Names of three ASCII characters or fewer occur in too many words to be looked for.
fn contains_known_word<S: AsRef<str>>(typed: &str, address: &EmailAddress, organizations: &[S]) -> bool {
    let password = squash(typed);
    let local = address.as_str().split('@').next().unwrap_or_default();
    organizations
        .iter()
        .map(AsRef::as_ref)
        .chain([address.as_str(), local])
        .map(squash)
        .any(|word| word.len() >= 4 && password.contains(word.as_str()))
}

fn squash(text: &str) -> String {
    text.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}

/// A password somebody typed; printed nowhere.
#[derive(Clone, PartialEq, Eq)]
pub struct Password(String);

impl Password {
    /// Takes a typed password that is to be tried, not set: something short enough to hash.
    ///
    /// # Errors
    /// `Missing`, `TooLong` or `BadCharacter`.
    pub fn typed(text: &str) -> Result<Self, FieldError> {
        if text.is_empty() {
            Err(FieldError::Missing)
        } else if text.chars().nth(usize::from(MAX_CHARACTERS)).is_some() {
            Err(FieldError::TooLong { max: MAX_CHARACTERS })
        } else if text.chars().any(char::is_control) {
            Err(FieldError::BadCharacter)
        } else {
            Ok(Self(text.to_owned()))
        }
    }

    /// The password itself, for the hash and nothing else.
    pub fn expose(&self) -> &str {
        &self.0
    }
}

impl fmt::Debug for Password {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Password(…)")
    }
}
