//! `/o/{slug}/invitations/import`: many addresses, pasted or as a file, and what was imported before.

use super::{
    PASTED, UPLOAD,
    functions::{ImportsList, read_imports},
};
use crate::{
    form::TextArea,
    layout::{Inside, Place, reading},
    organizations::use_slug,
    session::{Page, use_language},
};
use leptos::prelude::*;
use shared::{Kind, access::PartSort, imports::ImportCard, invitation::Sheet, texts};

/// Paste or upload, and what was imported before.
#[component]
pub fn ImportsPage() -> impl IntoView {
    let slug = use_slug();
    reading(move || slug.get(), |slug| Box::pin(read_imports(slug)), |page| view! { <Imports page/> })
}

#[component]
fn Imports(page: ImportsList) -> impl IntoView {
    let language = use_language();
    let ImportsList { organization, imports } = page;
    let title = texts::imports::title(language);
    let root = format!("/o/{}/invitations", organization.slug);
    let list = if imports.is_empty() {
        view! { <p class="muted">{texts::imports::none(language)}</p> }.into_any()
    } else {
        let cards = imports.into_iter().map(|card| view! { <Card root=root.clone() card/> }).collect_view();
        view! { <ul class="cards">{cards}</ul> }.into_any()
    };
    view! {
        <Inside organization=organization.clone() place=Place::Invitations title below=title reading=true>
            <div class="toolbar">
                <h1 class="page-title">{title}</h1>
                <p class="page-lead">{texts::imports::lead(language)}</p>
            </div>
            <Upload kind=organization.kind/>
            <h2>{texts::imports::list(language)}</h2>
            {list}
        </Inside>
    }
}

/// The form. It goes to a handler of its own, as a file does not go through a server function, and comes back with
/// what was pasted.
#[component]
fn Upload(kind: Kind) -> impl IntoView {
    let language = use_language();
    let preset = kind.preset();
    let several = !preset.managed_policies.is_empty()
        || [PartSort::ExchangeAccount, PartSort::Team].iter().any(|sort| sort.is_of(preset));
    let hint = [
        Some(texts::imports::file_columns(language)),
        (!preset.roles.is_empty()).then(|| match preset.permissions {
            [] => texts::imports::file_lowest_role(language),
            _ => texts::imports::file_lowest(language),
        }),
        several.then(|| texts::imports::file_lists(language)),
    ];
    let hint = hint.into_iter().flatten().collect::<Vec<_>>().join(texts::forms::gap(language));
    let columns = Sheet::columns(preset).map(|field| view! { <li><code>{field.name()}</code></li> }).collect_view();
    let posted = expect_context::<Page>().posted.get_untracked().filter(|posted| posted.function == UPLOAD);
    let refusal = posted.as_ref().and_then(|posted| posted.result.as_ref().err());
    let text = refusal.map(|refusal| texts::errors::refusal(language, refusal));
    let typed = posted.and_then(|posted| posted.values.into_iter().find(|(name, _)| name == PASTED));
    let at = match (&text, &typed) {
        (None, _) => None,
        (Some(_), Some(_)) => Some("import-pasted"),
        (Some(_), None) => Some("import-file"),
    };
    let error = |id: &'static str| {
        let text = text.clone().filter(|_| at == Some(id));
        text.map(|text| view! { <p class="field-error" id=format!("{id}-error")>{text}</p> })
    };
    let summary = text.clone().zip(at).map(|(text, id)| {
        view! {
            <div class="error-summary" role="alert" tabindex="-1" autofocus=true>
                <p>{texts::errors::fields(language, 1_usize)}</p>
                <ul><li><a href=format!("#{id}") rel="external">{text}</a></li></ul>
            </div>
        }
    });
    let pasted = typed.map(|(_, typed)| typed).unwrap_or_default();
    view! {
        <form class="form card" method="post" enctype="multipart/form-data">
            {summary}
            <div class="field">
                <label for="import-pasted">{texts::imports::pasted(language)}</label>
                <TextArea id="import-pasted" name=PASTED rows=6 text=pasted wrong={at == Some("import-pasted")}/>
                {error("import-pasted")}
            </div>
            <div class="field">
                <label for="import-file">{texts::imports::file(language)}</label>
                <div class="hint stack-tight" id="import-file-hint">
                    <p>{texts::imports::file_hint(language)}</p>
                    <p>{hint}</p>
                    <ul class="tags">{columns}</ul>
                </div>
                <input
                    id="import-file" name="file" type="file" accept=".csv,.tsv,.txt,text/csv"
                    aria-invalid=(at == Some("import-file")).then_some("true") aria-describedby="import-file-hint import-file-error"
                />
                {error("import-file")}
            </div>
            <div class="form-actions">
                <button class="button button-primary">{texts::imports::make_plan(language)}</button>
            </div>
        </form>
    }
}

#[component]
fn Card(root: String, card: ImportCard) -> impl IntoView {
    let language = use_language();
    view! {
        <li class="card card-link">
            <h3><a class="breakable" href=format!("{root}/import/{}", card.id)>{card.file_name}</a></h3>
            <p class="muted">
                {card.phase.label(language)} " · " {texts::imports::rows(language, texts::number(card.total))} <br/>
                {texts::dates::minute(language, &card.created_at)}
            </p>
        </li>
    }
}
