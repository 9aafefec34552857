//! A mail to send, with everything it takes to write it.

use crate::{LinkToken, StopToken};
use chrono::{DateTime, Utc};
use shared::{
    EmailAddress, Language,
    access::Grant,
    ids::InvitationId,
    kind::Kind,
    names::{FullName, OrganizationName, Slug},
};
use std::fmt;
use uuid::Uuid;

/// A claimed mail. Rendering it twice gives the same mail: same Message-ID, same link (X8).
#[derive(Clone, Debug)]
pub struct Job {
    /// The outbox row.
    pub id: Uuid,
    /// Which try this is, from 1.
    pub attempt: u32,
    /// The Message-ID, with its angle brackets.
    pub message_id: String,
    /// Whom it goes to: the stored address, never a typed one (P5).
    pub recipient: EmailAddress,
    /// The language it is written in.
    pub language: Language,
    /// The organization that invites.
    pub organization: OrganizationName,
    /// Its kind, which chooses subject and button (K12, K13).
    pub kind: Kind,
    /// IANA name of its time zone, in which dates are written.
    pub time_zone: String,
    /// Who invites, by name or address.
    pub inviter: String,
    /// The invited person's name, where it is known.
    pub name: Option<FullName>,
    /// What the invitation offers.
    pub grant: Grant,
    /// What it is about.
    pub letter: Letter,
}

/// A claimed mail, as far as reports on it go.
pub trait Parcel {
    /// The outbox row.
    fn id(&self) -> Uuid;

    /// Which try this is, from 1.
    fn attempt(&self) -> u32;
}

impl Parcel for Job {
    fn id(&self) -> Uuid {
        self.id
    }

    fn attempt(&self) -> u32 {
        self.attempt
    }
}

/// What a mail is about, with the secret that only it carries.
#[derive(Clone, Debug)]
pub enum Letter {
    /// An invitation.
    Invitation {
        /// The mailed link.
        link: LinkToken,
        /// The link that stops further invitations.
        stop: StopLink,
        /// Until when it works.
        expires_at: DateTime<Utc>,
    },
    /// The same link once more, before it expires (I14).
    Reminder {
        /// The mailed link.
        link: LinkToken,
        /// The link that stops further invitations.
        stop: StopLink,
        /// Until when it works.
        expires_at: DateTime<Utc>,
    },
    /// An invitation as it would be, for looking at it before it is sent (I11): without any link.
    Preview {
        /// Until when its link would work.
        expires_at: DateTime<Utc>,
    },
    /// Somebody asks for a new invitation; the recipient may approve (A5).
    Request {
        /// The part of the organization's address that names it.
        slug: Slug,
        /// Who asks.
        address: EmailAddress,
    },
    /// The code for registering through a copied link.
    Code {
        /// The six digits.
        code: MailedCode,
        /// Until when they work.
        expires_at: DateTime<Utc>,
    },
}

/// "I did not expect this": what its link is made of.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StopLink {
    /// The invitation.
    pub invitation: InvitationId,
    /// What proves that its mail was read.
    pub token: StopToken,
}

impl StopLink {
    /// The path that the mail names.
    pub fn path(&self) -> String {
        format!("/stop/{}/{}", self.invitation, self.token.expose())
    }
}

/// Six digits; printed nowhere but in their mail.
#[derive(Clone, PartialEq, Eq)]
pub struct MailedCode(pub(super) String);

impl MailedCode {
    /// The digits, for the mail and nowhere else.
    pub fn expose(&self) -> &str {
        &self.0
    }
}

impl fmt::Debug for MailedCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("MailedCode(…)")
    }
}
