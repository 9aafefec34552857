//! Inviting: as a dialog over the page, and as a page of its own.

use super::{
    functions::{InvitePage, read_invite},
    steps::{InviteForm, Start},
};
use crate::{
    access::{Refused, WhyLink},
    layout::{Inside, Missing, Place, reading},
    organizations::use_slug,
    session::use_language,
};
use leptos::{html, prelude::*};
use leptos_router::hooks::{use_params_map, use_query_map};
use shared::{
    access::{Action, Resource},
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
    let editable = may_invite(&organization) && invitation.status == Status::Pending;
    let lead = editable.then(|| texts::invitations::edit_hint(language));
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
            <section class="card"><InviteForm organization=organization.clone() choices start/></section>
        }
        .into_any()
    };
    let href = format!("/o/{}/invitations/{}", organization.slug, invitation.id);
    let whose = invitation.name.as_ref().map_or_else(|| invitation.address.to_string(), |name| name.display(language));
    view! { <Framed organization title nostrip:lead=lead through=vec![(href, whose)]>{content}</Framed> }.into_any()
}

/// The head of both pages.
#[component]
fn Framed(
    organization: OrganizationView,
    title: &'static str,
    #[prop(optional)] lead: Option<&'static str>,
    #[prop(optional)] through: Vec<(String, String)>,
    children: Children,
) -> impl IntoView {
    view! {
        <Inside organization place=Place::Invitations title below=title through reading=true>
            <div class="toolbar">
                <h1 class="page-title">{title}</h1>
                {lead.map(|lead| view! { <p class="page-lead">{lead}</p> })}
            </div>
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
