//! A claimed mail to a person: whom it is for, and what it says.

use super::job::{MailedCode, Parcel};
use crate::ResetToken;
use chrono::{DateTime, Utc};
use shared::{
    EmailAddress, Language,
    ids::MembershipId,
    names::{FullName, OrganizationName, Slug},
};
use uuid::Uuid;

/// A claimed mail to a person about their account. Rendering it twice gives the same mail (X8).
#[derive(Clone, Debug)]
pub struct PersonalJob {
    /// The outbox row.
    pub id: Uuid,
    /// Which try this is, from 1.
    pub attempt: u32,
    /// The Message-ID, with its angle brackets.
    pub message_id: String,
    /// Whom it goes to.
    pub recipient: EmailAddress,
    /// The language it is written in.
    pub language: Language,
    /// IANA name of the reader's time zone.
    pub time_zone: String,
    /// The person's name, where there is one.
    pub name: Option<FullName>,
    /// What it is about.
    pub letter: PersonalLetter,
}

impl Parcel for PersonalJob {
    fn id(&self) -> Uuid {
        self.id
    }

    fn attempt(&self) -> u32 {
        self.attempt
    }
}

/// What a personal mail is about, with the secret that only it carries.
#[derive(Clone, Debug)]
pub enum PersonalLetter {
    /// The code to register with, and until when it works.
    RegisterCode(MailedCode, DateTime<Utc>),
    /// The code that confirms a new address, and until when it works.
    AddressCode(MailedCode, DateTime<Utc>),
    /// The address has an account already.
    RegisterKnown,
    /// The link that resets the password, and until when it works.
    Reset(ResetToken, DateTime<Utc>),
    /// The password was changed then.
    PasswordChanged(DateTime<Utc>),
    /// The address was changed then.
    AddressChanged(DateTime<Utc>),
    /// The account was closed then.
    Closed(DateTime<Utc>),
    /// Access ends soon (M5).
    AccessEnds(AccessEnds),
    /// The reader is asked to become Primary Owner (M4).
    PrimaryOffered(PrimaryOwner),
    /// The reader was Primary Owner until then (M4).
    PrimaryHandedOver(PrimaryOwner, DateTime<Utc>),
}

/// Which organization is handed over, and who is on the other side.
#[derive(Clone, Debug)]
pub struct PrimaryOwner {
    /// The organization's name.
    pub organization: OrganizationName,
    /// Its slug.
    pub slug: Slug,
    /// The reader's membership there.
    pub membership: MembershipId,
    /// Who offers it, or who has it now; by name, or by address while there is none.
    pub other: String,
}

/// Which access ends, and when.
#[derive(Clone, Debug)]
pub struct AccessEnds {
    /// The organization's name.
    pub organization: OrganizationName,
    /// Its slug.
    pub slug: Slug,
    /// IANA name of the time zone in which its days end.
    pub time_zone: String,
    /// The first instant without access.
    pub ends_at: DateTime<Utc>,
}
