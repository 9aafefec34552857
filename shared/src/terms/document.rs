//! A document that somebody publishes as terms of service: what it is written in, and what it may be.

use crate::{named::named, text::is_deceptive};

/// The most of one document in one language, in bytes of UTF-8: 1 MiB.
pub const MAX_BYTES: usize = 1024 * 1024;

named! {
    /// What a document is written in.
    pub enum Format {
        /// Plain text, a paragraph a line.
        Plain = "plain",
        /// Markdown.
        Markdown = "markdown",
    }
}

named! {
    /// Why a document cannot be taken.
    pub enum Problem {
        /// There is none, in any language.
        Empty = "empty",
        /// More than [`MAX_BYTES`].
        TooLarge = "too_large",
        /// Not text in UTF-8: another encoding, or no text at all.
        NotUtf8 = "not_utf8",
        /// A character that shows nothing or changes what is around it.
        BadCharacter = "bad_character",
    }
}

/// Reads a document that was typed or uploaded: lines end as everywhere, and there is nothing around it. `None` where
/// there is nothing in it.
///
/// # Errors
/// `TooLarge`, `NotUtf8` or `BadCharacter`.
pub fn read(bytes: &[u8]) -> Result<Option<String>, Problem> {
    if bytes.len() > MAX_BYTES {
        return Err(Problem::TooLarge);
    }
    let text = std::str::from_utf8(bytes).map_err(|_| Problem::NotUtf8)?;
    let text = text.strip_prefix('\u{feff}').unwrap_or(text).replace("\r\n", "\n").replace('\r', "\n");
    if text.chars().any(|c| is_deceptive(c) && !matches!(c, '\n' | '\t')) {
        return Err(Problem::BadCharacter);
    }
    let text = text.trim_matches(|c: char| c == '\n' || c == ' ' || c == '\t' || c == '\u{3000}');
    Ok((!text.is_empty()).then(|| text.to_owned()))
}
