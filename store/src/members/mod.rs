//! The people of an organization.

mod edit;
mod handover;
mod lifecycle;
mod list;
mod notices;
mod owners;
mod stored;

pub use edit::edit;
pub use handover::{confirm_primary, offer_primary, withdraw_primary};
pub use lifecycle::{Step, leave, step};
pub use list::{Query, details, export, list};
pub use notices::notice_ends;
