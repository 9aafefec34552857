//! Counts and amounts as people write them.

/// Digits in groups of three, in both languages: "1,234,567".
pub fn number(count: impl Into<u64>) -> String {
    let digits = count.into().to_string();
    let mut grouped = String::with_capacity(digits.len() + digits.len() / 3);
    for (position, digit) in digits.char_indices() {
        if position > 0 && (digits.len() - position).is_multiple_of(3) {
            grouped.push(',');
        }
        grouped.push(digit);
    }
    grouped
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn digits_stand_in_groups_of_three() {
        let numbers = [0_u64, 7, 999, 1000, 12_345, 100_000, 1_234_567, u64::MAX];
        let written = ["0", "7", "999", "1,000", "12,345", "100,000", "1,234,567", "18,446,744,073,709,551,615"];
        assert_eq!(numbers.map(number), written);
        assert_eq!(number(500_u32), "500");
    }
}
