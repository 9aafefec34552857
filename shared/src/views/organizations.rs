//! Organizations: as a member sees one, in a list, and as a form of settings.

use crate::{
    Action, Grant, Grants, Kind, Language, OrganizationName, Resource, Slug,
    access::{Because, Denial, Operations, Policy, Question, decide},
    kind::AccessEndRule,
    settings,
};
use chrono::{DateTime, NaiveDate, TimeDelta, Utc};
use serde::{Deserialize, Serialize};

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

    /// What refuses this to the reader, if anything does and organizations of the kind have it at all (M10).
    pub fn denial(&self, action: Action, resource: &Resource) -> Option<Denial> {
        let decision = decide(&self.grants(), action, resource, self.while_in());
        let refused = !decision.is_allowed() && decision.because() != Because::NotInKind;
        refused.then(|| Denial { question: Question::about(action, resource), because: decision.because() })
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
    /// Whether the reader is the Primary Owner.
    pub is_primary: bool,
    /// Active members.
    pub members: u32,
}

/// The settings of an organization, as a form shows them.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SettingsView {
    /// How often they were changed; a page that shows older ones may not overwrite them.
    pub version: i32,
    /// What they are.
    pub draft: settings::Draft,
}
