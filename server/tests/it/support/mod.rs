//! A running server, and browsers without JavaScript.

mod app;
mod browser;
mod page;
mod program;

pub(crate) use app::{Mail, Setup, TestApp};
pub(crate) use browser::{Browser, SignedIn};
pub(crate) use page::Page;
pub(crate) use program::{Home, run_aside, words};

/// An owner of the demonstration's buyer.
pub(crate) const OWNER: &str = "hanako.sato@aoba.example";
/// A member of it, with the permission Write.
pub(crate) const MEMBER: &str = "emma.clark@aoba.example";
/// An owner of the maker, which the buyer's people must not see.
pub(crate) const STRANGER: &str = "olivia.reed@harbour-looms.example";
/// The password of everybody in the demonstration.
pub(crate) const PASSWORD: &str = "Paper-Lantern-2026";
/// Who is invited in most tests.
pub(crate) const INVITEE: &str = "mio.arai@newcomer.example";
