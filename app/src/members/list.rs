//! `/o/{slug}/members`

use super::{
    functions::{ListFilter, MembersPage, read_members},
    parts::StatusBadge,
};
use crate::{
    access::{Refused, RefusedInRow, RefusedRows, given_in_words},
    invitations::{InvitationTable, InviteButton},
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
    ids::MembershipId,
    member::{Sort, Status},
    texts,
    views::{Listed, MemberRow, OrganizationView},
};

/// The users list (M1), with the invitations below where the kind has them there.
#[component]
pub fn ListPage() -> impl IntoView {
    let at = use_list_at::<ListFilter>();
    reading(
        move || at.get(),
        |ListAt { slug, after, filter }| {
            Box::pin(read_members(slug, after, filter.q, filter.status, filter.role, filter.sort))
        },
        |page| view! { <Members page/> },
    )
}

#[component]
fn Members(page: MembersPage) -> impl IntoView {
    let language = use_language();
    let MembersPage { organization, members, me, invitations, filter } = page;
    let words = organization.kind.preset().words;
    let root = format!("/o/{}/members", organization.slug);
    let query = serde_html_form::to_string(&filter).unwrap_or_default();
    let export = if organization.may(Action::Export, &Resource::ANY_MEMBER) {
        let href = format!("{root}.csv?{query}");
        view! { <a class="button" href=href rel="external" download="">{texts::members::export(language)}</a> }
            .into_any()
    } else {
        let (label, resource) = (texts::members::export(language), Resource::ANY_MEMBER);
        view! { <Refused organization=organization.clone() label action=Action::Export resource/> }.into_any()
    };
    let below = invitations.map(|invitations| {
        let all = format!("/o/{}/invitations", organization.slug);
        view! {
            <section class="stack">
                <div class="card-head">
                    <h2>{words.invitations.get(language)}</h2>
                    <a href=all>{texts::invitations::show_all(language)}</a>
                </div>
                <InvitationTable organization=organization.clone() invitations/>
            </section>
        }
    });
    view! {
        <Inside organization=organization.clone() place=Place::Members title=words.members.get(language)>
            <WayIn organization=organization.clone()/>
            <div class="toolbar">
                <h1 class="page-title">{words.members.get(language)}</h1>
                <div class="toolbar-actions">{export} <InviteButton organization=organization.clone()/></div>
            </div>
            <PeopleTabs organization=organization.clone() place=Place::Members/>
            <Filters organization=organization.clone() root=root.clone() filter=filter.clone()/>
            <Table organization=organization.clone() root query members me/>
            {below}
        </Inside>
    }
}

/// Search, status, role and order; a form of its own, so that the address says what is shown.
#[component]
fn Filters(organization: OrganizationView, root: String, filter: ListFilter) -> impl IntoView {
    let language = use_language();
    let preset = organization.kind.preset();
    let ListFilter { q, status, role, sort } = filter;
    let statuses = Status::ALL.iter().map(|each| (each.name(), each.label(language)));
    let statuses = std::iter::once(("", texts::members::every_status(language))).chain(statuses);
    let roles = preset.roles.iter().map(|each| (each.name(), each.label(language)));
    let policies = preset.managed_policies.iter().map(|each| (each.name(), each.label(language)));
    let every = if preset.roles.is_empty() { texts::members::every_policy } else { texts::members::every_role };
    let roles = std::iter::once(("", every(language))).chain(roles).chain(policies);
    let sorts = Sort::ALL.iter().map(|each| (each.name(), each.label(language)));
    view! {
        <form class="filters" role="search" method="get" action=root>
            <FilterText id="members-q" name="q" label=texts::members::search(language) value=q/>
            <FilterChoice id="members-status" name="status" label=texts::members::status(language) choices=statuses.collect() chosen=status/>
            <FilterChoice id="members-role" name="role" label=preset.words.role.get(language) choices=roles.collect() chosen=role/>
            <FilterChoice id="members-sort" name="sort" label=texts::members::sort(language) choices=sorts.collect() chosen=sort/>
            <button class="button">{texts::forms::search(language)}</button>
        </form>
    }
}

#[component]
fn Table(
    organization: OrganizationView,
    root: String,
    query: String,
    members: Listed<MemberRow>,
    me: MembershipId,
) -> impl IntoView {
    let language = use_language();
    if members.rows.is_empty() {
        return view! {
            <div class="empty">
                <h2>{texts::members::empty_title(language)}</h2>
                <p>{texts::members::empty(language)}</p>
                <a class="button" href=root>{texts::members::show_all(language)}</a>
            </div>
        }
        .into_any();
    }
    let rows = members
        .rows
        .into_iter()
        .map(|row| view! { <Row organization=organization.clone() root=root.clone() own={row.id == me} row/> })
        .collect_view();
    let (next, held) = (members.next, grant_label(language, organization.kind));
    let (edit, remove) = (organization.kind.preset().words.edit.get(language), texts::members::remove(language));
    view! {
        <RefusedRows organization=organization.clone() label=edit action=Action::Update resource=Resource::ANY_MEMBER/>
        <RefusedRows organization label=remove action=Action::Delete resource=Resource::ANY_MEMBER/>
        <div class="table-frame">
            <table class="table">
                <caption class="visually-hidden">{texts::organizations::members(language)}</caption>
                <thead>
                    <tr>
                        <th scope="col">{texts::members::name(language)}</th>
                        <th scope="col">{held}</th>
                        <th scope="col">{texts::members::joined(language)}</th>
                        <th scope="col">{texts::members::status(language)}</th>
                        <th scope="col"><span class="visually-hidden">{texts::members::actions(language)}</span></th>
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
fn Row(organization: OrganizationView, root: String, own: bool, row: MemberRow) -> impl IntoView {
    let language = use_language();
    let words = organization.kind.preset().words;
    let address = row.address.to_string();
    let name = row.name.as_ref().map_or_else(|| address.clone(), |name| name.display(language));
    let ends = row.access_ends_at.as_ref().map(|end| texts::dates::last_day(language, end));
    let seen = row.last_seen_at.as_ref().map(|at| texts::dates::date(language, at.date_naive()));
    let seen = seen.unwrap_or_else(|| texts::members::never(language).to_owned());
    let href = format!("{root}/{}", row.id);
    // How far it reaches, and the teams.
    let given = given_in_words(language, organization.kind.preset(), &row.grant, &row.given)
        .into_iter()
        .map(|(label, value)| view! { <Beside label value/> })
        .collect_view();
    let person = Resource::Member(row.person(organization.kind.preset(), own));
    let may = |action| organization.may(action, &person);
    // The names say whom: read one after the other, "Edit" alone would say nothing.
    let action = |words: &'static str, href: String, class: &'static str| {
        view! { <a class=class href=href aria-label=format!("{words} – {name}")>{words}</a> }
    };
    let refused = |label: &'static str, action| {
        let (organization, name) = (organization.clone(), name.clone());
        view! { <RefusedInRow organization label action resource=person of=row.id name/> }.into_any()
    };
    let panel = format!("{href}?tab=access");
    let edit = match words.show_details {
        _ if !may(Action::Update) => refused(words.edit.get(language), Action::Update),
        Some(show) => view! {
            <details class="unfold">
                <summary class="button button-small" aria-label=format!("{} – {name}", words.edit.get(language))>{words.edit.get(language)}</summary>
                {action(show.get(language), panel, "button button-small")}
            </details>
        }
        .into_any(),
        None => action(words.edit.get(language), panel, "button button-small").into_any(),
    };
    let remove = {
        let label = texts::members::remove(language);
        if row.status == Status::Removed || own {
            // One's own page says how to leave. The column of the other action stays straight.
            view! { <span class="button button-small button-none" aria-hidden="true">{label}</span> }.into_any()
        } else if may(Action::Delete) {
            action(label, format!("{href}/remove"), "button button-small button-danger").into_any()
        } else {
            refused(label, Action::Delete)
        }
    };
    view! {
        <tr>
            <th scope="row" class="cell-main">
                <a href=href.clone()>{name.clone()}</a>
                {own.then(|| view! { " " <span class="you">{texts::members::you(language)}</span> })}
                " " <Address address sub=true/>
            </th>
            <td data-label=grant_label_narrow(language, organization.kind)><Held grant=row.grant primary=row.is_primary/> {given}</td>
            <td data-label=texts::members::joined(language)>
                <span class="nowrap">{texts::dates::date(language, row.joined_at.date_naive())}</span>
                <Beside label=texts::members::last_seen(language) value=seen/>
            </td>
            <td data-label=texts::members::status(language)>
                <StatusBadge status=row.status/>
                {ends.map(|ends| view! { <Beside label=texts::members::ends(language) value=ends/> })}
            </td>
            <td class="cell-actions">{edit} " " {remove}</td>
        </tr>
    }
}
