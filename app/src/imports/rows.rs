//! The rows of an import, a page of them.

use crate::{
    layout::{Address, NextPage},
    session::use_language,
};
use leptos::prelude::*;
use leptos_router::hooks::use_query_map;
use shared::{
    imports::{ImportRow, ImportView, RowResult},
    texts,
};

#[component]
pub(super) fn Rows(page: ImportView, here: String) -> impl IntoView {
    let language = use_language();
    let slug = page.organization.slug.to_string();
    let only = use_query_map().with_untracked(|query| query.get("only").unwrap_or_default());
    let only = RowResult::parse(&only).map(RowResult::name).unwrap_or_default();
    let (query, next) = (format!("only={only}"), page.next.map(|after| after.to_string()));
    let rows = page.rows.into_iter().map(|row| view! { <Row slug=slug.clone() row/> }).collect_view();
    view! {
        <div class="table-frame">
            <table class="table">
                <caption class="visually-hidden">{texts::imports::title(language)}</caption>
                <thead>
                    <tr>
                        <th scope="col">{texts::members::address(language)}</th>
                        <th scope="col" class="cell-number">{texts::imports::line(language)}</th>
                        <th scope="col">{texts::imports::what(language)}</th>
                        <th scope="col">{texts::imports::why(language)}</th>
                    </tr>
                </thead>
                <tbody>{rows}</tbody>
            </table>
        </div>
        <NextPage root=here query next/>
    }
}

#[component]
fn Row(slug: String, row: ImportRow) -> impl IntoView {
    let language = use_language();
    let class = match row.result {
        RowResult::Invite | RowResult::Open => "badge badge-queued",
        RowResult::Invited => "badge badge-sent",
        RowResult::Refused => "badge badge-failed",
        _ => "badge",
    };
    let reason = row.reason.as_ref().map(|reason| texts::imports::reason(language, reason));
    let address = match row.invitation {
        Some(id) => {
            view! { <a href=format!("/o/{slug}/invitations/{id}")><Address address=row.address/></a> }.into_any()
        }
        None => view! { <Address address=row.address/> }.into_any(),
    };
    view! {
        <tr>
            <th scope="row" class="cell-main">{address}</th>
            <td data-label=texts::imports::line(language) class="cell-number">{texts::number(row.line)}</td>
            <td data-label=texts::imports::what(language)><span class=class>{row.result.label(language)}</span></td>
            <td data-label=texts::imports::why(language)>{reason.unwrap_or_else(|| texts::forms::none(language).to_owned())}</td>
        </tr>
    }
}
