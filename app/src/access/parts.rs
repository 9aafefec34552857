//! `/o/{slug}/brands`, `/accounts`, `/teams` (M8).

use super::{
    Refused, RefusedInRow, RefusedRows,
    functions::{ChangePart, CreatePart, PartsPage, read_parts},
    users::UsedBy,
};
use crate::{
    form::{Form, Hidden, PostForm, Submit, TextField, use_form, use_form_about},
    layout::{FilterText, Inside, NextPage, Place, Search, reading, use_list_at},
    session::use_language,
};
use leptos::prelude::*;
use shared::{
    Action, Field, FieldErrors,
    access::{PartSort, label},
    texts,
    views::{OrganizationView, PartRow},
};

/// `/o/{slug}/brands`
#[component]
pub fn BrandsPage() -> impl IntoView {
    page_of(PartSort::Brand)
}

/// `/o/{slug}/accounts`
#[component]
pub fn AccountsPage() -> impl IntoView {
    page_of(PartSort::ExchangeAccount)
}

/// `/o/{slug}/teams`
#[component]
pub fn TeamsPage() -> impl IntoView {
    page_of(PartSort::Team)
}

fn page_of(sort: PartSort) -> impl IntoView {
    let at = use_list_at::<Search>();
    reading(
        move || at.get(),
        move |at| Box::pin(read_parts(at.slug, sort.name().to_owned(), at.after, at.filter.q)),
        |page| view! { <Parts page/> },
    )
}

const fn place(sort: PartSort) -> Place {
    match sort {
        PartSort::Brand => Place::Brands,
        PartSort::ExchangeAccount => Place::Accounts,
        PartSort::Team => Place::Teams,
    }
}

#[component]
fn Parts(page: PartsPage) -> impl IntoView {
    let language = use_language();
    let PartsPage { organization, sort, parts, q } = page;
    let root = place(sort).href(&organization);
    let title = texts::reach::parts(language, sort);
    let create = if organization.may(Action::Create, &sort.resource().any()) {
        view! { <Create organization=organization.clone() sort/> }.into_any()
    } else {
        let resource = sort.resource().any();
        let label = texts::reach::add(language, sort);
        view! { <Refused organization=organization.clone() label action=Action::Create resource/> }.into_any()
    };
    let (query, next) = (serde_html_form::to_string([("q", &q)]).unwrap_or_default(), parts.next);
    let list = if parts.rows.is_empty() {
        view! { <div class="empty"><h2>{texts::reach::nothing_yet(language)}</h2></div> }.into_any()
    } else {
        let rows = parts
            .rows
            .into_iter()
            .map(|part| view! { <Row organization=organization.clone() sort part/> })
            .collect_view();
        view! {
            <div class="table-frame">
                <table class="table">
                    <caption class="visually-hidden">{title}</caption>
                    <thead>
                        <tr>
                            <th scope="col">{texts::reach::part_name(language)}</th>
                            <th scope="col">{texts::reach::state(language)}</th>
                            <th scope="col">{texts::reach::people_of(language, sort)}</th>
                            <th scope="col"><span class="visually-hidden">{texts::reach::actions(language)}</span></th>
                        </tr>
                    </thead>
                    <tbody>{rows}</tbody>
                </table>
            </div>
        }
        .into_any()
    };
    view! {
        <Inside organization=organization.clone() place=place(sort) title>
            <div class="toolbar">
                <h1 class="page-title">{title}</h1>
                <p class="page-lead">{texts::reach::lead(language, sort)}</p>
            </div>
            {create}
            <RefusedRows organization label=texts::reach::edit(language) action=Action::Update resource=sort.resource().any()/>
            <form class="filters" role="search" method="get" action=root.clone()>
                <FilterText id="parts-q" name="q" label=texts::reach::search_by_name(language) value=q/>
                <button class="button">{texts::forms::search(language)}</button>
            </form>
            {list}
            <NextPage root query next/>
        </Inside>
    }
}

fn check_name(name: &str) -> FieldErrors {
    let mut errors = FieldErrors::default();
    errors.take(Field::Name, label(name));
    errors
}

#[component]
fn Create(organization: OrganizationView, sort: PartSort) -> impl IntoView {
    let language = use_language();
    let form: Form<CreatePart> = use_form(|typed: &CreatePart| check_name(&typed.name));
    view! {
        <PostForm form class="card form">
            <Hidden name="slug" value=organization.slug.to_string()/>
            <Hidden name="sort" value=sort.name()/>
            <h2>{texts::reach::add(language, sort)}</h2>
            <TextField field=Field::Name label=texts::reach::part_name(language)/>
            <div class="form-actions"><Submit label=texts::reach::add(language, sort)/></div>
        </PostForm>
    }
}

#[component]
fn Row(organization: OrganizationView, sort: PartSort, part: PartRow) -> impl IntoView {
    let language = use_language();
    let resource = sort.resource().of(part.id);
    let (slug, id, name) = (organization.slug.to_string(), part.id.to_string(), part.name.clone());
    let form: Form<ChangePart> = use_form_about(("id", id.clone()), |typed: &ChangePart| {
        if typed.step == "rename" { check_name(&typed.name) } else { FieldErrors::default() }
    });
    let renames = organization.may(Action::Update, &resource);
    let archives = organization.may(Action::Delete, &resource);
    let (value, of) = (name.clone(), slug.clone());
    let controls = move || {
        let rename = renames.then(|| {
            view! {
                <TextField field=Field::Name label=texts::reach::rename_of(language, &name) value=value.clone()/>
                <button class="button button-small" name="step" value="rename">{texts::reach::rename(language)}</button>
            }
        });
        let archive = (archives && !part.archived).then(|| {
            view! {
                <button class="button button-small button-danger" name="step" value="archive" aria-label=texts::reach::archive_of(language, &name)>
                    {texts::reach::archive(language)}
                </button>
            }
        });
        let restore = (renames && part.archived).then(|| {
            view! {
                <button class="button button-small" name="step" value="restore" aria-label=texts::reach::take_back_of(language, &name)>
                    {texts::reach::take_back(language)}
                </button>
            }
        });
        view! { {rename} {archive} {restore} }
    };
    let edit = (renames || archives).then(|| {
        view! {
            <details class="unfold" open=form.came_back()>
                <summary class="button button-small" aria-label=texts::reach::edit_of(language, &part.name)>{texts::reach::edit(language)}</summary>
                <PostForm form class="form stack-tight">
                    <Hidden name="slug" value=slug.clone()/>
                    <Hidden name="sort" value=sort.name()/>
                    <Hidden name="id" value=id/>
                    {controls()}
                </PostForm>
            </details>
        }
        .into_any()
    });
    let why = (!renames && !archives).then(|| {
        let (label, name) = (texts::reach::edit(language), part.name.clone());
        view! { <RefusedInRow organization=organization.clone() label action=Action::Update resource name/> }
    });
    let state = if part.archived {
        view! { <span class="badge badge-ended">{texts::reach::archived(language)}</span> }
    } else {
        view! { <span class="badge badge-active">{texts::reach::in_use(language)}</span> }
    };
    view! {
        <tr>
            <th scope="row" class="cell-main">{part.name.clone()}</th>
            <td data-label=texts::reach::state(language)>{state}</td>
            <td data-label=texts::reach::people_of(language, sort)><UsedBy users=part.users slug=of/></td>
            <td class="cell-actions">{edit}{why}</td>
        </tr>
    }
}
