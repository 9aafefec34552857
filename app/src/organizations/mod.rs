//! One's organizations, and an organization's first page.

mod customers;
mod functions;
mod overview;
mod pages;
mod plots;
mod settings;
mod settings_functions;

pub use customers::{CustomersPage, CustomersPageData, ReadCustomers, RegisterCustomer};
pub use functions::*;
pub use overview::Overview;
pub use pages::List;
pub use settings::SettingsPage;
pub use settings_functions::{ChangeSettings, CloseOrganization, ReadSettings};

use crate::session::use_language;
use leptos::prelude::*;
use leptos_router::hooks::use_params_map;
use shared::{Language, access::Grant, kind::Kind, texts};

/// The `{slug}` of the address.
pub fn use_slug() -> Memo<String> {
    let params = use_params_map();
    Memo::new(move |_| params.with(|params| params.get("slug").unwrap_or_default()))
}

/// What that is called which somebody holds, as far as organizations of the kind have it.
pub fn grant_label(language: Language, kind: Kind) -> &'static str {
    let preset = kind.preset();
    if preset.roles.is_empty() {
        texts::members::policies(language)
    } else if preset.permissions.is_empty() {
        texts::members::role(language)
    } else if preset.narrowed_permission.is_some() {
        // Beside "Role And Permissions", which is something else.
        preset.words.role.get(language)
    } else {
        texts::members::access(language)
    }
}

/// The same beside a value on a narrow screen, where a long word may break between its parts.
pub fn grant_label_narrow(language: Language, kind: Kind) -> String {
    grant_label(language, kind).replace("システム", "システム\u{200b}")
}

/// What somebody holds, in words: "Owner / Admin", "Administrator".
pub fn grant_in_words(language: Language, grant: &Grant, is_primary: bool) -> String {
    let role = grant
        .role
        .map(|role| if is_primary { texts::organizations::primary_owner(language) } else { role.label(language) });
    let permission = grant.permission.map(|permission| permission.label(language));
    let policies = grant
        .policies
        .iter()
        .map(|name| shared::role::ManagedPolicy::parse(name).map_or(name.as_str(), |policy| policy.label(language)));
    role.into_iter().chain(permission).chain(policies).collect::<Vec<_>>().join(" / ")
}

/// What somebody holds, in a table: role and permission are short, and stay on one line where there is room.
#[component]
pub fn Held(
    /// What it is.
    grant: Grant,
    /// Whether it is the Primary Owner.
    #[prop(optional)]
    primary: bool,
) -> impl IntoView {
    let class = if grant.permission.is_some() { "nowrap" } else { "" };
    view! { <span class=class>{grant_in_words(use_language(), &grant, primary)}</span> }
}

/// The name of a kind.
pub fn kind_in_words(language: Language, kind: Kind) -> &'static str {
    kind.preset().label.get(language)
}
