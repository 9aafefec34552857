//! Mails on their way: queued in the transaction that causes them, claimed by a worker, reported on.

mod claim;
mod claim_personal;
mod job;
mod notice;
mod personal;
mod queue;
mod report;
mod room;
mod wakeups;

pub use claim::claim;
pub use claim_personal::claim_personal;
pub use job::{Job, Letter, MailedCode, Parcel, StopLink};
pub(crate) use notice::{Notice, Recipient, queue_notice};
pub use personal::{AccessEnds, PersonalJob, PersonalLetter, PrimaryOwner};
pub(crate) use queue::{Mail, Outgoing, cancel, queue, queue_if_room, queue_taken};
pub use report::{Retry, failed, retry_later, sent};
pub(crate) use room::{Cause, Counted, Room, mails_left, room};
pub use wakeups::{Wakeups, wakeups};
