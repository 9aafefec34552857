//! `/o/{slug}/invitations/{id}`: everything that was chosen, what became of it, and what can be done.

use super::{
    functions::{InvitationPage, RemindInvitation, ResendInvitation, RevokeInvitation, read_invitation},
    invite::may_invite,
    parts::{CopyLinkButton, StatusBadge, delivery_in_words},
};
use crate::{
    access::{Refused, given_in_words},
    form::{Form, Hidden, PostForm, Submit, use_form},
    layout::{Inside, Place, reading},
    naming::Naming,
    organizations::{grant_in_words, grant_label, use_slug},
    session::use_language,
};
use leptos::prelude::*;
use leptos_router::hooks::{use_params_map, use_query_map};
use shared::{
    Action, Field, FieldErrors, Language, Resource, ids::InvitationId, invitation::Status, texts, views::Delivery,
};

/// The invitation's page (I4).
#[component]
pub fn DetailsPage() -> impl IntoView {
    let (slug, params) = (use_slug(), use_params_map());
    let key = move || (slug.get(), params.with(|params| params.get("id").unwrap_or_default()));
    reading(key, |(slug, id)| Box::pin(read_invitation(slug, id)), |page| view! { <Details page/> })
}

#[component]
fn Details(page: InvitationPage) -> impl IntoView {
    let language = use_language();
    let InvitationPage { organization, invitation } = page;
    let slug = organization.slug.to_string();
    let address = invitation.address.to_string();
    let name = invitation.name.as_ref().map(|name| name.display(language));
    let title = name.clone().unwrap_or_else(|| address.clone());
    let fact = |term: &'static str, text: Option<String>| {
        text.map(|text| view! { <div><dt>{term}</dt><dd class="breakable">{text}</dd></div> })
    };
    let manages = may_invite(&organization);
    let actions = manages.then(|| match invitation.status {
        Status::Pending => view! { <Pending slug=slug.clone() id=invitation.id address=address.clone()/> }.into_any(),
        Status::Accepted => ().into_any(),
        _ => view! {
            <a class="button button-primary" href=format!("/o/{slug}/invitations/new?from={}", invitation.id)>{texts::invitations::reinvite(language)}</a>
        }
        .into_any(),
    });
    let refused = (!manages).then(|| {
        let refused = |label: &'static str, action| {
            view! { <Refused organization=organization.clone() label action resource=Resource::Invitation/> }
        };
        match invitation.status {
            Status::Pending => view! {
                <div class="stack-tight">
                    <p>{refused(texts::invitations::edit_title(language), Action::Update)}</p>
                    <p>{refused(texts::invitations::copy_link(language), Action::CopyLink)}</p>
                    <p>{refused(texts::invitations::resend(language), Action::Resend)}</p>
                    <p>{refused(texts::invitations::revoke(language), Action::Revoke)}</p>
                </div>
            }
            .into_any(),
            Status::Accepted => ().into_any(),
            _ => view! { <p>{refused(texts::invitations::reinvite(language), Action::Create)}</p> }.into_any(),
        }
    });
    let failed = matches!(invitation.delivery, Delivery::Failed { .. });
    let delivery = delivery_in_words(language, &invitation.delivery);
    view! {
        <Inside organization=organization.clone() place=Place::Invitations title=title.clone() below=title.clone() reading=true>
            <News address=address.clone()/>
            <div class="toolbar">
                <h1 class="page-title">{texts::invitations::details_title(language)}</h1>
                <p class="page-lead"><span>{name.clone()}</span> " " <StatusBadge status=invitation.status/></p>
            </div>
            {(invitation.inviter_lost_standing && invitation.status == Status::Pending).then(|| view! {
                <p class="notice notice-warning" role="status">{texts::invitations::lost_standing(language)}</p>
            })}
            {failed.then(|| view! { <p class="notice notice-danger" role="status">{delivery.clone()}</p> })}
            <dl class="facts">
                {fact(texts::members::name(language), name)}
                {fact(texts::members::address(language), Some(address))}
                {fact(grant_label(language, organization.kind), Some(grant_in_words(language, &invitation.grant, false)))}
                {given_in_words(language, organization.kind.preset(), &invitation.grant, &invitation.given).into_iter().map(|(term, text)| fact(term, Some(text))).collect_view()}
                {fact(texts::errors::label(language, Field::IdentityProvider), invitation.identity_provider.map(|it| texts::reach::provider(language, it).to_owned()))}
                {fact(texts::invitations::contact(language), invitation.phone.as_ref().map(ToString::to_string))}
                {fact(texts::invitations::invited_by(language), Some(invitation.invited_by.clone()))}
                {fact(texts::invitations::sent(language), (!matches!(invitation.delivery, Delivery::Sent { .. })).then(|| texts::dates::minute(language, &invitation.sent_at)))}
                {fact(texts::invitations::expires(language), (invitation.status != Status::Accepted).then(|| texts::dates::minute(language, &invitation.expires_at)))}
                {fact(texts::invitations::reminded_at(language), invitation.reminded_at.as_ref().map(|at| texts::dates::minute(language, at)))}
                {fact(texts::members::ends(language), invitation.access_ends_at.as_ref().map(|end| texts::dates::last_day(language, end)))}
                {fact(texts::invitations::accepted(language), invitation.accepted_at.as_ref().map(|at| texts::dates::minute(language, at)))}
                {fact(texts::invitations::delivery(language), (!failed).then_some(delivery))}
                {fact(texts::invitations::mail_language(language), Some(texts::forms::language_name(language, invitation.language).to_owned()))}
            </dl>
            {actions}
            {refused}
        </Inside>
    }
}

/// What the last action has done; a code in the address, never a text.
#[component]
fn News(address: String) -> impl IntoView {
    let language = use_language();
    let query = use_query_map();
    move || {
        let (title, detail) = news(language, query.with(|query| query.get("news"))?.as_str(), &address)?;
        let names = vec![address.clone()];
        let detail = detail.map(|sentence| view! { <p><Naming sentence names/></p> });
        Some(view! { <div class="notice notice-success" role="status"><strong>{title}</strong>{detail}</div> })
    }
}

fn news(language: Language, code: &str, address: &str) -> Option<(&'static str, Option<String>)> {
    Some(match code {
        "invited" => {
            (texts::invitations::invited(language), Some(texts::invitations::invited_detail(language, address)))
        }
        "edited" => (texts::invitations::edited(language), None),
        "resent" => (texts::invitations::resent(language), None),
        "revoked" => (texts::invitations::revoked(language), None),
        _ => return None,
    })
}

/// What can be done while it is open.
#[component]
fn Pending(slug: String, id: InvitationId, address: String) -> impl IntoView {
    let language = use_language();
    let resend: Form<ResendInvitation> = use_form(|_: &ResendInvitation| FieldErrors::default());
    let revoke: Form<RevokeInvitation> = use_form(|_: &RevokeInvitation| FieldErrors::default());
    let remind: Form<RemindInvitation> = use_form(|_: &RemindInvitation| FieldErrors::default());
    let question = texts::invitations::revoke_question(language, &address);
    let again = slug.clone();
    let reminded = slug.clone();
    view! {
        <div class="stack">
            <CopyLinkButton slug=slug.clone() id/>
            <a class="button" href=format!("/o/{slug}/invitations/{id}/edit")>{texts::invitations::edit(language)}</a>
            <PostForm form=resend class="form-inline">
                <Hidden name="slug" value=again/>
                <Hidden name="id" value=id.to_string()/>
                <Submit label=texts::invitations::resend(language) class="button"/>
            </PostForm>
            <PostForm form=remind class="form-inline">
                <Hidden name="slug" value=reminded/>
                <Hidden name="id" value=id.to_string()/>
                <Submit label=texts::invitations::remind(language) class="button"/>
            </PostForm>
            <p class="hint">{texts::invitations::resend_or_remind(language)}</p>
            <details class="more" open=revoke.came_back()>
                <summary>{texts::invitations::revoke(language)}</summary>
                <p><Naming sentence=question names=vec![address]/></p>
                <PostForm form=revoke class="form-inline">
                    <Hidden name="slug" value=slug/>
                    <Hidden name="id" value=id.to_string()/>
                    <Submit label=texts::invitations::revoke_confirm(language) class="button button-danger"/>
                </PostForm>
            </details>
        </div>
    }
}
