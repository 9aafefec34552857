//! `/o/{slug}/activity`

use super::functions::{Activity, ActivityFilter, read_activity};
use crate::{
    access::Refused,
    layout::{Inside, Place, reading},
    organizations::use_slug,
    session::use_language,
};
use leptos::prelude::*;
use leptos_router::hooks::use_query_map;
use shared::{
    Action, Language, Resource, texts,
    views::{ActivityRow, Change, Listed},
};

/// What the address asks for.
#[derive(Clone, Debug, PartialEq, Eq)]
struct At {
    slug: String,
    after: String,
    filter: ActivityFilter,
}

/// The activity, newest first (M11).
#[component]
pub fn ActivityPage() -> impl IntoView {
    let (slug, query) = (use_slug(), use_query_map());
    let at = Memo::new(move |_| {
        query.with(|query| {
            let value = |name| query.get(name).unwrap_or_default();
            let filter = ActivityFilter {
                person: value("person"),
                action: value("action"),
                from: value("from"),
                until: value("until"),
            };
            At { slug: slug.get(), after: value("after"), filter }
        })
    });
    reading(
        move || at.get(),
        |At { slug, after, filter }| {
            Box::pin(read_activity(slug, after, filter.person, filter.action, filter.from, filter.until))
        },
        |page| view! { <Shown page/> },
    )
}

#[component]
fn Shown(page: Activity) -> impl IntoView {
    let language = use_language();
    let Activity { organization, entries, filter } = page;
    let root = format!("/o/{}/activity", organization.slug);
    let query = serde_html_form::to_string(&filter).unwrap_or_default();
    let file = |extension: &str, words: &'static str| {
        let href = format!("{root}.{extension}?{query}");
        view! { <a class="button" href=href rel="external" download="">{words}</a> }
    };
    let export = if organization.may(Action::Export, &Resource::Activity) {
        let csv = file("csv", texts::activity::export_csv(language));
        view! { {csv} " " {file("json", texts::activity::export_json(language))} }.into_any()
    } else {
        let (label, resource) = (texts::activity::export_csv(language), Resource::Activity);
        view! { <Refused organization=organization.clone() label action=Action::Export resource/> }.into_any()
    };
    view! {
        <Inside organization=organization.clone() place=Place::Activity title=texts::activity::title(language)>
            <div class="toolbar">
                <h1 class="page-title">{texts::activity::title(language)}</h1>
                <p class="page-lead">{texts::activity::lead(language)}</p>
                <div class="toolbar-actions">{export}</div>
            </div>
            <Filters root=root.clone() filter/>
            <Table root query entries/>
        </Inside>
    }
}

/// Person, action and days; a form of its own, so that the address says what is shown.
#[component]
fn Filters(root: String, filter: ActivityFilter) -> impl IntoView {
    let language = use_language();
    let ActivityFilter { person, action, from, until } = filter;
    let options = texts::activity::ACTIONS
        .iter()
        .map(|(name, text)| {
            let selected = *name == action;
            view! { <option value=*name selected=selected>{text(language)}</option> }
        })
        .collect_view();
    view! {
        <form class="filters" role="search" method="get" action=root>
            <div class="field">
                <label for="activity-person">{texts::activity::person(language)}</label>
                <input id="activity-person" name="person" type="search" value=person/>
            </div>
            <div class="field">
                <label for="activity-action">{texts::activity::action_filter(language)}</label>
                <select id="activity-action" name="action">
                    <option value="">{texts::activity::every_action(language)}</option>
                    {options}
                </select>
            </div>
            <div class="field field-short">
                <label for="activity-from">{texts::activity::from(language)}</label>
                <input id="activity-from" name="from" type="date" value=from/>
            </div>
            <div class="field field-short">
                <label for="activity-until">{texts::activity::until(language)}</label>
                <input id="activity-until" name="until" type="date" value=until/>
            </div>
            <button class="button">{texts::forms::search(language)}</button>
        </form>
    }
}

#[component]
fn Table(root: String, query: String, entries: Listed<ActivityRow>) -> impl IntoView {
    let language = use_language();
    if entries.rows.is_empty() {
        return view! {
            <div class="empty">
                <h2>{texts::activity::empty_title(language)}</h2>
                <p>{texts::activity::empty(language)}</p>
                <a class="button" href=root>{texts::activity::show_all(language)}</a>
            </div>
        }
        .into_any();
    }
    let rows = entries.rows.into_iter().map(|row| view! { <Row row/> }).collect_view();
    let next = entries.next.map(|after| {
        let href = format!("{root}?{query}&after={after}");
        view! { <a class="button" href=href>{texts::forms::next_page(language)}</a> }
    });
    view! {
        <div class="table-frame">
            <table class="table">
                <caption class="visually-hidden">{texts::activity::title(language)}</caption>
                <thead>
                    <tr>
                        <th scope="col">{texts::activity::what(language)}</th>
                        <th scope="col">{texts::activity::when(language)}</th>
                        <th scope="col">{texts::activity::who(language)}</th>
                        <th scope="col">{texts::activity::before_after(language)}</th>
                        <th scope="col">{texts::activity::origin(language)}</th>
                    </tr>
                </thead>
                <tbody>{rows}</tbody>
            </table>
        </div>
        <nav class="pager" aria-label=texts::forms::pages(language)>{next}</nav>
    }
    .into_any()
}

#[component]
fn Row(row: ActivityRow) -> impl IntoView {
    let language = use_language();
    let action = texts::activity::action(language, &row.action).to_owned();
    let changes = row
        .changes
        .iter()
        .map(|change| view! { <span class="sub breakable">{in_words(language, change)}</span> })
        .collect_view();
    view! {
        <tr>
            <th scope="row" class="cell-main">
                {action} {row.about.map(|about| view! { " " <span class="sub breakable">{about}</span> })}
            </th>
            <td data-label=texts::activity::when(language)><span class="nowrap">{texts::dates::minute(language, &row.at)}</span></td>
            <td data-label=texts::activity::who(language)>
                {row.actor.unwrap_or_else(|| texts::activity::nobody(language).to_owned())}
            </td>
            <td data-label=texts::activity::before_after(language)>
                {if row.changes.is_empty() {
                    texts::forms::none(language).into_any()
                } else {
                    changes.into_any()
                }}
            </td>
            <td data-label=texts::activity::origin(language)>
                <span class="nowrap">{row.client_ip.unwrap_or_else(|| texts::forms::none(language).to_owned())}</span>
            </td>
        </tr>
    }
}

/// "Role: Member → Owner".
fn in_words(language: Language, change: &Change) -> String {
    let side = |value: &Option<String>| match value {
        Some(value) => texts::activity::value(language, &change.field, value),
        None => texts::forms::none(language).to_owned(),
    };
    let field = texts::activity::field(language, &change.field);
    format!("{field}: {} → {}", side(&change.before), side(&change.after))
}
