//! A line of text.

use super::label::{FieldErrorText, Label, describe};
use crate::form::hook::State;
use leptos::prelude::*;
use shared::Field;

/// A line of text: address, name, password, date.
#[component]
pub fn TextField(
    /// Which field it is.
    field: Field,
    /// What it is called on this page.
    #[prop(into)]
    label: String,
    /// HTML type.
    #[prop(default = "text")]
    kind: &'static str,
    /// HTML autocomplete token.
    #[prop(default = "off")]
    autocomplete: &'static str,
    /// What the person should know before typing.
    #[prop(optional, into)]
    hint: Option<String>,
    /// Content before anything is typed.
    #[prop(optional, into)]
    value: Option<String>,
    /// Whether it may be left empty.
    #[prop(optional, into)]
    optional: Signal<bool>,
    /// What the browser suggests while one types.
    #[prop(optional)]
    suggestions: Vec<String>,
) -> impl IntoView {
    let state = expect_context::<State>();
    let name = field.name();
    let value = (kind != "password").then(|| state.typed(name).or(value)).flatten();
    let is_address = kind == "email";
    let hinted = hint.is_some();
    let list = (!suggestions.is_empty()).then(|| state.control(&format!("{name}-list")));
    let suggestions = list.clone().map(|id| {
        let options = suggestions.into_iter().map(|value| view! { <option value=value></option> }).collect_view();
        view! { <datalist id=id>{options}</datalist> }
    });
    view! {
        <div class="field">
            <Label state field label optional/>
            {hint.map(|hint| view! { <p class="hint" id=state.control(&format!("{name}-hint"))>{hint}</p> })}
            <input
                list=list
                id=state.control(name)
                name=name
                // A browser's own idea of an address is not ours: `shared` judges it, in the reader's language.
                type=if is_address { "text" } else { kind }
                inputmode=match kind { "email" => Some("email"), "tel" => Some("tel"), _ => None }
                autocapitalize=is_address.then_some("none")
                spellcheck=is_address.then_some("false")
                autocomplete=autocomplete
                value=value
                aria-required=move || (!optional.get()).then_some("true")
                aria-invalid=move || state.error(field).is_some().then_some("true")
                aria-describedby=describe(state, field, hinted)
            />
            {suggestions}
            <FieldErrorText state field/>
        </div>
    }
    .into_any()
}
