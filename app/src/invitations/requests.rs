//! People who ask for a new invitation, as those see them who may approve (A5).

use super::{functions::DismissRequest, parts::StatusBadge};
use crate::{
    form::{Form, Hidden, PostForm, Submit, use_form_about},
    layout::Address,
    organizations::{Held, grant_label, grant_label_narrow},
    session::use_language,
};
use leptos::prelude::*;
use shared::{
    FieldErrors, Kind, texts,
    views::{OrganizationView, RequestRow},
};

/// The requests that wait; nothing where there are none.
#[component]
pub(super) fn Requests(organization: OrganizationView, requests: Vec<RequestRow>) -> impl IntoView {
    let language = use_language();
    let (slug, kind) = (organization.slug.to_string(), organization.kind);
    if requests.is_empty() {
        return ().into_any();
    }
    let rows = requests.into_iter().map(|row| view! { <Request slug=slug.clone() kind row/> }).collect_view();
    view! {
        <section class="card stack" aria-labelledby="requests-title">
            <h2 id="requests-title">{texts::invitations::requests_title(language)}</h2>
            <p class="muted">{texts::invitations::requests_lead(language)}</p>
            <div class="table-frame">
                <table class="table">
                    <caption class="visually-hidden">{texts::invitations::requests_title(language)}</caption>
                    <thead>
                        <tr>
                            <th scope="col">{texts::members::name(language)}</th>
                            <th scope="col">{grant_label(language, kind)}</th>
                            <th scope="col">{texts::invitations::earlier(language)}</th>
                            <th scope="col">{texts::invitations::asked(language)}</th>
                            <th scope="col"><span class="visually-hidden">{texts::invitations::actions(language)}</span></th>
                        </tr>
                    </thead>
                    <tbody>{rows}</tbody>
                </table>
            </div>
        </section>
    }
    .into_any()
}

#[component]
fn Request(slug: String, kind: Kind, row: RequestRow) -> impl IntoView {
    let language = use_language();
    let id = row.id.to_string();
    let form: Form<DismissRequest> = use_form_about(("id", id.clone()), |_: &DismissRequest| FieldErrors::default());
    let address = row.address.to_string();
    let name = row.name.as_ref().map(|name| name.display(language));
    let approve = format!("/o/{slug}/invitations/new?from={}", row.invitation);
    let named = name.is_some();
    view! {
        <tr>
            <th scope="row" class="cell-main">
                <a class="breakable" href=format!("/o/{slug}/invitations/{}", row.invitation)>
                    {name.unwrap_or_else(|| address.clone())}
                </a>
                {named.then(|| view! { " " <Address address sub=true/> })}
            </th>
            <td data-label=grant_label_narrow(language, kind)><Held grant=row.grant/></td>
            <td data-label=texts::invitations::earlier(language)><StatusBadge status=row.status/></td>
            <td data-label=texts::invitations::asked(language)>
                <span class="nowrap">{texts::dates::minute(language, &row.asked_at)}</span>
            </td>
            <td class="cell-actions">
                <a class="button button-small" href=approve>{texts::invitations::approve(language)}</a>
                <PostForm form class="form-inline">
                    <Hidden name="slug" value=slug/>
                    <Hidden name="id" value=id/>
                    <Submit label=texts::invitations::dismiss(language) class="button button-small"/>
                </PostForm>
            </td>
        </tr>
    }
}
