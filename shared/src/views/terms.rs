//! Terms of service.

use crate::{Language, OrganizationName, kind::TermsRule};
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
    /// One paragraph each.
    pub paragraphs: Vec<String>,
    /// When they were published.
    pub published_on: NaiveDate,
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
