//! `/o/{slug}/members/{id}/why` and `/o/{slug}/why`: why may somebody do this, and who can? (M10)

use super::{
    control,
    functions::{WhyPage, read_why},
    why::Chain,
};
use crate::{
    layout::{Address, Inside, Place, reading},
    naming::Naming,
    organizations::use_slug,
    session::use_language,
};
use leptos::prelude::*;
use leptos_router::hooks::{use_params_map, use_query_map};
use shared::{
    access::Operations,
    texts,
    views::{Able, Listed, Why},
};

/// The page of both questions.
#[component]
pub fn QuestionPage() -> impl IntoView {
    let (slug, params, query) = (use_slug(), use_params_map(), use_query_map());
    let key = move || {
        let member = params.with(|params| params.get("id").unwrap_or_default());
        let asked = query.with(|query| {
            let get = |name| query.get(name).unwrap_or_default();
            (get("operation"), get("of"), get("after"))
        });
        (slug.get(), member, asked)
    };
    reading(
        key,
        |(slug, member, (operation, of, after))| Box::pin(read_why(slug, member, operation, of, after)),
        |page| view! { <Question page/> },
    )
}

#[component]
fn Question(page: WhyPage) -> impl IntoView {
    let language = use_language();
    let WhyPage { organization, member, name, operation, of, things, why, able } = page;
    let root = format!("/o/{}", organization.slug);
    let about = !member.is_empty();
    let here = if about { format!("{root}/members/{member}/why") } else { format!("{root}/why") };
    let (title, lead) = match &name {
        Some(name) => (texts::access::why_title_for(language, name), texts::access::why_lead_for(language, name)),
        None => (texts::reach::who_can(language).to_owned(), texts::access::who_lead(language).to_owned()),
    };
    let operations = organization
        .kind
        .preset()
        .operations
        .iter()
        .map(|(action, resource)| {
            let name = format!("{action} {resource}");
            let selected = name == operation;
            let words = texts::access::operation(language, action, resource);
            view! { <option value=name selected=selected>{words}</option> }
        })
        .collect_view();
    let concerned = things.iter().find(|thing| thing.id.to_string() == of).map(|thing| thing.name.clone());
    let which = (!things.is_empty()).then(|| {
        let options = things
            .into_iter()
            .map(|thing| {
                let id = thing.id.to_string();
                let selected = id == of;
                view! { <option value=id selected=selected>{thing.name}</option> }
            })
            .collect_view();
        view! {
            <div class="field">
                <label for="why-of">{texts::reach::of_which(language)}</label>
                <select id="why-of" name="of">
                    <option value="">{texts::reach::in_general(language)}</option>
                    {options}
                </select>
            </div>
        }
    });
    let next = able.as_ref().and_then(|able| able.next.clone()).map(|after| {
        let operation = operation.replace(' ', "%20");
        let href = format!("{here}?operation={operation}&of={of}&after={after}");
        view! {
            <nav class="pager" aria-label=texts::forms::pages(language)>
                <a class="button" href=href>{texts::forms::next_page(language)}</a>
            </nav>
        }
    });
    let others = about.then(|| {
        let operation = operation.replace(' ', "%20");
        let href = format!("{root}/why?operation={operation}&of={of}");
        view! { <p><a href=href>{texts::reach::who_can(language)}</a></p> }
    });
    // Where its button stands: on the page of what access can be given, if there is one, and with the people otherwise.
    let access = control::place(&organization);
    let place = if !about && Place::Members.others(&organization).contains(&access) { access } else { Place::Members };
    let members = Place::Members.label(language, &organization);
    let asked = why.is_some() || able.is_some();
    let below = if about { texts::reach::explain(language) } else { texts::reach::who_can(language) };
    let through = name.into_iter().map(|name| (format!("{root}/members/{member}"), name)).collect();
    view! {
        <Inside organization=organization.clone() place title=title.clone() below through reading=true>
            <div class="toolbar">
                <h1 class="page-title">{title}</h1>
                {(!asked).then(|| view! { <p class="page-lead">{lead.clone()}</p> })}
            </div>
            <form class="filters" method="get" action=here>
                <div class="field">
                    <label for="why-operation">{texts::reach::operation(language)}</label>
                    <select id="why-operation" name="operation">{operations}</select>
                </div>
                {which}
                <button class="button button-primary">{texts::reach::ask(language)}</button>
            </form>
            {why.map(|why| view! { <Answer why concerned/> })}
            {able.map(|able| view! { <Those root=root.clone() members operation=operation.clone() of=of.clone() able/> })}
            {next}
            {others}
        </Inside>
    }
}

#[component]
fn Answer(why: Why, concerned: Option<String>) -> impl IntoView {
    let names: Vec<String> = [why.name.clone()].into_iter().chain(concerned.clone()).collect();
    let whose = match concerned {
        Some(thing) => texts::access::why_about(use_language(), &why.name, thing),
        None => why.name,
    };
    let class = if why.allowed { "notice notice-success" } else { "notice notice-warning" };
    view! {
        <section class="stack">
            <div class=class role="status"><strong><Naming sentence=whose names/></strong> <p>{why.answer}</p></div>
            <Chain steps=why.steps/>
        </section>
    }
}

#[component]
fn Those(root: String, members: &'static str, operation: String, of: String, able: Listed<Able>) -> impl IntoView {
    let language = use_language();
    if able.rows.is_empty() {
        let people = format!("{root}/members");
        return view! {
            <div class="notice notice-warning" role="status">
                <p>{texts::reach::who_can_nobody(language)} " " <a href=people>{members}</a></p>
            </div>
        }
        .into_any();
    }
    let what = Operations::parse(&operation)
        .map(|(action, resource)| texts::access::operation(language, action, resource))
        .unwrap_or_default();
    let operation = operation.replace(' ', "%20");
    let rows =
        able.rows
            .into_iter()
            .map(|able| {
                let address = able.address.to_string();
                let named = able.name != address;
                let name = match able.id {
                    Some(id) => {
                        let href = format!("{root}/members/{id}/why?operation={operation}&of={of}");
                        view! { <a href=href>{able.name}</a> }.into_any()
                    }
                    None => view! { {able.name} " " <span class="badge">{texts::reach::of_seller(language)}</span> }
                        .into_any(),
                };
                view! {
                    <tr>
                        <th scope="row" class="cell-main">
                            {name}
                            {named.then(|| view! { " " <Address address sub=true/> })}
                        </th>
                        <td data-label=texts::reach::because(language)>{able.because}</td>
                    </tr>
                }
            })
            .collect_view();
    view! {
        <div class="table-frame">
            <table class="table">
                <caption>{what}</caption>
                <thead>
                    <tr>
                        <th scope="col">{texts::members::name(language)}</th>
                        <th scope="col">{texts::reach::because(language)}</th>
                    </tr>
                </thead>
                <tbody>{rows}</tbody>
            </table>
        </div>
    }
    .into_any()
}
