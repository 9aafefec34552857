//! The line above every page: the installation's name, the organization, the person.

use crate::{
    accounts::SignOutButton,
    keyboard::ShortcutsButton,
    session::{Page, use_language},
};
use leptos::prelude::*;
use shared::texts;

#[component]
pub(super) fn Masthead(#[prop(optional, into)] organization: Option<String>) -> impl IntoView {
    let language = use_language();
    let reader = expect_context::<Page>().reader.get_value();
    let switcher = organization.map(|name| {
        view! {
            <details class="switcher menu" name="masthead">
                <summary aria-label=format!("{name} – {}", texts::organizations::switcher(language))>{name.clone()}</summary>
                <div class="menu-list">
                    <a href="/organizations">{texts::organizations::all(language)}</a>
                </div>
            </details>
        }
    });
    let account = reader.person.map(|person| {
        view! {
            <details class="account menu" name="masthead">
                <summary>{person.name}</summary>
                <div class="menu-list menu-list-end">
                    <p class="menu-note">{person.address}</p>
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
        </header>
    }
    .into_any()
}
