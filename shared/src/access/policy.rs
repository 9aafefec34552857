//! Permission policies: statements that allow or deny (M7). Deny wins.

use super::{Action, ResourceKind};
use crate::{Field, FieldError, FieldErrors, OrganizationName, named::named, role::ManagedPolicy};
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

/// The most statements of one policy (ours).
pub const MAX_STATEMENTS: usize = 100;

/// A statement as typed.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct StatementDraft {
    /// `allow` or `deny`.
    pub effect: String,
    /// `*` or an action's name.
    pub action: String,
    /// `*` or a resource's name.
    pub resource: String,
}

/// A policy as typed.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct PolicyDraft {
    /// The name.
    pub name: String,
    /// The statements.
    pub statements: Vec<StatementDraft>,
}

impl PolicyDraft {
    /// Checks name and statements. A managed policy's name cannot be taken.
    ///
    /// # Errors
    /// One error per field.
    pub fn check(&self) -> Result<Policy, FieldErrors> {
        let mut errors = FieldErrors::default();
        let name = OrganizationName::parse(&self.name).map(|name| name.to_string());
        let name =
            name.and_then(|name| if ManagedPolicy::parse(&name).is_some() { Err(FieldError::Taken) } else { Ok(name) });
        let name = errors.take(Field::Name, name);
        let statements = match self.statements.len() {
            0 => Err(FieldError::Missing),
            1..=MAX_STATEMENTS => self.statements.iter().map(StatementDraft::check).collect(),
            _ => Err(FieldError::OutOfRange { min: 1, max: MAX_STATEMENTS as u32 }),
        };
        match (name, errors.take(Field::Statements, statements)) {
            (Some(name), Some(statements)) => Ok(Policy { name, statements }),
            _ => Err(errors),
        }
    }
}

impl StatementDraft {
    fn check(&self) -> Result<Statement, FieldError> {
        let statement =
            (Effect::parse(&self.effect), ActionPattern::parse(&self.action), ResourcePattern::parse(&self.resource));
        match statement {
            (Some(effect), Some(action), Some(resource)) => Ok(Statement { effect, action, resource }),
            _ => Err(FieldError::NotAChoice),
        }
    }
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
