//! Unicode normalization (NFC, NFKC) and the mapping of domain names, in a quarter of the space that general
//! libraries need in the browser. Tests hold it against those libraries, character by character.

mod domain;
mod normalize;
mod tables;
#[cfg(test)]
mod tests;

pub(crate) use domain::to_ascii;
pub(crate) use normalize::{fold_case, nfc};

/// Letters and digits of any script, and the marks that combine with them.
pub(crate) fn is_letter_or_mark(c: char) -> bool {
    c.is_alphanumeric() || tables::is_mark(c)
}
