//! Who reaches what, where that is written down, and why.

mod fields;
mod why;
mod words;

pub use fields::{AccessFields, AccountFields, Chosen, RoleFields, TeamFields};
pub use why::Why;
pub use words::given_in_words;
