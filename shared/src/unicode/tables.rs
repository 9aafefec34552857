//! Reads the tables that `examples/unicode.rs` writes.

use std::sync::OnceLock;

/// For each block of 256 characters the offset of its entries (two bytes, little-endian), one more for the
/// end; then the entries: low byte, sort and length, text.
static DECOMPOSITIONS: &[u8] = include_bytes!("decompositions.bin");
/// Runs of marks with their combining classes.
static CLASSES: &[u8] = include_bytes!("classes.bin");
/// Stands for a mark without a class.
const CLASSLESS: u8 = 255;
/// Blocks in the index; beyond them nothing decomposes.
const BLOCKS: usize = 0x2fb;

/// How a character comes apart.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Sort {
    /// Into the two that compose to it.
    Pair,
    /// Canonically, but it is never composed.
    Excluded,
    /// Only for compatibility; the text is the whole decomposition.
    Compatibility,
}

/// A character's decomposition, if it has one. Hangul syllables are computed, not listed.
pub(super) fn decomposition(c: char) -> Option<(Sort, &'static str)> {
    let (block, low) = (u32::from(c) >> 8, u32::from(c) & 0xff);
    entries(usize::try_from(block).ok()?)
        .find(|entry| u32::from(entry.low) == low)
        .map(|entry| (entry.sort, entry.text))
}

/// What two characters compose to.
pub(super) fn composition(first: char, second: char) -> Option<char> {
    static PAIRS: OnceLock<Vec<(char, char, char)>> = OnceLock::new();
    let pairs = PAIRS.get_or_init(|| {
        (0..BLOCKS).flat_map(|block| entries(block).filter_map(move |entry| pair(block, &entry))).collect()
    });
    pairs.iter().find(|(a, b, _)| (*a, *b) == (first, second)).map(|(_, _, whole)| *whole)
}

/// The canonical combining class; 0 for what does not reorder.
pub(super) fn class(c: char) -> u8 {
    mark(c).filter(|class| *class != CLASSLESS).unwrap_or_default()
}

/// Whether a character combines with the one before it.
pub(super) fn is_mark(c: char) -> bool {
    mark(c).is_some()
}

fn mark(c: char) -> Option<u8> {
    // Latin, and the ideographs and syllables of East Asia, have none.
    if matches!(c, '\0'..='\u{2ff}' | '\u{3100}'..='\u{a66e}' | '\u{ac00}'..='\u{fb1d}') {
        return None;
    }
    let (mut bytes, mut end) = (CLASSES.iter().copied(), 0);
    while let Some(start) = number(&mut bytes).map(|distance| end + distance) {
        let (length, class) = (bytes.next()?, bytes.next()?);
        end = start + u32::from(length);
        if u32::from(c) < end {
            return (u32::from(c) >= start).then_some(class);
        }
    }
    None
}

/// A number in base-128 digits, lowest first; the last one has no high bit.
fn number(bytes: &mut impl Iterator<Item = u8>) -> Option<u32> {
    let (mut value, mut shift) = (0, 0);
    loop {
        let byte = bytes.next()?;
        value |= u32::from(byte & 0x7f) << shift;
        if byte & 0x80 == 0 {
            return Some(value);
        }
        shift += 7;
    }
}

struct Entry {
    low: u8,
    sort: Sort,
    text: &'static str,
}

fn entries(block: usize) -> impl Iterator<Item = Entry> {
    let offset = |at: usize| match DECOMPOSITIONS.get(2 * at..2 * at + 2) {
        Some([low, high]) if at <= BLOCKS => 2 * (BLOCKS + 1) + usize::from(u16::from_le_bytes([*low, *high])),
        _ => 0,
    };
    let mut rest = DECOMPOSITIONS.get(offset(block)..offset(block + 1)).unwrap_or_default();
    std::iter::from_fn(move || {
        let [low, head, after @ ..] = rest else { return None };
        let (text, next) = after.split_at_checked(usize::from(head & 0x3f))?;
        rest = next;
        let sort = match head >> 6 {
            0 => Sort::Pair,
            1 => Sort::Excluded,
            _ => Sort::Compatibility,
        };
        Some(Entry { low: *low, sort, text: std::str::from_utf8(text).ok()? })
    })
}

fn pair(block: usize, entry: &Entry) -> Option<(char, char, char)> {
    let mut parts = entry.text.chars();
    let whole = char::from_u32(u32::try_from(block).ok()? << 8 | u32::from(entry.low))?;
    (entry.sort == Sort::Pair).then_some((parts.next()?, parts.next()?, whole))
}
