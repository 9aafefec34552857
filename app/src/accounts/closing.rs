//! `/account/close`: one's data, and the end of the account (C6).

use super::{
    frame::{Frame, Tab},
    functions::{CloseAccount, read_closing},
};
use crate::{
    form::{Choices, Consent, PostForm, RadioField, Submit, TextField, use_form},
    layout::reading,
    session::use_language,
};
use leptos::prelude::*;
use shared::{
    Field,
    account::Closing,
    texts,
    texts::accounts as t,
    views::{ClosingView, KeptOrganization},
};

/// The page with the export and the form that closes.
#[component]
pub fn ClosingPage() -> impl IntoView {
    reading(String::new, |_| Box::pin(read_closing()), |closing| view! { <Ending closing/> })
}

#[component]
fn Ending(closing: ClosingView) -> impl IntoView {
    let language = use_language();
    let ClosingView { kept, exported_at, zone } = closing;
    // The server knows of the download by itself; the page is told by the click.
    let exported = RwSignal::new(exported_at.is_some());
    let before = exported_at.map(|at| t::exported(language, texts::dates::minute(language, &at), zone));
    let said = move || exported.get().then(|| before.clone().unwrap_or(t::exported_now(language).to_owned()));
    let way =
        if kept.is_empty() { view! { <CloseForm exported/> }.into_any() } else { view! { <Blocked kept/> }.into_any() };
    view! {
        <Frame tab=Tab::Closing>
            <section class="card">
                <h2>{t::export_title(language)}</h2>
                <p>{t::export_lead(language)}</p>
                <p>
                    <a class="button" rel="external" download="" href="/account/export"
                        on:click=move |_| exported.set(true)>{t::export_button(language)}</a>
                </p>
                <p class="muted" role="status">{said}</p>
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
fn CloseForm(exported: RwSignal<bool>) -> impl IntoView {
    let language = use_language();
    let form = use_form(move |typed: &CloseAccount| {
        let CloseAccount { own_data, current_password, understood } = typed.clone();
        Closing { own_data, current_password, understood }.check(exported.get_untracked()).err().unwrap_or_default()
    });
    let data: Choices = vec![
        ("downloaded".to_owned(), t::close_data_downloaded(language).to_owned()),
        ("declined".to_owned(), t::close_data_declined(language).to_owned()),
    ];
    view! {
        <PostForm form>
            <RadioField field=Field::OwnData label=t::close_data(language) choices=data value="" chosen=RwSignal::default()/>
            <TextField field=Field::CurrentPassword label=texts::errors::label(language, Field::CurrentPassword)
                kind="password" autocomplete="current-password"/>
            <Consent field=Field::Understood label=t::close_understood(language)/>
            <div class="form-actions">
                <Submit label=t::close_button(language) class="button button-danger"/>
            </div>
        </PostForm>
    }
}
