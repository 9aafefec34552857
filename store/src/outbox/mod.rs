//! Mails on their way: queued in the transaction that causes them, claimed by a worker, reported on.

mod claim;
mod job;
mod notice;
mod queue;
mod report;
mod room;
mod wakeups;

pub use claim::claim;
pub use job::{Job, Letter, MailedCode, Parcel, StopLink};
pub use notice::{AccessEnds, PersonalJob, PersonalLetter, PrimaryOwner, claim_personal};
pub(crate) use notice::{Notice, Recipient, queue_notice};
pub(crate) use queue::{Mail, cancel, queue, queue_if_room};
pub use report::{Retry, failed, retry_later, sent};
pub(crate) use room::{Cause, Counted, mails_left, room};
pub use wakeups::{Wakeups, wakeups};
