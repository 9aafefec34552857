//! Who reaches what: brands, exchange accounts, teams, Access Control and permission policies.

mod assign;
mod brand_settings;
mod catalog;
mod control;
mod defaults;
mod parts;
mod policies;
mod role_sets;
mod things;
mod users;
mod why;

pub(crate) use assign::{Holder, assign, hand_over};
pub use brand_settings::{delete_brand_setting, save_brand_setting};
pub(crate) use catalog::catalog;
pub use catalog::choices;
pub use control::control;
pub use defaults::save_defaults;
pub use parts::{Change, change_part, create_part, parts};
pub use policies::{check_policy, delete_policy, save_policy};
pub use role_sets::{delete_role_set, save_role_set};
pub use things::{Things, things};
pub use why::{who_can, why};
