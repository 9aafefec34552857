//! What the pages of members ask of the server.

#![expect(missing_docs, reason = "the macro makes public fields of arguments that the function's own text explains")]

use crate::{
    AppError,
    form::{Done, Strict},
};
use leptos::prelude::*;
use serde::{Deserialize, Serialize};
use shared::{
    ids::MembershipId,
    invitation::Draft,
    views::{InvitationRow, Listed, MemberDetails, MemberRow, OrganizationView},
};

/// What the members page shows.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct MembersPage {
    /// The organization.
    pub organization: OrganizationView,
    /// Its people, a page of them.
    pub members: Listed<MemberRow>,
    /// The reader's own membership.
    pub me: MembershipId,
    /// The invitations that are open, where the kind shows them below and the list of people is whole.
    pub invitations: Option<Listed<InvitationRow>>,
    /// What the list is narrowed to, and its order.
    pub filter: ListFilter,
}

/// What the list is narrowed to, and its order; empty where nothing is said.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct ListFilter {
    /// What was searched for.
    pub q: String,
    /// The status that is shown alone, by name.
    pub status: String,
    /// The role or policy that is shown alone, by name.
    pub role: String,
    /// The order, by name.
    pub sort: String,
}

/// What the page of one member shows.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct MemberPage {
    /// The organization.
    pub organization: OrganizationView,
    /// The member.
    pub member: MemberDetails,
}

/// A page of an organization's people (M1).
#[server(prefix = "/fn", endpoint = "members/list", input = Strict)]
pub async fn read_members(
    slug: String,
    #[server(default)] after: String,
    #[server(default)] q: String,
    #[server(default)] status: String,
    #[server(default)] role: String,
    #[server(default)] sort: String,
) -> Result<MembersPage, AppError> {
    use shared::{
        Action, Resource,
        invitation::Status::Pending,
        member::{Sort, Status},
    };
    let (store, scope) = crate::organizations::enter(&slug).await?;
    let below = scope.view().kind.preset().words.invitations_below;
    let filter = ListFilter { q, status, role, sort };
    let query = store::members::Query {
        after: (!after.is_empty()).then_some(after),
        search: filter.q.clone(),
        status: Status::parse(&filter.status),
        role: filter.role.clone(),
        sort: Sort::parse(&filter.sort),
    };
    let members = store::members::list(&store, &scope, &query).await?;
    let whole = query.after.is_none() && filter == ListFilter::default();
    let invitations = match below && whole && scope.may(Action::List, &Resource::Invitation) {
        true => {
            let open = store::invitations::Query { status: Some(Pending), ..Default::default() };
            Some(store::invitations::list(&store, &scope, &open).await?)
        }
        false => None,
    };
    Ok(MembersPage { organization: scope.view(), members, me: scope.membership, invitations, filter })
}

/// One member (M2).
#[server(prefix = "/fn", endpoint = "members/read", input = Strict)]
pub async fn read_member(slug: String, id: String) -> Result<MemberPage, AppError> {
    let (store, scope) = crate::organizations::enter(&slug).await?;
    let member = store::members::details(&store, &scope, member_id(&id)?).await?;
    Ok(MemberPage { organization: scope.view(), member })
}

/// Changes what a member holds (M2).
#[server(prefix = "/fn", endpoint = "members/edit", input = Strict)]
pub async fn edit_member(
    slug: String,
    id: String,
    version: i32,
    #[server(default)] role: String,
    #[server(default)] permission: String,
    #[server(default)] policies: Vec<String>,
    #[server(default)] brand_access: String,
    #[server(default)] role_set: String,
    #[server(default)] accounts: Vec<String>,
    #[server(default)] teams: Vec<String>,
    #[server(default)] access_ends_on: String,
) -> Result<Done, AppError> {
    let (store, scope) = crate::organizations::enter(&slug).await?;
    let draft = Draft {
        role,
        permission,
        policies,
        brand_access,
        role_set,
        accounts,
        teams,
        access_ends_on,
        ..Draft::default()
    };
    store::members::edit(&store, &crate::request::client()?, &scope, member_id(&id)?, version, &draft).await?;
    Ok(there(&slug, &id, "saved"))
}

impl EditMember {
    /// What was typed, as the rules read it: an invitation of the same person.
    pub fn draft(&self, address: &str) -> Draft {
        Draft {
            address: address.to_owned(),
            role: self.role.clone(),
            permission: self.permission.clone(),
            policies: self.policies.clone(),
            brand_access: self.brand_access.clone(),
            role_set: self.role_set.clone(),
            accounts: self.accounts.clone(),
            teams: self.teams.clone(),
            access_ends_on: self.access_ends_on.clone(),
            ..Draft::default()
        }
    }
}

/// Shuts a member out for a while (M13).
#[server(prefix = "/fn", endpoint = "members/suspend", input = Strict)]
pub async fn suspend_member(slug: String, id: String) -> Result<Done, AppError> {
    step(&slug, &id, store::members::Step::Suspend).await?;
    Ok(there(&slug, &id, "suspended"))
}

/// Lets a suspended member in again (M13).
#[server(prefix = "/fn", endpoint = "members/reactivate", input = Strict)]
pub async fn reactivate_member(slug: String, id: String) -> Result<Done, AppError> {
    step(&slug, &id, store::members::Step::Reactivate).await?;
    Ok(there(&slug, &id, "reactivated"))
}

/// Takes a member out (M3).
#[server(prefix = "/fn", endpoint = "members/remove", input = Strict)]
pub async fn remove_member(slug: String, id: String) -> Result<Done, AppError> {
    step(&slug, &id, store::members::Step::Remove).await?;
    Ok(Done::Go(format!("/o/{slug}/members?news=removed")))
}

/// Takes a removed person back (M3).
#[server(prefix = "/fn", endpoint = "members/restore", input = Strict)]
pub async fn restore_member(slug: String, id: String) -> Result<Done, AppError> {
    step(&slug, &id, store::members::Step::Restore).await?;
    Ok(there(&slug, &id, "restored"))
}

/// Leaves the organization oneself.
#[server(prefix = "/fn", endpoint = "members/leave", input = Strict)]
pub async fn leave_organization(slug: String) -> Result<Done, AppError> {
    let (store, scope) = crate::organizations::enter(&slug).await?;
    store::members::leave(&store, &crate::request::client()?, &scope).await?;
    Ok(Done::Go("/organizations?news=left".to_owned()))
}

/// Offers somebody to become Primary Owner (M4).
#[server(prefix = "/fn", endpoint = "members/offer_primary", input = Strict)]
pub async fn offer_primary(slug: String, id: String) -> Result<Done, AppError> {
    let (store, scope) = crate::organizations::enter(&slug).await?;
    store::members::offer_primary(&store, &crate::request::client()?, &scope, member_id(&id)?).await?;
    Ok(there(&slug, &id, "primary_offered"))
}

/// Takes that offer back, or declines it.
#[server(prefix = "/fn", endpoint = "members/withdraw_primary", input = Strict)]
pub async fn withdraw_primary(slug: String, id: String) -> Result<Done, AppError> {
    let (store, scope) = crate::organizations::enter(&slug).await?;
    store::members::withdraw_primary(&store, &crate::request::client()?, &scope).await?;
    Ok(there(&slug, &id, "primary_withdrawn"))
}

/// Becomes Primary Owner.
#[server(prefix = "/fn", endpoint = "members/confirm_primary", input = Strict)]
pub async fn confirm_primary(slug: String, id: String) -> Result<Done, AppError> {
    let (store, scope) = crate::organizations::enter(&slug).await?;
    store::members::confirm_primary(&store, &crate::request::client()?, &scope).await?;
    Ok(there(&slug, &id, "handed_over"))
}

#[cfg(feature = "ssr")]
async fn step(slug: &str, id: &str, step: store::members::Step) -> Result<(), AppError> {
    let (store, scope) = crate::organizations::enter(slug).await?;
    Ok(store::members::step(&store, &crate::request::client()?, &scope, member_id(id)?, step).await?)
}

#[cfg(feature = "ssr")]
fn member_id(id: &str) -> Result<MembershipId, AppError> {
    id.parse().map_err(|_| AppError(shared::Refusal::NotFound))
}

#[cfg(feature = "ssr")]
fn there(slug: &str, id: &str, news: &str) -> Done {
    Done::Go(format!("/o/{slug}/members/{id}?news={news}"))
}
