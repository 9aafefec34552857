//! An organization's people.

mod edit;
mod functions;
mod list;
mod page;
mod parts;
mod primary;
mod remove;

pub use functions::*;
pub use list::ListPage;
pub use page::MemberPage as DetailsPage;
pub use remove::RemovePage;
