//! What happened in an organization.

mod functions;
mod page;

pub use functions::*;
pub use page::ActivityPage;
