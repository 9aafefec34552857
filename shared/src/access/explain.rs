//! "Why?" – the chain behind a decision, step by step (M10).

use super::{Action, Decision, Effect, Grants, Resource, decide::walk};
use crate::{
    Language,
    role::{AccountRole, ManagedPolicy, Permission, Role},
    texts::{Text, access as texts},
};
use chrono::{DateTime, Utc};

/// A decision and the steps that lead to it; the last one settles it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Explanation<'a> {
    /// What was decided.
    pub decision: Decision,
    /// What was asked.
    pub action: Action,
    /// What it was asked about.
    pub resource: Resource,
    /// The chain. Each step but the last lets through.
    pub steps: Vec<Step<'a>>,
}

/// One link of the chain.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Step<'a> {
    /// The person is suspended.
    Suspended,
    /// Access ends, or has ended.
    End {
        /// The first instant without access.
        end: DateTime<Utc>,
        /// Whether it has come.
        over: bool,
    },
    /// Organizations of this kind have no such operation.
    NotInKind {
        /// The kind's name.
        kind: Text,
    },
    /// The role at the seller above.
    FromAbove {
        /// The role there.
        role: Option<Role>,
        /// Whether it reaches this operation here.
        allows: bool,
    },
    /// Every member may do this.
    Everybody,
    /// The role with its permission.
    Role {
        /// The role, if there is one.
        role: Option<Role>,
        /// The permission beside it.
        permission: Option<Permission>,
        /// Whether it allows this.
        allows: bool,
    },
    /// Role And Permissions sets, or the defaults in their place.
    Features {
        /// Which of the two.
        features: Features,
        /// Whether this is among them.
        allows: bool,
    },
    /// A permission policy.
    Policy {
        /// Its name.
        name: &'a str,
        /// The managed policy it is, if it is one.
        managed: Option<ManagedPolicy>,
        /// What it says about this; `None`: nothing.
        effect: Option<Effect>,
    },
    /// A policy that cannot be found.
    PolicyUnknown {
        /// Its name.
        name: &'a str,
    },
    /// No policy allowed it.
    NoPolicy,
    /// Brand Access Settings.
    Brand {
        /// Whether they are "Default", all brands.
        default: bool,
        /// Whether the brand is among them.
        within: bool,
    },
    /// The role in the exchange account.
    Account {
        /// The role, if the account was given.
        role: Option<AccountRole>,
        /// Whether it allows this.
        allows: bool,
    },
    /// Being in the team.
    Team {
        /// Whether the person is.
        within: bool,
    },
    /// The other person stands above.
    Outranked {
        /// Their role.
        role: Option<Role>,
    },
    /// The Primary Owner cannot be taken out.
    PrimaryOwnerStays,
    /// Handing over being Primary Owner.
    HandOver {
        /// Whether this person may.
        allowed: bool,
    },
}

/// Where the list of features comes from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Features {
    /// The person's own Role And Permissions sets.
    Own,
    /// The organization's Default Access Control Settings.
    Default,
    /// Neither: nothing is left out.
    NotSet,
}

/// Whether somebody who holds this may do that, now, and why.
pub fn explain<'a>(grants: &Grants<'a>, action: Action, resource: &Resource, now: DateTime<Utc>) -> Explanation<'a> {
    let mut steps = Vec::new();
    let decision = walk(grants, action, resource, now, &mut |step| steps.push(step));
    Explanation { decision, action, resource: *resource, steps }
}

impl Explanation<'_> {
    /// The chain in words: what was asked and answered, then a sentence for each step.
    pub fn sentences(&self, language: Language) -> Vec<String> {
        let operation = texts::operation(language, self.action, self.resource.kind());
        let head = if self.decision.is_allowed() {
            texts::allowed(language, operation)
        } else {
            texts::denied(language, operation)
        };
        std::iter::once(head).chain(self.steps.iter().map(|step| step.sentence(language))).collect()
    }
}

impl Step<'_> {
    /// Whether the chain goes on after this step.
    pub const fn lets_through(&self) -> bool {
        match self {
            Self::Suspended
            | Self::NotInKind { .. }
            | Self::PolicyUnknown { .. }
            | Self::NoPolicy
            | Self::Outranked { .. }
            | Self::PrimaryOwnerStays => false,
            Self::End { over, .. } => !*over,
            Self::Everybody => true,
            Self::FromAbove { allows, .. }
            | Self::Role { allows, .. }
            | Self::Features { allows, .. }
            | Self::Account { allows, .. } => *allows,
            Self::Policy { effect, .. } => !matches!(effect, Some(Effect::Deny)),
            Self::Brand { within, .. } | Self::Team { within } => *within,
            Self::HandOver { allowed } => *allowed,
        }
    }

    /// Whether this step gives what is asked for; reaching and ending dates only take away.
    pub const fn gives(&self) -> bool {
        match self {
            Self::Everybody => true,
            Self::FromAbove { allows, .. } | Self::Role { allows, .. } => *allows,
            Self::Policy { effect, .. } => matches!(effect, Some(Effect::Allow)),
            _ => false,
        }
    }

    /// The step in words.
    pub fn sentence(&self, language: Language) -> String {
        let role_name = |role| role_name(language, role, None);
        let plain = match *self {
            Self::End { end, over: false } => return texts::ends(language, minute(end)),
            Self::End { end, over: true } => return texts::ended(language, minute(end)),
            Self::NotInKind { kind } => return texts::not_in_kind(language, kind.get(language)),
            Self::FromAbove { role, allows: true } => return texts::from_above(language, role_name(role)),
            Self::FromAbove { role, allows: false } => return texts::not_from_above(language, role_name(role)),
            Self::Role { role: None, .. } => texts::no_role(language),
            Self::Role { role, permission, allows } => return role_sentence(language, role, permission, allows),
            Self::Policy { name, managed, effect } => {
                return policy_sentence(language, managed.map_or(name, |policy| policy.label(language)), effect);
            }
            Self::PolicyUnknown { name } => return texts::policy_unknown(language, name),
            Self::Account { role: Some(role), allows: true } => {
                return texts::account_allows(language, role.label(language));
            }
            Self::Account { role: Some(role), .. } => return texts::account_lacks(language, role.label(language)),
            Self::Outranked { role } => return texts::outranked(language, role_name(role)),
            Self::Suspended => texts::suspended(language),
            Self::Everybody => texts::everybody(language),
            Self::Features { features: Features::Own, allows: true } => texts::features_include(language),
            Self::Features { features: Features::Own, .. } => texts::features_lack(language),
            Self::Features { features: Features::Default, allows: true } => texts::default_includes(language),
            Self::Features { features: Features::Default, .. } => texts::default_lacks(language),
            Self::Features { features: Features::NotSet, .. } => texts::features_not_set(language),
            Self::NoPolicy => texts::no_policy(language),
            Self::Brand { default: true, .. } => texts::all_brands(language),
            Self::Brand { within: true, .. } => texts::brand_within(language),
            Self::Brand { .. } => texts::brand_outside(language),
            Self::Account { role: None, .. } => texts::account_outside(language),
            Self::Team { within: true } => texts::team_within(language),
            Self::Team { .. } => texts::team_outside(language),
            Self::PrimaryOwnerStays => texts::primary_owner_stays(language),
            Self::HandOver { allowed: true } => texts::hand_over(language),
            Self::HandOver { .. } => texts::primary_owner_only(language),
        };
        plain.to_owned()
    }
}

fn role_sentence(language: Language, role: Option<Role>, permission: Option<Permission>, allows: bool) -> String {
    let name = role_name(language, role, permission);
    if allows { texts::role_allows(language, name) } else { texts::role_lacks(language, name) }
}

fn policy_sentence(language: Language, name: &str, effect: Option<Effect>) -> String {
    match effect {
        Some(Effect::Allow) => texts::policy_allows(language, name),
        Some(Effect::Deny) => texts::policy_denies(language, name),
        None => texts::policy_silent(language, name),
    }
}

fn role_name(language: Language, role: Option<Role>, permission: Option<Permission>) -> String {
    match (role, permission) {
        (None, _) => texts::owner_rank(language).into(),
        (Some(role), None) => role.label(language).into(),
        (Some(role), Some(permission)) => format!("{} / {}", role.label(language), permission.label(language)),
    }
}

/// An instant to the minute, in UTC; pages that know the reader's zone print their own.
fn minute(at: DateTime<Utc>) -> String {
    at.to_rfc3339_opts(chrono::SecondsFormat::Secs, true)
        .replacen('T', " ", 1)
        .chars()
        .take(16)
        .chain(" UTC".chars())
        .collect()
}
