//! What every form has besides its fields.

use crate::form::hook::State;
use leptos::prelude::*;

/// The button that sends the form; it answers once at a time.
#[component]
pub fn Submit(
    /// What it does.
    #[prop(into)]
    label: String,
    /// Class names.
    #[prop(default = "button button-primary")]
    class: &'static str,
) -> impl IntoView {
    let state = expect_context::<State>();
    view! {
        <button type="submit" class=class aria-disabled=move || state.pending.get().then_some("true")>
            {label}
        </button>
    }
}

/// A value the form carries along.
#[component]
pub fn Hidden(
    /// Its name.
    name: &'static str,
    /// Its value.
    #[prop(into)]
    value: String,
) -> impl IntoView {
    view! { <input type="hidden" name=name value=value/> }
}
