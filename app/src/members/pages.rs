//! `/o/{slug}/members`

use super::functions::{MembersPage, read_members};
use crate::{
    invitations::{InvitationTable, InviteButton},
    layout::{Inside, Place, reading, use_list_at},
    organizations::grant_in_words,
    session::use_language,
};
use leptos::prelude::*;
use shared::{
    member::Status,
    texts,
    views::{Listed, MemberRow},
};

/// The users list (M1), with the invitations below where the kind has them there.
#[component]
pub fn ListPage() -> impl IntoView {
    let at = use_list_at("q");
    reading(move || at.get(), |at| Box::pin(read_members(at.slug, at.after, at.only)), |page| view! { <Members page/> })
}

#[component]
fn Members(page: MembersPage) -> impl IntoView {
    let language = use_language();
    let MembersPage { organization, members, invitations, search } = page;
    let words = organization.kind.preset().words;
    let root = format!("/o/{}/members", organization.slug);
    let below = invitations.map(|invitations| {
        view! {
            <section class="stack">
                <h2>{words.invitations.get(language)}</h2>
                <InvitationTable organization=organization.clone() invitations/>
            </section>
        }
    });
    view! {
        <Inside organization=organization.clone() place=Place::Members title=words.members.get(language)>
            <p class="eyebrow">{words.way_in.get(language)}</p>
            <div class="toolbar">
                <h1 class="page-title">{words.members.get(language)}</h1>
                <div class="toolbar-actions"><InviteButton organization=organization.clone()/></div>
            </div>
            <form class="filters" role="search" method="get" action=root.clone()>
                <div class="field">
                    <label for="members-q">{texts::members::search(language)}</label>
                    <input id="members-q" name="q" type="search" value=search.clone()/>
                </div>
                <button class="button">{texts::forms::search(language)}</button>
            </form>
            <Table root members search/>
            {below}
        </Inside>
    }
}

#[component]
fn Table(root: String, members: Listed<MemberRow>, search: String) -> impl IntoView {
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
    let rows = members.rows.into_iter().map(|row| view! { <Row row/> }).collect_view();
    let next = members.next.map(|after| {
        let href = format!("{root}?q={}&after={after}", encode(&search));
        view! { <a class="button" href=href>{texts::forms::next_page(language)}</a> }
    });
    view! {
        <div class="table-frame">
            <table class="table">
                <caption class="visually-hidden">{texts::organizations::members(language)}</caption>
                <thead>
                    <tr>
                        <th scope="col">{texts::members::name(language)}</th>
                        <th scope="col">{texts::members::access(language)}</th>
                        <th scope="col">{texts::members::joined(language)}</th>
                        <th scope="col">{texts::members::ends(language)}</th>
                        <th scope="col">{texts::members::last_seen(language)}</th>
                        <th scope="col">{texts::members::status(language)}</th>
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
fn Row(row: MemberRow) -> impl IntoView {
    let language = use_language();
    let address = row.address.to_string();
    let name = row.name.as_ref().map_or_else(|| address.clone(), |name| name.display(language));
    let ends = row.access_ends_at.as_ref().map(|end| texts::dates::last_day(language, end));
    let seen = row.last_seen_at.as_ref().map(|at| texts::dates::date(language, at.date_naive()));
    let badge = match row.status {
        Status::Active => "badge badge-active",
        Status::Suspended => "badge badge-suspended",
        Status::Ended => "badge badge-ended",
        Status::Removed => "badge badge-removed",
    };
    view! {
        <tr>
            <th scope="row" class="cell-main">{name} " " <span class="sub breakable">{address}</span></th>
            <td data-label=texts::members::access(language)>{grant_in_words(language, &row.grant, row.is_primary)}</td>
            <td data-label=texts::members::joined(language)><span class="nowrap">{texts::dates::date(language, row.joined_at.date_naive())}</span></td>
            <td data-label=texts::members::ends(language)>{ends.unwrap_or_else(|| texts::forms::none(language).to_owned())}</td>
            <td data-label=texts::members::last_seen(language)>
                {seen.unwrap_or_else(|| texts::members::never(language).to_owned())}
            </td>
            <td data-label=texts::members::status(language)><span class=badge>{row.status.label(language)}</span></td>
        </tr>
    }
}

/// Percent-encodes a value for a query string.
pub fn encode(text: &str) -> String {
    let plain = |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_' | b'.' | b'~');
    text.bytes().map(|byte| if plain(byte) { char::from(byte).to_string() } else { format!("%{byte:02X}") }).collect()
}
