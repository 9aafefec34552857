//! Mail: the outbox is emptied over SMTP, in development into an inbox of our own.

mod compose;
mod sender;
pub mod sink;
mod worker;

pub use compose::{Letter, compose};
pub use sender::{Delivery, Sender, SenderError};
pub use worker::{AT_ONCE, Worker};
