//! What people see: pages, components, server functions and mails.
//!
//! The folders are the features and have the names they have in `store`. Nothing here decides: rules are in
//! `shared`, and what a person may do is settled in `store`.

// Pages are deep types; the compiler needs room to name them.
#![recursion_limit = "512"]

#[cfg(not(erase_components))]
compile_error!("RUSTFLAGS in the environment hides .cargo/config.toml: add `--cfg erase_components` to it");

mod error;
pub mod form;
pub mod keyboard;
pub mod layout;
pub mod naming;
pub mod session;
pub mod shell;

#[cfg(feature = "ssr")]
pub mod cookies;
#[cfg(feature = "ssr")]
pub mod mail;
#[cfg(feature = "ssr")]
pub mod plain;
#[cfg(feature = "ssr")]
pub mod request;

pub mod access;
pub mod accounts;
pub mod audit;
pub mod imports;
pub mod invitations;
pub mod members;
pub mod organizations;
pub mod seats;
pub mod terms;

pub use error::AppError;
#[cfg(feature = "ssr")]
pub use shell::shell;
pub use shell::{App, Assets, Site};
