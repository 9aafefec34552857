//! What the pages of invitations ask of the server: the inviter's side and the invited person's side.

mod answering;
mod inviting;
mod managing;

pub use answering::*;
pub use inviting::*;
pub use managing::*;

/// An id in an address; anything else does not exist.
#[cfg(feature = "ssr")]
fn parse_id(id: &str) -> Result<shared::ids::InvitationId, crate::AppError> {
    id.parse().map_err(|_| crate::AppError(shared::Refusal::NotFound))
}
