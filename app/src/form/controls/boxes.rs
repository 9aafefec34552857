//! Boxes to tick: several of a list, the policies, one alone.

use super::Choices;
use super::label::{FieldErrorText, describe};
use crate::form::hook::State;
use crate::session::use_language;
use leptos::prelude::*;
use shared::{Field, ManagedPolicy, texts};

/// Several of a list, each a box to tick.
#[component]
pub fn BoxesField(
    /// Which field it is.
    field: Field,
    /// What it is called on this page.
    #[prop(into)]
    label: String,
    /// What can be ticked; a choice without a value is the heading of those after it.
    choices: Choices,
    /// What the person should know before choosing.
    #[prop(optional, into)]
    hint: Option<String>,
) -> impl IntoView {
    let state = expect_context::<State>();
    let name = field.name();
    let boxes = choices
        .into_iter()
        .map(|(value, words)| {
            if value.is_empty() {
                return view! { <p class="choices-head">{words}</p> }.into_any();
            }
            let checked = state.was_typed(name, &value);
            view! {
                <label class="choice">
                    <input type="checkbox" name=name value=value checked=checked/>
                    <span>{words}</span>
                </label>
            }
            .into_any()
        })
        .collect_view();
    let hinted = hint.is_some();
    view! {
        <fieldset class="choices" id=state.control(name) tabindex="-1" aria-describedby=describe(state, field, hinted)>
            <legend>{label}</legend>
            {hint.map(|hint| view! { <p class="hint" id=state.control(&format!("{name}-hint"))>{hint}</p> })}
            {boxes}
            <FieldErrorText state field/>
        </fieldset>
    }
    .into_any()
}

/// The managed policies, several of which may be ticked (M7).
#[component]
pub fn PolicyChoices(
    /// Those the kind has.
    policies: &'static [ManagedPolicy],
    /// Names of the organization's custom policies.
    #[prop(optional)]
    custom: Vec<String>,
) -> impl IntoView {
    let language = use_language();
    let state = expect_context::<State>();
    let field = Field::Policies;
    let name = field.name();
    let boxes = policies
        .iter()
        .map(|policy| {
            view! {
                <label class="choice">
                    <input type="checkbox" name=name value=policy.name() checked=state.was_typed(name, policy.name())/>
                    <span>{policy.label(language)} <small>{policy.summary(language)}</small></span>
                </label>
            }
        })
        .collect_view();
    let custom = custom
        .into_iter()
        .map(|policy| {
            view! {
                <label class="choice">
                    <input type="checkbox" name=name value=policy.clone() checked=state.was_typed(name, &policy)/>
                    <span>{policy.clone()} <small>{texts::reach::custom_policy(language)}</small></span>
                </label>
            }
        })
        .collect_view();
    view! {
        <fieldset class="choices" id=state.control(name) tabindex="-1" aria-describedby=describe(state, field, false)>
            <legend>{texts::errors::label(language, field)}</legend>
            {boxes}
            {custom}
            <FieldErrorText state field/>
        </fieldset>
    }
}

/// A box to tick.
#[component]
pub fn Consent(
    /// Which field it is.
    field: Field,
    /// What is agreed to.
    #[prop(into)]
    label: String,
) -> impl IntoView {
    let state = expect_context::<State>();
    let name = field.name();
    view! {
        <div class="field">
            <label class="choice">
                <input
                    id=state.control(name)
                    name=name
                    type="checkbox"
                    value="on"
                    // What was refused is asked anew.
                    checked=state.was_typed(name, "on") && untrack(|| state.error(field)).is_none()
                    aria-invalid=move || state.error(field).is_some().then_some("true")
                    aria-describedby=describe(state, field, false)
                />
                <span>{label}</span>
            </label>
            <FieldErrorText state field/>
        </div>
    }
}
