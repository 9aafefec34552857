//! Inviting in the kind's steps: as a dialog over the page, and as a page of its own.

use super::{
    functions::{Found, InviteChoices, InvitePage, SearchInvitee, SendInvitation, Shown, read_invite},
    offer::Offer,
};
use crate::{
    access::{Refused, WhyLink},
    form::{Form, Hidden, PostForm, TextField, use_form},
    layout::{Inside, Missing, Place, reading},
    organizations::use_slug,
    session::use_language,
};
use leptos::{html, prelude::*};
use leptos_router::hooks::{use_params_map, use_query_map};
use shared::{
    Field, FieldErrors,
    access::{Action, Resource},
    address::EmailAddress,
    ids::InvitationId,
    invitation::{Draft, Status},
    texts,
    views::OrganizationView,
};

/// "Invite a new member": a link to the page, and a dialog where the module runs. Greyed out for who may not.
#[component]
pub fn InviteButton(organization: OrganizationView) -> impl IntoView {
    let language = use_language();
    let words = organization.kind.preset().words;
    if !may_invite(&organization) {
        let (label, resource) = (words.begin.get(language), Resource::Invitation);
        let class = "button button-primary";
        return view! { <Refused organization label action=Action::Create resource class/> }.into_any();
    }
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
    let slug = organization.slug.to_string();
    let content = move || open.get().then(|| view! { <InDialog slug=slug.clone()/> });
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

/// The form in the dialog, once what can be chosen has been read.
#[component]
fn InDialog(slug: String) -> impl IntoView {
    let slug = StoredValue::new(slug);
    reading(
        move || slug.get_value(),
        |slug| Box::pin(read_invite(slug, String::new())),
        |page| view! { <InviteForm organization=page.organization choices=page.choices/> },
    )
}

/// `/o/{slug}/invitations/new`, for somebody new or, with `?from=`, for the person of an invitation that is over.
#[component]
pub fn NewPage() -> impl IntoView {
    let (slug, query) = (use_slug(), use_query_map());
    let key = move || (slug.get(), query.with(|query| query.get("from").unwrap_or_default()));
    reading(key, |(slug, from)| Box::pin(read_invite(slug, from)), |page| view! { <New page/> })
}

#[component]
fn New(page: InvitePage) -> impl IntoView {
    let language = use_language();
    let InvitePage { organization, from, choices } = page;
    let title = organization.kind.preset().words.form.get(language);
    let start = from.map(|from| Start {
        editing: None,
        name: from.name.as_ref().map(|name| name.display(language)),
        draft: Draft { expires_on: String::new(), ..from.draft(&organization) },
    });
    let allowed = may_invite(&organization);
    let content = if allowed {
        view! { <section class="card"><InviteForm organization=organization.clone() choices start/></section> }
            .into_any()
    } else {
        view! { <MayNot organization=organization.clone()/> }.into_any()
    };
    view! { <Framed organization title>{content}</Framed> }
}

/// `/o/{slug}/invitations/{id}/edit`: the same fields for an invitation that is open (I8).
#[component]
pub fn EditPage() -> impl IntoView {
    let (slug, params) = (use_slug(), use_params_map());
    let key = move || (slug.get(), params.with(|params| params.get("id").unwrap_or_default()));
    reading(key, |(slug, id)| Box::pin(read_invite(slug, id)), |page| view! { <Edit page/> })
}

#[component]
fn Edit(page: InvitePage) -> impl IntoView {
    let language = use_language();
    let InvitePage { organization, from, choices } = page;
    let Some(invitation) = from else { return view! { <Missing/> }.into_any() };
    let title = texts::invitations::edit_title(language);
    let content = if !may_invite(&organization) {
        view! { <MayNot organization=organization.clone()/> }.into_any()
    } else if invitation.status != Status::Pending {
        crate::layout::answer_with(409);
        let href = format!("/o/{}/invitations/{}", organization.slug, invitation.id);
        view! {
            <div class="notice notice-warning" role="status">
                <strong>{texts::invitations::not_pending(language)}</strong>
                <div class="notice-actions"><a class="button" href=href>{texts::invitations::details_title(language)}</a></div>
            </div>
        }
        .into_any()
    } else {
        let start = Some(Start {
            editing: Some(invitation.id),
            name: invitation.name.as_ref().map(|name| name.display(language)),
            draft: invitation.draft(&organization),
        });
        view! {
            <p class="muted">{texts::invitations::edit_hint(language)}</p>
            <section class="card"><InviteForm organization=organization.clone() choices start/></section>
        }
        .into_any()
    };
    let href = format!("/o/{}/invitations/{}", organization.slug, invitation.id);
    let whose = invitation.name.as_ref().map_or_else(|| invitation.address.to_string(), |name| name.display(language));
    view! { <Framed organization title through=vec![(href, whose)]>{content}</Framed> }.into_any()
}

/// The head of both pages.
#[component]
fn Framed(
    organization: OrganizationView,
    title: &'static str,
    #[prop(optional)] through: Vec<(String, String)>,
    children: Children,
) -> impl IntoView {
    view! {
        <Inside organization place=Place::Invitations title below=title through reading=true>
            <div class="toolbar"><h1 class="page-title">{title}</h1></div>
            {children()}
        </Inside>
    }
}

#[component]
fn MayNot(organization: OrganizationView) -> impl IntoView {
    let language = use_language();
    crate::layout::answer_with(403);
    view! {
        <div class="notice notice-warning" role="status">
            <strong>{texts::invitations::may_not_invite(language)}</strong>
            <p>{texts::invitations::may_not_invite_detail(language)}</p>
            {organization.denial(Action::Create, &Resource::Invitation).map(|denial| {
                let slug = organization.slug.to_string();
                view! {
                    <p>
                        {texts::access::because(language, denial.because)} " "
                        <WhyLink slug question=denial.question of=texts::invitations::may_not_invite(language)/>
                    </p>
                }
            })}
        </div>
    }
}

/// Whether the reader may invite at all; the server decides again.
pub(super) fn may_invite(organization: &OrganizationView) -> bool {
    organization.may(Action::Create, &Resource::Invitation)
}

/// What the form begins with instead of nothing.
#[derive(Clone)]
struct Start {
    /// The open invitation that is changed.
    editing: Option<InvitationId>,
    /// The person's name, where the account or the invitation has one.
    name: Option<String>,
    /// What the fields hold.
    draft: Draft,
}

/// The steps: search, then details; or the details at once where the kind has no search.
#[component]
fn InviteForm(
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
                    hint=texts::invitations::search_hint(language)
                    kind="email"
                    value=value
                />
                <button class="button" name="step" value="search">{texts::forms::search(language)}</button>
            </div>
            {answer}
        </PostForm>
    }
}
