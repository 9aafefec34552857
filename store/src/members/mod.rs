//! The people of an organization.

mod list;

pub use list::{Query, list};
