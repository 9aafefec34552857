//! The chain behind a decision (M10): what the server goes through, step by step.

use crate::session::use_language;
use leptos::prelude::*;
use shared::texts;

/// The steps of a chain; the last one settles it.
#[component]
pub(super) fn Chain(steps: Vec<(String, bool)>) -> impl IntoView {
    let language = use_language();
    let items = steps
        .into_iter()
        .map(|(sentence, passes)| {
            let (class, mark) = if passes {
                ("badge badge-active", texts::reach::step_passes(language))
            } else {
                ("badge badge-failed", texts::reach::step_stops(language))
            };
            view! { <li><span>{sentence}</span> " " <span class=class>{mark}</span></li> }
        })
        .collect_view();
    view! { <ol class="timeline">{items}</ol> }
}
