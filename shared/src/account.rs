//! A person's own account: signing in, registering outside any organization, the profile (C1, C2).

use crate::{EmailAddress, Field, FieldError, FieldErrors, invitation, password::Password};
use serde::{Deserialize, Serialize};

mod password_forms;
mod profile;
mod registration;

pub use password_forms::{AddressChange, Closing, NewPassword, PasswordChange};
pub use profile::{Profile, ProfileForm};
pub use registration::{NewPerson, SelfRegistration};

/// Reads a mailed code: six digits in any width, with spaces or not.
///
/// # Errors
/// `Missing` or `WrongCode`.
pub fn code(typed: &str) -> Result<String, FieldError> {
    invitation::code(typed)
}

/// What somebody typed to sign in.
#[derive(Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct SignIn {
    /// E-mail address.
    pub address: String,
    /// Password.
    pub password: String,
}

impl SignIn {
    /// Checks what can be checked without knowing any account. The rules for new passwords are not
    /// applied: they may be younger than the password.
    ///
    /// # Errors
    /// One error per field that cannot be tried.
    pub fn check(&self) -> Result<(EmailAddress, Password), FieldErrors> {
        let mut errors = FieldErrors::default();
        let address = errors.take(Field::Address, EmailAddress::parse(&self.address));
        let password = errors.take(Field::Password, Password::typed(&self.password));
        match (address, password) {
            (Some(address), Some(password)) => Ok((address, password)),
            _ => Err(errors),
        }
    }
}

impl std::fmt::Debug for SignIn {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("SignIn").field("address", &self.address).finish_non_exhaustive()
    }
}
