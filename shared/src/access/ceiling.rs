//! The delegation ceiling: nobody grants more than they hold (I10).

use super::{Action, Grant, Grants, Reach, Resource, decide};
use crate::{
    Field, FieldError, FieldErrors,
    kind::{Preset, Scope},
    role::AccountRole,
};
use chrono::{DateTime, Utc};
use uuid::Uuid;

/// Checks that every part of an offer is within what the inviter holds.
///
/// # Errors
/// `AboveOwn` for each field that goes beyond.
pub fn may_grant(preset: &Preset, inviter: &Grant, offered: &Grant) -> Result<(), FieldErrors> {
    may_grant_among(&Grants::of(preset, inviter), &Grants::of(preset, offered))
}

/// The same, with the organization's custom policies and defaults on both sides.
///
/// # Errors
/// `AboveOwn` for each field that goes beyond.
pub fn may_grant_among(inviter: &Grants<'_>, offered: &Grants<'_>) -> Result<(), FieldErrors> {
    let mut errors = FieldErrors::default();
    let (own, offer) = (inviter.grant, offered.grant);
    if offer.role > own.role {
        errors.push(Field::Role, FieldError::AboveOwn);
    }
    if offer.permission > own.permission {
        errors.push(Field::Permission, FieldError::AboveOwn);
    }
    // A role or permission that is too high already says why these are too many.
    let rank = !offered.is_owner_rank() || inviter.acts_as_owner();
    if errors.is_empty() && !(rank && operations_within(inviter, offered)) {
        let by_policies = offered.preset.rules.is_empty();
        errors.push(if by_policies { Field::Policies } else { Field::Permission }, FieldError::AboveOwn);
    }
    if errors.is_empty() {
        reach_within(inviter, offered).into_iter().for_each(|field| errors.push(field, FieldError::AboveOwn));
    }
    if ends_after(offer.access_ends_at, own.access_ends_at) {
        errors.push(Field::AccessEndsOn, FieldError::AboveOwn);
    }
    if errors.is_empty() { Ok(()) } else { Err(errors) }
}

/// Whether an end is later than another; no end is later than any.
fn ends_after(offered: Option<DateTime<Utc>>, own: Option<DateTime<Utc>>) -> bool {
    own.is_some_and(|own| offered.is_none_or(|offered| offered > own))
}

/// Whether every operation of the kind that the offer allows is one the inviter may do. Policies are
/// compared by what they amount to, so their number and their names do not matter. What is every member's is
/// nobody's to give: the seller's people invite into customers although they cannot leave them.
fn operations_within(inviter: &Grants<'_>, offered: &Grants<'_>) -> bool {
    let given = offered.preset.operations.without(offered.preset.always);
    given.iter().all(|(action, resource)| within(inviter, offered, action, &resource.any()))
}

/// Whether the offer allows nothing here that the inviter may not do. Ends are compared on their own: both
/// sides are asked while neither has ended.
fn within(inviter: &Grants<'_>, offered: &Grants<'_>, action: Action, target: &Resource) -> bool {
    let now = DateTime::<Utc>::MIN_UTC;
    !decide(offered, action, target, now).is_allowed() || decide(inviter, action, target, now).is_allowed()
}

/// Whether each account role offered allows nothing in its account that the inviter may not do there.
fn account_roles_within(inviter: &Grants<'_>, offered: &Grants<'_>) -> bool {
    offered.grant.reach.accounts.iter().all(|access| {
        let rows = offered.preset.account_roles.iter().filter(|(role, _)| *role == access.role);
        rows.flat_map(|(_, may)| may.iter())
            .all(|(action, resource)| within(inviter, offered, action, &resource.of(access.account)))
    })
}

/// The fields whose brands, exchange accounts or teams are not among the inviter's own.
fn reach_within(inviter: &Grants<'_>, offer: &Grants<'_>) -> Vec<Field> {
    let (own, offered) = (&inviter.grant.reach, &offer.grant.reach);
    let brands = match (&own.brands, &offered.brands) {
        (None, _) => true,
        (Some(_), None) => false,
        (Some(own), Some(offered)) => offered.iter().all(|brand| own.contains(brand)),
    };
    let given = inviter.rule().is_some_and(|rule| rule.scope == Scope::Given);
    let accounts = !given || offered.accounts.iter().all(|access| Some(access.role) <= own.role_in(access.account));
    let teams = !given || offered.teams.iter().all(|team| own.teams.contains(team));
    let accounts = accounts && account_roles_within(inviter, offer);
    let fields = [(brands, Field::BrandAccess), (accounts, Field::Accounts), (teams, Field::Teams)];
    fields.into_iter().filter(|(within, _)| !within).map(|(_, field)| field).collect()
}

impl Reach {
    /// The highest role in an exchange account.
    pub fn role_in(&self, account: Uuid) -> Option<AccountRole> {
        self.accounts.iter().filter(|access| access.account == account).map(|access| access.role).max()
    }
}
