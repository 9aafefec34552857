//! `/terms/{version}`: the operator's terms of service, to read before agreeing (K8).

use crate::{
    layout::{Missing, Plain},
    session::use_language,
};
use leptos::prelude::*;
use leptos_router::hooks::use_params_map;
use shared::texts::terms;

/// The terms page.
#[component]
pub fn TermsPage() -> impl IntoView {
    let language = use_language();
    let version = use_params_map().with_untracked(|params| params.get("version").unwrap_or_default());
    if version != terms::CURRENT {
        return view! { <Missing/> }.into_any();
    }
    let clauses = [terms::account, terms::organization, terms::data, terms::end];
    let clauses = clauses.map(|clause| view! { <li><p>{clause(language)}</p></li> }).collect_view();
    view! {
        <Plain title=terms::title(language) narrow=true>
            <article class="card">
                <h1 class="page-title">{terms::title(language)}</h1>
                <p class="muted">{terms::version(language, terms::CURRENT)}</p>
                <ol>{clauses}</ol>
            </article>
        </Plain>
    }
    .into_any()
}
