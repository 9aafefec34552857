//! What happened: a chain of entries per organization for what changed, and security events for the
//! rest.

mod chain;
mod list;
mod security;
mod verify;

pub(crate) use chain::{Entry, Event, append, append_to};
pub use list::{Exported, Query, export, list};
pub(crate) use security::{SecurityEvent, note, noting_denials};
pub use verify::{Chain, organizations, verify};
