//! What lists of rows have in common: what narrows them, and the way to their next page.

use crate::{organizations::use_slug, session::use_language};
use leptos::prelude::*;
use leptos_router::hooks::use_query_map;
use serde::{Deserialize, de::DeserializeOwned};
use shared::texts;

/// Which page of which list: what the address says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ListAt<F> {
    /// The organization.
    pub slug: String,
    /// Where the page starts.
    pub after: String,
    /// What the list is narrowed to.
    pub filter: F,
}

/// What narrows a list that can only be searched.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(default)]
pub struct Search {
    /// What was searched for.
    pub q: String,
}

/// The list the address asks for. What is not said there, or said twice, narrows nothing.
pub fn use_list_at<F>() -> Memo<ListAt<F>>
where
    F: Clone + Default + PartialEq + DeserializeOwned + Send + Sync + 'static,
{
    let (slug, query) = (use_slug(), use_query_map());
    Memo::new(move |_| {
        query.with(|query| {
            let said = query.to_query_string();
            let filter = serde_html_form::from_str(said.trim_start_matches('?')).unwrap_or_default();
            ListAt { slug: slug.get(), after: query.get("after").unwrap_or_default(), filter }
        })
    })
}

/// A control that narrows a list: a line of text to search for.
#[component]
pub fn FilterText(
    /// Id of the element.
    id: &'static str,
    /// HTML name, as the address has it.
    name: &'static str,
    /// What it is called.
    label: &'static str,
    /// What it holds.
    value: String,
    /// HTML type.
    #[prop(default = "search")]
    kind: &'static str,
) -> impl IntoView {
    view! {
        <div class="field">
            <label for=id>{label}</label>
            <input id=id name=name type=kind value=value/>
        </div>
    }
}

/// A control that narrows or orders a list: one of several values.
#[component]
pub fn FilterChoice(
    /// Id of the element.
    id: &'static str,
    /// HTML name, as the address has it.
    name: &'static str,
    /// What it is called.
    label: &'static str,
    /// The values, and what they are called.
    choices: Vec<(&'static str, &'static str)>,
    /// The value that is chosen.
    chosen: String,
) -> impl IntoView {
    let option = move |(value, words): (&'static str, &'static str)| {
        let selected = value == chosen;
        view! { <option value=value selected=selected>{words}</option> }
    };
    view! {
        <div class="field">
            <label for=id>{label}</label>
            <select id=id name=name>{choices.into_iter().map(option).collect_view()}</select>
        </div>
    }
}

/// The way to the page after this one, if there is one; nothing else, not even a landmark, where there is none.
#[component]
pub fn NextPage(
    /// The list's address.
    root: String,
    /// What narrows it, as the address has it.
    query: String,
    /// Where the next page starts.
    next: Option<String>,
) -> impl IntoView {
    let language = use_language();
    next.map(|after| {
        let href = format!("{root}?{query}&after={after}");
        view! {
            <nav class="pager" aria-label=texts::forms::pages(language)>
                <a class="button" href=href>{texts::forms::next_page(language)}</a>
            </nav>
        }
    })
}

/// A second value in a cell, with its own name, as the columns of a table are few.
#[component]
pub fn Beside(
    /// What it is called.
    label: &'static str,
    /// The value.
    value: String,
) -> impl IntoView {
    let colon = texts::forms::colon(use_language());
    view! { " " <span class="sub">{format!("{label}{colon}")}<span class="nowrap">{value}</span></span> }
}

/// An e-mail address, which breaks before its domain if it has to break.
#[component]
pub fn Address(
    /// The address.
    address: String,
    /// Whether it stands below something else.
    #[prop(optional)]
    sub: bool,
) -> impl IntoView {
    let (local, domain) = address.split_at(address.rfind('@').unwrap_or(address.len()));
    let (local, domain) = (local.to_owned(), domain.to_owned());
    let class = if sub { "address sub" } else { "address" };
    view! { <span class=class><span>{local}</span><span>{domain}</span></span> }
}
