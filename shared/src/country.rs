//! Countries and regions: ISO 3166-1 alpha-2.

use crate::{FieldError, Language, text::fold_width};
use serde::{Deserialize, Deserializer, Serialize, Serializer};
use std::{borrow::Cow, fmt};

mod table;

/// A country or region of ISO 3166-1.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Country(u8);

impl Country {
    /// Every country and region, sorted by code.
    pub fn all() -> impl Iterator<Item = Self> {
        (0..).take(table::NAMES.len()).map(Self)
    }

    /// Reads a code in any case and width.
    ///
    /// # Errors
    /// `Missing` or `NotAChoice`.
    pub fn parse(typed: &str) -> Result<Self, FieldError> {
        let code = fold_width(typed).trim().to_ascii_uppercase();
        match code.as_str() {
            "" => Err(FieldError::Missing),
            code => Self::all().find(|country| country.as_str() == code).ok_or(FieldError::NotAChoice),
        }
    }

    /// The code, such as `JP`.
    pub fn as_str(self) -> &'static str {
        let at = 2 * usize::from(self.0);
        table::CODES.get(at..at + 2).unwrap_or_default()
    }

    /// The name people read.
    pub fn name(self, language: Language) -> &'static str {
        let (en, ja) = table::NAMES.get(usize::from(self.0)).copied().unwrap_or_default();
        match language {
            Language::En => en,
            Language::Ja => ja,
        }
    }
}

impl fmt::Display for Country {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

impl Serialize for Country {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.as_str())
    }
}

impl<'de> Deserialize<'de> for Country {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let code = Cow::<'de, str>::deserialize(deserializer)?;
        Self::parse(&code).map_err(|_| serde::de::Error::custom("not a country"))
    }
}
