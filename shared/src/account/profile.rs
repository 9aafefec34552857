//! What a person says about themselves (C2).

use crate::{
    Country, Field, FieldError, FieldErrors, FullName, Language, Phone, invitation,
    kind::{Ask, is_zone_name},
    names,
};
use serde::{Deserialize, Serialize};

/// The profile as it is typed; the serde names are the controls' names.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct ProfileForm {
    /// Family name.
    pub family_name: String,
    /// Given name.
    pub given_name: String,
    /// ISO 3166-1 alpha-2 code.
    pub country: String,
    /// Language tag.
    pub language: String,
    /// Phone number.
    pub phone: String,
    /// IANA name of a time zone.
    pub time_zone: String,
}

/// A checked profile.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Profile {
    /// The name.
    pub name: FullName,
    /// The country, if given.
    pub country: Option<Country>,
    /// The language of pages and mails.
    pub language: Language,
    /// The phone number, if given.
    pub phone: Option<Phone>,
    /// The time zone, if given; whether it exists is the server's to know.
    pub time_zone: Option<String>,
}

impl ProfileForm {
    /// Checks the form. Whoever has an account has a name; the rest may be left out.
    ///
    /// # Errors
    /// One error per field that cannot be taken as it is.
    pub fn check(&self) -> Result<Profile, FieldErrors> {
        let mut errors = FieldErrors::default();
        let name = names::full_name(Ask::Required, &self.family_name, &self.given_name, &mut errors);
        let country = invitation::optional(&self.country, Ask::Optional, Country::parse);
        let country = errors.take(Field::Country, country).flatten();
        let language = Language::parse(&self.language).ok_or(FieldError::NotAChoice);
        let language = errors.take(Field::Language, language);
        let phone = errors.take(Field::Phone, invitation::optional(&self.phone, Ask::Optional, Phone::parse)).flatten();
        let time_zone = Some(self.time_zone.trim()).filter(|name| !name.is_empty());
        if time_zone.is_some_and(|name| !is_zone_name(name)) {
            errors.push(Field::TimeZone, FieldError::NotAChoice);
        }
        match (name, language) {
            (Some(name), Some(language)) if errors.is_empty() => {
                Ok(Profile { name, country, language, phone, time_zone: time_zone.map(str::to_owned) })
            }
            _ => Err(errors),
        }
    }
}
