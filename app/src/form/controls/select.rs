//! Drop-downs: one for a field, or one for each thing of a list.

use super::Choices;
use super::label::{FieldErrorText, Label, describe};
use crate::form::hook::State;
use leptos::prelude::*;
use shared::Field;

/// A drop-down of choices.
#[component]
pub fn SelectField(
    /// Which field it is.
    field: Field,
    /// What it is called on this page.
    #[prop(into)]
    label: String,
    /// What can be chosen.
    choices: Choices,
    /// What the person should know before choosing.
    #[prop(optional, into)]
    hint: Option<String>,
    /// What the choices mean, by their words: an option has no room for it on a small screen.
    #[prop(optional)]
    meanings: Choices,
    /// The choice before anything is chosen.
    #[prop(optional, into)]
    value: Option<String>,
    /// Follows the choice.
    #[prop(optional)]
    chosen: Option<RwSignal<String>>,
    /// The only possible choice for now, when other fields leave no other.
    #[prop(optional, into)]
    locked: Signal<Option<String>>,
    /// Why it is locked.
    #[prop(optional)]
    locked_because: &'static str,
    /// Whether nothing may be chosen.
    #[prop(optional)]
    optional: bool,
) -> impl IntoView {
    let state = expect_context::<State>();
    let name = field.name();
    let own = chosen.unwrap_or_else(|| RwSignal::new(String::new()));
    own.set(state.typed(name).or(value).unwrap_or_default());
    let current = move || locked.get().unwrap_or_else(|| own.get());
    // Without the module nothing would unlock it again, and what may not be is settled on the server anyway.
    let alive = RwSignal::new(false);
    Effect::new(move |_| alive.set(true));
    let closed = move || locked.get().filter(|_| alive.get());
    let options = choices
        .into_iter()
        .map(|(value, words)| {
            let this = value.clone();
            let selected = move || current() == this;
            view! { <option value=value selected=selected>{words}</option> }
        })
        .collect_view();
    let (hint_id, meanings_id) = (format!("{name}-hint"), format!("{name}-meanings"));
    let hinted = hint.is_some();
    let meant = !meanings.is_empty();
    let described = describe(state, field, hinted);
    let described = if meant { format!("{} {described}", state.control(&meanings_id)) } else { described };
    let meanings = meanings.into_iter().map(|(words, meaning)| {
        view! { <div><dt>{words}</dt><dd>{meaning}</dd></div> }
    });
    let meanings = meanings.collect_view();
    view! {
        <div class="field">
            <Label state field label optional/>
            {hint.map(|hint| {
                let said = move || if locked.get().is_some() { locked_because.to_owned() } else { hint.clone() };
                view! { <p class="hint" id=state.control(&hint_id)>{said}</p> }
            })}
            <select
                id=state.control(name)
                name=name
                disabled=move || closed().is_some()
                on:change=move |event| own.set(event_target_value(&event))
                aria-invalid=move || state.error(field).is_some().then_some("true")
                aria-describedby=described
            >
                {options}
            </select>
            {meant.then(|| view! { <dl class="meanings" id=state.control(&meanings_id)>{meanings}</dl> })}
            // A disabled control is not sent; the choice it shows is.
            {move || closed().map(|value| view! { <input type="hidden" name=name value=value/> })}
            {move || (!hinted && locked.get().is_some()).then(|| view! { <p class="hint">{locked_because}</p> })}
            <FieldErrorText state field/>
        </div>
    }
    .into_any()
}

/// For several controls that belong to one field: a drop-down for each thing of a list, which stays empty or holds
/// `id:choice`.
#[component]
pub fn EachField(
    /// Which field it is.
    field: Field,
    /// What it is called on this page.
    #[prop(into)]
    label: String,
    /// The things: id and name.
    things: Choices,
    /// What can be chosen for each.
    choices: Choices,
    /// What no choice is called.
    none: &'static str,
    /// What the person should know before choosing.
    #[prop(into)]
    hint: String,
    /// Whether nothing is to be chosen for now.
    #[prop(into)]
    locked: Signal<bool>,
    /// Why not.
    locked_because: &'static str,
) -> impl IntoView {
    let state = expect_context::<State>();
    let name = field.name();
    let alive = RwSignal::new(false);
    Effect::new(move |_| alive.set(true));
    let rows = things
        .into_iter()
        .map(|(id, thing)| {
            let control = state.control(&format!("{name}-{id}"));
            let options = choices
                .iter()
                .map(|(choice, words)| {
                    let value = format!("{id}:{choice}");
                    let selected = state.was_typed(name, &value);
                    view! { <option value=value selected=selected>{words.clone()}</option> }
                })
                .collect_view();
            view! {
                <div class="field">
                    <label for=control.clone()>{thing}</label>
                    <select id=control name=name disabled=move || locked.get() && alive.get()>
                        <option value="">{none}</option>
                        {options}
                    </select>
                </div>
            }
        })
        .collect_view();
    let said = move || if locked.get() { locked_because.to_owned() } else { hint.clone() };
    view! {
        <fieldset
            class="choices"
            id=state.control(name)
            tabindex="-1"
            aria-describedby=describe(state, field, true)
            data-locked=move || locked.get().to_string()
        >
            <legend>{label}</legend>
            <p class="hint" id=state.control(&format!("{name}-hint"))>{said}</p>
            {rows}
            <FieldErrorText state field/>
        </fieldset>
    }
    .into_any()
}
