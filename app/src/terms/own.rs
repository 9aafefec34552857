//! `/o/{slug}/settings/terms`: an organization writes its own terms, looks at them, and publishes a version (K8, C4). The
//! page goes without the module: documents are large, and nothing of it needs one.

use super::{
    functions::{DraftShown, OwnTerms, PublishTerms, read_own},
    pages::Prose,
};
use crate::{
    form::{Form, Hidden, PostForm, Submit, TextArea, use_form},
    layout::{Inside, Place, reading},
    organizations::use_slug,
    session::use_language,
};
use leptos::prelude::*;
use leptos_router::hooks::use_query_map;
use shared::{
    FieldErrors, Language, OrganizationName, Slug,
    kind::TermsRule,
    terms::{Format, Problem},
    texts,
    texts::terms as t,
    views::{TermsDraft, TermsVersion},
};

/// The page.
#[component]
pub fn OwnTermsPage() -> impl IntoView {
    let slug = use_slug();
    reading(move || slug.get(), |slug| Box::pin(read_own(slug)), |page| view! { <Page page/> })
}

#[component]
fn Page(page: OwnTerms) -> impl IntoView {
    let language = use_language();
    let OwnTerms { organization, versions, draft } = page;
    let (slug, rule) = (organization.slug.clone(), organization.kind.preset().terms);
    let next = versions.first().and_then(|newest| newest.version.parse::<u32>().ok()).unwrap_or(0) + 1;
    let in_force = versions.first().map_or_else(
        || texts::settings::terms_none(language).to_owned(),
        |newest| texts::settings::terms_current(language, &newest.version),
    );
    let (written, shown) = draft.map(|DraftShown { draft, html }| (draft.clone(), (draft.id, html))).unzip();
    view! {
        <Inside organization=organization.clone() place=Place::Settings title=t::title(language) reading=true
            below=t::title(language)>
            <div class="toolbar">
                <h1 class="page-title">{t::title(language)}</h1>
                <p class="page-lead">{in_force}</p>
            </div>
            {match rule {
                TermsRule::None => view! { <p class="notice">{t::own_not_asked(language)}</p> }.into_any(),
                _ => view! { <p>{texts::settings::terms_lead(language)}</p> }.into_any(),
            }}
            {shown.map(|(id, html)| view! {
                <section class="stack" id="preview">
                    <h2>{t::own_preview(language, next)}</h2>
                    {previews(html, &organization.name)}
                    <Publish slug=slug.clone() draft=id.to_string() next/>
                </section>
            })}
            <Write slug=slug.clone() draft=written/>
            <Versions slug versions/>
        </Inside>
    }
}

/// Each language as people will read it.
fn previews(html: Vec<(Language, String)>, organization: &OrganizationName) -> impl IntoView + use<> {
    let shown = html.into_iter().map(|(language, html)| {
        let title = t::of_organization(language, organization);
        view! {
            <article class="card" lang=language.tag()>
                <h3>{title}</h3>
                <Prose language html/>
            </article>
        }
    });
    shown.collect_view()
}

#[component]
fn Publish(slug: Slug, draft: String, next: u32) -> impl IntoView {
    let language = use_language();
    let form: Form<PublishTerms> = use_form(|_: &PublishTerms| FieldErrors::default());
    view! {
        <PostForm form>
            <Hidden name="slug" value=slug.to_string()/>
            <Hidden name="draft" value=draft/>
            <p class="muted">{t::own_publish_hint(language)}</p>
            <div class="form-actions"><Submit label=t::own_publish(language, next)/></div>
        </PostForm>
    }
}

/// Typed or uploaded. Not a form of ours: documents are larger than those may be.
#[component]
fn Write(slug: Slug, draft: Option<TermsDraft>) -> impl IntoView {
    let language = use_language();
    let (format, en, ja) =
        draft.map_or((Format::Markdown, String::new(), String::new()), |draft| (draft.format, draft.en, draft.ja));
    let formats = Format::ALL.iter().rev().map(|each| {
        view! {
            <label class="choice">
                <input type="radio" name="format" value=each.name() checked=*each == format/>
                <span>{t::own_format(language, *each)}</span>
            </label>
        }
    });
    let action = format!("/o/{slug}/settings/terms/draft");
    view! {
        <section class="card">
            <h2>{t::own_write(language)}</h2>
            <p class="muted">{t::own_which(language)}</p>
            <Wrong/>
            <form class="form" method="post" enctype="multipart/form-data" action=action>
                <fieldset class="choices">
                    <legend>{t::own_format_label(language)}</legend>
                    {formats.collect_view()}
                </fieldset>
                <Document name="en" label=t::own_body_en(language) file=t::own_file_en(language) text=en/>
                <Document name="ja" label=t::own_body_ja(language) file=t::own_file_ja(language) text=ja/>
                <div class="form-actions"><button class="button button-primary">{t::own_save(language)}</button></div>
            </form>
        </section>
    }
}

/// One language of it.
#[component]
fn Document(name: &'static str, label: &'static str, file: &'static str, text: String) -> impl IntoView {
    let language = use_language();
    let (typed, uploaded) = (format!("terms-text-{name}"), format!("terms-file-{name}"));
    let hint = format!("{uploaded}-hint");
    view! {
        <div class="field">
            <label for=typed.clone()>{label}</label>
            <TextArea id=typed name=format!("text_{name}") rows=12 text lang=name/>
        </div>
        <div class="field">
            <label for=uploaded.clone()>{file}</label>
            <p class="hint" id=hint.clone()>{t::own_file_hint(language)}</p>
            <input id=uploaded type="file" name=format!("file_{name}") aria-describedby=hint
                accept=".md,.markdown,.txt,text/markdown,text/plain"/>
        </div>
    }
}

/// What was wrong with what was written last; the rest of it was kept.
#[component]
fn Wrong() -> impl IntoView {
    let language = use_language();
    let query = use_query_map();
    let (problem, of) = query.with_untracked(|query| {
        let problem = query.get("problem").and_then(|name| Problem::parse(&name));
        (problem, query.get("in").and_then(|tag| Language::parse(&tag)))
    });
    problem.map(|problem| {
        let name = of.unwrap_or_default().tag();
        view! {
            <div class="error-summary" role="alert" tabindex="-1" autofocus>
                <p>{t::own_problem(language, problem)}</p>
                <ul><li><a href=format!("#terms-text-{name}") rel="external">
                    {if of == Some(Language::Ja) { t::own_body_ja(language) } else { t::own_body_en(language) }}
                </a></li></ul>
            </div>
        }
    })
}

/// What was published, newest first.
#[component]
fn Versions(slug: Slug, versions: Vec<TermsVersion>) -> impl IntoView {
    let language = use_language();
    let rows = versions.into_iter().map(|it| {
        let path = format!("/o/{slug}/terms/{}", it.version);
        let languages = it.languages.iter().map(|language| language.endonym()).collect::<Vec<_>>().join(" · ");
        view! {
            <tr>
                <th scope="row" class="cell-main"><a href=path.clone() rel="external">{t::version(language, &it.version)}</a></th>
                <td data-label=t::own_published_at(language)>{texts::dates::minute(language, &it.published_at)}</td>
                <td data-label=t::own_published_by(language)><span class="breakable">{it.published_by}</span></td>
                <td data-label=t::own_languages(language)>{languages}</td>
                <td class="cell-actions">
                    <a class="button button-small" rel="external" download="" href=format!("{path}/download")>{t::download(language)}</a>
                </td>
            </tr>
        }
    });
    let rows: Vec<_> = rows.collect();
    (!rows.is_empty()).then(|| view! {
        <section class="stack">
            <h2>{t::own_versions(language)}</h2>
            <div class="table-frame">
                <table class="table">
                    <caption class="visually-hidden">{t::own_versions(language)}</caption>
                    <thead>
                        <tr>
                            <th scope="col">{t::own_version(language)}</th>
                            <th scope="col">{t::own_published_at(language)}</th>
                            <th scope="col">{t::own_published_by(language)}</th>
                            <th scope="col">{t::own_languages(language)}</th>
                            <th scope="col"><span class="visually-hidden">{texts::accounts::actions(language)}</span></th>
                        </tr>
                    </thead>
                    <tbody>{rows}</tbody>
                </table>
            </div>
        </section>
    })
}
