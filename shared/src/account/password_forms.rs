//! Setting a password anew, and changing what one signs in with (C1; SECURITY.md P6, P7).

use crate::{
    EmailAddress, Field, FieldError, FieldErrors,
    password::{Password, PasswordRule},
};
use serde::{Deserialize, Serialize};
use std::fmt;

/// A new password, typed twice.
#[derive(Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct NewPassword {
    /// The password.
    pub password: String,
    /// The password once more.
    pub password_again: String,
}

impl NewPassword {
    /// Checks it by the rule of the person with this address, who belongs to these organizations.
    ///
    /// # Errors
    /// What is wrong with it.
    pub fn check<S: AsRef<str>>(
        &self,
        rule: PasswordRule,
        address: &EmailAddress,
        organizations: &[S],
    ) -> Result<Password, FieldErrors> {
        let mut errors = FieldErrors::default();
        let password = self.read(rule, address, organizations, &mut errors);
        password.filter(|_| errors.is_empty()).ok_or(errors)
    }

    pub(super) fn read<S: AsRef<str>>(
        &self,
        rule: PasswordRule,
        address: &EmailAddress,
        organizations: &[S],
        errors: &mut FieldErrors,
    ) -> Option<Password> {
        let password = errors.take(Field::Password, rule.check_among(&self.password, address, organizations));
        if self.password_again.is_empty() {
            errors.push(Field::PasswordAgain, FieldError::Missing);
        } else if self.password != self.password_again {
            errors.push(Field::PasswordAgain, FieldError::Differs);
        }
        password
    }
}

/// A new password from somebody who is signed in and knows the one of now.
#[derive(Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct PasswordChange {
    /// The password of now.
    pub current_password: String,
    /// The new one, twice.
    #[serde(flatten)]
    pub new: NewPassword,
}

impl PasswordChange {
    /// Checks both and gives the password of now, to be tried, and the new one.
    ///
    /// # Errors
    /// One error per field.
    pub fn check<S: AsRef<str>>(
        &self,
        rule: PasswordRule,
        address: &EmailAddress,
        organizations: &[S],
    ) -> Result<(Password, Password), FieldErrors> {
        let mut errors = FieldErrors::default();
        let current = errors.take(Field::CurrentPassword, Password::typed(&self.current_password));
        let new = self.new.read(rule, address, organizations, &mut errors);
        if new.is_some() && current == new {
            errors.push(Field::Password, FieldError::Unchanged);
        }
        match (current, new) {
            (Some(current), Some(new)) if errors.is_empty() => Ok((current, new)),
            _ => Err(errors),
        }
    }
}

/// Another address, from somebody who is signed in and knows the password (P7).
#[derive(Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct AddressChange {
    /// The new address.
    pub address: String,
    /// The password of now.
    pub current_password: String,
}

impl AddressChange {
    /// Checks what can be checked without knowing any other account.
    ///
    /// # Errors
    /// One error per field; `Unchanged` for the address of now.
    pub fn check(&self, now: &EmailAddress) -> Result<(EmailAddress, Password), FieldErrors> {
        let mut errors = FieldErrors::default();
        let address = errors.take(Field::Address, EmailAddress::parse(&self.address));
        let current = errors.take(Field::CurrentPassword, Password::typed(&self.current_password));
        if address.as_ref() == Some(now) {
            errors.push(Field::Address, FieldError::Unchanged);
        }
        match (address, current) {
            (Some(address), Some(current)) if errors.is_empty() => Ok((address, current)),
            _ => Err(errors),
        }
    }
}

/// The end of an account, from somebody who is signed in, knows the password, and has ticked that it is meant (C6).
#[derive(Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Closing {
    /// What became of one's own data: `downloaded` or `declined`.
    pub own_data: String,
    /// The password of now.
    pub current_password: String,
    /// The ticked box: `on` or `true`.
    pub understood: String,
}

impl Closing {
    /// Checks the form and gives the password of now, to be tried. `exported` is whether the data has ever been
    /// downloaded: the account takes it along.
    ///
    /// # Errors
    /// One error per field.
    pub fn check(&self, exported: bool) -> Result<Password, FieldErrors> {
        let mut errors = FieldErrors::default();
        match self.own_data.as_str() {
            "declined" => {}
            "downloaded" if exported => {}
            "downloaded" => errors.push(Field::OwnData, FieldError::NotExported),
            _ => errors.push(Field::OwnData, FieldError::NotAChoice),
        }
        let current = errors.take(Field::CurrentPassword, Password::typed(&self.current_password));
        if !matches!(self.understood.as_str(), "on" | "true") {
            errors.push(Field::Understood, FieldError::Unticked);
        }
        current.filter(|_| errors.is_empty()).ok_or(errors)
    }
}

impl fmt::Debug for Closing {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Closing").finish_non_exhaustive()
    }
}

impl fmt::Debug for NewPassword {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("NewPassword").finish_non_exhaustive()
    }
}

impl fmt::Debug for PasswordChange {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("PasswordChange").finish_non_exhaustive()
    }
}

impl fmt::Debug for AddressChange {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("AddressChange").field("address", &self.address).finish_non_exhaustive()
    }
}
