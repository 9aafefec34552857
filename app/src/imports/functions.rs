//! What the pages of bulk invitations ask of the server. Files come another way: a function takes 64 KiB at most.

#![expect(missing_docs, reason = "the macro makes public fields of arguments that the function's own text explains")]

use crate::{
    AppError,
    form::{Done, Strict},
};
use leptos::prelude::*;
use serde::{Deserialize, Serialize};
use shared::{
    imports::{ImportCard, ImportView},
    views::OrganizationView,
};

/// What the page of imports shows.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct ImportsList {
    /// The organization.
    pub organization: OrganizationView,
    /// Its imports, newest first.
    pub imports: Vec<ImportCard>,
}

/// The organization's imports.
#[server(prefix = "/fn", endpoint = "imports/list", input = Strict)]
pub async fn read_imports(slug: String) -> Result<ImportsList, AppError> {
    let (store, scope) = crate::organizations::enter(&slug).await?;
    let imports = store::imports::list(&store, &scope).await?;
    Ok(ImportsList { organization: scope.view(), imports })
}

/// One import, with a page of its rows.
#[server(prefix = "/fn", endpoint = "imports/read", input = Strict)]
pub async fn read_import(
    slug: String,
    id: String,
    #[server(default)] after: String,
    #[server(default)] only: String,
) -> Result<ImportView, AppError> {
    let (store, scope) = crate::organizations::enter(&slug).await?;
    let only = shared::imports::RowResult::parse(&only);
    Ok(store::imports::read(&store, &scope, parse_id(&id)?, after.parse().unwrap_or_default(), only).await?)
}

/// Sends what was planned.
#[server(prefix = "/fn", endpoint = "imports/start", input = Strict)]
pub async fn start_import(slug: String, id: String) -> Result<Done, AppError> {
    let (store, scope) = crate::organizations::enter(&slug).await?;
    store::imports::start(&store, &crate::request::client()?, &scope, parse_id(&id)?).await?;
    Ok(Done::Here)
}

/// Calls an import off.
#[server(prefix = "/fn", endpoint = "imports/cancel", input = Strict)]
pub async fn cancel_import(slug: String, id: String) -> Result<Done, AppError> {
    let (store, scope) = crate::organizations::enter(&slug).await?;
    store::imports::cancel(&store, &crate::request::client()?, &scope, parse_id(&id)?).await?;
    Ok(Done::Here)
}

#[cfg(feature = "ssr")]
fn parse_id(id: &str) -> Result<shared::ids::ImportId, AppError> {
    id.parse().map_err(|_| AppError(shared::Refusal::NotFound))
}
