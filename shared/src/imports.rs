//! Bulk invitations as pages show them (I12).

use crate::{
    Language, Refusal,
    ids::{ImportId, InvitationId},
    named::named,
    seats::Seats,
    texts::imports as texts,
    views::{Moment, OrganizationView},
};
use serde::{Deserialize, Serialize};

named! {
    /// What would become, or has become, of a row.
    pub enum RowResult {
        /// Not looked at yet.
        Open = "open",
        /// It would be invited.
        Invite = "invite",
        /// It has been invited.
        Invited = "invited",
        /// The address is a member already.
        AlreadyMember = "already_member",
        /// The address has an invitation that is open.
        AlreadyInvited = "already_invited",
        /// The address stands further up in the file.
        Duplicate = "duplicate",
        /// Refused, with the reason.
        Refused = "refused",
    }
}

impl RowResult {
    /// The words for it.
    pub const fn label(self, language: Language) -> &'static str {
        match self {
            Self::Open => texts::open(language),
            Self::Invite => texts::invite(language),
            Self::Invited => texts::invited(language),
            Self::AlreadyMember => texts::already_member(language),
            Self::AlreadyInvited => texts::already_invited(language),
            Self::Duplicate => texts::duplicate(language),
            Self::Refused => texts::refused(language),
        }
    }
}

named! {
    /// Where an import stands.
    pub enum Phase {
        /// The rows are being looked at; nothing is sent.
        Planning = "planning",
        /// The plan is there, and nothing has been sent.
        Planned = "planned",
        /// Invitations are being sent.
        Applying = "applying",
        /// It is done.
        Finished = "finished",
        /// It was called off.
        Cancelled = "cancelled",
        /// It stopped, because the same rows failed again and again.
        Failed = "failed",
    }
}

impl Phase {
    /// The words for it.
    pub const fn label(self, language: Language) -> &'static str {
        match self {
            Self::Planning => texts::planning(language),
            Self::Planned => texts::planned(language),
            Self::Applying => texts::applying(language),
            Self::Finished => texts::finished(language),
            Self::Cancelled => texts::cancelled(language),
            Self::Failed => texts::failed(language),
        }
    }

    /// Whether something goes on by itself.
    pub const fn is_running(self) -> bool {
        matches!(self, Self::Planning | Self::Applying)
    }
}

/// An import in a list.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ImportCard {
    /// The import.
    pub id: ImportId,
    /// What the file is called.
    pub file_name: String,
    /// When it was uploaded.
    pub created_at: Moment,
    /// Where it stands.
    pub phase: Phase,
    /// Its rows.
    pub total: u32,
    /// Rows whose plan is known.
    pub planned: u32,
    /// Rows that are done.
    pub done: u32,
}

/// An import with a page of its rows.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ImportView {
    /// The organization.
    pub organization: OrganizationView,
    /// Name, phase, counts.
    pub card: ImportCard,
    /// How many rows have which result.
    pub tally: Vec<(RowResult, u32)>,
    /// How the seats stand, where they are counted.
    pub seats: Option<Seats>,
    /// Mails the organization may still send today.
    pub mails_left: u32,
    /// Mails it may send in a day.
    pub mails_per_day: u32,
    /// When it goes on, while it waits for the cap on mails.
    pub goes_on_at: Option<Moment>,
    /// Why it stopped, when it gave up.
    pub failure: Option<Refusal>,
    /// Whether the reader made it, and so may start it.
    pub mine: bool,
    /// A page of its rows.
    pub rows: Vec<ImportRow>,
    /// The number after which the next page starts.
    pub next: Option<u32>,
}

impl ImportView {
    /// How many rows have a result.
    pub fn count(&self, result: RowResult) -> u32 {
        self.tally.iter().find(|(known, _)| *known == result).map_or(0, |(_, count)| *count)
    }

    /// Days until the last mail is out, as far as the cap allows; 0: today.
    pub fn days(&self) -> u32 {
        let later = self.count(RowResult::Invite).saturating_sub(self.mails_left);
        later.div_ceil(self.mails_per_day.max(1))
    }
}

/// A row of an import.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ImportRow {
    /// From 1.
    pub number: u32,
    /// The line of the file.
    pub line: u32,
    /// The address as typed, or its one spelling.
    pub address: String,
    /// What would become, or has become, of it.
    pub result: RowResult,
    /// Why it is refused.
    pub reason: Option<Refusal>,
    /// The invitation.
    pub invitation: Option<InvitationId>,
}
