//! Who reaches what: brands, exchange accounts, teams, Access Control and permission policies.

mod assign;
mod catalog;

pub(crate) use assign::{Holder, assign, hand_over};
pub(crate) use catalog::catalog;
