//! `/o/{slug}/invitations`, and the same table below the members.

use super::{
    functions::{InvitationsPage, read_invitations},
    invite::InviteButton,
    parts::{CopyLinkButton, StatusBadge},
};
use crate::{
    layout::{Inside, Place, reading, use_list_at},
    organizations::grant_in_words,
    session::use_language,
};
use leptos::prelude::*;
use shared::{
    invitation::Status,
    texts,
    views::{Delivery, InvitationRow, Listed, Moment, OrganizationView},
};

/// The list of invitations (I5).
#[component]
pub fn ListPage() -> impl IntoView {
    let at = use_list_at("status");
    reading(
        move || at.get(),
        |at| Box::pin(read_invitations(at.slug, at.after, at.only)),
        |page| view! { <Invitations page/> },
    )
}

#[component]
fn Invitations(page: InvitationsPage) -> impl IntoView {
    let language = use_language();
    let InvitationsPage { organization, invitations, status } = page;
    let words = organization.kind.preset().words;
    let root = format!("/o/{}/invitations", organization.slug);
    let options = Status::ALL
        .iter()
        .map(|each| {
            let selected = each.name() == status;
            view! { <option value=each.name() selected=selected>{each.label(language)}</option> }
        })
        .collect_view();
    let filtered = !status.is_empty();
    view! {
        <Inside organization=organization.clone() place=Place::Invitations title=words.invitations.get(language)>
            <p class="eyebrow">{words.way_in.get(language)}</p>
            <div class="toolbar">
                <h1 class="page-title">{words.invitations.get(language)}</h1>
                <div class="toolbar-actions"><InviteButton organization=organization.clone()/></div>
            </div>
            <form class="filters" role="search" method="get" action=root>
                <div class="field">
                    <label for="invitations-status">{texts::members::status(language)}</label>
                    <select id="invitations-status" name="status">
                        <option value="">{texts::invitations::every_status(language)}</option>
                        {options}
                    </select>
                </div>
                <button class="button">{texts::forms::search(language)}</button>
            </form>
            <InvitationTable organization invitations status filtered/>
        </Inside>
    }
}

/// The invitations as a table; each row carries the address and what can be done.
#[component]
pub fn InvitationTable(
    /// The organization.
    organization: OrganizationView,
    /// A page of its invitations.
    invitations: Listed<InvitationRow>,
    /// The status shown alone.
    #[prop(optional)]
    status: String,
    /// Whether only one status is shown.
    #[prop(optional)]
    filtered: bool,
) -> impl IntoView {
    let language = use_language();
    let root = format!("/o/{}/invitations", organization.slug);
    if invitations.rows.is_empty() {
        let text =
            if filtered { texts::invitations::empty_filtered(language) } else { texts::invitations::empty(language) };
        return view! {
            <div class="empty">
                <h2>{texts::invitations::empty_title(language)}</h2>
                <p>{text}</p>
            </div>
        }
        .into_any();
    }
    let slug = organization.slug.to_string();
    let rows = invitations.rows.into_iter().map(|row| view! { <Row slug=slug.clone() row/> }).collect_view();
    let next = invitations.next.map(|after| {
        let href = format!("{root}?status={status}&after={after}");
        view! { <a class="button" href=href>{texts::forms::next_page(language)}</a> }
    });
    view! {
        <div class="table-frame">
            <table class="table">
                <caption class="visually-hidden">{texts::invitations::list_title(language)}</caption>
                <thead>
                    <tr>
                        <th scope="col">{texts::members::name(language)}</th>
                        <th scope="col">{texts::members::access(language)}</th>
                        <th scope="col">{texts::invitations::invited_by(language)}</th>
                        <th scope="col">{texts::invitations::sent(language)}</th>
                        <th scope="col">{texts::invitations::expires(language)}</th>
                        <th scope="col">{texts::members::status(language)}</th>
                        <th scope="col">{texts::invitations::accepted(language)}</th>
                        <th scope="col"><span class="visually-hidden">{texts::invitations::actions(language)}</span></th>
                    </tr>
                </thead>
                <tbody>{rows}</tbody>
            </table>
        </div>
        <nav class="pager" aria-label=texts::forms::pages(language)>{next}</nav>
    }
    .into_any()
}

#[component]
fn Row(slug: String, row: InvitationRow) -> impl IntoView {
    let language = use_language();
    let address = row.address.to_string();
    let name = row.name.as_ref().map_or_else(|| address.clone(), |name| name.display(language));
    let href = format!("/o/{slug}/invitations/{}", row.id);
    let day = |at: &Moment| view! { <span class="nowrap">{texts::dates::date(language, at.date_naive())}</span> };
    let accepted = row.accepted_at.as_ref().map(day);
    let named = row.name.is_some();
    let copy =
        (row.status == Status::Pending).then(|| view! { <CopyLinkButton slug=slug.clone() id=row.id small=true/> });
    view! {
        <tr>
            <th scope="row" class="cell-main">
                <a class="breakable" href=href>{name}</a>
                {named.then(|| view! { " " <span class="sub breakable">{address}</span> })}
            </th>
            <td data-label=texts::members::access(language)>{grant_in_words(language, &row.grant, false)}</td>
            <td data-label=texts::invitations::invited_by(language)>{row.invited_by.clone()}</td>
            <td data-label=texts::invitations::sent(language)>{day(&row.sent_at)}</td>
            <td data-label=texts::invitations::expires(language)>
                <span class="nowrap">{texts::dates::date(language, row.expires_at.date_naive())}</span> " "
                <span class="nowrap">{texts::dates::time(&row.expires_at)}</span>
            </td>
            <td data-label=texts::members::status(language)>
                <StatusBadge status=row.status/>
                {matches!(row.delivery, Delivery::Failed { .. }).then(|| view! {
                    " " <span class="badge badge-failed">{texts::invitations::failed(language)}</span>
                })}
            </td>
            <td data-label=texts::invitations::accepted(language)>
                {accepted.map_or_else(|| texts::forms::none(language).into_any(), IntoAny::into_any)}
            </td>
            <td class="cell-actions">{copy}</td>
        </tr>
    }
}
