//! Inviting many people at once (I12).

mod functions;
mod pages;

pub use functions::*;
pub use pages::{ImportPage, ImportsPage};

/// What the form that brings addresses is called where pages come back with it.
pub const UPLOAD: &str = "imports/upload";
/// The control that addresses are pasted into.
pub const PASTED: &str = "pasted";
