//! Domain names in ASCII: the mapping and checks of UTS 46 (nontransitional), with Punycode (RFC 3492).
//!
//! Stricter than UTS 46 where it costs nobody: no joiners, no symbols, and a label written from right to left
//! has no letters of the other direction.

use super::{fold_case, is_letter_or_mark, normalize::nfkc, tables};
use crate::text::{is_deceptive, is_zero_width};

/// The most characters of a label before it is encoded; none longer fits into 63 after.
const LABEL_CHARACTERS: usize = 63;
/// Punycode's parameters (RFC 3492, 5).
const BASE: u32 = 36;
const T_MIN: u32 = 1;
const T_MAX: u32 = 26;

/// The domain in lower-case ASCII, or `None` if it cannot be one. Lengths and the number of labels are the
/// caller's business.
pub(crate) fn to_ascii(domain: &str) -> Option<String> {
    if domain.chars().any(is_disallowed) {
        return None;
    }
    let mapped: String =
        fold_case(domain).chars().filter(|c| *c != '\u{ad}').map(|c| if c == '。' { '.' } else { c }).collect();
    // Dropping soft hyphens may bring together what composes.
    let mapped = fold_case(&mapped);
    let labels: Vec<Label> = mapped.split('.').map(Label::read).collect::<Option<_>>()?;
    let mixed = labels.iter().any(|label| label.is_rtl());
    if mixed && !labels.iter().all(Label::keeps_direction) {
        return None;
    }
    Some(labels.into_iter().map(|label| label.ascii).collect::<Vec<_>>().join("."))
}

/// Characters that show nothing (a soft hyphen is dropped instead), and signs such as `⒈` that contain a dot
/// but separate nothing.
fn is_disallowed(c: char) -> bool {
    let hides_dot = || !matches!(c, '。' | '．' | '｡') && nfkc(c.encode_utf8(&mut [0; 4])).contains(['.', '。']);
    (c != '\u{ad}' && is_deceptive(c)) || is_zero_width(c) || (!c.is_ascii() && hides_dot())
}

/// Whether an encoded label is what would have been encoded.
fn is_folded(text: &String) -> bool {
    !text.is_ascii() && !text.chars().any(is_disallowed) && fold_case(text) == *text
}

struct Label {
    unicode: String,
    ascii: String,
}

impl Label {
    fn read(label: &str) -> Option<Self> {
        let unicode = match label.strip_prefix("xn--") {
            // One domain has one spelling: what is encoded has to need it, and to be folded already.
            Some(encoded) => decode(encoded).filter(is_folded)?,
            None => label.to_owned(),
        };
        let ascii = if unicode.is_ascii() { unicode.clone() } else { format!("xn--{}", encode(&unicode)?) };
        let unchanged = !label.starts_with("xn--") || label == ascii;
        (unchanged && is_label(&unicode)).then_some(Self { unicode, ascii })
    }

    fn is_rtl(&self) -> bool {
        self.unicode.chars().any(is_rtl)
    }

    /// The Bidi rule (RFC 5893, 2), simplified: one direction a label, and no digit first.
    fn keeps_direction(&self) -> bool {
        let starts_with_letter = self.unicode.chars().next().is_some_and(char::is_alphabetic);
        let one_direction = !self.is_rtl()
            || self.unicode.chars().all(|c| is_rtl(c) || matches!(c, '-' | '0'..='9' | '\u{300}'..='\u{36f}'));
        let one_sort_of_digits = !(self.unicode.contains(|c: char| c.is_ascii_digit())
            && self.unicode.contains(|c| matches!(c, '\u{660}'..='\u{669}')));
        starts_with_letter && one_direction && one_sort_of_digits
    }
}

/// Letters, marks, digits and hyphens; hyphens and marks in their places.
fn is_label(label: &str) -> bool {
    let bytes = label.as_bytes();
    let hyphens =
        bytes.first() == Some(&b'-') || bytes.last() == Some(&b'-') || label.chars().skip(2).take(2).eq(['-', '-']);
    let first_is_mark = label.chars().next().is_none_or(tables::is_mark);
    !hyphens
        && !first_is_mark
        && label.chars().all(|c| match c {
            'a'..='z' | '0'..='9' | '-' | '·' | '・' => true,
            c => !c.is_ascii() && is_letter_or_mark(c),
        })
}

/// Letters of scripts that are written from right to left, and what goes with them.
pub(super) const fn is_rtl(c: char) -> bool {
    matches!(c, '\u{590}'..='\u{8ff}' | '\u{fb1d}'..='\u{fdff}' | '\u{fe70}'..='\u{feff}' | '\u{10800}'..='\u{10fff}' | '\u{1e800}'..='\u{1efff}')
}

/// Punycode, without the prefix (RFC 3492, 6.3).
fn encode(label: &str) -> Option<String> {
    let chars: Vec<u32> = label.chars().map(u32::from).collect();
    if chars.len() > LABEL_CHARACTERS {
        return None;
    }
    let mut out: String = label.chars().filter(char::is_ascii).collect();
    let basic = u32::try_from(out.len()).ok()?;
    if basic > 0 {
        out.push('-');
    }
    let (mut next, mut delta, mut bias, mut done) = (0x80, 0_u32, 72, basic);
    while done < u32::try_from(chars.len()).ok()? {
        let smallest = chars.iter().copied().filter(|c| *c >= next).min()?;
        delta = (smallest - next).checked_mul(done + 1)?.checked_add(delta)?;
        next = smallest;
        for &c in &chars {
            if c < next {
                delta = delta.checked_add(1)?;
            } else if c == next {
                let mut rest = delta;
                for k in (BASE..).step_by(36) {
                    let t = threshold(k, bias);
                    if rest < t {
                        break;
                    }
                    out.push(digit(t + (rest - t) % (BASE - t))?);
                    rest = (rest - t) / (BASE - t);
                }
                out.push(digit(rest)?);
                bias = adapt(delta, done + 1, done == basic);
                delta = 0;
                done += 1;
            }
        }
        delta += 1;
        next += 1;
    }
    Some(out)
}

/// The reverse (RFC 3492, 6.2).
fn decode(encoded: &str) -> Option<String> {
    let (basic, extended) = encoded.rsplit_once('-').unwrap_or(("", encoded));
    if encoded.len() > LABEL_CHARACTERS || !encoded.is_ascii() || (encoded.contains('-') && basic.is_empty()) {
        return None;
    }
    let mut chars: Vec<char> = basic.chars().collect();
    let (mut next, mut index, mut bias) = (0x80_u32, 0_u32, 72);
    let mut digits = extended.chars().map(|c| c.to_digit(36)).map(|value| value.map(|value| (value + 26) % 36));
    while let Some(first) = digits.next() {
        let (before, mut weight, mut k, mut value) = (index, 1_u32, BASE, first?);
        loop {
            index = value.checked_mul(weight)?.checked_add(index)?;
            let t = threshold(k, bias);
            if value < t {
                break;
            }
            weight = weight.checked_mul(BASE - t)?;
            k += BASE;
            value = digits.next()??;
        }
        let count = u32::try_from(chars.len()).ok()? + 1;
        bias = adapt(index - before, count, before == 0);
        next = next.checked_add(index / count)?;
        index %= count;
        chars.insert(usize::try_from(index).ok()?, char::from_u32(next)?);
        index += 1;
    }
    Some(chars.into_iter().collect())
}

const fn threshold(k: u32, bias: u32) -> u32 {
    if k <= bias + T_MIN {
        T_MIN
    } else if k >= bias + T_MAX {
        T_MAX
    } else {
        k - bias
    }
}

const fn adapt(delta: u32, count: u32, first: bool) -> u32 {
    let mut delta = if first { delta / 700 } else { delta / 2 };
    delta += delta / count;
    let mut k = 0;
    while delta > (BASE - T_MIN) * T_MAX / 2 {
        delta /= BASE - T_MIN;
        k += BASE;
    }
    k + (BASE - T_MIN + 1) * delta / (delta + 38)
}

/// 0 to 25 are letters, 26 to 35 digits.
fn digit(value: u32) -> Option<char> {
    char::from_digit((value + 10) % 36, 36)
}
