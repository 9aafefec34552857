//! The registration form of an invited person (K7–K9, A3).

use super::draft::{language, optional};
use crate::{
    Country, EmailAddress, Field, FieldError, FieldErrors, FullName, Language, Phone,
    kind::{Ask, Preset, TermsRule},
    names,
    password::Password,
    terms::{Agreement, agrees},
    text::fold_width,
};
use serde::{Deserialize, Serialize};

/// What a new person typed; the serde names are the controls' names.
#[derive(Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Registration {
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
    /// Password.
    pub password: String,
    /// The password once more.
    pub password_again: String,
    /// The version of the terms that the page shows.
    pub version: String,
    /// The ticked box: `on` or `true`.
    pub terms: String,
    /// The mailed code, when the link does not prove the mailbox (I7).
    pub code: String,
}

/// A checked registration.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewAccount {
    /// The person's name, if asked here.
    pub name: Option<FullName>,
    /// The country, if asked.
    pub country: Option<Country>,
    /// The language, if asked.
    pub language: Option<Language>,
    /// The phone number, if asked.
    pub phone: Option<Phone>,
    /// The password to hash.
    pub password: Password,
    /// The mailed code, six ASCII digits, where one is needed.
    pub code: Option<String>,
    /// What was agreed to here.
    pub terms: Option<Agreement>,
}

impl Registration {
    /// Checks the form by the kind's rules. `needs_code` is true for a copied link; `terms` is the version of the terms
    /// that has to be agreed to, where the kind asks here.
    ///
    /// # Errors
    /// One error per field that cannot be taken as it is.
    pub fn check(
        &self,
        preset: &Preset,
        address: &EmailAddress,
        organization: &str,
        needs_code: bool,
        terms: &str,
    ) -> Result<NewAccount, FieldErrors> {
        let mut errors = FieldErrors::default();
        let asks = &preset.asks;
        let code = if needs_code { errors.take(Field::Code, code(&self.code)) } else { None };
        let name = names::full_name(asks.name, &self.family_name, &self.given_name, &mut errors);
        let country = errors.take(Field::Country, optional(&self.country, asks.country, Country::parse)).flatten();
        let language = errors.take(Field::Language, self.language(asks.language)).flatten();
        let phone = errors.take(Field::Phone, optional(&self.phone, asks.phone, Phone::parse)).flatten();
        let password = errors.take(Field::Password, preset.password.check(&self.password, address, organization));
        if asks.password_twice && self.password_again.is_empty() {
            errors.push(Field::PasswordAgain, FieldError::Missing);
        } else if asks.password_twice && self.password != self.password_again {
            errors.push(Field::PasswordAgain, FieldError::Differs);
        }
        let terms = match preset.terms {
            TermsRule::AtRegistration => errors.take(Field::Terms, agrees(&self.terms, &self.version, terms)),
            TermsRule::AtFirstSignIn | TermsRule::None => None,
        };
        match password {
            Some(password) if errors.is_empty() => {
                Ok(NewAccount { name, country, language, phone, password, code, terms })
            }
            _ => Err(errors),
        }
    }

    fn language(&self, ask: Ask) -> Result<Option<Language>, FieldError> {
        match ask {
            Ask::No => Ok(None),
            Ask::Required if self.language.is_empty() => Err(FieldError::Missing),
            _ => language(&self.language),
        }
    }
}

/// Six digits, in any width, with spaces or not.
pub(crate) fn code(typed: &str) -> Result<String, FieldError> {
    let digits: String = fold_width(typed).chars().filter(|c| !c.is_whitespace() && *c != '-').collect();
    if digits.is_empty() {
        Err(FieldError::Missing)
    } else if digits.len() == 6 && digits.bytes().all(|byte| byte.is_ascii_digit()) {
        Ok(digits)
    } else {
        Err(FieldError::WrongCode)
    }
}

impl std::fmt::Debug for Registration {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Registration").finish_non_exhaustive()
    }
}
