//! A question about an operation, as an address carries it: what is refused leads to exactly its chain (M10).

use super::{Action, Because, Resource, ResourceKind};
use crate::ids::MembershipId;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

/// What somebody would do, to which sort of thing, and to which one.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Question {
    /// What they would do.
    pub action: Action,
    /// To which sort of thing.
    pub resource: ResourceKind,
    /// To which one: a part, or a person by their membership; `None`: in general.
    pub of: Option<Uuid>,
}

/// An operation that the rules forbid to whoever tried it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Denial {
    /// What was tried.
    pub question: Question,
    /// What settles it.
    pub because: Because,
}

impl Question {
    /// The question behind a decision. A person's own id is not in the resource: see [`Self::of_person`].
    pub const fn about(action: Action, resource: &Resource) -> Self {
        Self { action, resource: resource.kind(), of: resource.id() }
    }

    /// The same about one person.
    #[must_use]
    pub const fn of_person(self, membership: MembershipId) -> Self {
        Self { of: Some(membership.get()), ..self }
    }

    /// Reads the operation's name and the id, as [`Self::path`] writes them. An id that is none asks in general.
    pub fn parse(operation: &str, of: &str) -> Option<Self> {
        let (action, resource) = super::Operations::parse(operation)?;
        Some(Self { action, resource, of: of.parse().ok() })
    }

    /// The page with the chain behind the decision about the reader.
    pub fn path(&self, slug: &str) -> String {
        format!("/o/{slug}/members/{ME}/why?{}", self.query())
    }

    /// The same as the query of an address; names of operations hold nothing else that has to be escaped.
    pub fn query(&self) -> String {
        let of = self.of.map(|id| format!("&of={id}")).unwrap_or_default();
        format!("operation={}%20{}{of}", self.action, self.resource)
    }
}

/// Stands in addresses for the reader's own membership.
pub const ME: &str = "me";
