//! Codes and names, sorted by code.

pub(super) const COUNTRIES: &[(&str, &str, &str)] = &[
    ("JP", "Japan", "日本"),
    ("US", "United States", "アメリカ合衆国"),
];
