//! Registering without an invitation (C1): address first, then the mailed code with everything else.

use super::NewPassword;
use crate::{
    EmailAddress, Field, FieldErrors, FullName, invitation,
    kind::Ask,
    names,
    password::{Password, PasswordRule},
    terms,
};
use serde::{Deserialize, Serialize};
use std::fmt;

/// What a new person typed, once the code is mailed; the serde names are the controls' names.
#[derive(Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct SelfRegistration {
    /// The mailed code.
    pub code: String,
    /// Family name.
    pub family_name: String,
    /// Given name.
    pub given_name: String,
    /// The password, twice.
    #[serde(flatten)]
    pub new: NewPassword,
    /// The version of the terms that the page shows.
    pub version: String,
    /// The ticked box: `on` or `true`.
    pub terms: String,
}

/// A checked registration.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewPerson {
    /// The mailed code, six ASCII digits.
    pub code: String,
    /// The person's name.
    pub name: FullName,
    /// The password to hash.
    pub password: Password,
}

impl SelfRegistration {
    /// Checks the form. `current` is the version of the operator's terms that has to be agreed to. Outside any
    /// kind a password has 15 characters (P1).
    ///
    /// # Errors
    /// One error per field that cannot be taken as it is.
    pub fn check(&self, address: &EmailAddress, current: &str) -> Result<NewPerson, FieldErrors> {
        let mut errors = FieldErrors::default();
        let code = errors.take(Field::Code, invitation::code(&self.code));
        let name = names::full_name(Ask::Required, &self.family_name, &self.given_name, &mut errors);
        let password = self.new.read::<&str>(PasswordRule::DEFAULT, address, &[], &mut errors);
        errors.take(Field::Terms, terms::agrees(&self.terms, &self.version, current));
        match (code, name, password) {
            (Some(code), Some(name), Some(password)) if errors.is_empty() => Ok(NewPerson { code, name, password }),
            _ => Err(errors),
        }
    }
}

impl fmt::Debug for SelfRegistration {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("SelfRegistration").finish_non_exhaustive()
    }
}
