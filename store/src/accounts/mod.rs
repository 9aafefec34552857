//! People's logins: signing in and out, sessions, passwords.

mod caller;
mod client;
mod hashing;
pub(crate) mod session;
mod sign_in;
pub(crate) mod throttle;

pub use caller::{Caller, caller, sign_out};
pub use client::Client;
pub(crate) use hashing::Hasher;
pub use sign_in::sign_in;
