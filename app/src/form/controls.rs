//! The controls of a form. Each has a label, its hint and its error said to assistive technology, and keeps
//! what was typed.

use super::hook::State;
use crate::session::use_language;
use leptos::prelude::*;
use shared::{Field, ManagedPolicy, texts};

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
    /// What the browser suggests while one types: the value, and what it is called.
    #[prop(optional)]
    suggestions: Choices,
) -> impl IntoView {
    let state = expect_context::<State>();
    let name = field.name();
    let value = (kind != "password").then(|| state.typed(name).or(value)).flatten();
    let is_address = kind == "email";
    let hinted = hint.is_some();
    let list = (!suggestions.is_empty()).then(|| state.control(&format!("{name}-list")));
    let suggestions = list.clone().map(|id| {
        let options = suggestions.into_iter().map(|(value, words)| view! { <option value=value>{words}</option> });
        view! { <datalist id=id>{options.collect_view()}</datalist> }
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

/// One of several choices: the value sent and the words shown.
pub type Choices = Vec<(String, String)>;

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
    let hinted = hint.is_some();
    view! {
        <div class="field">
            <Label state field label optional/>
            {hint.map(|hint| view! { <p class="hint" id=state.control(&format!("{name}-hint"))>{hint}</p> })}
            <select
                id=state.control(name)
                name=name
                disabled=move || closed().is_some()
                on:change=move |event| own.set(event_target_value(&event))
                aria-invalid=move || state.error(field).is_some().then_some("true")
                aria-describedby=describe(state, field, hinted)
            >
                {options}
            </select>
            // A disabled control is not sent; the choice it shows is.
            {move || closed().map(|value| view! { <input type="hidden" name=name value=value/> })}
            {move || locked.get().map(|_| view! { <p class="hint">{locked_because}</p> })}
            <FieldErrorText state field/>
        </div>
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

/// Several of a list, each a box to tick.
#[component]
pub fn BoxesField(
    /// Which field it is.
    field: Field,
    /// What it is called on this page.
    #[prop(into)]
    label: String,
    /// What can be ticked.
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
            let checked = state.was_typed(name, &value);
            view! {
                <label class="choice">
                    <input type="checkbox" name=name value=value checked=checked/>
                    <span>{words}</span>
                </label>
            }
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
        <fieldset class="choices" id=state.control(name) tabindex="-1" aria-describedby=describe(state, field, true)>
            <legend>{label}</legend>
            <p class="hint" id=state.control(&format!("{name}-hint"))>{said}</p>
            {rows}
            <FieldErrorText state field/>
        </fieldset>
    }
    .into_any()
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
                    checked=state.was_typed(name, "on")
                    aria-invalid=move || state.error(field).is_some().then_some("true")
                    aria-describedby=describe(state, field, false)
                />
                <span>{label}</span>
            </label>
            <FieldErrorText state field/>
        </div>
    }
}

/// What is wrong with a field whose controls are not made here.
#[component]
pub fn FieldProblem(
    /// Which field it is.
    field: Field,
) -> impl IntoView {
    let state = expect_context::<State>();
    view! { <FieldErrorText state field/> }
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

#[component]
fn Label(state: State, field: Field, label: String, #[prop(into)] optional: Signal<bool>) -> impl IntoView {
    let language = use_language();
    let mark =
        move || optional.get().then(|| view! { " " <span class="hint">{texts::forms::optional(language)}</span> });
    view! { <label for=state.control(field.name())>{label} {mark}</label> }
}

#[component]
fn FieldErrorText(state: State, field: Field) -> impl IntoView {
    let language = use_language();
    view! {
        <p class="field-error" id=state.control(&format!("{}-error", field.name())) aria-live="polite">
            {move || state.error(field).map(|error| texts::errors::field_error(language, error))}
        </p>
    }
}

fn describe(state: State, field: Field, hinted: bool) -> String {
    let error = state.control(&format!("{}-error", field.name()));
    if hinted { format!("{} {error}", state.control(&format!("{}-hint", field.name()))) } else { error }
}
