//! `/o/{slug}/invitations`, and the same table below the members.

use super::{
    functions::{InvitationsPage, ListFilter, read_invitations},
    invite::{InviteButton, may_invite},
    parts::{CopyLinkButton, StatusBadge},
    requests::Requests,
};
use crate::{
    access::{RefusedInRow, RefusedRows},
    layout::{
        Address, Beside, FilterChoice, FilterText, Inside, ListAt, NextPage, PeopleTabs, Place, WayIn, reading,
        use_list_at,
    },
    organizations::{Held, grant_label, grant_label_narrow},
    session::use_language,
};
use leptos::prelude::*;
use shared::{
    Action, Resource,
    invitation::{Sort, Status},
    texts,
    views::{Delivery, InvitationRow, Listed, Moment, OrganizationView},
};

/// The list of invitations (I5).
#[component]
pub fn ListPage() -> impl IntoView {
    let at = use_list_at::<ListFilter>();
    reading(
        move || at.get(),
        |ListAt { slug, after, filter }| Box::pin(read_invitations(slug, after, filter.status, filter.q, filter.sort)),
        |page| view! { <Invitations page/> },
    )
}

#[component]
fn Invitations(page: InvitationsPage) -> impl IntoView {
    let language = use_language();
    let InvitationsPage { organization, invitations, filter, requests } = page;
    let words = organization.kind.preset().words;
    view! {
        <Inside organization=organization.clone() place=Place::Invitations title=words.invitations.get(language)>
            <WayIn organization=organization.clone()/>
            <div class="toolbar">
                <h1 class="page-title">{words.invitations.get(language)}</h1>
                <div class="toolbar-actions">
                    {may_invite(&organization).then(|| {
                        let href = format!("/o/{}/invitations/import", organization.slug);
                        view! { <a class="button" href=href>{texts::imports::title(language)}</a> }
                    })}
                    <InviteButton organization=organization.clone()/>
                </div>
            </div>
            <PeopleTabs organization=organization.clone() place=Place::Invitations/>
            <Requests organization=organization.clone() requests/>
            <Filters root=format!("/o/{}/invitations", organization.slug) filter=filter.clone()/>
            <InvitationTable organization invitations filter/>
        </Inside>
    }
}

/// Search, status and order; a form of its own, so that the address says what is shown.
#[component]
fn Filters(root: String, filter: ListFilter) -> impl IntoView {
    let language = use_language();
    let ListFilter { status, q, sort } = filter;
    let statuses = Status::ALL.iter().map(|each| (each.name(), each.label(language)));
    let statuses = std::iter::once(("", texts::invitations::every_status(language))).chain(statuses);
    let sorts = Sort::ALL.iter().map(|each| (each.name(), each.label(language)));
    view! {
        <form class="filters" role="search" method="get" action=root>
            <FilterText id="invitations-q" name="q" label=texts::members::search(language) value=q/>
            <FilterChoice id="invitations-status" name="status" label=texts::members::status(language) choices=statuses.collect() chosen=status/>
            <FilterChoice id="invitations-sort" name="sort" label=texts::invitations::sort(language) choices=sorts.collect() chosen=sort/>
            <button class="button">{texts::forms::search(language)}</button>
        </form>
    }
}

/// The invitations as a table; each row carries the address and what can be done.
#[component]
pub fn InvitationTable(
    /// The organization.
    organization: OrganizationView,
    /// A page of its invitations.
    invitations: Listed<InvitationRow>,
    /// What they are narrowed to.
    #[prop(optional)]
    filter: ListFilter,
) -> impl IntoView {
    let language = use_language();
    let root = format!("/o/{}/invitations", organization.slug);
    if invitations.rows.is_empty() {
        let filtered = !(filter.status.is_empty() && filter.q.is_empty());
        let (title, text) = if filtered {
            (texts::invitations::empty_filtered_title(language), texts::invitations::empty_filtered(language))
        } else {
            (texts::invitations::empty_title(language), texts::invitations::empty(language))
        };
        let all = filtered.then(|| view! { <a class="button" href=root>{texts::invitations::show_all(language)}</a> });
        let invite = (!filtered && may_invite(&organization)).then(|| {
            let words = organization.kind.preset().words.begin.get(language);
            view! { <a class="button" href=format!("/o/{}/invitations/new", organization.slug)>{words}</a> }
        });
        return view! { <div class="empty"><h2>{title}</h2><p>{text}</p>{all}{invite}</div> }.into_any();
    }
    let slug = organization.slug.to_string();
    let (of, held) = (organization.clone(), grant_label(language, organization.kind));
    let rows = invitations.rows.into_iter().map(|row| view! { <Row organization=of.clone() slug=slug.clone() row/> });
    let rows = rows.collect_view();
    let label = texts::invitations::copy_link(language);
    let (query, next) = (serde_html_form::to_string(&filter).unwrap_or_default(), invitations.next);
    view! {
        <RefusedRows organization label action=Action::CopyLink resource=Resource::Invitation/>
        <div class="table-frame">
            <table class="table">
                <caption class="visually-hidden">{texts::invitations::list_title(language)}</caption>
                <thead>
                    <tr>
                        <th scope="col">{texts::members::name(language)}</th>
                        <th scope="col">{held}</th>
                        <th scope="col">{texts::invitations::sent_on(language)}</th>
                        <th scope="col">{texts::invitations::expires(language)}</th>
                        <th scope="col">{texts::members::status(language)}</th>
                        <th scope="col"><span class="visually-hidden">{texts::invitations::actions(language)}</span></th>
                    </tr>
                </thead>
                <tbody>{rows}</tbody>
            </table>
        </div>
        <NextPage root query next/>
    }
    .into_any()
}

#[component]
fn Row(organization: OrganizationView, slug: String, row: InvitationRow) -> impl IntoView {
    let language = use_language();
    let held = grant_label_narrow(language, organization.kind);
    let address = row.address.to_string();
    let href = format!("/o/{slug}/invitations/{}", row.id);
    let day = |at: &Moment| view! { <span class="nowrap">{texts::dates::date(language, at.date_naive())}</span> };
    let accepted = row.accepted_at.as_ref().map(|at| texts::dates::date(language, at.date_naive()));
    let ends = row.access_ends_at.as_ref().map(|end| texts::dates::last_day(language, end));
    let expires = match row.status {
        Status::Accepted | Status::Declined | Status::Revoked => texts::forms::none(language).to_owned(),
        Status::Pending | Status::Expired => texts::dates::minute(language, &row.expires_at),
    };
    let called = match &row.name {
        Some(name) => name.display(language).into_any(),
        None => view! { <Address address=address.clone()/> }.into_any(),
    };
    let named = row.name.is_some();
    let copy =
        (row.status == Status::Pending).then(|| match organization.may(Action::CopyLink, &Resource::Invitation) {
            true => view! { <CopyLinkButton slug=slug.clone() id=row.id small=true/> }.into_any(),
            false => {
                let (label, name) = (texts::invitations::copy_link(language), address.clone());
                let resource = Resource::Invitation;
                view! { <RefusedInRow organization label action=Action::CopyLink resource name/> }.into_any()
            }
        });
    view! {
        <tr>
            <th scope="row" class="cell-main">
                <a class="breakable" href=href>{called}</a>
                {named.then(|| view! { " " <Address address sub=true/> })}
            </th>
            <td data-label=held><Held grant=row.grant/></td>
            <td data-label=texts::invitations::sent_on(language)>
                {day(&row.sent_at)} <Beside label=texts::invitations::invited_by(language) value=row.invited_by.clone()/>
            </td>
            <td data-label=texts::invitations::expires(language)>
                <span class="nowrap">{expires}</span>
                {ends.map(|ends| view! { <Beside label=texts::members::ends(language) value=ends/> })}
            </td>
            <td data-label=texts::members::status(language)>
                <StatusBadge status=row.status/>
                {matches!(row.delivery, Delivery::Failed { .. }).then(|| view! {
                    " " <span class="badge badge-failed">{texts::invitations::failed(language)}</span>
                })}
                {accepted.map(|day| view! { " " <span class="sub nowrap">{day}</span> })}
            </td>
            <td class="cell-actions">{copy}</td>
        </tr>
    }
}
