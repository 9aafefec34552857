//! What the pages of members ask of the server.

#![expect(missing_docs, reason = "the macro makes public fields of arguments that the function's own text explains")]

use crate::{AppError, form::Strict};
use leptos::prelude::*;
use serde::{Deserialize, Serialize};
use shared::views::{InvitationRow, Listed, MemberRow, OrganizationView};

/// What the members page shows.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct MembersPage {
    /// The organization.
    pub organization: OrganizationView,
    /// Its people, a page of them.
    pub members: Listed<MemberRow>,
    /// The newest invitations, where the kind shows them below.
    pub invitations: Option<Listed<InvitationRow>>,
    /// What was searched for.
    pub search: String,
}

/// A page of an organization's people (M1).
#[server(prefix = "/fn", endpoint = "members/list", input = Strict)]
pub async fn read_members(
    slug: String,
    #[server(default)] after: String,
    #[server(default)] search: String,
) -> Result<MembersPage, AppError> {
    use shared::{Action, Resource};
    let (store, scope) = crate::organizations::enter(&slug).await?;
    let below = scope.view().kind.preset().words.invitations_below;
    let query =
        store::members::Query { after: (!after.is_empty()).then_some(after), search: search.clone(), status: None };
    let members = store::members::list(&store, &scope, &query).await?;
    let invitations = match below && scope.may(Action::List, &Resource::Invitation) {
        true => Some(store::invitations::list(&store, &scope, &store::invitations::Query::default()).await?),
        false => None,
    };
    Ok(MembersPage { organization: scope.view(), members, invitations, search })
}
