//! Seats: how they stand, what they cost, and buying more (K6, I13).

mod functions;
mod pages;

pub use functions::*;
pub use pages::{SeatLine, SeatMeter, SeatsPage};
