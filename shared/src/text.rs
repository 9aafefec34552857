//! Characters: what is folded together, and what has no place in a name or an address.

/// Full-width letters, digits and signs become half-width ones; nothing else changes.
pub(crate) fn fold_width(text: &str) -> String {
    text.chars()
        .map(|c| match c {
            '\u{3000}' => ' ',
            '\u{ff01}'..='\u{ff5e}' => char::from_u32(u32::from(c) - 0xfee0).unwrap_or(c),
            // Minus and hyphens that input methods type between digits.
            '\u{2010}'..='\u{2015}' | '\u{2212}' | '\u{30fc}' | '\u{ff70}' => '-',
            c => c,
        })
        .collect()
}

/// Characters that change what is around them or show nothing: control characters, bidirectional marks
/// and overrides, line separators, annotation marks, tags, private use and noncharacters.
///
/// ZWJ and ZWNJ are not among them: several scripts write names with them.
pub(crate) fn is_deceptive(c: char) -> bool {
    c.is_control()
        || matches!(c,
            '\u{ad}' | '\u{61c}' | '\u{115f}' | '\u{1160}' | '\u{180e}' | '\u{200b}' | '\u{200e}' | '\u{200f}'
            | '\u{2028}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{2800}' | '\u{3164}' | '\u{feff}' | '\u{ffa0}'
            | '\u{fff9}'..='\u{fffd}' | '\u{e000}'..='\u{f8ff}' | '\u{fdd0}'..='\u{fdef}'
            | '\u{e0000}'..='\u{e007f}' | '\u{f0000}'..='\u{10ffff}')
        || (c as u32) & 0xfffe == 0xfffe
}

/// Characters without width of their own; they have no place in addresses.
pub(crate) const fn is_zero_width(c: char) -> bool {
    matches!(c, '\u{34f}' | '\u{17b4}' | '\u{17b5}' | '\u{200b}'..='\u{200d}' | '\u{180b}'..='\u{180f}' | '\u{fe00}'..='\u{fe0f}' | '\u{e0100}'..='\u{e01ef}')
}
