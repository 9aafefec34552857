//! Permission policies: statements that allow or deny (M7). Deny wins.

use super::{Action, ResourceKind};
use crate::{named::named, role::ManagedPolicy};
use serde::{Deserialize, Deserializer, Serialize, Serializer};

named! {
    /// What a statement does.
    pub enum Effect {
        /// Allows.
        Allow = "allow",
        /// Denies, whatever else allows.
        Deny = "deny",
    }
}

/// The actions a statement is about; printed `*` or as the action's name.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum ActionPattern {
    /// Every action.
    Any,
    /// One action.
    One(Action),
}

/// The sorts of things a statement is about; printed `*` or as the resource's name.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum ResourcePattern {
    /// Everything.
    Any,
    /// One sort of thing.
    One(ResourceKind),
}

/// One line of a policy.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Statement {
    /// Whether it allows or denies.
    pub effect: Effect,
    /// Which actions.
    pub action: ActionPattern,
    /// On what.
    pub resource: ResourcePattern,
}

/// A custom permission policy of an organization.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Policy {
    /// The name by which grants refer to it.
    pub name: String,
    /// Its statements; their order does not matter.
    pub statements: Vec<Statement>,
}

impl Statement {
    /// Whether the statement is about this operation.
    pub const fn matches(&self, action: Action, resource: ResourceKind) -> bool {
        (match self.action {
            ActionPattern::Any => true,
            ActionPattern::One(one) => one as u8 == action as u8,
        }) && (match self.resource {
            ResourcePattern::Any => true,
            ResourcePattern::One(one) => one as u8 == resource as u8,
        })
    }
}

impl ManagedPolicy {
    /// The statements of the policy.
    pub const fn statements(self) -> &'static [Statement] {
        const fn allow(action: ActionPattern) -> Statement {
            Statement { effect: Effect::Allow, action, resource: ResourcePattern::Any }
        }
        const ADMINISTRATOR: &[Statement] = &[allow(ActionPattern::Any)];
        const READ_ONLY: &[Statement] =
            &[allow(ActionPattern::One(Action::List)), allow(ActionPattern::One(Action::Read))];
        match self {
            Self::Administrator => ADMINISTRATOR,
            Self::ReadOnly => READ_ONLY,
        }
    }
}

macro_rules! pattern {
    ($pattern:ident of $of:ident) => {
        impl $pattern {
            /// The text that is stored: `*` or the name.
            pub const fn name(self) -> &'static str {
                match self {
                    Self::Any => "*",
                    Self::One(one) => one.name(),
                }
            }

            /// Reads the stored text.
            pub fn parse(text: &str) -> Option<Self> {
                if text == "*" { Some(Self::Any) } else { $of::parse(text).map(Self::One) }
            }
        }

        impl Serialize for $pattern {
            fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                serializer.serialize_str(self.name())
            }
        }

        impl<'de> Deserialize<'de> for $pattern {
            fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                let text = String::deserialize(deserializer)?;
                Self::parse(&text).ok_or_else(|| serde::de::Error::custom("not a pattern of a policy"))
            }
        }
    };
}

pattern!(ActionPattern of Action);
pattern!(ResourcePattern of ResourceKind);
