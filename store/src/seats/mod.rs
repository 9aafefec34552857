//! Seats: active members use them, open invitations reserve them, Owners buy more (K6, I13).

mod buy;
mod read;
mod room;

pub use buy::buy;
pub use read::{counts, read};
