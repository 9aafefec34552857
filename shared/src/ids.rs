//! One newtype per table, so that an invitation's id cannot be passed for a member's.

use serde::{Deserialize, Serialize};
use std::{fmt, str::FromStr};
use uuid::Uuid;

macro_rules! ids {
    ($($(#[$doc:meta])* $name:ident),+ $(,)?) => {$(
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        #[serde(transparent)]
        pub struct $name(Uuid);

        impl $name {
            /// Wraps an id that came from the table this type stands for.
            pub const fn new(id: Uuid) -> Self {
                Self(id)
            }

            /// The bare id, for SQL and hashing.
            pub const fn get(self) -> Uuid {
                self.0
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                self.0.fmt(f)
            }
        }

        impl FromStr for $name {
            type Err = uuid::Error;

            fn from_str(text: &str) -> Result<Self, Self::Err> {
                text.parse().map(Self)
            }
        }
    )+};
}

ids! {
    /// A person's login; one per e-mail address.
    AccountId,
    /// An organization of any kind.
    OrganizationId,
    /// An account's place in an organization.
    MembershipId,
    /// An invitation into an organization.
    InvitationId,
    /// Somebody's wish for a new invitation.
    RequestId,
    /// A file of invitations.
    ImportId,
    /// What proves a mailbox: a mailed code or link (the row's public id, never the secret).
    ProofId,
    /// What an organization is writing as its next terms.
    TermsDraftId,
    /// A signed-in browser (the row's public id, never the cookie's secret).
    SessionId,
}
