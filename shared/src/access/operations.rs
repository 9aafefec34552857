//! Sets of operations (an action on a sort of thing): small, `Copy`, written as tables.

use super::{Action, ResourceKind};
use serde::{Deserialize, Deserializer, Serialize, Serializer};

const KINDS: usize = ResourceKind::ALL.len();

/// A set of operations. Serialized as the list of their names, so that the order of the enums may change.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub struct Operations([u16; KINDS]);

impl Operations {
    /// No operation.
    pub const NONE: Self = Self([0; KINDS]);

    /// This set and these actions on one sort of thing.
    pub const fn with(mut self, resource: ResourceKind, actions: &[Action]) -> Self {
        let mut at = 0;
        while at < actions.len() {
            self.0[resource as usize] |= 1 << actions[at] as u16;
            at += 1;
        }
        self
    }

    /// Both sets together.
    pub const fn and(mut self, other: Self) -> Self {
        let mut at = 0;
        while at < KINDS {
            self.0[at] |= other.0[at];
            at += 1;
        }
        self
    }

    /// What is in both sets.
    pub const fn common(mut self, other: Self) -> Self {
        let mut at = 0;
        while at < KINDS {
            self.0[at] &= other.0[at];
            at += 1;
        }
        self
    }

    /// What is in this set and not in the other.
    pub const fn without(mut self, other: Self) -> Self {
        let mut at = 0;
        while at < KINDS {
            self.0[at] &= !other.0[at];
            at += 1;
        }
        self
    }

    /// The operations of this set with one of these actions.
    pub const fn only(mut self, actions: &[Action]) -> Self {
        let mut mask = 0;
        let mut at = 0;
        while at < actions.len() {
            mask |= 1 << actions[at] as u16;
            at += 1;
        }
        at = 0;
        while at < KINDS {
            self.0[at] &= mask;
            at += 1;
        }
        self
    }

    /// Whether the operation is in the set.
    pub const fn contains(&self, action: Action, resource: ResourceKind) -> bool {
        self.0[resource as usize] & (1 << action as u16) != 0
    }

    /// Whether every operation of the other set is in this one.
    pub fn covers(&self, other: &Self) -> bool {
        self.0.iter().zip(other.0).all(|(own, theirs)| theirs & !own == 0)
    }

    /// Whether the set has no operation.
    pub fn is_empty(&self) -> bool {
        *self == Self::NONE
    }

    /// The set of the operations with these names. Names of a newer release are left out: a set only ever
    /// narrows.
    pub fn named<'n>(names: impl IntoIterator<Item = &'n str>) -> Self {
        names
            .into_iter()
            .filter_map(Self::parse)
            .fold(Self::NONE, |set, (action, resource)| set.with(resource, &[action]))
    }

    /// Reads one operation's name: the action's, a space, the resource's.
    pub fn parse(name: &str) -> Option<(Action, ResourceKind)> {
        let (action, resource) = name.split_once(' ')?;
        Some((Action::parse(action)?, ResourceKind::parse(resource)?))
    }

    /// The names of its operations, in their order.
    pub fn names(self) -> impl Iterator<Item = String> {
        self.iter().map(|(action, resource)| format!("{action} {resource}"))
    }

    /// Every operation of the set, sorted by resource, then by action.
    pub fn iter(self) -> impl Iterator<Item = (Action, ResourceKind)> {
        ResourceKind::ALL.iter().flat_map(move |resource| {
            Action::ALL
                .iter()
                .filter(move |action| self.contains(**action, *resource))
                .map(move |action| (*action, *resource))
        })
    }
}

impl Serialize for Operations {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_seq(self.names())
    }
}

impl<'de> Deserialize<'de> for Operations {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let names = Vec::<String>::deserialize(deserializer)?;
        Ok(Self::named(names.iter().map(String::as_str)))
    }
}

/// Writes a set of operations as a table: `operations! { Member: List Read; Invitation: Create }`.
#[macro_export]
macro_rules! operations {
    ($($resource:ident: $($action:ident)+);* $(;)?) => {
        $crate::access::Operations::NONE$(
            .with($crate::access::ResourceKind::$resource, &[$($crate::access::Action::$action),+])
        )*
    };
}
