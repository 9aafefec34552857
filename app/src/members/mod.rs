//! An organization's people.

mod functions;
mod pages;

pub use functions::{MembersPage, ReadMembers};
pub use pages::ListPage;
