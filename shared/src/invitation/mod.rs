//! Invitations: what is typed, what it amounts to, and their life (I1–I14).

mod draft;
mod lifecycle;
mod registration;
mod sheet;
mod sort;
mod status;

pub(crate) use draft::optional;
pub use draft::{Draft, Offer};
pub(crate) use registration::code;
pub use registration::{NewAccount, Registration};
pub use sheet::{MAX_LINE, MAX_ROWS, Sheet, SheetProblem, SheetTrouble, delimiter};
pub use sort::Sort;
pub use status::{Facts, Status, status};
