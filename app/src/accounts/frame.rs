//! What the pages of one's own account share.

use crate::{form::TextField, layout::Plain, session::use_language};
use leptos::prelude::*;
use shared::{
    Field, Language,
    texts::{accounts as t, errors::label},
};

/// A page of one's own account.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Tab {
    Profile,
    Security,
    Sessions,
    Closing,
}

impl Tab {
    const ALL: [Self; 4] = [Self::Profile, Self::Security, Self::Sessions, Self::Closing];

    const fn path(self) -> &'static str {
        match self {
            Self::Profile => "/account",
            Self::Security => "/account/security",
            Self::Sessions => "/account/sessions",
            Self::Closing => "/account/close",
        }
    }

    const fn label(self, language: Language) -> &'static str {
        match self {
            Self::Profile => t::profile(language),
            Self::Security => t::security(language),
            Self::Sessions => t::sessions(language),
            Self::Closing => t::closing(language),
        }
    }
}

/// The head and the tabs around the content.
#[component]
pub(super) fn Frame(tab: Tab, children: Children) -> impl IntoView {
    let language = use_language();
    let tabs = Tab::ALL.map(|each| {
        let current = (each == tab).then_some("page");
        view! { <a href=each.path() aria-current=current>{each.label(language)}</a> }
    });
    view! {
        <Plain title=tab.label(language) reading=true>
            <div class="toolbar"><h1 class="page-title">{t::profile_title(language)}</h1></div>
            <nav class="tabs" aria-label=t::profile_title(language)>{tabs}</nav>
            {children()}
        </Plain>
    }
    .into_any()
}

/// Family and given name, in the order in which they are said in the page's language (A8).
#[component]
pub(super) fn PersonNames(
    /// The family name of now.
    #[prop(optional)]
    family: String,
    /// The given name of now.
    #[prop(optional)]
    given: String,
) -> impl IntoView {
    let language = use_language();
    let field = |field, autocomplete, value| {
        view! { <TextField field label=label(language, field) autocomplete value=value/> }.into_any()
    };
    let mut names = [field(Field::FamilyName, "family-name", family), field(Field::GivenName, "given-name", given)];
    if language == Language::En {
        names.reverse();
    }
    view! { <div class="field-row">{names}</div> }
}
