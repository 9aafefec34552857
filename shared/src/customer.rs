//! A customer as its seller registers it (M9).

use crate::{Field, FieldError, FieldErrors, Language, OrganizationName, Slug};
use serde::{Deserialize, Serialize};

/// A customer as typed; the serde names are the controls' names.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct CustomerDraft {
    /// Name of the organization.
    pub name: String,
    /// The part of its address that names it.
    pub slug: String,
    /// Language of its mails.
    pub language: String,
    /// Name of the time zone in which its days end; whether it exists is the server's to know.
    pub time_zone: String,
}

/// A checked customer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewCustomer {
    /// Its name.
    pub name: OrganizationName,
    /// The part of its address that names it.
    pub slug: Slug,
    /// Language of its mails.
    pub language: Language,
    /// Name of its time zone.
    pub time_zone: String,
}

impl CustomerDraft {
    /// Checks everything that can be known without the database.
    ///
    /// # Errors
    /// One error per field that cannot be taken as it is.
    pub fn check(&self) -> Result<NewCustomer, FieldErrors> {
        let mut errors = FieldErrors::default();
        let name = errors.take(Field::Name, OrganizationName::parse(&self.name));
        let slug = errors.take(Field::Slug, Slug::parse(&self.slug));
        let language = errors.take(Field::Language, Language::parse(&self.language).ok_or(FieldError::NotAChoice));
        let time_zone = self.time_zone.trim();
        let time_zone = if time_zone.is_empty() { Err(FieldError::Missing) } else { Ok(time_zone.to_owned()) };
        let time_zone = errors.take(Field::TimeZone, time_zone);
        match (name, slug, language, time_zone) {
            (Some(name), Some(slug), Some(language), Some(time_zone)) => {
                Ok(NewCustomer { name, slug, language, time_zone })
            }
            _ => Err(errors),
        }
    }
}
