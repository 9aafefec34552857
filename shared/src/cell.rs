//! Cells of tables that spreadsheets open (F2).

use std::borrow::Cow;

/// A cell that no spreadsheet takes for a formula: what would begin one gets a quotation mark before it.
pub fn neutral(cell: &str) -> Cow<'_, str> {
    let begins = |c: char| matches!(c, '=' | '+' | '-' | '@' | '\t' | '\r' | '\n' | '＝' | '＋' | '－' | '＠');
    if cell.starts_with(begins) { Cow::Owned(format!("'{cell}")) } else { Cow::Borrowed(cell) }
}

#[cfg(test)]
mod tests {
    use super::neutral;

    #[test]
    fn sec_f02_a_formula_becomes_text() {
        for formula in ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "＝1+1"] {
            assert_eq!(neutral(formula), format!("'{formula}"));
        }
        for plain in ["", "Mina", "mina@ito.example", "2026-11-22", "'=1"] {
            assert_eq!(neutral(plain), plain);
        }
    }
}
