//! Passwords: the rule of each kind (K7) and what every kind refuses (SECURITY.md, top).

use crate::{EmailAddress, FieldError};
use std::fmt;

mod common;

/// The most characters a password may have; hashing a longer one only costs.
pub const MAX_CHARACTERS: u16 = 256;

/// What a kind asks of a new password.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
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
        let password = Password::typed(typed)?;
        if self.half_width_only && !typed.bytes().all(|byte| byte.is_ascii_graphic()) {
            return Err(FieldError::HalfWidthOnly);
        }
        if typed.chars().count() < usize::from(self.min) {
            return Err(FieldError::TooShort { min: self.min });
        }
        if self.mixed {
            if !typed.chars().any(char::is_uppercase) {
                return Err(FieldError::NeedsUpper);
            }
            if !typed.chars().any(char::is_lowercase) {
                return Err(FieldError::NeedsLower);
            }
            if typed.chars().all(char::is_alphabetic) {
                return Err(FieldError::NeedsDigitOrSymbol);
            }
        }
        if common::is_common(typed) {
            return Err(FieldError::CommonPassword);
        }
        if contains_known_word(typed, address, organization) {
            return Err(FieldError::ContainsKnownWord);
        }
        Ok(password)
    }
}

/// Whether the password spells the organization's name or the person's address, however it is spaced
/// and capitalised. Names of three ASCII characters or fewer occur in too many words to be looked for.
fn contains_known_word(typed: &str, address: &EmailAddress, organization: &str) -> bool {
    let password = squash(typed);
    let local = address.as_str().split('@').next().unwrap_or_default();
    [squash(organization), squash(address.as_str()), squash(local)]
        .iter()
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
