//! `/organizations` and `/o/{slug}`.

use super::{functions::*, grant_in_words, kind_in_words, use_slug};
use crate::{
    layout::{Inside, Place, Plain, reading},
    session::use_language,
};
use leptos::prelude::*;
use shared::{
    texts,
    views::{OrganizationCard, OrganizationView},
};

/// `/organizations`
#[component]
pub fn List() -> impl IntoView {
    reading(String::new, |_| Box::pin(list_organizations()), |cards| view! { <Cards cards/> })
}

#[component]
fn Cards(cards: Vec<OrganizationCard>) -> impl IntoView {
    let language = use_language();
    let title = texts::organizations::title(language);
    let content = if cards.is_empty() {
        view! {
            <div class="empty">
                <h2>{texts::organizations::empty_title(language)}</h2>
                <p>{texts::organizations::empty(language)}</p>
            </div>
        }
        .into_any()
    } else {
        let cards = cards.into_iter().map(|card| view! { <Card card/> }).collect_view();
        view! { <ul class="cards">{cards}</ul> }.into_any()
    };
    view! {
        <Plain title>
            <div class="toolbar"><h1 class="page-title">{title}</h1></div>
            {content}
        </Plain>
    }
}

#[component]
fn Card(card: OrganizationCard) -> impl IntoView {
    let language = use_language();
    let members = match card.members {
        1 => texts::organizations::member_count_one(language).to_owned(),
        count => texts::organizations::members_count(language, count),
    };
    let standing = grant_in_words(language, &card.grant, false);
    view! {
        <li class="card card-link">
            <h2><a href=format!("/o/{}", card.slug)>{card.name.to_string()}</a></h2>
            <p class="muted">{kind_in_words(language, card.kind)} " · " {standing}</p>
            <p class="muted">{members}</p>
        </li>
    }
}

/// `/o/{slug}`
#[component]
pub fn Overview() -> impl IntoView {
    let slug = use_slug();
    reading(
        move || slug.get(),
        |slug| Box::pin(read_organization(slug)),
        |organization| {
            view! { <Summary organization/> }
        },
    )
}

#[component]
fn Summary(organization: OrganizationView) -> impl IntoView {
    let language = use_language();
    let words = organization.kind.preset().words;
    let root = format!("/o/{}", organization.slug);
    let standing = grant_in_words(language, &organization.grant, organization.is_primary);
    let kind = kind_in_words(language, organization.kind);
    view! {
        <Inside organization=organization.clone() place=Place::Overview title=texts::organizations::overview(language)>
            <div class="toolbar">
                <h1 class="page-title">{organization.name.to_string()}</h1>
                <p class="page-lead">{kind}</p>
            </div>
            <dl class="facts">
                <div><dt>{texts::organizations::your_role(language)}</dt><dd>{standing}</dd></div>
                <div><dt>{texts::organizations::time_zone(language)}</dt><dd>{organization.time_zone.clone()}</dd></div>
            </dl>
            <ul class="cards">
                <li class="card card-link">
                    <h2><a href=format!("{root}/members")>{words.members.get(language)}</a></h2>
                    <p class="muted">{texts::organizations::see_members(language)}</p>
                </li>
                <li class="card card-link">
                    <h2><a href=format!("{root}/invitations")>{words.invitations.get(language)}</a></h2>
                    <p class="muted">{texts::organizations::see_invitations(language)}</p>
                </li>
            </ul>
        </Inside>
    }
}
