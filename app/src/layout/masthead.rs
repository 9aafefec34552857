//! The line above every page: the installation's name, the organization, the person.

use crate::{
    accounts::{LanguageSwitch, SignOutButton},
    keyboard::ShortcutsButton,
    organizations::list_organizations,
    session::{Page, use_language},
};
use leptos::prelude::*;
use leptos::task::spawn_local;
use shared::{texts, views::OrganizationCard};

#[component]
pub(super) fn Masthead(
    /// Slug and name of the organization one is in.
    #[prop(optional)]
    organization: Option<(String, String)>,
) -> impl IntoView {
    let language = use_language();
    let reader = expect_context::<Page>().reader.get_value();
    let switcher = organization.map(|(slug, name)| view! { <Switcher slug name/> });
    let stranger = reader.person.is_none().then(|| {
        view! { <div class="masthead-end"><LanguageSwitch class="button button-quiet button-small"/></div> }
    });
    let account = reader.person.map(|person| {
        view! {
            <details class="account menu" name="masthead">
                <summary>{person.name}</summary>
                <div class="menu-list menu-list-end">
                    <p class="menu-note">{person.address}</p>
                    <a href="/account">{texts::accounts::your_account(language)}</a>
                    <LanguageSwitch class="menu-item"/>
                    <ShortcutsButton/>
                    <SignOutButton/>
                </div>
            </details>
        }
    });
    view! {
        <header class="masthead">
            <a class="brand" href="/organizations">{reader.site}</a>
            {switcher}
            {account}
            {stranger}
        </header>
    }
    .into_any()
}

/// The way to one's other organizations. They are read when it is opened; without JavaScript the list has a page.
#[component]
fn Switcher(slug: String, name: String) -> impl IntoView {
    let language = use_language();
    let others = RwSignal::new(Vec::<OrganizationCard>::new());
    let read = move |_| {
        if others.with_untracked(Vec::is_empty) {
            spawn_local(async move {
                // What cannot be read now is behind the last link.
                others.set(list_organizations().await.unwrap_or_default());
            });
        }
    };
    let links = move || {
        let link = |card: &OrganizationCard| {
            let current = (card.slug.as_str() == slug).then_some("true");
            view! { <a href=format!("/o/{}", card.slug) aria-current=current>{card.name.to_string()}</a> }
        };
        others.with(|cards| cards.iter().take(MOST).map(link).collect_view())
    };
    view! {
        <details class="switcher menu" name="masthead" on:toggle=read>
            <summary aria-label=format!("{name} – {}", texts::organizations::switcher(language))>{name.clone()}</summary>
            <div class="menu-list">
                {links}
                <a href="/organizations">{texts::organizations::all(language)}</a>
            </div>
        </details>
    }
}

/// Organizations the switcher names; who has more finds them in the list.
const MOST: usize = 12;
