//! Keyset pages. A cursor is what the last row of a page was sorted by; to readers it is opaque.

use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
use chrono::{DateTime, Utc};
use shared::Refusal;
use uuid::Uuid;

/// Rows on a page.
pub(crate) const ROWS: i64 = 50;

/// Where a page starts: after the row with this instant and id.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Cursor {
    pub(crate) at: DateTime<Utc>,
    pub(crate) id: Uuid,
}

impl Cursor {
    /// Before every row that can be.
    pub(crate) const FIRST: Self = Self { at: DateTime::UNIX_EPOCH, id: Uuid::nil() };

    /// Behind every row that can be: the year 9999.
    pub(crate) const LAST: Self = Self { at: END_OF_TIME, id: Uuid::max() };

    /// Reads a cursor that a page gave; anything else is malformed.
    pub(crate) fn parse(text: &str) -> Result<Self, Refusal> {
        let bytes: [u8; 24] =
            URL_SAFE_NO_PAD.decode(text).ok().and_then(|bytes| bytes.try_into().ok()).ok_or(Refusal::Malformed)?;
        let (micros, id) = bytes.split_at(8);
        let micros = i64::from_be_bytes(micros.try_into().map_err(|_| Refusal::Malformed)?);
        let id = Uuid::from_slice(id).map_err(|_| Refusal::Malformed)?;
        let at = DateTime::from_timestamp_micros(micros).ok_or(Refusal::Malformed)?;
        Ok(Self { at, id })
    }

    pub(crate) fn to_text(self) -> String {
        let mut bytes = [0; 24];
        bytes[..8].copy_from_slice(&self.at.timestamp_micros().to_be_bytes());
        bytes[8..].copy_from_slice(self.id.as_bytes());
        URL_SAFE_NO_PAD.encode(bytes)
    }
}

const END_OF_TIME: DateTime<Utc> = match DateTime::from_timestamp(253_402_300_799, 0) {
    Some(end) => end,
    None => DateTime::<Utc>::MAX_UTC,
};

/// Where a page starts. The first one has a cursor as well: a condition that is always there, as it is,
/// is one that an index can serve.
pub(crate) fn start(text: Option<&str>, first: Cursor) -> Result<Cursor, Refusal> {
    text.map_or(Ok(first), Cursor::parse)
}

/// Cuts the one row too many that a query asked for, and gives the cursor to what follows.
pub(crate) fn cut<T>(rows: &mut Vec<T>, key: impl Fn(&T) -> Cursor) -> Option<String> {
    cut_at(rows, ROWS, |row| key(row).to_text())
}

/// The same for pages of another size, and for cursors of another sort.
pub(crate) fn cut_at<T>(rows: &mut Vec<T>, limit: i64, key: impl Fn(&T) -> String) -> Option<String> {
    let limit = usize::try_from(limit).unwrap_or(usize::MAX);
    if rows.len() <= limit {
        return None;
    }
    rows.truncate(limit);
    rows.last().map(key)
}

/// Where a page starts that is sorted by a text: after the row with this text and id.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct TextCursor {
    pub(crate) key: String,
    pub(crate) id: Uuid,
}

impl TextCursor {
    /// Reads a cursor that a page gave; without one, before every row that can be.
    pub(crate) fn start(text: Option<&str>) -> Result<Self, Refusal> {
        let Some(text) = text else { return Ok(Self { key: String::new(), id: Uuid::nil() }) };
        let bytes = URL_SAFE_NO_PAD.decode(text).map_err(|_| Refusal::Malformed)?;
        let (id, key) = bytes.split_at_checked(16).ok_or(Refusal::Malformed)?;
        let id = Uuid::from_slice(id).map_err(|_| Refusal::Malformed)?;
        let key = String::from_utf8(key.to_vec()).map_err(|_| Refusal::Malformed)?;
        // PostgreSQL has no NUL in its texts.
        if key.contains('\0') { Err(Refusal::Malformed) } else { Ok(Self { key, id }) }
    }

    pub(crate) fn to_text(&self) -> String {
        let mut bytes = self.id.as_bytes().to_vec();
        bytes.extend_from_slice(self.key.as_bytes());
        URL_SAFE_NO_PAD.encode(bytes)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_cursor_survives_its_text_and_nothing_else_is_one() {
        let cursor =
            Cursor { at: DateTime::from_timestamp_micros(1_700_000_000_123_456).unwrap(), id: Uuid::from_u128(7) };
        assert_eq!(Cursor::parse(&cursor.to_text()), Ok(cursor));
        let by_name = TextCursor { key: "森 健二".to_owned(), id: Uuid::from_u128(7) };
        assert_eq!(TextCursor::start(Some(&by_name.to_text())), Ok(by_name));
        for text in ["", "x", "AAAA", "AAAAAAAAAAAAAAAAAAAAAP8"] {
            assert_eq!(TextCursor::start(Some(text)), Err(Refusal::Malformed), "{text}");
        }
        for text in ["", "x", "AAAA", &cursor.to_text()[1..]] {
            assert_eq!(Cursor::parse(text), Err(Refusal::Malformed));
        }
    }
}
