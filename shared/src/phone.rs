//! Phone numbers of the international shape (E.164).

use crate::{FieldError, named::checked_text, text::fold_width};

/// A phone number: `+` and 7 to 15 digits.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Phone(String);

checked_text!(Phone);

impl Phone {
    /// Reads a typed number. Width, spaces, hyphens, dots, brackets and a `(0)` are folded away; it has to
    /// begin with `+` and the country's code. Whether the number is in use only a call can tell.
    ///
    /// # Errors
    /// `Missing` or `NotAPhone`.
    pub fn parse(typed: &str) -> Result<Self, FieldError> {
        let folded = fold_width(typed).replace("(0)", "");
        let number: String =
            folded.chars().filter(|c| !c.is_whitespace() && !matches!(c, '-' | '.' | '(' | ')' | '/')).collect();
        if folded.trim().is_empty() {
            return Err(FieldError::Missing);
        }
        let digits = number.strip_prefix('+').ok_or(FieldError::NotAPhone)?;
        let shaped = (7..=15).contains(&digits.len())
            && !digits.starts_with('0')
            && digits.bytes().all(|byte| byte.is_ascii_digit());
        if shaped { Ok(Self(number)) } else { Err(FieldError::NotAPhone) }
    }
}
