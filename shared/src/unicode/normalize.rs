//! The normalization forms NFC and NFKC (UAX #15), and case folding on top.

use super::tables::{self, Sort};

/// Hangul syllables and the letters they are made of (The Unicode Standard, 3.12).
const SYLLABLES: u32 = 0xac00;
const LEADING: u32 = 0x1100;
const VOWELS: u32 = 0x1161;
const TRAILING: u32 = 0x11a7;
const LEADING_COUNT: u32 = 19;
const VOWEL_COUNT: u32 = 21;
const TRAILING_COUNT: u32 = 28;

/// Composes; compatibility characters stay what they are.
pub(crate) fn nfc(text: &str) -> String {
    // Below U+0300 nothing combines and everything is composed.
    if text.chars().all(|c| c < '\u{300}') { text.to_owned() } else { normalize(text, false) }
}

/// Composes, and replaces compatibility characters: width, ligatures, circled digits.
pub(crate) fn nfkc(text: &str) -> String {
    if text.is_ascii() { text.to_owned() } else { normalize(text, true) }
}

/// Folds case without regard to neighbours, and compatibility, until nothing changes any more.
///
/// As for domain names (UTS 46, nontransitional) `ß`, `ς` and `ı` are letters of their own.
pub(crate) fn fold_case(text: &str) -> String {
    let mut text = fold_signs(text);
    for _ in 0..4 {
        let folded = nfkc(&text.chars().flat_map(fold).collect::<String>());
        if folded == text {
            break;
        }
        text = folded;
    }
    text
}

/// NFKC in which only a typed `ς` is one: signs that merely look like it (`ϲ`, mathematical ones) are `σ`.
fn fold_signs(text: &str) -> String {
    let folded = nfkc(text);
    if !folded.contains('ς') {
        return folded;
    }
    let sign = |c: char| if c == 'ς' { c.to_string() } else { nfkc(c.encode_utf8(&mut [0; 4])).replace('ς', "σ") };
    nfkc(&text.chars().map(sign).collect::<String>())
}

/// Lower case; by way of upper case where one letter has two lower-case spellings (`ᲈ` and `ꙋ`) or stands
/// for two (`ᾳ`). Cherokee folds to its capitals, which are older.
fn fold(c: char) -> impl Iterator<Item = char> {
    let c = match c {
        '\u{13f8}'..='\u{13fd}' => char::from_u32(u32::from(c) - 8).unwrap_or(c),
        '\u{ab70}'..='\u{abbf}' => char::from_u32(u32::from(c) - 0xab70 + 0x13a0).unwrap_or(c),
        c => c,
    };
    let keeps = matches!(c, 'ß' | 'ẞ' | 'ς' | 'ı' | 'İ' | '\u{13a0}'..='\u{13f5}');
    let upper = (!keeps && !c.is_ascii()).then(|| c.to_uppercase());
    let single = upper.is_none().then_some(c);
    let cherokee = matches!(c, '\u{13a0}'..='\u{13f5}');
    upper.into_iter().flatten().chain(single).flat_map(move |c| {
        let lower = (!cherokee).then(|| c.to_lowercase());
        lower.into_iter().flatten().chain(cherokee.then_some(c))
    })
}

fn normalize(text: &str, compatible: bool) -> String {
    let mut parts = Vec::with_capacity(text.len());
    text.chars().for_each(|c| decompose(c, compatible, &mut parts));
    reorder(&mut parts);
    compose(&parts)
}

fn decompose(c: char, compatible: bool, parts: &mut Vec<(char, u8)>) {
    if c < '\u{a0}' {
        parts.push((c, 0));
    } else if let Some(index) =
        u32::from(c).checked_sub(SYLLABLES).filter(|index| *index < LEADING_COUNT * VOWEL_COUNT * TRAILING_COUNT)
    {
        let trailing = index % TRAILING_COUNT;
        let letters = [
            LEADING + index / (VOWEL_COUNT * TRAILING_COUNT),
            VOWELS + index / TRAILING_COUNT % VOWEL_COUNT,
            TRAILING + trailing,
        ];
        let count = if trailing == 0 { 2 } else { 3 };
        parts.extend(letters.into_iter().take(count).filter_map(char::from_u32).map(|letter| (letter, 0)));
    } else {
        match tables::decomposition(c) {
            Some((Sort::Compatibility, _)) if !compatible => parts.push((c, 0)),
            Some((_, text)) => text.chars().for_each(|part| decompose(part, compatible, parts)),
            None => parts.push((c, tables::class(c))),
        }
    }
}

/// Puts marks that do not touch each other into one order; few follow one another, so they are moved one by one.
fn reorder(parts: &mut [(char, u8)]) {
    for end in 1..parts.len() {
        let mut at = end;
        while at > 0 && parts[at].1 != 0 && parts[at - 1].1 > parts[at].1 {
            parts.swap(at - 1, at);
            at -= 1;
        }
    }
}

fn compose(parts: &[(char, u8)]) -> String {
    let mut composed: Vec<(char, u8)> = Vec::with_capacity(parts.len());
    let mut starter = None;
    for &(c, class) in parts {
        if let Some(at) = starter {
            let between: Option<u8> = composed.last().filter(|_| composed.len() - 1 > at).map(|(_, class)| *class);
            // A mark is cut off from its letter by another of its own class, and by anything that starts anew.
            let reaches = between.is_none_or(|before| before != 0 && before < class);
            if reaches && let Some(whole) = pair(composed[at].0, c) {
                composed[at].0 = whole;
                continue;
            }
        }
        if class == 0 {
            starter = Some(composed.len());
        }
        composed.push((c, class));
    }
    composed.into_iter().map(|(c, _)| c).collect()
}

fn pair(first: char, second: char) -> Option<char> {
    let (a, b) = (u32::from(first), u32::from(second));
    let leading = a.checked_sub(LEADING).filter(|index| *index < LEADING_COUNT);
    let vowel = b.checked_sub(VOWELS).filter(|index| *index < VOWEL_COUNT);
    if let (Some(leading), Some(vowel)) = (leading, vowel) {
        return char::from_u32(SYLLABLES + (leading * VOWEL_COUNT + vowel) * TRAILING_COUNT);
    }
    let open = a
        .checked_sub(SYLLABLES)
        .filter(|index| *index < LEADING_COUNT * VOWEL_COUNT * TRAILING_COUNT && index % TRAILING_COUNT == 0);
    let trailing = b.checked_sub(TRAILING).filter(|index| (1..TRAILING_COUNT).contains(index));
    if let (Some(open), Some(trailing)) = (open, trailing) {
        return char::from_u32(SYLLABLES + open + trailing);
    }
    tables::composition(first, second)
}
