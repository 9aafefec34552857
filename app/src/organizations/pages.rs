//! `/organizations`

use super::{functions::*, grant_in_words, kind_in_words};
use crate::{
    layout::{Plain, reading},
    session::use_language,
};
use leptos::prelude::*;
use shared::{texts, views::OrganizationCard};

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
        count => texts::organizations::members_count(language, texts::number(count)),
    };
    let standing = grant_in_words(language, &card.grant, card.is_primary);
    view! {
        <li class="card card-link">
            <h2><a href=format!("/o/{}", card.slug)>{card.name.to_string()}</a></h2>
            <p class="muted">{kind_in_words(language, card.kind)} " · " {standing}</p>
            <p class="muted">{members}</p>
        </li>
    }
}
