//! `/o/{slug}`: what needs attention, and how inviting goes (M12). Plots are drawn on the server, without
//! scripts and without styles of their own; each has its numbers as a text beside it.

use super::{
    functions::{OverviewPage as Shown, read_overview},
    grant_in_words, kind_in_words,
    plots::{Acceptance, Invitations, SeatMeter},
    use_slug,
};
use crate::{
    layout::{Inside, Place, reading},
    session::use_language,
};
use leptos::prelude::*;
use shared::{
    Action, Language, Resource, texts,
    views::{Happened, OrganizationView, Overview as Numbers, OverviewItem, OverviewSort},
};

/// The organization's first page.
#[component]
pub fn Overview() -> impl IntoView {
    let slug = use_slug();
    reading(move || slug.get(), |slug| Box::pin(read_overview(slug)), |page| view! { <Summary page/> })
}

#[component]
fn Summary(page: Shown) -> impl IntoView {
    let language = use_language();
    let Shown { organization, overview } = page;
    let root = format!("/o/{}", organization.slug);
    let standing = grant_in_words(language, &organization.grant, organization.is_primary);
    let kind = kind_in_words(language, organization.kind);
    let asked = overview.offered_primary.then(|| {
        let href = format!("{root}/members/{}", overview.me);
        view! {
            <div class="notice" role="status">
                <strong>{texts::overview::asked_primary(language)}</strong>
                <div class="notice-actions"><a class="button button-primary" href=href>{texts::overview::answer(language)}</a></div>
            </div>
        }
    });
    let may = |resource| organization.may(Action::List, &resource);
    let invites = may(Resource::Invitation);
    let plotted = overview.weeks.iter().flat_map(|week| &week.counts).any(|count| *count > 0);
    let quiet = !(invites || may(Resource::ANY_MEMBER) || may(Resource::Activity));
    view! {
        <Inside organization=organization.clone() place=Place::Overview title=texts::organizations::overview(language)>
            <div class="toolbar">
                <h1 class="page-title">{organization.name.to_string()}</h1>
                <p class="page-lead">{kind} " · " {standing}</p>
            </div>
            {asked}
            <div class="overview">
                <SeatMeter organization=organization.clone() seats=overview.seats/>
                {invites.then(|| view! {
                    <Invitations weeks=overview.weeks.clone() href=format!("{root}/invitations") today=organization.today/>
                    <Acceptance counts=overview.acceptance.clone() median=overview.median_seconds plotted/>
                })}
                <Attention organization=organization.clone() overview/>
            </div>
            {quiet.then(|| view! { <Quiet organization/> })}
        </Inside>
    }
}

/// What is there for somebody whom no list concerns.
#[component]
fn Quiet(organization: OrganizationView) -> impl IntoView {
    let language = use_language();
    let pages = Place::Overview.others(&organization);
    let says = if pages.is_empty() { texts::overview::quiet_alone } else { texts::overview::quiet };
    let pages = pages.into_iter().map(|place| {
        let label = place.label(language, &organization);
        view! { <a class="button" href=place.href(&organization)>{label}</a> }
    });
    view! {
        <div class="empty">
            <h2>{texts::overview::quiet_title(language)}</h2>
            <p>{says(language)}</p>
            <div class="notice-actions">{pages.collect_view()}</div>
        </div>
    }
}

/// The lists: each row leads to where it can be mended.
#[component]
fn Attention(organization: OrganizationView, overview: Numbers) -> impl IntoView {
    let language = use_language();
    let root = format!("/o/{}", organization.slug);
    let Numbers { links, accesses, failed, latest, .. } = overview;
    let invites = organization.may(Action::List, &Resource::Invitation);
    let people = organization.may(Action::List, &Resource::ANY_MEMBER);
    let activity = organization.may(Action::List, &Resource::Activity);
    let list = |title: &'static str, none: &'static str, items: Vec<OverviewItem>| {
        let lines = items.into_iter().map(|item| attention(language, &root, item)).collect();
        view! { <List title none lines/> }
    };
    let latest = latest.iter().map(|what| happened(language, &root, what)).collect();
    let all = format!("{root}/activity");
    view! {
        {invites.then(|| list(texts::overview::links(language), texts::overview::links_none(language), links))}
        {people.then(|| list(texts::overview::accesses(language), texts::overview::accesses_none(language), accesses))}
        {invites.then(|| list(texts::overview::failed(language), texts::overview::failed_none(language), failed))}
        {activity.then(|| view! {
            <List title=texts::overview::latest(language) none=texts::overview::latest_none(language) lines=latest>
                <a href=all>{texts::overview::latest_all(language)}</a>
            </List>
        })}
    }
}

/// A line of a list: when, what leads on, and what stands behind it.
struct Line {
    when: String,
    href: String,
    words: String,
    rest: Vec<String>,
}

/// What ends or failed leads to where it can be mended.
fn attention(language: Language, root: &str, item: OverviewItem) -> Line {
    let OverviewItem { sort, id, label, at } = item;
    let when = match sort {
        OverviewSort::Access => texts::overview::ends(language, texts::dates::last_day(language, &at)),
        OverviewSort::Link => texts::overview::expires(language, texts::dates::minute(language, &at)),
        OverviewSort::Failed => texts::dates::minute(language, &at),
    };
    let href = match sort {
        OverviewSort::Access => format!("{root}/members/{id}"),
        OverviewSort::Link | OverviewSort::Failed => format!("{root}/invitations/{id}"),
    };
    Line { when, href, words: label, rest: Vec::new() }
}

/// What happened leads to where everything like it stands.
fn happened(language: Language, root: &str, what: &Happened) -> Line {
    Line {
        when: texts::dates::minute(language, &what.at),
        href: format!("{root}/activity?action={}", what.action),
        words: texts::activity::happened(language, what),
        rest: texts::activity::rest(language, what),
    }
}

#[component]
fn List(
    title: &'static str,
    none: &'static str,
    lines: Vec<Line>,
    #[prop(optional)] children: Option<Children>,
) -> impl IntoView {
    let content = if lines.is_empty() {
        view! { <p class="muted">{none}</p> }.into_any()
    } else {
        let line = |Line { when, href, words, rest }| {
            let rest = rest.into_iter().map(|part| view! { <span>{part}</span> " " }).collect_view();
            view! {
                <li><time class="nowrap">{when}</time> " " <a class="breakable" href=href>{words}</a> " " <span class="sub parts">{rest}</span></li>
            }
        };
        view! { <ol class="timeline">{lines.into_iter().map(line).collect_view()}</ol> }.into_any()
    };
    view! { <section class="card stack-tight">
        <div class="card-head"><h2>{title}</h2>{children.map(|children| children())}</div>
        {content}
    </section> }
}
