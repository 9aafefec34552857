//! Mail: the outbox is emptied over SMTP, in development into an inbox of our own.

mod compose;
mod sender;
pub mod sink;

pub use compose::{Letter, compose};
pub use sender::{Delivery, Sender, SenderError};
