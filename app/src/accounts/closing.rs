//! `/account/close`: one's data, and the end of the account (C6).

use super::{
    frame::{Frame, Tab},
    functions::{CloseAccount, KeptOrganization, read_closing},
};
use crate::{
    form::{Consent, PostForm, Submit, TextField, use_form},
    layout::reading,
    session::use_language,
};
use leptos::prelude::*;
use shared::{Field, account::Closing, texts, texts::accounts as t};

/// The page with the export and the form that closes.
#[component]
pub fn ClosingPage() -> impl IntoView {
    reading(String::new, |_| Box::pin(read_closing()), |kept| view! { <Ending kept/> })
}

#[component]
fn Ending(kept: Vec<KeptOrganization>) -> impl IntoView {
    let language = use_language();
    let way = if kept.is_empty() { view! { <CloseForm/> }.into_any() } else { view! { <Blocked kept/> }.into_any() };
    view! {
        <Frame tab=Tab::Closing>
            <section class="card">
                <h2>{t::export_title(language)}</h2>
                <p>{t::export_lead(language)}</p>
                <a class="button" rel="external" download="" href="/account/export">{t::export_button(language)}</a>
            </section>
            <section class="card">
                <h2>{t::close_title(language)}</h2>
                <p>{t::close_lead(language)}</p>
                {way}
            </section>
        </Frame>
    }
}

/// The organizations that come first, each with the way to its people.
#[component]
fn Blocked(kept: Vec<KeptOrganization>) -> impl IntoView {
    let language = use_language();
    let organizations = kept.into_iter().map(|KeptOrganization { slug, name }| {
        view! { <li><a href=format!("/o/{slug}/members")>{name.to_string()}</a></li> }
    });
    view! {
        <div class="notice notice-warning" role="status">
            <p>{t::close_blocked(language)}</p>
            <ul>{organizations.collect_view()}</ul>
        </div>
    }
}

#[component]
fn CloseForm() -> impl IntoView {
    let language = use_language();
    let form = use_form(|typed: &CloseAccount| {
        let CloseAccount { current_password, understood } = typed.clone();
        Closing { current_password, understood }.check().err().unwrap_or_default()
    });
    view! {
        <PostForm form>
            <TextField field=Field::CurrentPassword label=texts::errors::label(language, Field::CurrentPassword)
                kind="password" autocomplete="current-password"/>
            <Consent field=Field::Understood label=t::close_understood(language)/>
            <div class="form-actions">
                <Submit label=t::close_button(language) class="button button-danger"/>
            </div>
        </PostForm>
    }
}
