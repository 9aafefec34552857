//! Who reaches what, where that is written down, and why.

mod control;
mod edit;
mod fields;
mod functions;
mod parts;
mod policy;
mod question;
mod refused;
mod users;
mod why;
mod words;

pub use control::AccessPage;
pub use edit::EditPage;
pub use fields::{AccessFields, AccountFields, Chosen, RoleFields, TeamFields};
pub use functions::*;
pub use parts::{AccountsPage, BrandsPage, TeamsPage};
pub use question::QuestionPage;
pub use refused::{Refused, RefusedInRow, RefusedRows, WhyLink};
pub use words::given_in_words;
