//! The way back up, for pages below a place of the navigation.

use crate::session::use_language;
use leptos::prelude::*;
use shared::texts;

/// The places above a page, from the top, and the page itself.
#[component]
pub(super) fn Breadcrumbs(way: Vec<(String, String)>, here: String) -> impl IntoView {
    let way = way.into_iter().map(|(href, name)| view! { <li><a href=href>{name}</a></li> }).collect_view();
    view! {
        <nav class="breadcrumbs" aria-label=texts::forms::breadcrumbs(use_language())>
            <ol>{way}<li aria-current="page">{here}</li></ol>
        </nav>
    }
}
