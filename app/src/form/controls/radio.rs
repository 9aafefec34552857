//! One of a few, each a button to press.

use super::Choices;
use super::label::{FieldErrorText, describe};
use crate::form::hook::State;
use leptos::prelude::*;
use shared::Field;

/// One of a few, each a button to press.
#[component]
pub fn RadioField(
    /// Which field it is.
    field: Field,
    /// What it is called on this page.
    #[prop(into)]
    label: String,
    /// What can be chosen.
    choices: Choices,
    /// The choice before anything is chosen.
    #[prop(into)]
    value: String,
    /// Follows the choice.
    chosen: RwSignal<String>,
) -> impl IntoView {
    let state = expect_context::<State>();
    let name = field.name();
    chosen.set(state.typed(name).unwrap_or(value));
    let buttons = choices
        .into_iter()
        .map(|(value, words)| {
            let this = value.clone();
            let checked = chosen.get_untracked() == value;
            view! {
                <label class="choice">
                    <input
                        type="radio"
                        name=name
                        value=value
                        checked=checked
                        on:change=move |_| chosen.set(this.clone())
                    />
                    <span>{words}</span>
                </label>
            }
        })
        .collect_view();
    view! {
        <fieldset class="choices" id=state.control(name) tabindex="-1" aria-describedby=describe(state, field, false)>
            <legend>{label}</legend>
            {buttons}
            <FieldErrorText state field/>
        </fieldset>
    }
    .into_any()
}

/// Whether something is restricted: `no` or `yes`.
#[component]
pub fn RestrictField(
    /// What it is called on this page.
    #[prop(into)]
    label: String,
    /// The two choices.
    choices: Choices,
) -> impl IntoView {
    let state = expect_context::<State>();
    let buttons = choices
        .into_iter()
        .map(|(value, words)| {
            let checked = state.was_typed("restrict", &value);
            view! {
                <label class="choice">
                    <input type="radio" name="restrict" value=value checked=checked/>
                    <span>{words}</span>
                </label>
            }
        })
        .collect_view();
    view! { <fieldset class="choices"><legend>{label}</legend>{buttons}</fieldset> }
}
