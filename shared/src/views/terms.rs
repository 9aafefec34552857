//! Terms of service.

use super::Moment;
use crate::{Language, OrganizationName, ids::TermsDraftId, kind::TermsRule, terms::Format};
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

/// A version of somebody's terms of service (C4).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct TermsView {
    /// The organization's name, where these are its own; else the operator's.
    pub organization: Option<OrganizationName>,
    /// The version.
    pub version: String,
    /// The language they are in: the reader's, if they were published in it.
    pub language: Language,
    /// The text, as HTML that can do nothing; none where it is too long to stand beside something else.
    pub html: Option<String>,
    /// When they were published.
    pub published_on: NaiveDate,
}

/// A version that an organization has published.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct TermsVersion {
    /// The version.
    pub version: String,
    /// The languages it was published in.
    pub languages: Vec<Language>,
    /// When, on the organization's clock.
    pub published_at: Moment,
    /// By whom, by name or address.
    pub published_by: Option<String>,
}

/// What an organization is writing as its next terms.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct TermsDraft {
    /// Which: another one with each change.
    pub id: TermsDraftId,
    /// What it is written in.
    pub format: Format,
    /// In English, or nothing.
    pub en: String,
    /// In Japanese, or nothing.
    pub ja: String,
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
