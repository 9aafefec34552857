//! The decision: one walk over what somebody holds, from the kind to the single thing.

use super::{Action, Because, Decision, Effect, Features, Grants, Person, Resource, ResourceKind, Step};
use crate::{
    kind::{PrimaryOwner, RoleRule, Scope},
    role::ManagedPolicy,
};
use chrono::{DateTime, Utc};
use uuid::Uuid;

/// Whether somebody who holds this may do that, now. Allocates nothing.
pub fn decide(grants: &Grants<'_>, action: Action, resource: &Resource, now: DateTime<Utc>) -> Decision {
    walk(grants, action, resource, now, &mut |_| {})
}

/// Goes from step to step, notes each, and stops at the first that refuses. [`decide`] notes nothing,
/// `explain` keeps the steps: that is all the difference between the two.
pub(super) fn walk<'a>(
    grants: &Grants<'a>,
    action: Action,
    resource: &Resource,
    now: DateTime<Utc>,
    note: &mut impl FnMut(Step<'a>),
) -> Decision {
    let granted = match standing(grants, now, note).and_then(|()| base(grants, action, resource.kind(), note)) {
        Ok(because) => because,
        Err(because) => return Decision::no(because),
    };
    match target(grants, action, resource, note) {
        Ok(()) => Decision::yes(granted),
        Err(because) => Decision::no(because),
    }
}

/// Is the person in at all?
fn standing<'a>(grants: &Grants<'a>, now: DateTime<Utc>, note: &mut impl FnMut(Step<'a>)) -> Result<(), Because> {
    if grants.suspended {
        note(Step::Suspended);
        return Err(Because::Suspended);
    }
    let Some(end) = grants.grant.access_ends_at else { return Ok(()) };
    let over = end <= now;
    note(Step::End { end, over });
    if over { Err(Because::AccessEnded) } else { Ok(()) }
}

/// What the kind, the role and the policies say about the operation in general.
fn base<'a>(
    grants: &Grants<'a>,
    action: Action,
    kind: ResourceKind,
    note: &mut impl FnMut(Step<'a>),
) -> Result<Because, Because> {
    let Grants { preset, grant, .. } = *grants;
    if !preset.operations.contains(action, kind) {
        note(Step::NotInKind { kind: preset.label });
        return Err(Because::NotInKind);
    }
    if grants.from_above {
        let row = grant.role.and_then(|role| preset.from_above.iter().find(|(above, _)| *above == role));
        let allows = row.is_some_and(|(_, may)| may.contains(action, kind));
        note(Step::FromAbove { role: grant.role, allows });
        return if allows { Ok(Because::FromAbove) } else { Err(Because::RoleLacks) };
    }
    if preset.always.contains(action, kind) {
        note(Step::Everybody);
        return Ok(Because::Everybody);
    }
    if preset.rules.is_empty() {
        return policies(grants, action, kind, note);
    }
    let rule = grants.rule();
    let allows = rule.is_some_and(|rule| rule.may.contains(action, kind));
    note(Step::Role { role: grant.role, permission: grant.permission, allows });
    match rule {
        Some(rule) if allows => narrowed(grants, rule, action, kind, note),
        _ => Err(Because::RoleLacks),
    }
}

/// Role And Permissions sets, or else the Default Access Control Settings, leave operations out (M6).
fn narrowed<'a>(
    grants: &Grants<'a>,
    rule: &RoleRule,
    action: Action,
    kind: ResourceKind,
    note: &mut impl FnMut(Step<'a>),
) -> Result<Because, Because> {
    if rule.permission.is_none() || rule.permission != grants.preset.narrowed_permission {
        return Ok(Because::Role);
    }
    let (features, set, lack) = match (&grants.grant.reach.features, grants.default_features) {
        (Some(set), _) => (Features::Own, set, Because::FeaturesLack),
        (None, Some(set)) => (Features::Default, set, Because::DefaultLacks),
        (None, None) => {
            note(Step::Features { features: Features::NotSet, allows: true });
            return Ok(Because::Role);
        }
    };
    let allows = set.contains(action, kind);
    note(Step::Features { features, allows });
    if allows { Ok(Because::Role) } else { Err(lack) }
}

/// Deny wins; a policy that cannot be found might have denied, so nothing is allowed then.
fn policies<'a>(
    grants: &Grants<'a>,
    action: Action,
    kind: ResourceKind,
    note: &mut impl FnMut(Step<'a>),
) -> Result<Because, Because> {
    let mut allowed = false;
    for name in &grants.grant.policies {
        let managed = grants.preset.managed_policies.iter().copied().find(|policy| policy.name() == name);
        let custom =
            || grants.custom.iter().find(|policy| policy.name == *name).map(|policy| policy.statements.as_slice());
        let Some(statements) = managed.map(ManagedPolicy::statements).or_else(custom) else {
            note(Step::PolicyUnknown { name });
            return Err(Because::PolicyUnknown);
        };
        let mut effect = None;
        for statement in statements.iter().filter(|statement| statement.matches(action, kind)) {
            effect = Some(statement.effect);
            if statement.effect == Effect::Deny {
                break;
            }
        }
        note(Step::Policy { name, managed, effect });
        match effect {
            Some(Effect::Deny) => return Err(Because::PolicyDenies),
            Some(Effect::Allow) => allowed = true,
            None => {}
        }
    }
    if allowed {
        Ok(Because::Policy)
    } else {
        note(Step::NoPolicy);
        Err(Because::NoPolicyAllows)
    }
}

/// What the single thing adds: is it within reach, does the person stand above?
fn target<'a>(
    grants: &Grants<'a>,
    action: Action,
    resource: &Resource,
    note: &mut impl FnMut(Step<'a>),
) -> Result<(), Because> {
    let reach = &grants.grant.reach;
    let scope = grants.rule().filter(|_| !grants.from_above).map_or(Scope::Whole, |rule| rule.scope);
    match *resource {
        Resource::Member(person) => person_in_reach(grants, action, person, note),
        Resource::PrimaryOwner => {
            let allowed = grants.primary_owner || grants.preset.primary_owner != Some(PrimaryOwner::HandedOverByItself);
            note(Step::HandOver { allowed });
            if allowed { Ok(()) } else { Err(Because::PrimaryOwnerOnly) }
        }
        Resource::Brand(Some(brand)) | Resource::Product(Some(brand)) | Resource::Order(Some(brand))
            if scope == Scope::Brands =>
        {
            let within = reach.brands.as_ref().is_none_or(|brands| brands.contains(&brand));
            note(Step::Brand { default: reach.brands.is_none(), within });
            if within { Ok(()) } else { Err(Because::BrandOutside) }
        }
        Resource::ExchangeAccount(account) | Resource::Deal(account) if scope == Scope::Given => {
            account_in_reach(grants, action, resource.kind(), account, note)
        }
        Resource::Team(team) if scope == Scope::Given => {
            let within = team.map_or(action == Action::List, |team| reach.teams.contains(&team));
            note(Step::Team { within });
            if within { Ok(()) } else { Err(Because::TeamOutside) }
        }
        _ => Ok(()),
    }
}

/// Lists of what was given are open to all; one account needs a role in it.
fn account_in_reach<'a>(
    grants: &Grants<'a>,
    action: Action,
    kind: ResourceKind,
    account: Option<Uuid>,
    note: &mut impl FnMut(Step<'a>),
) -> Result<(), Because> {
    if account.is_none() && action == Action::List {
        return Ok(());
    }
    let role = account.and_then(|account| grants.grant.reach.role_in(account));
    let row = role.and_then(|role| grants.preset.account_roles.iter().find(|(name, _)| *name == role));
    let allows = row.is_some_and(|(_, may)| may.contains(action, kind));
    note(Step::Account { role, allows });
    match role {
        _ if allows => Ok(()),
        Some(_) => Err(Because::AccountRoleLacks),
        None => Err(Because::AccountOutside),
    }
}

/// Nobody touches a person who stands above them, and nobody takes the Primary Owner's place away (R2).
fn person_in_reach<'a>(
    grants: &Grants<'a>,
    action: Action,
    person: Person,
    note: &mut impl FnMut(Step<'a>),
) -> Result<(), Because> {
    if matches!(action, Action::List | Action::Read | Action::Export) {
        return Ok(());
    }
    if person.primary_owner && matches!(action, Action::Delete | Action::Suspend | Action::Leave) {
        note(Step::PrimaryOwnerStays);
        return Err(Because::PrimaryOwnerStays);
    }
    let above = (person.owner_rank && !grants.acts_as_owner()) || person.role > grants.grant.role;
    if above && !person.own {
        note(Step::Outranked { role: person.role });
        return Err(Because::Outranked);
    }
    Ok(())
}

/// Everything a grant allows in its kind, by what it is done to: for people who look at an invitation before it is sent
/// (I11). Never for deciding.
pub fn allowed(grants: &Grants<'_>, now: DateTime<Utc>) -> Vec<(ResourceKind, Vec<Action>)> {
    let mut all: Vec<(ResourceKind, Vec<Action>)> = Vec::new();
    for (action, resource) in grants.preset.operations.iter() {
        if decide(grants, action, &resource.any(), now).is_allowed() {
            match all.iter_mut().find(|(kind, _)| *kind == resource) {
                Some((_, actions)) => actions.push(action),
                None => all.push((resource, vec![action])),
            }
        }
    }
    all
}
