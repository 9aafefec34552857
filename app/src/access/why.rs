//! "Why?" beside what the reader may not do (M10): the same chain that the server goes through.

use crate::session::use_language;
use leptos::prelude::*;
use shared::{Action, Resource, texts, views::OrganizationView};

/// The chain behind a decision about the reader, to unfold.
#[component]
pub fn Why(
    /// The organization.
    organization: OrganizationView,
    /// What the reader would do.
    action: Action,
    /// To what.
    resource: Resource,
) -> impl IntoView {
    let language = use_language();
    let explanation = organization.why(action, &resource);
    let mut sentences = explanation.sentences(language).into_iter();
    let answer = sentences.next().unwrap_or_default();
    let steps = sentences.zip(explanation.steps.iter().map(|step| step.lets_through())).collect();
    view! {
        <details class="more">
            <summary>{texts::reach::why(language)}</summary>
            <p>{answer}</p>
            <Chain steps/>
        </details>
    }
}

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
