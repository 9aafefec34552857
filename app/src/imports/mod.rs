//! Inviting many people at once (I12).

mod functions;
mod pages;

pub use functions::*;
pub use pages::{ImportPage, ImportsPage};
