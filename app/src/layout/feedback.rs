//! What tells people that something happened or is on its way. It stands outside the pages, so that it is
//! already there, and heard, when the news comes.

use crate::session::{Page, use_language};
use leptos::prelude::*;
use leptos_router::hooks::use_query_map;
use shared::texts;

/// News of what was just done, from the address the change led to (`?news=saved`): read out politely, and shown
/// for a while.
#[component]
pub fn Toasts() -> impl IntoView {
    let language = use_language();
    let query = use_query_map();
    let said = Memo::new(move |_| query.with(|query| texts::news::said(language, &query.get("news")?)));
    view! {
        <div class="toasts" aria-live="polite">
            {move || said.get().map(|text| view! { <p class="toast">{text}</p> })}
        </div>
    }
}

/// Stands where there is nothing yet to show. The style sheet shows it after 200 ms.
#[component]
pub fn Skeleton() -> impl IntoView {
    view! {
        <main class="page" aria-busy="true">
            <div class="skeleton" aria-hidden="true"><span></span><span></span><span></span></div>
        </main>
    }
}

/// A line at the top while the next page is being read, or this one once more. The style sheet shows it after 200 ms.
#[component]
pub fn Progress(
    /// Whether a page is on its way.
    #[prop(into)]
    routing: Signal<bool>,
) -> impl IntoView {
    let (language, reading) = (use_language(), expect_context::<Page>().reading);
    view! {
        <div class="progress" aria-live="polite">
            {move || (routing.get() || reading.get()).then(|| view! { <span class="visually-hidden">{texts::forms::loading(language)}</span> })}
        </div>
    }
}
