//! The delegation ceiling: nobody grants more than they hold (I10).

use super::Grant;
use crate::{Field, FieldError, FieldErrors, kind::Preset, role::ManagedPolicy};

/// Checks that every part of an offer is within what the inviter holds.
///
/// # Errors
/// `AboveOwn` for each field that goes beyond.
pub fn may_grant(_preset: &Preset, inviter: &Grant, offered: &Grant) -> Result<(), FieldErrors> {
    let mut errors = FieldErrors::default();
    if offered.role > inviter.role {
        errors.push(Field::Role, FieldError::AboveOwn);
    }
    if offered.permission > inviter.permission {
        errors.push(Field::Permission, FieldError::AboveOwn);
    }
    let administrator = inviter.holds(ManagedPolicy::Administrator);
    if !administrator
        && offered
            .policies
            .iter()
            .any(|name| !inviter.policies.contains(name))
    {
        errors.push(Field::Policies, FieldError::AboveOwn);
    }
    if let Some(own_end) = inviter.access_ends_at
        && offered.access_ends_at.is_none_or(|end| end > own_end)
    {
        errors.push(Field::AccessEndsOn, FieldError::AboveOwn);
    }
    if errors.is_empty() {
        Ok(())
    } else {
        Err(errors)
    }
}
