//! E-mail addresses. One parser for the browser and the server, so that one mailbox has one spelling
//! everywhere (I9; SECURITY.md U1, U2, E4, P5).

use crate::{
    FieldError,
    named::checked_text,
    text::{is_deceptive, is_zero_width},
    unicode::{fold_case, is_letter_or_mark, to_ascii},
};

/// The most bytes before the `@` (RFC 5321, 4.5.3.1.1).
const LOCAL_BYTES: usize = 64;
/// The most bytes of an address (RFC 5321, 4.5.3.1.3, without the angle brackets).
const ADDRESS_BYTES: u16 = 254;

/// An e-mail address in its one canonical spelling: width and composition folded, lower case, the domain
/// in ASCII. Two addresses are the same mailbox exactly if they are equal.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct EmailAddress(String);

checked_text!(EmailAddress);

impl EmailAddress {
    /// Reads a typed address.
    ///
    /// # Errors
    /// What is wrong with it; quoted local parts, IP literals and domains without a dot are refused.
    pub fn parse(typed: &str) -> Result<Self, FieldError> {
        let typed = typed.trim();
        if typed.is_empty() {
            return Err(FieldError::Missing);
        }
        // Folding can shorten or lengthen; far beyond the limit it is not worth the work.
        if typed.len() > 4 * usize::from(ADDRESS_BYTES) {
            return Err(FieldError::TooLong { max: ADDRESS_BYTES });
        }
        // UTS 46 drops soft hyphens from domains; before the `@` they are refused with the other signs.
        if typed.chars().any(|c| c != '\u{ad}' && (is_deceptive(c) || is_zero_width(c))) {
            return Err(FieldError::BadCharacter);
        }
        if typed.contains(['"', '＂']) {
            return Err(FieldError::AddressQuoted);
        }
        // The domain is folded by its own rules, so the parts come apart first.
        let (local, domain) = typed.rsplit_once(['@', '＠', '﹫']).ok_or(FieldError::NotAnAddress)?;
        let local = local_part(local)?;
        let domain = domain_part(domain)?;
        let address = format!("{local}@{domain}");
        if local.len() > LOCAL_BYTES || address.len() > usize::from(ADDRESS_BYTES) {
            return Err(FieldError::TooLong { max: ADDRESS_BYTES });
        }
        Ok(Self(address))
    }

    /// The part after the `@`, in ASCII.
    pub fn domain(&self) -> &str {
        self.0.rsplit_once('@').map_or("", |(_, domain)| domain)
    }
}

/// Lower-cases and checks what stands before the `@`: an RFC 5321 dot-string, letters of any script.
fn local_part(folded: &str) -> Result<String, FieldError> {
    // One sigma: its final form depends on the neighbours, which must not make two addresses.
    let lower = fold_case(folded).replace('ς', "σ");
    if lower.is_empty() || lower.split('.').any(str::is_empty) {
        return Err(FieldError::NotAnAddress);
    }
    if lower.chars().any(|c| c.is_whitespace() || c == '@') {
        return Err(FieldError::NotAnAddress);
    }
    if lower.chars().all(|c| if c.is_ascii() { is_atext(c) || c == '.' } else { is_letter_or_mark(c) }) {
        Ok(lower)
    } else {
        Err(FieldError::BadCharacter)
    }
}

const fn is_atext(c: char) -> bool {
    c.is_ascii_alphanumeric()
        || matches!(
            c,
            '!' | '#'
                | '$'
                | '%'
                | '&'
                | '\''
                | '*'
                | '+'
                | '-'
                | '/'
                | '='
                | '?'
                | '^'
                | '_'
                | '`'
                | '{'
                | '|'
                | '}'
                | '~'
        )
}

/// The domain in ASCII: mapped by UTS 46, labels of letters, digits and hyphens, at least one dot, and a
/// top level that is no number.
fn domain_part(folded: &str) -> Result<String, FieldError> {
    if folded.starts_with('[') || folded.contains(':') {
        return Err(FieldError::AddressDomain);
    }
    let ascii = to_ascii(folded).ok_or(FieldError::NotAnAddress)?;
    let labels: Vec<&str> = ascii.split('.').collect();
    let last = labels.last().copied().unwrap_or_default();
    let well_formed = |label: &&str| {
        (1..=63).contains(&label.len())
            && !label.starts_with('-')
            && !label.ends_with('-')
            && label.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-')
    };
    if !labels.iter().all(well_formed) {
        Err(FieldError::NotAnAddress)
    } else if labels.len() < 2 || last.len() < 2 || last.bytes().all(|byte| byte.is_ascii_digit()) {
        Err(FieldError::AddressDomain)
    } else {
        Ok(ascii)
    }
}
