//! Writing a permission policy: lines of effect, action and resource, tried before they are saved (M7).

use super::functions::{SavePolicy, policy_draft};
use crate::{
    form::{FieldProblem, Form, Hidden, PostForm, Submit, TextField, use_form},
    session::use_language,
};
use leptos::prelude::*;
use shared::{
    Action, Field, Language,
    access::{Effect, Operations, ResourceKind, Statement},
    texts,
    views::{OrganizationView, PolicyCheck, PolicyRow},
};

/// Empty lines at the end.
const SPARE: usize = 3;

/// The button that only asks.
const CHECK: &str = "check";

/// The form of a policy.
#[component]
pub(super) fn PolicyForm(organization: OrganizationView, row: Option<PolicyRow>) -> impl IntoView {
    let language = use_language();
    let statements = row.as_ref().map(|row| row.policy.statements.clone()).unwrap_or_default();
    let column = |of: fn(&Statement) -> &'static str| statements.iter().map(|line| of(line).to_owned()).collect();
    let present = SavePolicy {
        slug: organization.slug.to_string(),
        id: row.as_ref().map(|row| row.id.to_string()).unwrap_or_default(),
        name: row.map(|row| row.policy.name).unwrap_or_default(),
        effect: column(|line| line.effect.name()),
        action: column(|line| line.action.name()),
        resource: column(|line| line.resource.name()),
        step: String::new(),
    };
    let check = |typed: &SavePolicy| {
        let draft = policy_draft(&typed.name, &typed.effect, &typed.action, &typed.resource);
        draft.check().err().unwrap_or_default()
    };
    let form: Form<SavePolicy, PolicyCheck> = use_form(check).filled_with(&present);
    let (effects, actions, resources) =
        (form.typed_all("effect"), form.typed_all("action"), form.typed_all("resource"));
    let filled = effects.iter().filter(|effect| !effect.is_empty()).count();
    let lines = (0..filled.max(effects.len().saturating_sub(SPARE)) + SPARE)
        .map(|at| {
            let line = |of: &[String]| of.get(at).cloned().unwrap_or_default();
            let (effect, action, resource) = (line(&effects), line(&actions), line(&resources));
            view! { <Line language number=at + 1 effect action resource/> }
        })
        .collect_view();
    // The effect follows what is written; its name is not needed for that.
    let live = move |event: web_sys::Event| form.ask(&event, &[("step", CHECK), ("name", "–")]);
    let back = format!("/o/{}/access", present.slug);
    view! {
        <PostForm form>
            <Hidden name="slug" value=present.slug/>
            <Hidden name="id" value=present.id/>
            <TextField field=Field::Name label=texts::reach::part_name(language)/>
            <fieldset class="choices" on:change=live>
                <legend>{texts::errors::label(language, Field::Statements)}</legend>
                <p class="hint">{texts::reach::statements_hint(language)}</p>
                {lines}
                <FieldProblem field=Field::Statements/>
            </fieldset>
            {move || form.shown().map(|check| view! { <Checked check/> })}
            <div class="form-actions">
                <Submit label=texts::reach::save(language)/>
                <button class="button" name="step" value=CHECK>{texts::reach::check(language)}</button>
                <a class="button button-quiet" href=back>{texts::forms::cancel(language)}</a>
            </div>
        </PostForm>
    }
}

#[component]
fn Line(language: Language, number: usize, effect: String, action: String, resource: String) -> impl IntoView {
    let effects = Effect::ALL.iter().map(|it| {
        let words = match it {
            Effect::Allow => texts::reach::effect_allow(language),
            Effect::Deny => texts::reach::effect_deny(language),
        };
        view! { <option value=it.name() selected=it.name() == effect>{words}</option> }
    });
    let actions = Action::ALL
        .iter()
        .map(|it| view! { <option value=it.name() selected=it.name() == action>{it.name()}</option> });
    let resources = ResourceKind::ALL
        .iter()
        .map(|it| view! { <option value=it.name() selected=it.name() == resource>{it.name()}</option> });
    let line = texts::reach::statement(language, number);
    let id = |part: &str| format!("statement-{number}-{part}");
    let named = |part: &str| format!("{line}: {part}");
    view! {
        <fieldset class="field-row statement">
            <legend>{line.clone()}</legend>
            <div class="field">
                <label for=id("effect")>{texts::reach::effect(language)}</label>
                <select id=id("effect") name="effect" aria-label=named(texts::reach::effect(language))>
                    <option value="">{texts::reach::effect_none(language)}</option>
                    {effects.collect_view()}
                </select>
            </div>
            <div class="field">
                <label for=id("action")>{texts::reach::action(language)}</label>
                <select id=id("action") name="action" aria-label=named(texts::reach::action(language))>
                    <option value="*">{texts::reach::everything(language)}</option>
                    {actions.collect_view()}
                </select>
            </div>
            <div class="field">
                <label for=id("resource")>{texts::reach::resource(language)}</label>
                <select id=id("resource") name="resource" aria-label=named(texts::reach::resource(language))>
                    <option value="*">{texts::reach::everything(language)}</option>
                    {resources.collect_view()}
                </select>
            </div>
        </fieldset>
    }
    .into_any()
}

/// What the policy says as it is written, and whom it would concern.
#[component]
fn Checked(check: PolicyCheck) -> impl IntoView {
    let language = use_language();
    let list = move |heading: &'static str, set: Operations| {
        let items = set
            .iter()
            .map(|(action, resource)| view! { <li>{texts::access::operation(language, action, resource)}</li> })
            .collect_view();
        (!set.is_empty()).then(|| view! { <p><strong>{heading}</strong></p> <ul>{items}</ul> })
    };
    let silent = check.effect.allowed.is_empty() && check.effect.denied.is_empty();
    let nobody = check.affected.is_empty();
    let affected = check
        .affected
        .into_iter()
        .map(|group| {
            let shown = u32::try_from(group.names.len()).unwrap_or(u32::MAX);
            let more = group.count.saturating_sub(shown);
            let more = (more > 0).then(|| texts::reach::more_people(language, texts::number(more)));
            let names: Vec<String> = group.names.into_iter().chain(more).collect();
            view! {
                <div class="stack-tight">
                    <p><strong>{names.join(texts::forms::comma(language))}</strong></p>
                    {list(texts::reach::gains(language), group.difference.gains)}
                    {list(texts::reach::loses(language), group.difference.loses)}
                </div>
            }
        })
        .collect_view();
    view! {
        <div class="notice" role="status">
            {silent.then(|| view! { <p>{texts::reach::says_nothing(language)}</p> })}
            {list(texts::reach::says_allowed(language), check.effect.allowed)}
            {list(texts::reach::says_denied(language), check.effect.denied)}
            <h2>{texts::reach::who_is_affected(language)}</h2>
            {nobody.then(|| view! { <p>{texts::reach::nobody_affected(language)}</p> })}
            {affected}
        </div>
    }
}
