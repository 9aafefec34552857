//! Mails on their way: queued in the transaction that causes them, claimed by a worker, reported on.

mod claim;
mod job;
mod queue;
mod report;
mod wakeups;

pub use claim::claim;
pub use job::{Job, Letter, MailedCode, StopLink};
pub(crate) use queue::{Mail, cancel, queue, queue_if_room};
pub use report::{Retry, failed, retry_later, sent};
pub use wakeups::{Wakeups, wakeups};
