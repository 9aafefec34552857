//! The steps of inviting: search, then what is offered; or that at once where the kind has no search.

use super::{
    functions::{Found, InviteChoices, SearchInvitee, SendInvitation, Shown},
    offer::Offer,
};
use crate::{
    form::{Form, Hidden, PostForm, TextField, use_form},
    layout::Address,
    session::use_language,
};
use leptos::prelude::*;
use shared::{
    Field, FieldErrors, address::EmailAddress, ids::InvitationId, invitation::Draft, texts, views::OrganizationView,
};

/// The form, step by step.
#[component]
pub(super) fn InviteForm(
    organization: OrganizationView,
    choices: InviteChoices,
    #[prop(default = None)] start: Option<Start>,
) -> impl IntoView {
    let search: Form<SearchInvitee, Found> = use_form(check_search);
    let preset = organization.kind.preset();
    let (reader, catalog) = (organization.clone(), choices.catalog.clone());
    // Whether the address has an account, as soon as that is known (K9).
    let has_account = RwSignal::new(None::<bool>);
    let details: Form<SendInvitation, Shown> = use_form(move |typed: &SendInvitation| {
        match typed.draft().check_among(&reader.grants(), &catalog, reader.today) {
            Ok(offer) => {
                let known = has_account.get_untracked().unwrap_or(true);
                offer.check_details(preset, known).err().unwrap_or_default()
            }
            Err(errors) => errors,
        }
    });
    let editing = start.as_ref().and_then(|start| start.editing);
    let known = start.as_ref().and_then(|start| start.name.clone());
    let details = start.map_or(details, |start| details.filled_with(&start.draft));
    // A details form that came back with errors, or began with something, goes on there.
    let returned = details.typed(Field::Address);
    if !preset.search_step && editing.is_none() {
        return view! { <Offer organization choices form=details found=None editing has_account/> }.into_any();
    }
    let returned = returned.map(|address| Found {
        address,
        account: details.typed_named("account").filter(|name| !name.is_empty()).or(known),
        go_on: true,
    });
    let step = move || search.shown().or_else(|| returned.clone()).filter(|found| found.go_on);
    view! {
        {move || match step() {
            Some(found) => view! { <Offer organization=organization.clone() choices=choices.clone() form=details found=Some(found) editing has_account/> }.into_any(),
            None => view! { <Search organization=organization.clone() form=search/> }.into_any(),
        }}
    }
    .into_any()
}

/// What the form begins with instead of nothing.
#[derive(Clone)]
pub(super) struct Start {
    /// The open invitation that is changed.
    pub(super) editing: Option<InvitationId>,
    /// The person's name, where the account or the invitation has one.
    pub(super) name: Option<String>,
    /// What the fields hold.
    pub(super) draft: Draft,
}

fn check_search(typed: &SearchInvitee) -> FieldErrors {
    let mut errors = FieldErrors::default();
    errors.take(Field::Address, EmailAddress::parse(&typed.address));
    errors
}

#[component]
fn Search(organization: OrganizationView, form: Form<SearchInvitee, Found>) -> impl IntoView {
    let language = use_language();
    let words = organization.kind.preset().words;
    let answer = move || {
        form.shown().map(|found| {
            let (known, account) = (found.account.is_some(), found.account);
            let text =
                account.or_else(|| words.not_found.map(|text| text.get(language).to_owned())).unwrap_or_default();
            let note = known.then(|| texts::invitations::found(language));
            let go_on = words.go_on.unwrap_or(words.send).get(language);
            view! {
                <div class="found" role="status">
                    <strong>{text}</strong>
                    <Address address=found.address/>
                    {note.map(|note| view! { <span class="muted">{note}</span> })}
                </div>
                <div class="form-actions">
                    <button class="button button-primary" name="step" value="create">{go_on}</button>
                </div>
            }
        })
    };
    let searching = move || form.shown().is_none();
    let value = form.shown_untracked().map(|found| found.address).unwrap_or_default();
    view! {
        <PostForm form>
            <Hidden name="slug" value=organization.slug.to_string()/>
            <div class="search-line">
                <TextField
                    field=Field::Address
                    label=texts::errors::label(language, Field::Address)
                    hint=texts::invitations::search_hint(language)
                    kind="email"
                    value=value
                />
                <button class="button" class:button-primary=searching name="step" value="search">{texts::forms::search(language)}</button>
            </div>
            {answer}
        </PostForm>
    }
}
