//! Who may do what, and why (K2–K5, M6, M7, M10).
//!
//! [`decide`] answers, [`explain`] says why, [`may_grant`] bounds what somebody passes on. Both read tables and know no kind.

mod action;
mod ceiling;
mod choice;
mod decide;
mod decision;
mod explain;
mod given;
mod grant;
mod lists;
mod operations;
mod policy;
mod question;

pub use action::{Action, Person, Resource, ResourceKind};
pub use ceiling::{may_grant, may_grant_among};
pub use choice::{Assignment, BrandSetting, Catalog, Choice, Locks, RoleSet};
pub use decide::{allowed, decide};
pub use decision::{Because, Decision};
pub use explain::{Explanation, Features, Step, explain};
pub use given::{Given, GivenPart, Named, PartSort};
pub use grant::{AccountAccess, Grant, Grants, Reach};
pub use lists::{BrandSettingDraft, Difference, PolicyEffect, RoleSetDraft, amounts_to, features, label};
pub use operations::Operations;
pub use policy::{ActionPattern, Effect, Policy, PolicyDraft, ResourcePattern, Statement, StatementDraft};
pub use question::{Denial, ME, Question};
