//! Inviting many people at once (I12).

mod functions;
mod list;
mod one;
mod rows;

pub use functions::*;
pub use list::ImportsPage;
pub use one::ImportPage;

/// What the form that brings addresses is called where pages come back with it.
pub const UPLOAD: &str = "imports/upload";
/// The control that addresses are pasted into.
pub const PASTED: &str = "pasted";
