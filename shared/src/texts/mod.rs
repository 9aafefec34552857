//! Every text people read, in Japanese and English. A text that lacks a language does not compile.
//!
//! One file per feature. A text without gaps is a `&'static str` for a [`Language`]; a text with gaps
//! is a function of its gaps.

pub mod access;
pub mod accounts;
pub mod activity;
pub mod dates;
pub mod errors;
pub mod forms;
pub mod imports;
pub mod inbox;
pub mod invitations;
pub mod keyboard;
pub mod kinds;
pub mod mail;
pub mod members;
pub mod news;
pub mod numbers;
pub mod organizations;
pub mod overview;
pub mod passwords;
pub mod problems;
pub mod reach;
pub mod seats;
pub mod settings;
pub mod terms;

pub use numbers::number;

use crate::Language;

/// Declares texts. `name { en: "…", ja: "…" }` makes `pub const fn name(Language) -> &'static str`;
/// `name(gap) { en: "… {gap} …", ja: "…" }` makes `pub fn name(Language, gap: impl Display) -> String`. Where the first
/// gap is a count, `one: "…"` after the two is what English says of exactly one.
#[macro_export]
macro_rules! texts {
    () => {};
    ($(#[$doc:meta])* $name:ident { en: $en:literal, ja: $ja:literal $(,)? } $($rest:tt)*) => {
        $(#[$doc])*
        #[doc = $en]
        pub const fn $name(language: $crate::Language) -> &'static str {
            match language {
                $crate::Language::En => $en,
                $crate::Language::Ja => $ja,
            }
        }
        $crate::texts! { $($rest)* }
    };
    ($(#[$doc:meta])* $name:ident($($gap:ident),+) { en: $en:literal, ja: $ja:literal $(,)? } $($rest:tt)*) => {
        $(#[$doc])*
        #[doc = $en]
        pub fn $name(language: $crate::Language, $($gap: impl std::fmt::Display),+) -> String {
            match language {
                $crate::Language::En => format!($en, $($gap = $gap),+),
                $crate::Language::Ja => format!($ja, $($gap = $gap),+),
            }
        }
        $crate::texts! { $($rest)* }
    };
    ($(#[$doc:meta])* $name:ident($count:ident $(, $gap:ident)*) {
        en: $en:literal, ja: $ja:literal, one: $one:literal $(,)?
    } $($rest:tt)*) => {
        $(#[$doc])*
        #[doc = $en]
        pub fn $name(
            language: $crate::Language, $count: impl std::fmt::Display $(, $gap: impl std::fmt::Display)*
        ) -> String {
            match language {
                $crate::Language::En if $count.to_string() == "1" => format!($one, $count = $count $(, $gap = $gap)*),
                $crate::Language::En => format!($en, $count = $count $(, $gap = $gap)*),
                $crate::Language::Ja => format!($ja, $count = $count $(, $gap = $gap)*),
            }
        }
        $crate::texts! { $($rest)* }
    };
}

/// The two spellings of one text, for tables that are data (kinds).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Text {
    /// English.
    pub en: &'static str,
    /// Japanese.
    pub ja: &'static str,
}

impl Text {
    /// The text in a language.
    pub const fn get(self, language: Language) -> &'static str {
        match language {
            Language::En => self.en,
            Language::Ja => self.ja,
        }
    }
}
