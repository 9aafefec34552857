//! What the activity page asks of the server.

#![expect(missing_docs, reason = "the macro makes public fields of arguments that the function's own text explains")]

use crate::{AppError, form::Strict};
use leptos::prelude::*;
use serde::{Deserialize, Serialize};
use shared::views::{ActivityRow, Listed, OrganizationView};

/// What the activity page shows.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Activity {
    /// The organization.
    pub organization: OrganizationView,
    /// What happened, a page of it, newest first.
    pub entries: Listed<ActivityRow>,
    /// What it is narrowed to.
    pub filter: ActivityFilter,
}

/// What the activity is narrowed to; empty where nothing is said.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct ActivityFilter {
    /// E-mail address of who did it, or to whom it was done.
    pub person: String,
    /// Name of the action.
    pub action: String,
    /// First day.
    pub from: String,
    /// Last day.
    pub until: String,
}

/// A page of an organization's activity (M11).
#[server(prefix = "/fn", endpoint = "audit/list", input = Strict)]
pub async fn read_activity(
    slug: String,
    #[server(default)] after: String,
    #[server(default)] person: String,
    #[server(default)] action: String,
    #[server(default)] from: String,
    #[server(default)] until: String,
) -> Result<Activity, AppError> {
    let (store, scope) = crate::organizations::enter(&slug).await?;
    let filter = ActivityFilter { person, action, from, until };
    let query = store::audit::Query {
        after: (!after.is_empty()).then_some(after),
        person: filter.person.clone(),
        action: filter.action.clone(),
        from: filter.from.clone(),
        until: filter.until.clone(),
    };
    let entries = store::audit::list(&store, &scope, &query).await?;
    Ok(Activity { organization: scope.view(), entries, filter })
}
