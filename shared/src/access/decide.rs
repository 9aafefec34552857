//! The decision: one walk over what somebody holds, from the kind to the single thing.

use super::{Action, Effect, Grants, Person, Resource, ResourceKind};
use crate::{
    kind::{PrimaryOwner, RoleRule, Scope},
    role::ManagedPolicy,
};
use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

/// Whether something is allowed, and the one reason that settles it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Decision {
    allowed: bool,
    because: Because,
}

/// What settles a decision.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Because {
    /// The role, with its permission, allows it.
    Role,
    /// A permission policy allows it.
    Policy,
    /// Every member may.
    Everybody,
    /// The role at the seller above allows it.
    FromAbove,
    /// The access end date has passed.
    AccessEnded,
    /// Organizations of this kind have no such operation.
    NotInKind,
    /// The role, with its permission, does not allow it.
    RoleLacks,
    /// A policy denies it.
    PolicyDenies,
    /// No policy allows it.
    NoPolicyAllows,
    /// A policy could not be found, so nothing is allowed.
    PolicyUnknown,
    /// The Role And Permissions sets leave it out.
    FeaturesLack,
    /// The Default Access Control Settings leave it out.
    DefaultLacks,
    /// The brand is outside the Brand Access Settings.
    BrandOutside,
    /// The exchange account was not given.
    AccountOutside,
    /// The role in the exchange account does not allow it.
    AccountRoleLacks,
    /// Not in the team.
    TeamOutside,
    /// The person stands above.
    Outranked,
    /// The Primary Owner has to hand over first.
    PrimaryOwnerStays,
    /// Only the Primary Owner may.
    PrimaryOwnerOnly,
}

impl Decision {
    /// Whether it is allowed.
    pub const fn is_allowed(self) -> bool {
        self.allowed
    }

    /// The reason that settles it.
    pub const fn because(self) -> Because {
        self.because
    }

    const fn yes(because: Because) -> Self {
        Self { allowed: true, because }
    }

    const fn no(because: Because) -> Self {
        Self { allowed: false, because }
    }
}

/// Whether somebody who holds this may do that, now. Allocates nothing.
pub fn decide(grants: &Grants<'_>, action: Action, resource: &Resource, now: DateTime<Utc>) -> Decision {
    let granted = match base(grants, action, resource.kind(), now) {
        Ok(because) => because,
        Err(because) => return Decision::no(because),
    };
    match target(grants, action, resource) {
        Ok(()) => Decision::yes(granted),
        Err(because) => Decision::no(because),
    }
}

/// What the kind, the end date, the role and the policies say about the operation in general.
fn base(grants: &Grants<'_>, action: Action, kind: ResourceKind, now: DateTime<Utc>) -> Result<Because, Because> {
    let Grants { preset, grant, .. } = *grants;
    if grant.access_ends_at.is_some_and(|end| end <= now) {
        return Err(Because::AccessEnded);
    }
    if !preset.operations.contains(action, kind) {
        return Err(Because::NotInKind);
    }
    if grants.from_above {
        let reach = grant.role.and_then(|role| preset.from_above.iter().find(|(above, _)| *above == role));
        return match reach {
            Some((_, may)) if may.contains(action, kind) => Ok(Because::FromAbove),
            _ => Err(Because::RoleLacks),
        };
    }
    if preset.always.contains(action, kind) {
        return Ok(Because::Everybody);
    }
    if preset.rules.is_empty() {
        return policies(grants, action, kind);
    }
    let rule = rule(grants).filter(|rule| rule.may.contains(action, kind)).ok_or(Because::RoleLacks)?;
    narrowed(grants, rule, action, kind)
}

fn rule(grants: &Grants<'_>) -> Option<&'static RoleRule> {
    grants.preset.rule(grants.grant.role?, grants.grant.permission)
}

/// Role And Permissions sets, or else the Default Access Control Settings, leave operations out (M6).
fn narrowed(grants: &Grants<'_>, rule: &RoleRule, action: Action, kind: ResourceKind) -> Result<Because, Because> {
    if rule.permission.is_none() || rule.permission != grants.preset.narrowed_permission {
        return Ok(Because::Role);
    }
    match (&grants.grant.reach.features, grants.default_features) {
        (Some(features), _) if !features.contains(action, kind) => Err(Because::FeaturesLack),
        (None, Some(features)) if !features.contains(action, kind) => Err(Because::DefaultLacks),
        _ => Ok(Because::Role),
    }
}

/// Deny wins; a policy that cannot be found might have denied, so nothing is allowed then.
fn policies(grants: &Grants<'_>, action: Action, kind: ResourceKind) -> Result<Because, Because> {
    let mut allowed = false;
    for name in &grants.grant.policies {
        let managed = grants.preset.managed_policies.iter().find(|policy| policy.name() == name);
        let statements = match (
            managed.copied().map(ManagedPolicy::statements),
            grants.custom.iter().find(|policy| policy.name == *name),
        ) {
            (Some(statements), _) => statements,
            (None, Some(policy)) => policy.statements.as_slice(),
            (None, None) => return Err(Because::PolicyUnknown),
        };
        for statement in statements.iter().filter(|statement| statement.matches(action, kind)) {
            match statement.effect {
                Effect::Deny => return Err(Because::PolicyDenies),
                Effect::Allow => allowed = true,
            }
        }
    }
    if allowed { Ok(Because::Policy) } else { Err(Because::NoPolicyAllows) }
}

/// What the single thing adds: is it within reach, does the person stand above?
fn target(grants: &Grants<'_>, action: Action, resource: &Resource) -> Result<(), Because> {
    let scope = if grants.from_above { Scope::Whole } else { grants.rule().map_or(Scope::Whole, |rule| rule.scope) };
    match *resource {
        Resource::Member(person) => person_in_reach(grants, action, person),
        Resource::PrimaryOwner => match grants.preset.primary_owner {
            Some(PrimaryOwner::HandedOverByItself) if !grants.primary_owner => Err(Because::PrimaryOwnerOnly),
            _ => Ok(()),
        },
        Resource::Brand(Some(brand)) | Resource::Product(Some(brand)) | Resource::Order(Some(brand))
            if scope == Scope::Brands =>
        {
            let all = grants.grant.reach.brands.as_ref();
            if all.is_none_or(|brands| brands.contains(&brand)) { Ok(()) } else { Err(Because::BrandOutside) }
        }
        Resource::ExchangeAccount(account) | Resource::Deal(account) if scope == Scope::Given => {
            account_in_reach(grants, action, resource.kind(), account)
        }
        Resource::Team(Some(team)) if scope == Scope::Given && !grants.grant.reach.teams.contains(&team) => {
            Err(Because::TeamOutside)
        }
        _ => Ok(()),
    }
}

/// Lists of what was given are open to all; one account needs a role in it.
fn account_in_reach(
    grants: &Grants<'_>,
    action: Action,
    kind: ResourceKind,
    account: Option<Uuid>,
) -> Result<(), Because> {
    let Some(account) = account else {
        return if action == Action::List { Ok(()) } else { Err(Because::AccountOutside) };
    };
    let mut given = grants.grant.reach.accounts.iter().filter(|access| access.account == account).peekable();
    if given.peek().is_none() {
        return Err(Because::AccountOutside);
    }
    let may = |role| grants.preset.account_roles.iter().any(|(name, may)| *name == role && may.contains(action, kind));
    if given.any(|access| may(access.role)) { Ok(()) } else { Err(Because::AccountRoleLacks) }
}

/// Nobody touches a person who stands above them, and nobody takes the Primary Owner's place away (R2).
fn person_in_reach(grants: &Grants<'_>, action: Action, person: Person) -> Result<(), Because> {
    if matches!(action, Action::List | Action::Read | Action::Export) {
        return Ok(());
    }
    if person.primary_owner && matches!(action, Action::Delete | Action::Suspend | Action::Leave) {
        return Err(Because::PrimaryOwnerStays);
    }
    let outranked = (person.owner_rank && !grants.acts_as_owner()) || person.role > grants.grant.role;
    if outranked && !person.own { Err(Because::Outranked) } else { Ok(()) }
}
