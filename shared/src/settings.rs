//! The settings of an organization, as typed (section 1 of REQUIREMENTS.md).

use crate::{
    Field, FieldError, FieldErrors, Language, OrganizationName, Slug,
    kind::{AccessEndRule, Overrides},
    text::fold_width,
};
use serde::{Deserialize, Serialize};

/// Settings as typed; the names are the controls' names.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Draft {
    /// Name of the organization.
    pub name: String,
    /// The part of its address that names it.
    pub slug: String,
    /// How long links are valid, in hours; empty: as the kind has it (K1).
    pub link_valid: String,
    /// Whether access ends on dates, by name; empty: as the kind has it (K10).
    pub access_end: String,
    /// The language of mails to people who have not chosen one.
    pub language: String,
    /// IANA name of the time zone in which its days end.
    pub time_zone: String,
}

/// Checked settings.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Settings {
    /// Name of the organization.
    pub name: OrganizationName,
    /// The part of its address that names it.
    pub slug: Slug,
    /// What it overrides of its kind.
    pub overrides: Overrides,
}

impl Draft {
    /// Checks everything that can be known without the database and its time zones.
    ///
    /// # Errors
    /// One error per field that cannot be taken as it is.
    pub fn check(&self) -> Result<Settings, FieldErrors> {
        let mut errors = FieldErrors::default();
        let name = errors.take(Field::Name, OrganizationName::parse(&self.name));
        let slug = errors.take(Field::Slug, Slug::parse(&self.slug));
        let link = errors.take(Field::LinkValid, hours(&self.link_valid)).flatten();
        let access_end = match self.access_end.as_str() {
            "" => None,
            typed => errors.take(Field::AccessEnd, AccessEndRule::parse(typed).ok_or(FieldError::NotAChoice)),
        };
        let language = Language::parse(&self.language).ok_or(FieldError::NotAChoice);
        let language = errors.take(Field::Language, language);
        let overrides = Overrides {
            link_valid_seconds: link,
            terms_version: None,
            access_end,
            language,
            time_zone: Some(self.time_zone.trim().to_owned()),
        };
        if let Err(below) = overrides.check() {
            below.0.into_iter().for_each(|(field, error)| errors.push(field, error));
        }
        match (name, slug) {
            (Some(name), Some(slug)) if errors.is_empty() => Ok(Settings { name, slug, overrides }),
            _ => Err(errors),
        }
    }
}

/// Hours as seconds; the bounds are [`Overrides::check`]'s.
fn hours(typed: &str) -> Result<Option<u32>, FieldError> {
    let typed = fold_width(typed);
    let bounds = FieldError::OutOfRange { min: 1, max: crate::kind::MAX_LINK_SECONDS / 3600 };
    match typed.trim() {
        "" => Ok(None),
        typed => typed.parse::<u32>().ok().and_then(|hours| hours.checked_mul(3600)).map(Some).ok_or(bounds),
    }
}
