//! Invitations: what is typed, what it amounts to, and their life (I1–I14).

mod draft;
mod lifecycle;
mod registration;
mod sort;
mod status;

pub(crate) use draft::optional;
pub use draft::{Draft, Offer};
pub(crate) use registration::code;
pub use registration::{NewAccount, Registration};
pub use sort::Sort;
pub use status::{Facts, Status, status};
