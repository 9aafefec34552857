//! Writes the tables of `src/unicode/`: `cargo run -p shared --example unicode`, after an update of the
//! `unicode-normalization` crate. The layout is what `src/unicode/tables.rs` reads.

use std::{error::Error, fs, path::Path};
use unicode_normalization::{
    UnicodeNormalization,
    char::{canonical_combining_class, decompose_canonical, decompose_compatible, is_combining_mark},
};

fn main() -> Result<(), Box<dyn Error>> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("src/unicode");
    fs::write(folder.join("decompositions.bin"), decompositions()?)?;
    fs::write(folder.join("classes.bin"), classes()?)?;
    Ok(())
}

/// Every character that is no Hangul syllable and has a decomposition, in blocks of 256 characters.
fn decompositions() -> Result<Vec<u8>, Box<dyn Error>> {
    let (mut offsets, mut entries) = (Vec::new(), Vec::new());
    for block in 0..0x2fb_u32 {
        offsets.push(u16::try_from(entries.len())?);
        for low in 0..=0xff_u8 {
            let Some(c) = char::from_u32(block << 8 | u32::from(low)).filter(|c| !('가'..='힣').contains(c)) else {
                continue;
            };
            let Some((sort, text)) = decomposition(c) else { continue };
            entries.extend([low, sort << 6 | u8::try_from(text.len())?]);
            entries.extend(text.bytes());
        }
    }
    offsets.push(u16::try_from(entries.len())?);
    let index = offsets.iter().flat_map(|offset| offset.to_le_bytes());
    Ok(index.chain(entries).collect())
}

/// 0: the pair that composes to it; 1: canonical, but never composed; 2: compatibility, in full.
fn decomposition(c: char) -> Option<(u8, String)> {
    let (mut canonical, mut compatible) = (Vec::new(), Vec::new());
    decompose_canonical(c, |part| canonical.push(part));
    decompose_compatible(c, |part| compatible.push(part));
    if canonical == [c] {
        return (compatible != [c]).then(|| (2, compatible.iter().collect()));
    }
    if [c].iter().copied().nfc().ne([c]) {
        return Some((1, canonical.iter().collect()));
    }
    let last = canonical.pop()?;
    Some((0, canonical.into_iter().nfc().chain([last]).collect()))
}

/// Runs of marks with one combining class: distance from the end of the run before
/// (as base-128 digits, lowest first), length, class. Marks that have none are listed with 255.
fn classes() -> Result<Vec<u8>, Box<dyn Error>> {
    let mut runs: Vec<(u32, u8, u8)> = Vec::new();
    for c in '\0'..=char::MAX {
        let class = match canonical_combining_class(c) {
            0 if is_combining_mark(c) => 255,
            class => class,
        };
        match runs.last_mut() {
            _ if class == 0 => {}
            Some((start, length, same))
                if *same == class && *start + u32::from(*length) == u32::from(c) && *length < 255 =>
            {
                *length += 1;
            }
            _ => runs.push((u32::from(c), 1, class)),
        }
    }
    let (mut bytes, mut end) = (Vec::new(), 0);
    for (start, length, class) in runs {
        let mut distance = start - end;
        while distance > 0x7f {
            bytes.push(0x80 | u8::try_from(distance & 0x7f)?);
            distance >>= 7;
        }
        bytes.extend([u8::try_from(distance)?, length, class]);
        end = start + u32::from(length);
    }
    Ok(bytes)
}
