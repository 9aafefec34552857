//! People's logins: registering, signing in and out, passwords and addresses, sessions, the end of it.

mod address;
mod caller;
mod client;
mod close;
mod device;
mod export;
mod hashing;
pub(crate) mod password;
mod profile;
pub(crate) mod proof;
mod register;
mod reset;
pub(crate) mod session;
mod sessions;
mod sign_in;
mod strength;
pub(crate) mod throttle;
mod workshop;

pub use address::{begin_address_change, change_address};
pub use caller::{Caller, caller, sign_out};
pub use client::Client;
pub use close::{close, closing};
pub use export::export;
pub(crate) use hashing::Hasher;
pub use password::{change_password, password_demands};
pub use profile::{profile, save_profile, set_language};
pub use proof::clear_proofs;
pub use register::{begin_registration, register};
pub use reset::{ResetLink, forgot_password, open_reset, reset_password};
pub use sessions::{end_other_sessions, end_session, sessions};
pub use sign_in::sign_in;
pub use strength::strength;
