//! Who may do what, and why (K2–K5, M6, M7, M10).
//!
//! [`decide`] answers, [`may_grant`] bounds what somebody passes on. Both read tables and know no kind.

mod action;
mod ceiling;
mod decide;
mod grant;
mod operations;
mod policy;

pub use action::{Action, Person, Resource, ResourceKind};
pub use ceiling::{may_grant, may_grant_among};
pub use decide::{Because, Decision, decide};
pub use grant::{AccountAccess, Grant, Grants, Reach};
pub use operations::Operations;
pub use policy::{ActionPattern, Effect, Policy, ResourcePattern, Statement};
