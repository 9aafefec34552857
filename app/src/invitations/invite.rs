//! Inviting in the kind's steps: as a dialog over the page, and as a page of its own.

use super::{
    functions::{Found, SearchInvitee, SendInvitation},
    offer::Offer,
};
use crate::{
    form::{Form, Hidden, PostForm, TextField, use_form},
    layout::{Inside, Place, reading},
    organizations::{read_organization, use_slug},
    session::use_language,
};
use leptos::{html, prelude::*};
use shared::{
    Field, FieldErrors,
    access::{Action, Grants, Resource, decide},
    address::EmailAddress,
    texts,
    views::OrganizationView,
};

/// "Invite a new member": a link to the page, and a dialog where the module runs. Absent for who may not.
#[component]
pub fn InviteButton(organization: OrganizationView) -> impl IntoView {
    let language = use_language();
    if !may_invite(&organization) {
        return ().into_any();
    }
    let words = organization.kind.preset().words;
    let href = format!("/o/{}/invitations/new", organization.slug);
    let dialog = NodeRef::<html::Dialog>::new();
    let open = RwSignal::new(false);
    let show = move |event: leptos::ev::MouseEvent| {
        // A new tab or window stays the browser's business.
        if event.ctrl_key() || event.meta_key() || event.shift_key() {
            return;
        }
        event.prevent_default();
        event.stop_propagation();
        open.set(true);
        if let Some(dialog) = dialog.get_untracked() {
            let _ = dialog.show_modal();
        }
    };
    let close = move |_| {
        if let Some(dialog) = dialog.get_untracked() {
            dialog.close();
        }
    };
    let content = move || open.get().then(|| view! { <InviteForm organization=organization.clone()/> });
    view! {
        <a class="button button-primary" href=href rel="external" on:click=show>{words.begin.get(language)}</a>
        <dialog class="dialog" node_ref=dialog aria-labelledby="invite-dialog-title" on:close=move |_| open.set(false)>
            <div class="dialog-head">
                <h2 id="invite-dialog-title">{words.form.get(language)}</h2>
                <button type="button" class="dialog-close" aria-label=texts::forms::close(language) on:click=close></button>
            </div>
            <div class="dialog-body">{content}</div>
        </dialog>
    }
    .into_any()
}

/// `/o/{slug}/invitations/new`
#[component]
pub fn NewPage() -> impl IntoView {
    let slug = use_slug();
    reading(
        move || slug.get(),
        |slug| Box::pin(read_organization(slug)),
        |organization| {
            view! { <New organization/> }
        },
    )
}

#[component]
fn New(organization: OrganizationView) -> impl IntoView {
    let language = use_language();
    let words = organization.kind.preset().words;
    let allowed = may_invite(&organization);
    let content = if allowed {
        view! { <section class="card"><InviteForm organization=organization.clone()/></section> }.into_any()
    } else {
        crate::layout::answer_with(403);
        view! {
            <div class="notice notice-warning" role="status">
                <strong>{texts::invitations::may_not_invite(language)}</strong>
                <p>{texts::invitations::may_not_invite_detail(language)}</p>
            </div>
        }
        .into_any()
    };
    let back = format!("/o/{}/invitations", organization.slug);
    view! {
        <Inside organization place=Place::Invitations title=words.form.get(language) reading=true>
            <nav class="breadcrumbs" aria-label=texts::forms::breadcrumbs(language)>
                <ol>
                    <li><a href=back>{words.invitations.get(language)}</a></li>
                    <li aria-current="page">{words.form.get(language)}</li>
                </ol>
            </nav>
            <div class="toolbar"><h1 class="page-title">{words.form.get(language)}</h1></div>
            {content}
        </Inside>
    }
}

/// Whether the reader may invite at all; the server decides again.
pub(super) fn may_invite(organization: &OrganizationView) -> bool {
    let grants = Grants::of(organization.kind.preset(), &organization.grant).as_primary_owner(organization.is_primary);
    // The reader's own end is past only for moments: each request reads it again.
    let now =
        organization.grant.access_ends_at.map_or_else(Default::default, |end| end - chrono::TimeDelta::seconds(1));
    decide(&grants, Action::Create, &Resource::Invitation, now).is_allowed()
}

/// The steps: search, then details; or the details at once where the kind has no search.
#[component]
fn InviteForm(organization: OrganizationView) -> impl IntoView {
    let search: Form<SearchInvitee, Found> = use_form(check_search);
    let preset = organization.kind.preset();
    let (today, grant) = (organization.today, organization.grant.clone());
    let details: Form<SendInvitation> =
        use_form(move |typed: &SendInvitation| typed.draft().check(preset, &grant, today).err().unwrap_or_default());
    // A details form that came back with errors goes on where it was.
    let returned = details.typed(Field::Address);
    if !preset.search_step {
        return view! { <Offer organization form=details found=None/> }.into_any();
    }
    let returned = returned.map(|address| Found {
        address,
        account: details.typed_named("account").filter(|name| !name.is_empty()),
        go_on: true,
    });
    let step = move || search.shown().or_else(|| returned.clone()).filter(|found| found.go_on);
    view! {
        {move || match step() {
            Some(found) => view! { <Offer organization=organization.clone() form=details found=Some(found)/> }.into_any(),
            None => view! { <Search organization=organization.clone() form=search/> }.into_any(),
        }}
    }
    .into_any()
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
                    <span class="breakable">{found.address}</span>
                    {note.map(|note| view! { <span class="muted">{note}</span> })}
                </div>
                <div class="form-actions">
                    <button class="button button-primary" name="step" value="create">{go_on}</button>
                </div>
            }
        })
    };
    let value = form.shown_untracked().map(|found| found.address).unwrap_or_default();
    view! {
        <PostForm form>
            <Hidden name="slug" value=organization.slug.to_string()/>
            <div class="search-line">
                <TextField
                    field=Field::Address
                    label=texts::errors::label(language, Field::Address)
                    kind="email"
                    value=value
                />
                <button class="button" name="step" value="search">{texts::forms::search(language)}</button>
            </div>
            {answer}
        </PostForm>
    }
}
