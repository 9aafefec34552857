//! Invitations: sent, looked at, taken back, and answered by the person they are for.

mod accept;
mod answer;
mod code;
mod copy_link;
mod decline;
mod edit;
mod link;
mod list;
mod open;
mod register;
mod resend;
mod revoke;
mod search;
mod send;
mod stored;

pub use accept::accept;
pub use answer::Accepted;
pub(crate) use code::digits;
pub use code::send_code;
pub use copy_link::copy_link;
pub use decline::decline;
pub use edit::edit;
pub(crate) use link::derive;
pub use list::{Query, details, list};
pub use open::{Opened, open};
pub use register::{Joined, register};
pub use resend::resend;
pub use revoke::revoke;
pub use search::{Found, search};
pub use send::send;
