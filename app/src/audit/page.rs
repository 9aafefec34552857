//! `/o/{slug}/activity`

use super::functions::{Activity, ActivityFilter, read_activity};
use crate::{
    access::Refused,
    layout::{Address, FilterChoice, FilterText, Inside, ListAt, NextPage, Place, reading, use_list_at},
    session::use_language,
};
use leptos::prelude::*;
use shared::{
    Action, Resource, texts,
    views::{ActivityRow, Listed},
};

/// The activity, newest first (M11).
#[component]
pub fn ActivityPage() -> impl IntoView {
    let at = use_list_at::<ActivityFilter>();
    reading(
        move || at.get(),
        |ListAt { slug, after, filter }| {
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
    let actions = texts::activity::ACTIONS.iter().map(|(name, text)| (*name, text(language)));
    let actions = std::iter::once(("", texts::activity::every_action(language))).chain(actions);
    view! {
        <form class="filters" role="search" method="get" action=root>
            <FilterText id="activity-person" name="person" label=texts::activity::person(language) value=person/>
            <FilterChoice id="activity-action" name="action" label=texts::activity::action_filter(language) choices=actions.collect() chosen=action/>
            <FilterText id="activity-from" name="from" label=texts::activity::from(language) value=from kind="date"/>
            <FilterText id="activity-until" name="until" label=texts::activity::until(language) value=until kind="date"/>
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
    let with_ip = entries.rows.iter().any(|row| row.client_ip.is_some());
    let rows = entries.rows.into_iter().map(|row| view! { <Row row with_ip/> }).collect_view();
    let next = entries.next;
    view! {
        <div class="table-frame">
            <table class="table">
                <caption class="visually-hidden">{texts::activity::title(language)}</caption>
                <thead>
                    <tr>
                        <th scope="col">{texts::activity::what(language)}</th>
                        <th scope="col">{texts::activity::when(language)}</th>
                        <th scope="col">{texts::activity::who(language)}</th>
                        <th scope="col">{texts::activity::details(language)}</th>
                        {with_ip.then(|| view! { <th scope="col">{texts::activity::ip_address(language)}</th> })}
                    </tr>
                </thead>
                <tbody>{rows}</tbody>
            </table>
        </div>
        <NextPage root query next/>
    }
    .into_any()
}

/// A change in a line: where the value has no room behind its name, it goes below it as a whole.
#[component]
fn Change(line: texts::activity::Line) -> impl IntoView {
    view! { <span class="sub">{line.name}<span class="whole">{line.value}</span></span> }
}

/// An entry; where no entry of the page has an IP address, there is no column for it.
#[component]
fn Row(row: ActivityRow, with_ip: bool) -> impl IntoView {
    let language = use_language();
    let ActivityRow { what, changes, client_ip, .. } = row;
    let or_none = |words: Option<String>| words.unwrap_or_else(|| texts::forms::none(language).to_owned());
    let lines = texts::activity::changes(language, &what.action, &changes);
    let details = if lines.is_empty() {
        texts::forms::none(language).into_any()
    } else {
        lines.into_iter().map(|line| view! { <Change line/> }).collect_view().into_any()
    };
    let ip = with_ip.then(|| {
        view! {
            <td data-label=texts::activity::ip_address(language)>
                <span class="nowrap">{or_none(client_ip)}</span>
            </td>
        }
    });
    view! {
        <tr>
            <th scope="row" class="cell-main">
                {texts::activity::happened(language, &what)}
                {what.about.clone().map(|about| view! { " " <span class="sub breakable">{about}</span> })}
                {what.address.clone().map(|address| view! { " " <Address address sub=true/> })}
            </th>
            <td data-label=texts::activity::when(language)>
                <span class="nowrap">{texts::dates::minute(language, &what.at)}</span>
            </td>
            <td class="cell-name" data-label=texts::activity::who(language)>{or_none(texts::activity::actor(language, &what))}</td>
            <td data-label=texts::activity::details(language)>{details}</td>
            {ip}
        </tr>
    }
}
