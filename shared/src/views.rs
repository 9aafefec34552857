//! What pages show: read models, made by `store`, sent as they are, drawn by `app`.

use crate::{
    Action, EmailAddress, FullName, Grant, Grants, Kind, Language, OrganizationName, Phone, Preset, Resource, Slug,
    access::{Catalog, Choice, Explanation, Given, Operations, Person, Policy, ResourceKind, decide, explain},
    account::ProfileForm,
    ids::{InvitationId, MembershipId, RequestId, SessionId},
    invitation,
    kind::{AccessEndRule, IdentityProvider, TermsRule},
    member,
    password::PasswordRule,
    seats::Seats,
    settings,
};
use chrono::{DateTime, FixedOffset, NaiveDate, TimeDelta, Utc};
use serde::{Deserialize, Serialize};

mod access;
mod overview;

pub use access::*;
pub use overview::*;

/// An instant as the wall clock of the organization (or of the reader) shows it; the server knows the time
/// zones, so that browsers need none.
pub type Moment = DateTime<FixedOffset>;

/// An organization as its member sees it, with the member's own standing.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct OrganizationView {
    /// The part of its address that names it.
    pub slug: Slug,
    /// Its name.
    pub name: OrganizationName,
    /// Its kind.
    pub kind: Kind,
    /// The language of its mails, unless a person has another.
    pub language: Language,
    /// IANA name of the time zone in which its days end.
    pub time_zone: String,
    /// What the reader holds.
    pub grant: Grant,
    /// Whether the reader is the Primary Owner.
    pub is_primary: bool,
    /// Whether the reader is of the seller above, without a membership here (K4).
    #[serde(default)]
    pub from_above: bool,
    /// The custom policies that the reader holds.
    #[serde(default)]
    pub policies: Vec<Policy>,
    /// Default Access Control Settings, where any are set.
    #[serde(default)]
    pub default_features: Option<Operations>,
    /// Its own rule about access end dates, if it has one (K10).
    #[serde(default)]
    pub access_end: Option<AccessEndRule>,
    /// The day it is there now, for dates that are chosen.
    pub today: NaiveDate,
}

impl OrganizationView {
    /// What decisions about the reader are made from, in the browser as on the server.
    pub fn grants(&self) -> Grants<'_> {
        let preset = self.kind.preset();
        let grants = if self.from_above {
            Grants::from_above(preset, &self.grant)
        } else {
            Grants::of(preset, &self.grant).as_primary_owner(self.is_primary)
        };
        grants
            .with_policies(&self.policies)
            .with_default_access(self.default_features.as_ref())
            .with_access_end(self.access_end)
    }

    /// Whether the reader may do this; the server decides again.
    pub fn may(&self, action: Action, resource: &Resource) -> bool {
        decide(&self.grants(), action, resource, self.while_in()).is_allowed()
    }

    /// Why the reader may do this, or may not (M10).
    pub fn why(&self, action: Action, resource: &Resource) -> Explanation<'_> {
        explain(&self.grants(), action, resource, self.while_in())
    }

    /// An instant at which the reader is in. Who has read this was; each request reads it again.
    fn while_in(&self) -> DateTime<Utc> {
        self.grant.access_ends_at.map_or_else(Default::default, |end| end - TimeDelta::seconds(1))
    }
}

/// One of a person's organizations.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct OrganizationCard {
    /// The part of its address that names it.
    pub slug: Slug,
    /// Its name.
    pub name: OrganizationName,
    /// Its kind.
    pub kind: Kind,
    /// What the reader holds.
    pub grant: Grant,
    /// Active members.
    pub members: u32,
}

/// A page of a list, in keyset order.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Listed<T> {
    /// The rows.
    pub rows: Vec<T>,
    /// Where the next page starts, if there is one; opaque.
    pub next: Option<String>,
}

/// A member in the users list (M1).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct MemberRow {
    /// The membership.
    pub id: MembershipId,
    /// The person's name, once given.
    pub name: Option<FullName>,
    /// E-mail address.
    pub address: EmailAddress,
    /// What the person holds.
    pub grant: Grant,
    /// Brand access, Role And Permissions, accounts and teams, by name.
    pub given: Given,
    /// Whether this is the Primary Owner.
    pub is_primary: bool,
    /// ACTIVE and so on.
    pub status: member::Status,
    /// Since when.
    pub joined_at: Moment,
    /// When the access ends by itself.
    pub access_ends_at: Option<Moment>,
    /// When the person last used this organization.
    pub last_seen_at: Option<Moment>,
}

impl MemberRow {
    /// The person as decisions look at them.
    pub fn person(&self, preset: &Preset, own: bool) -> Person {
        Person {
            role: self.grant.role,
            owner_rank: self.grant.is_owner_rank(preset),
            primary_owner: self.is_primary,
            own,
        }
    }
}

/// One member with everything that its page shows (M2).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct MemberDetails {
    /// What the list shows as well.
    pub row: MemberRow,
    /// Phone number.
    pub phone: Option<Phone>,
    /// The language the person reads.
    pub language: Language,
    /// How often the membership was changed; a page that shows an older one may not overwrite it.
    pub version: i32,
    /// Whether this is the reader.
    pub is_me: bool,
    /// Whether being Primary Owner is offered to this person (M4).
    pub is_offered_primary: bool,
    /// Whether the person is an Owner who stays, so that being Primary Owner can be offered.
    pub keeps: bool,
    /// What the organization has to give.
    pub catalog: Catalog,
}

/// The settings of an organization, as a form shows them.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SettingsView {
    /// How often they were changed; a page that shows older ones may not overwrite them.
    pub version: i32,
    /// What they are.
    pub draft: settings::Draft,
}

/// What differs between before and after (M11).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Change {
    /// The field, by its stable name.
    pub field: String,
    /// What it held, if anything.
    pub before: Option<String>,
    /// What it holds since, if anything.
    pub after: Option<String>,
}

/// One entry of the activity (M11).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ActivityRow {
    /// Its number in the chain.
    pub seq: i64,
    /// When.
    pub at: Moment,
    /// Who, by name or address; nobody where whoever held a link did, or the clock.
    pub actor: Option<String>,
    /// Whom or what it is about, where it says.
    pub about: Option<String>,
    /// What was done, by its stable name.
    pub action: String,
    /// What differs.
    pub changes: Vec<Change>,
    /// From where.
    pub client_ip: Option<String>,
    /// With which browser.
    pub user_agent: String,
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

/// How an organization's seats stand, with the ledger (I13).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SeatsView {
    /// The organization.
    pub organization: OrganizationView,
    /// Used, reserved, bought.
    pub seats: Seats,
    /// What was bought and given back, newest first.
    pub changes: Vec<SeatChange>,
}

/// An entry in the ledger of bought slots.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SeatChange {
    /// When.
    pub at: Moment,
    /// Who, by name or address.
    pub by: String,
    /// Slots before.
    pub before: u32,
    /// Slots from then on.
    pub after: u32,
    /// Yen per slot and month, excluding tax, from then on.
    pub yen_per_month: u32,
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
}

/// Where somebody is signed in (C3).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SessionRow {
    /// The session.
    pub id: SessionId,
    /// Whether it is the one that asks.
    pub is_here: bool,
    /// The browser's name, where it can be told.
    pub browser: Option<String>,
    /// The system's name, where it can be told.
    pub system: Option<String>,
    /// Where it signed in from.
    pub client_ip: Option<String>,
    /// Since when, on the reader's clock.
    pub signed_in_at: Moment,
    /// When it was used last, to the minute, on the reader's clock.
    pub last_used_at: Moment,
}

/// IANA names of time zones.
pub type Zones = Vec<String>;

/// A person's own profile (C2).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ProfileView {
    /// What is there now.
    pub form: ProfileForm,
    /// The time zones to choose from.
    pub zones: Zones,
}

/// A version of somebody's terms of service (C4).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct TermsView {
    /// The organization's name, where these are its own; else the operator's.
    pub organization: Option<OrganizationName>,
    /// The version.
    pub version: String,
    /// The language they are in: the reader's, if they were published in it.
    pub language: Language,
    /// One paragraph each.
    pub paragraphs: Vec<String>,
    /// When they were published.
    pub published_on: NaiveDate,
}

/// What is asked of a person's next password, for the page where it is typed (K7, P2).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Demands {
    /// The rule: what every organization of the person asks, outside of any P1's.
    pub rule: PasswordRule,
    /// The address it is for, which the password must not contain.
    pub address: EmailAddress,
    /// The names it must not contain.
    pub organizations: Vec<String>,
}

/// What stands before an organization until its terms have been agreed to (K8).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct TermsGate {
    /// The organization one wants into.
    pub organization: OrganizationName,
    /// How its kind has one agree.
    pub rule: TermsRule,
    /// What is to be agreed to.
    pub terms: TermsView,
    /// Whether this version has been downloaded.
    pub downloaded: bool,
}
