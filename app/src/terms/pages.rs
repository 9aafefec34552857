//! `/terms/{version}`, `/o/{slug}/terms/{version}` and `/invitation/terms`: to read before agreeing.

use super::functions::{read_invitation_terms, read_own_terms, read_terms};
use crate::{
    layout::{Plain, reading},
    organizations::use_slug,
    session::use_language,
};
use leptos::prelude::*;
use leptos_router::hooks::use_params_map;
use shared::{Language, texts, texts::terms as t, views::TermsView};

/// The operator's terms.
#[component]
pub fn TermsPage() -> impl IntoView {
    let version = use_version();
    reading(
        move || version.get(),
        |version| Box::pin(read_terms(version)),
        |terms| {
            let download = Some(format!("/terms/{}/download", terms.version));
            view! { <Terms terms download/> }
        },
    )
}

/// An organization's own terms.
#[component]
pub fn OrganizationTermsPage() -> impl IntoView {
    let (slug, version) = (use_slug(), use_version());
    reading(
        move || (slug.get(), version.get()),
        |(slug, version)| Box::pin(read_own_terms(slug, version)),
        move |terms| {
            let download = Some(format!("/o/{}/terms/{}/download", slug.get_untracked(), terms.version));
            view! { <Terms terms download/> }
        },
    )
}

/// What one agrees to by registering through the opened invitation.
#[component]
pub fn InvitationTermsPage() -> impl IntoView {
    reading(String::new, |_| Box::pin(read_invitation_terms()), |terms| view! { <Terms terms download=None/> })
}

fn use_version() -> Memo<String> {
    let params = use_params_map();
    Memo::new(move |_| params.with(|params| params.get("version").unwrap_or_default()))
}

/// The name of a document: whose terms they are.
pub(super) fn title(language: Language, terms: &TermsView) -> String {
    match &terms.organization {
        Some(organization) => t::of_organization(language, organization),
        None => t::title(language).to_owned(),
    }
}

#[component]
fn Terms(terms: TermsView, download: Option<String>) -> impl IntoView {
    let language = use_language();
    let title = title(language, &terms);
    view! {
        <Plain title=title.clone() narrow=true>
            <article class="card">
                <h1 class="page-title">{title}</h1>
                <p class="muted">
                    {t::version(language, &terms.version)} " · "
                    <span class="nowrap">{t::published(language, texts::dates::date(language, terms.published_on))}</span>
                </p>
                <OtherLanguage terms=terms.clone()/>
                {terms.html.map(|html| view! { <Prose language=terms.language html/> })}
                {download.map(|href| view! {
                    <p><a class="button" rel="external" download="" href=href>{t::download(language)}</a></p>
                })}
            </article>
        </Plain>
    }
}

/// That the text is in another language than the page, where it was published in no other.
#[component]
pub(super) fn OtherLanguage(terms: TermsView) -> impl IntoView {
    let language = use_language();
    (terms.language != language).then(|| view! { <p class="muted">{t::other_language(language)}</p> })
}

/// A document's text. The server has made HTML of it that can do nothing.
#[component]
pub(super) fn Prose(language: Language, html: String) -> impl IntoView {
    view! { <div class="prose" lang=language.tag() inner_html=html></div> }
}
