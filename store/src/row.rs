//! Stored text read back into the types of `shared`. What cannot be read is a fault that names its row.

use crate::{Error, Result};
use chrono::{DateTime, Utc};
use shared::{
    access::{Given, Grant},
    names::{FullName, PersonName},
    role::{Permission, Role},
};
use std::fmt::Display;

/// What an invitation offers or a membership carries; `given` is what `membership_given` or
/// `invitation_given` gave.
pub(crate) fn grant(
    table: &'static str,
    id: impl Display,
    role: Option<&str>,
    permission: Option<&str>,
    policies: Vec<String>,
    access_ends_at: Option<DateTime<Utc>>,
    given: &Given,
) -> Result<Grant> {
    Ok(Grant {
        role: role.map(|name| Role::parse(name).ok_or_else(|| Error::row(table, "role", &id))).transpose()?,
        permission: permission
            .map(|name| Permission::parse(name).ok_or_else(|| Error::row(table, "permission", &id)))
            .transpose()?,
        policies,
        access_ends_at,
        reach: given.reach(),
    })
}

/// A name, if there is one; the outer `None` stands for a name that cannot be.
pub(crate) fn full_name(family: Option<&str>, given: Option<&str>) -> Option<Option<FullName>> {
    match (family, given) {
        (None, None) => Some(None),
        (Some(family), Some(given)) => {
            let family = PersonName::parse(family).ok()?;
            let given = PersonName::parse(given).ok()?;
            Some(Some(FullName { family, given }))
        }
        _ => None,
    }
}
