//! What the settings page asks of the server.

#![expect(missing_docs, reason = "the macro makes public fields of arguments that the function's own text explains")]

use crate::{
    AppError,
    form::{Done, Strict},
};
use leptos::prelude::*;
use serde::{Deserialize, Serialize};
use shared::{
    settings::Draft,
    views::{OrganizationView, SettingsView},
};

/// What the settings page shows.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct SettingsPage {
    /// The organization.
    pub organization: OrganizationView,
    /// Its settings.
    pub settings: SettingsView,
    /// Names of the time zones there are.
    pub time_zones: Vec<String>,
}

/// The settings of an organization.
#[server(prefix = "/fn", endpoint = "organizations/settings", input = Strict)]
pub async fn read_settings(slug: String) -> Result<SettingsPage, AppError> {
    let (store, scope) = super::enter(&slug).await?;
    let settings = store::organizations::settings(&store, &scope).await?;
    let time_zones = store::organizations::time_zones().map(str::to_owned).collect();
    Ok(SettingsPage { organization: scope.view(), settings, time_zones })
}

/// Changes them. `organization` is where; `slug` may be a new one.
#[server(prefix = "/fn", endpoint = "organizations/change_settings", input = Strict)]
pub async fn change_settings(
    organization: String,
    version: i32,
    name: String,
    slug: String,
    #[server(default)] link_valid: String,
    #[server(default)] access_end: String,
    language: String,
    time_zone: String,
) -> Result<Done, AppError> {
    let (store, scope) = super::enter(&organization).await?;
    let draft = Draft { name, slug, link_valid, access_end, language, time_zone };
    let client = crate::request::client()?;
    let slug = store::organizations::change_settings(&store, &client, &scope, version, &draft).await?;
    Ok(Done::Go(format!("/o/{slug}/settings?news=saved")))
}

impl ChangeSettings {
    /// What was typed, as the rules read it.
    pub fn draft(&self) -> Draft {
        Draft {
            name: self.name.clone(),
            slug: self.slug.clone(),
            link_valid: self.link_valid.clone(),
            access_end: self.access_end.clone(),
            language: self.language.clone(),
            time_zone: self.time_zone.clone(),
        }
    }
}

/// Closes the organization for good.
#[server(prefix = "/fn", endpoint = "organizations/close", input = Strict)]
pub async fn close_organization(
    organization: String,
    #[server(default)] confirmation: String,
) -> Result<Done, AppError> {
    let (store, scope) = super::enter(&organization).await?;
    store::organizations::close(&store, &crate::request::client()?, &scope, &confirmation).await?;
    Ok(Done::Go("/organizations?news=organization_closed".to_owned()))
}
