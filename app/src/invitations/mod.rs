//! Inviting people, and answering an invitation.

mod confirmation;
mod details;
mod functions;
mod into;
mod invite;
mod list;
mod offer;
mod parts;
mod preview;
mod register;
mod requests;
mod steps;
mod stop;

pub use confirmation::ConfirmationPage;
pub use details::DetailsPage;
pub use functions::*;
pub use invite::{EditPage, InviteButton, NewPage};
pub use list::{InvitationTable, ListPage};
pub use register::RegisterPage;
pub use stop::StopPage;
