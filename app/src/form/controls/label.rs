//! What every field says besides its control: its name, and what is wrong with it.

use crate::form::hook::State;
use crate::session::use_language;
use leptos::prelude::*;
use shared::{Field, texts};

/// What is wrong with a field whose controls are not made here.
#[component]
pub fn FieldProblem(
    /// Which field it is.
    field: Field,
) -> impl IntoView {
    let state = expect_context::<State>();
    view! { <FieldErrorText state field/> }
}

#[component]
pub(super) fn Label(state: State, field: Field, label: String, #[prop(into)] optional: Signal<bool>) -> impl IntoView {
    let language = use_language();
    let mark =
        move || optional.get().then(|| view! { " " <span class="optional">{texts::forms::optional(language)}</span> });
    view! { <label for=state.control(field.name())>{label} {mark}</label> }
}

#[component]
pub(super) fn FieldErrorText(state: State, field: Field) -> impl IntoView {
    let language = use_language();
    view! {
        <p class="field-error" id=state.control(&format!("{}-error", field.name())) aria-live="polite">
            {move || state.error(field).map(|error| texts::errors::field_error(language, error))}
        </p>
    }
}

pub(super) fn describe(state: State, field: Field, hinted: bool) -> String {
    let error = state.control(&format!("{}-error", field.name()));
    if hinted { format!("{} {error}", state.control(&format!("{}-hint", field.name()))) } else { error }
}
