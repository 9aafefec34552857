//! Names of people and organizations, in any script (C2; SECURITY.md U2, E3).

use crate::{
    Field, FieldError, FieldErrors, Language, kind::Ask, named::checked_text, text::is_deceptive, unicode::nfc,
};
use serde::{Deserialize, Serialize};

pub use crate::{country::Country, phone::Phone, slug::Slug};

/// The most characters of one name.
pub const MAX_CHARACTERS: u16 = 100;

/// A family or given name.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct PersonName(String);

/// An organization's name.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct OrganizationName(String);

checked_text!(PersonName);
checked_text!(OrganizationName);

impl PersonName {
    /// Reads a typed name: composed, outer spaces off, inner runs of spaces made one.
    ///
    /// # Errors
    /// `Missing`, `TooLong` or `BadCharacter`.
    pub fn parse(typed: &str) -> Result<Self, FieldError> {
        name(typed).map(Self)
    }
}

impl OrganizationName {
    /// Reads a typed name: composed, outer spaces off, inner runs of spaces made one.
    ///
    /// # Errors
    /// `Missing`, `TooLong` or `BadCharacter`.
    pub fn parse(typed: &str) -> Result<Self, FieldError> {
        name(typed).map(Self)
    }
}

fn name(typed: &str) -> Result<String, FieldError> {
    if typed.chars().nth(8 * usize::from(MAX_CHARACTERS)).is_some() {
        return Err(FieldError::TooLong { max: MAX_CHARACTERS });
    }
    let words: Vec<&str> = typed.split_whitespace().collect();
    let name = nfc(&words.join(" "));
    if typed.trim().chars().any(is_deceptive) {
        Err(FieldError::BadCharacter)
    } else if name.is_empty() {
        Err(FieldError::Missing)
    } else if name.chars().nth(usize::from(MAX_CHARACTERS)).is_some() {
        Err(FieldError::TooLong { max: MAX_CHARACTERS })
    } else if !name.chars().any(char::is_alphanumeric) {
        Err(FieldError::BadCharacter)
    } else {
        Ok(name)
    }
}

/// A person's full name.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct FullName {
    /// Family name.
    pub family: PersonName,
    /// Given name.
    pub given: PersonName,
}

impl FullName {
    /// The name in the order of the reader's language: family name first in Japanese. A name in Chinese, Japanese or
    /// Korean letters has the family name first for everybody.
    pub fn display(&self, language: Language) -> String {
        if language == Language::Ja || is_east_asian(self.family.as_str()) {
            format!("{} {}", self.family, self.given)
        } else {
            format!("{} {}", self.given, self.family)
        }
    }
}

/// Whether a name is written in Han, kana or hangul, by the first of its letters.
fn is_east_asian(name: &str) -> bool {
    let first = name.chars().next().unwrap_or_default();
    matches!(first,
        '\u{3005}'..='\u{3007}' | '\u{3040}'..='\u{30FF}' | '\u{3400}'..='\u{4DBF}' | '\u{4E00}'..='\u{9FFF}'
        | '\u{AC00}'..='\u{D7A3}' | '\u{F900}'..='\u{FAFF}' | '\u{20000}'..='\u{3FFFF}')
}

/// Reads both halves of a name by what is asked; half a name is an error unless it is not asked.
pub(crate) fn full_name(ask: Ask, family: &str, given: &str, errors: &mut FieldErrors) -> Option<FullName> {
    let blank = family.trim().is_empty() && given.trim().is_empty();
    if ask == Ask::No || (ask != Ask::Required && blank) {
        return None;
    }
    let family = errors.take(Field::FamilyName, PersonName::parse(family));
    let given = errors.take(Field::GivenName, PersonName::parse(given));
    Some(FullName { family: family?, given: given? })
}
