//! People's own accounts: registering, signing in and out, passwords, sessions, the profile.

mod address;
mod closing;
mod frame;
mod functions;
mod language;
mod password;
mod profile;
mod register;
mod reset;
mod sessions;
mod sign_in;
mod strength;

pub use closing::ClosingPage;
pub use functions::*;
pub use language::LanguageSwitch;
pub use password::{PasswordGate, SecurityPage};
pub use profile::ProfilePage;
pub use register::RegisterPage;
pub use reset::{ForgotPage, ResetPage};
pub use sessions::SessionsPage;
pub use sign_in::{SignInPage, SignOutButton};
pub use strength::{NewPasswordField, PasswordStrength, password_strength};
