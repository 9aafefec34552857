//! What the pages of accounts ask of the server.

mod entering;
mod own;
mod recovering;
mod registering;

pub use entering::*;
pub use own::*;
pub use recovering::*;
pub use registering::*;
