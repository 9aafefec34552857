//! What the pages of organizations ask of the server.

#![expect(missing_docs, reason = "the macro makes public fields of arguments that the function's own text explains")]

use crate::{AppError, form::Strict};
use leptos::prelude::*;
use serde::{Deserialize, Serialize};
use shared::views::{OrganizationCard, OrganizationView, Overview};

/// The organizations of the person signed in.
#[server(prefix = "/fn", endpoint = "organizations/list", input = Strict)]
pub async fn list_organizations() -> Result<Vec<OrganizationCard>, AppError> {
    use crate::request;
    Ok(store::organizations::list(&request::store()?, &request::caller()?).await?)
}

/// One organization, with what the reader holds in it.
#[server(prefix = "/fn", endpoint = "organizations/read", input = Strict)]
pub async fn read_organization(slug: String) -> Result<OrganizationView, AppError> {
    let (_, scope) = enter(&slug).await?;
    Ok(scope.view())
}

/// What an organization's first page shows.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct OverviewPage {
    /// The organization.
    pub organization: OrganizationView,
    /// What needs attention, and how inviting goes.
    pub overview: Overview,
}

/// An organization's first page (M12).
#[server(prefix = "/fn", endpoint = "organizations/overview", input = Strict)]
pub async fn read_overview(slug: String) -> Result<OverviewPage, AppError> {
    let (store, scope) = enter(&slug).await?;
    let overview = store::organizations::overview(&store, &scope).await?;
    Ok(OverviewPage { organization: scope.view(), overview })
}

/// The way into an organization for every function about one: by membership, or not at all (SECURITY R9).
#[cfg(feature = "ssr")]
pub async fn enter(slug: &str) -> Result<(store::Store, store::Scope), AppError> {
    use crate::request;
    use shared::{Refusal, names::Slug};
    let (store, caller) = (request::store()?, request::caller()?);
    let slug = Slug::parse(slug).map_err(|_| Refusal::NotFound)?;
    let scope = store::organizations::enter(&store, &caller, &slug).await?;
    Ok((store, scope))
}
