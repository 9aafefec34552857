//! What the pages of invitations ask of the server: the inviter's side and the invited person's side.

mod answering;
mod inviting;

pub use answering::*;
pub use inviting::*;
