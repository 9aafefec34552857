//! The part of an organization's address that names it.

use crate::{FieldError, named::checked_text};

/// The fewest characters of a slug.
pub const MIN_CHARACTERS: u16 = 2;
/// The most characters of a slug.
pub const MAX_CHARACTERS: u16 = 48;

/// Lower-case ASCII letters and digits, with single hyphens between them.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Slug(String);

checked_text!(Slug);

impl Slug {
    /// Reads a typed slug; only outer spaces and ASCII capitals are forgiven.
    ///
    /// # Errors
    /// `Missing`, `TooShort`, `TooLong`, `BadCharacter`, or `Taken` for words that addresses of Usher use.
    pub fn parse(typed: &str) -> Result<Self, FieldError> {
        let slug = typed.trim().to_ascii_lowercase();
        let allowed = |byte: u8| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-';
        if slug.is_empty() {
            Err(FieldError::Missing)
        } else if !slug.bytes().all(allowed) || slug.starts_with('-') || slug.ends_with('-') || slug.contains("--") {
            Err(FieldError::BadCharacter)
        } else if slug.len() < usize::from(MIN_CHARACTERS) {
            Err(FieldError::TooShort { min: MIN_CHARACTERS })
        } else if slug.len() > usize::from(MAX_CHARACTERS) {
            Err(FieldError::TooLong { max: MAX_CHARACTERS })
        } else if slug == "new" {
            Err(FieldError::Taken)
        } else {
            Ok(Self(slug))
        }
    }
}
