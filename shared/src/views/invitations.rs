//! Invitations: as the organization sees them, and as the invited person does.

use super::{Moment, OrganizationView};
use crate::{
    Action, EmailAddress, FullName, Grant, Kind, Language, OrganizationName, Phone,
    access::{Choice, Given, ResourceKind},
    ids::{InvitationId, RequestId},
    invitation,
    kind::IdentityProvider,
    seats::Seats,
};
use chrono::TimeDelta;
use serde::{Deserialize, Serialize};

/// An invitation in the list (I5) and on its details page (I4).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct InvitationRow {
    /// The invitation.
    pub id: InvitationId,
    /// The account's name, else the one the inviter gave.
    pub name: Option<FullName>,
    /// Whom it is for.
    pub address: EmailAddress,
    /// What it offers.
    pub grant: Grant,
    /// Brand access, Role And Permissions, accounts and teams, by name.
    pub given: Given,
    /// Who proves that the person is who they are, where the kind offers a choice (K11).
    pub identity_provider: Option<IdentityProvider>,
    /// Who invited, by name or address.
    pub invited_by: String,
    /// When it was made or last sent anew.
    pub sent_at: Moment,
    /// Until when it can be accepted.
    pub expires_at: Moment,
    /// When the access it gives ends by itself.
    pub access_ends_at: Option<Moment>,
    /// PENDING and so on.
    pub status: invitation::Status,
    /// When it was accepted.
    pub accepted_at: Option<Moment>,
    /// What became of its mail.
    pub delivery: Delivery,
    /// Contact number the inviter gave.
    pub phone: Option<Phone>,
    /// Language of its mail.
    pub language: Language,
    /// Whether the inviter has since lost the standing to offer it (I10).
    pub inviter_lost_standing: bool,
    /// When the person was last reminded (I14).
    pub reminded_at: Option<Moment>,
}

impl InvitationRow {
    /// What it offers as it would be typed, for editing it and for inviting the same person again. Days that have
    /// passed are left out, and so is what the kind leaves no choice in.
    pub fn draft(&self, organization: &OrganizationView) -> invitation::Draft {
        let (preset, today) = (organization.kind.preset(), organization.today);
        let names = self.name.as_ref().map(|name| (name.family.to_string(), name.given.to_string()));
        let (family_name, given_name) = names.unwrap_or_default();
        let last_day = |end: &Moment| {
            let day = (*end - TimeDelta::seconds(1)).date_naive();
            if day < today { String::new() } else { day.to_string() }
        };
        let Choice { role, permission, policies, brand_access, role_set, accounts, teams } =
            Choice::of(&self.grant, &self.given);
        invitation::Draft {
            address: self.address.to_string(),
            role,
            permission,
            policies,
            brand_access,
            role_set,
            accounts,
            teams,
            identity_provider: self.identity_provider.map(|provider| provider.name().to_owned()).unwrap_or_default(),
            family_name,
            given_name,
            phone: self.phone.as_ref().map(ToString::to_string).unwrap_or_default(),
            language: self.language.tag().to_owned(),
            access_ends_on: self.access_ends_at.as_ref().map(last_day).unwrap_or_default(),
            expires_on: if preset.expiry_choice { last_day(&self.expires_at) } else { String::new() },
        }
    }
}

/// What became of a mail (I8).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Delivery {
    /// Waits to be sent; so many tries so far.
    Queued {
        /// Tries that did not succeed.
        attempts: u32,
    },
    /// Taken by the mail server.
    Sent {
        /// When.
        at: Moment,
    },
    /// Refused for good.
    Failed {
        /// The mail server's words.
        reason: String,
        /// Tries in all.
        attempts: u32,
    },
    /// There is no mail to this invitation.
    None,
}

/// Somebody whose link is over and who asks for a new invitation (A5).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct RequestRow {
    /// The request.
    pub id: RequestId,
    /// The invitation whose link was opened.
    pub invitation: InvitationId,
    /// Who asks.
    pub address: EmailAddress,
    /// The account's name.
    pub name: Option<FullName>,
    /// What that invitation offered.
    pub grant: Grant,
    /// What became of it.
    pub status: invitation::Status,
    /// Since when.
    pub asked_at: Moment,
}

/// What an invitation would mean (I11).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Outlook {
    /// Whom it would be for.
    pub recipient: EmailAddress,
    /// What the person will be able to do, by what it is done to.
    pub allowed: Vec<(ResourceKind, Vec<Action>)>,
    /// How the seats stand, where they are counted.
    pub seats: Option<Seats>,
    /// Until when it could be accepted.
    pub expires_at: Moment,
    /// When the access would end by itself.
    pub access_ends_at: Option<Moment>,
}

/// An open invitation as the invited person sees it (A1).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Confirmation {
    /// The invitation.
    pub id: InvitationId,
    /// The organization's name.
    pub organization: OrganizationName,
    /// Its kind.
    pub kind: Kind,
    /// Who invites, written in the order of the reader's language.
    pub inviter: Option<FullName>,
    /// The address of who invites, for want of a name.
    pub inviter_address: String,
    /// Whom it is for.
    pub address: EmailAddress,
    /// The name the inviter gave.
    pub name: Option<FullName>,
    /// What it offers.
    pub grant: Grant,
    /// Brand access, Role And Permissions, accounts and teams, by name.
    pub given: Given,
    /// Until when it can be accepted.
    pub expires_at: Moment,
    /// When the access it gives ends by itself.
    pub access_ends_at: Option<Moment>,
    /// Whether the address has an account.
    pub has_account: bool,
    /// Whether the link proves the mailbox, so that registration asks for no code (I7).
    pub proves_mailbox: bool,
    /// The language of the invitation's mail.
    pub language: Language,
    /// The version of the terms that count there.
    pub terms_version: String,
}

/// What the page behind "I did not expect this" shows.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct StopView {
    /// Whose invitations it is about.
    pub organization: OrganizationName,
    /// To which address.
    pub address: EmailAddress,
    /// Whether they are stopped.
    pub stopped: bool,
}
