//! Signing in and out.

mod functions;
mod pages;

pub use functions::{SignIn, SignOut, local_path};
pub use pages::{SignInPage, SignOutButton};
