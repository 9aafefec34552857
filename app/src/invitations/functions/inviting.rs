//! The inviter's side.

#![expect(missing_docs, reason = "the macro makes public fields of arguments that the function's own text explains")]
#![expect(clippy::too_many_arguments, reason = "a server function has an argument for each control of its form")]

use crate::{
    AppError,
    form::{Done, Strict},
};
use leptos::prelude::*;
use serde::{Deserialize, Serialize};
use shared::{
    access::Catalog,
    invitation::Draft,
    seats::Seats,
    views::{InvitationRow, Listed, OrganizationView, Outlook, RequestRow},
};

/// What the list of invitations shows.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct InvitationsPage {
    /// The organization.
    pub organization: OrganizationView,
    /// Its invitations, a page of them.
    pub invitations: Listed<InvitationRow>,
    /// What narrows and orders them.
    pub filter: ListFilter,
    /// Those who ask for a new one, for people who may approve.
    pub requests: Vec<RequestRow>,
}

/// What the list of invitations is narrowed to, and its order; empty for all, newest first.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct ListFilter {
    /// The status that is shown alone, by name.
    pub status: String,
    /// What name or address contains.
    pub q: String,
    /// The order, by name.
    pub sort: String,
}

/// What the page that invites shows.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct InvitePage {
    /// The organization.
    pub organization: OrganizationView,
    /// The invitation whose person is invited again, or which is edited.
    pub from: Option<InvitationRow>,
    /// What can be chosen.
    pub choices: InviteChoices,
}

/// What an inviter can choose from.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct InviteChoices {
    /// What the organization has to give.
    pub catalog: Catalog,
    /// The first of a seller's customers, by address name and name.
    pub customers: Vec<(String, String)>,
    /// How the seats stand, where they are counted.
    pub seats: Option<Seats>,
}

/// What the page of one invitation shows.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct InvitationPage {
    /// The organization.
    pub organization: OrganizationView,
    /// The invitation.
    pub invitation: InvitationRow,
}

/// What the search for an address found (I2).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Found {
    /// The address, in its one spelling.
    pub address: String,
    /// The display name of its account, if it has one.
    pub account: Option<String>,
    /// Whether to go on to the details of the invitation.
    pub go_on: bool,
}

/// A page of an organization's invitations (I5).
#[server(prefix = "/fn", endpoint = "invitations/list", input = Strict)]
pub async fn read_invitations(
    slug: String,
    #[server(default)] after: String,
    #[server(default)] status: String,
    #[server(default)] q: String,
    #[server(default)] sort: String,
) -> Result<InvitationsPage, AppError> {
    use shared::invitation::{Sort, Status};
    let (store, scope) = crate::organizations::enter(&slug).await?;
    let query = store::invitations::Query {
        after: (!after.is_empty()).then_some(after),
        status: Status::parse(&status),
        search: q.clone(),
        sort: Sort::parse(&sort).unwrap_or(Sort::Newest),
    };
    let invitations = store::invitations::list(&store, &scope, &query).await?;
    let requests = store::invitations::requests(&store, &scope).await?;
    Ok(InvitationsPage { organization: scope.view(), invitations, filter: ListFilter { status, q, sort }, requests })
}

/// One invitation (I4).
#[server(prefix = "/fn", endpoint = "invitations/read", input = Strict)]
pub async fn read_invitation(slug: String, id: String) -> Result<InvitationPage, AppError> {
    let (store, scope) = crate::organizations::enter(&slug).await?;
    let invitation = store::invitations::details(&store, &scope, super::parse_id(&id)?).await?;
    Ok(InvitationPage { organization: scope.view(), invitation })
}

/// What the form that invites starts from: nothing, or an invitation that is over (I8).
#[server(prefix = "/fn", endpoint = "invitations/form", input = Strict)]
pub async fn read_invite(slug: String, #[server(default)] from: String) -> Result<InvitePage, AppError> {
    let (store, scope) = crate::organizations::enter(&slug).await?;
    let from = match from.as_str() {
        "" => None,
        id => Some(store::invitations::details(&store, &scope, super::parse_id(id)?).await?),
    };
    let organization = scope.view();
    let choices = match organization.may(shared::Action::Create, &shared::Resource::Invitation) {
        true => invite_choices(&store, &scope).await?,
        false => InviteChoices::default(),
    };
    Ok(InvitePage { organization, from, choices })
}

#[cfg(feature = "ssr")]
async fn invite_choices(store: &store::Store, scope: &store::Scope) -> Result<InviteChoices, AppError> {
    use shared::{Action, Resource};
    let catalog = store::access::choices(store, scope).await?;
    let customers_first = match scope.may(Action::List, &Resource::Customer) {
        true => customers(store, scope, "").await?,
        false => Vec::new(),
    };
    let seats = match scope.view().kind.preset().seats {
        Some(_) => Some(store::seats::counts(store, scope).await?),
        None => None,
    };
    Ok(InviteChoices { catalog, customers: customers_first, seats })
}

/// Looks an address up before inviting it (I2).
#[server(prefix = "/fn", endpoint = "invitations/search", input = Strict)]
pub async fn search_invitee(
    slug: String,
    #[server(default)] address: String,
    #[server(default)] step: String,
) -> Result<Done<Found>, AppError> {
    use shared::{Field, address::EmailAddress};
    let (store, scope) = crate::organizations::enter(&slug).await?;
    let address = EmailAddress::parse(&address).map_err(|error| AppError::field(Field::Address, error))?;
    let client = crate::request::client()?;
    let account = store::invitations::search(&store, &client, &scope, &address).await?.display_name;
    Ok(Done::Show(Found { address: address.to_string(), account, go_on: step == "create" }))
}

/// An invitation as it would be (I11).
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Preview {
    /// What it would mean.
    pub outlook: Outlook,
    /// The subject of its mail.
    pub subject: String,
    /// Its mail: a whole document, without any link that works.
    pub html: String,
    /// The same as text.
    pub text: String,
}

/// What the form that invites may come back with instead of sending.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub enum Shown {
    /// The invitation as it would be.
    Preview(Box<Preview>),
    /// The customers that a search has found, by address name and name.
    Customers(Vec<(String, String)>),
}

/// A seller's customers whose name or address name contains this, the first of them.
#[server(prefix = "/fn", endpoint = "invitations/customers", input = Strict)]
pub async fn find_customers(slug: String, #[server(default)] q: String) -> Result<Vec<(String, String)>, AppError> {
    let (store, scope) = crate::organizations::enter(&slug).await?;
    customers(&store, &scope, &q).await
}

#[cfg(feature = "ssr")]
async fn customers(
    store: &store::Store,
    scope: &store::Scope,
    search: &str,
) -> Result<Vec<(String, String)>, AppError> {
    let found = store::organizations::customers(store, scope, None, search).await?.rows;
    Ok(found.into_iter().map(|row| (row.slug.to_string(), row.name.to_string())).collect())
}

/// Sends an invitation (I4), or changes the open one that the form is about (I8), or only shows what it would be
/// (I11): all three have the same fields.
#[server(prefix = "/fn", endpoint = "invitations/send", input = Strict)]
pub async fn send_invitation(
    slug: String,
    #[server(default)] invitation: String,
    #[server(default)] invite_into: String,
    #[server(default)] organization: String,
    #[server(default)] customer_search: String,
    #[server(default)] address: String,
    #[server(default)] account: String,
    #[server(default)] role: String,
    #[server(default)] permission: String,
    #[server(default)] policies: Vec<String>,
    #[server(default)] brand_access: String,
    #[server(default)] role_set: String,
    #[server(default)] accounts: Vec<String>,
    #[server(default)] teams: Vec<String>,
    #[server(default)] identity_provider: String,
    #[server(default)] family_name: String,
    #[server(default)] given_name: String,
    #[server(default)] phone: String,
    #[server(default)] language: String,
    #[server(default)] access_ends_on: String,
    #[server(default)] expires_on: String,
    #[server(default)] step: String,
) -> Result<Done<Shown>, AppError> {
    // What the search had shown; the form carries it along to show it again and nothing else.
    let _ = account;
    let (store, mut scope) = crate::organizations::enter(&slug).await?;
    if step == "customers" {
        return Ok(Done::Show(Shown::Customers(customers(&store, &scope, &customer_search).await?)));
    }
    if invite_into == shared::Kind::Customer.name() {
        scope = store::organizations::customer(&store, &scope, &organization).await?;
    }
    let slug = scope.organization.slug.clone();
    let draft = Draft {
        address,
        role,
        permission,
        policies,
        brand_access,
        role_set,
        accounts,
        teams,
        identity_provider,
        family_name,
        given_name,
        phone,
        language,
        access_ends_on,
        expires_on,
    };
    let client = crate::request::client()?;
    if step == "preview" {
        let (outlook, job) = store::invitations::preview(&store, &scope, &draft).await?;
        let mail = crate::mail::render(&job, &crate::request::site()?).map_err(|error| {
            tracing::error!(%error, "a template is broken");
            AppError(shared::Refusal::Fault)
        })?;
        let preview = Preview { outlook, subject: mail.subject, html: mail.html, text: mail.text };
        return Ok(Done::Show(Shown::Preview(Box::new(preview))));
    }
    if !invitation.is_empty() {
        store::invitations::edit(&store, &client, &scope, super::parse_id(&invitation)?, &draft).await?;
        return Ok(Done::Go(format!("/o/{slug}/invitations/{invitation}?news=edited")));
    }
    let id = store::invitations::send(&store, &client, &scope, &draft).await?;
    Ok(Done::Go(format!("/o/{slug}/invitations/{id}?news=invited")))
}

impl SendInvitation {
    /// What was typed, for the rules.
    pub fn draft(&self) -> Draft {
        let it = self.clone();
        Draft {
            address: it.address,
            role: it.role,
            permission: it.permission,
            policies: it.policies,
            brand_access: it.brand_access,
            role_set: it.role_set,
            accounts: it.accounts,
            teams: it.teams,
            identity_provider: it.identity_provider,
            family_name: it.family_name,
            given_name: it.given_name,
            phone: it.phone,
            language: it.language,
            access_ends_on: it.access_ends_on,
            expires_on: it.expires_on,
        }
    }
}
