//! What happened: a chain of entries per organization for what changed, and security events for the
//! rest.

mod chain;
mod changes;
mod event;
mod line;
mod list;
mod security;
mod verify;

pub(crate) use chain::{Entry, append, append_all, append_to};
pub(crate) use event::Event;
pub(crate) use line::{Line, Name};
pub use list::{Exported, Query, export, list};
pub(crate) use security::{SecurityEvent, note, noting_denials};
pub use verify::{Chain, organizations, verify};
