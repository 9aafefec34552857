//! Terms of service: versions, who downloaded them, and who agreed (C4, K8).

mod document;
mod gate;
mod own;

pub(crate) use document::record;
pub use document::{Document, current, of_invitation, of_operator, of_organization, publish};
pub(crate) use gate::is_due;
pub use gate::{Gate, agree, gate, note_download};
pub use own::{Written, own, publish_own, save_draft};
