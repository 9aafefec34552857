//! `/o/{slug}/customers`: a seller's customers (M9).

use crate::{
    AppError,
    access::Refused,
    form::{Choices, Done, Form, Hidden, PostForm, SelectField, Strict, Submit, TextField, use_form},
    layout::{Inside, Place, Search, reading, use_list_at},
    session::use_language,
};
use leptos::prelude::*;
use serde::{Deserialize, Serialize};
use shared::{
    Action, Field, Language, Resource,
    customer::CustomerDraft,
    texts,
    views::{CustomerRow, Listed, OrganizationView},
};

/// What the page of customers shows.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct CustomersPageData {
    /// The seller.
    pub organization: OrganizationView,
    /// Its customers, a page of them.
    pub customers: Listed<CustomerRow>,
    /// What was searched for.
    pub q: String,
}

pub use functions::*;

mod functions {
    #![expect(
        missing_docs,
        reason = "the macro makes public fields of arguments that the function's own text explains"
    )]

    use super::*;

    /// A page of a seller's customers.
    #[server(prefix = "/fn", endpoint = "organizations/customers", input = Strict)]
    pub async fn read_customers(
        slug: String,
        #[server(default)] after: String,
        #[server(default)] q: String,
    ) -> Result<CustomersPageData, AppError> {
        let (store, scope) = crate::organizations::enter(&slug).await?;
        let after = (!after.is_empty()).then_some(after.as_str());
        let customers = store::organizations::customers(&store, &scope, after, &q).await?;
        Ok(CustomersPageData { organization: scope.view(), customers, q })
    }

    /// Registers a customer below the seller.
    #[server(prefix = "/fn", endpoint = "organizations/register_customer", input = Strict)]
    pub async fn register_customer(
        seller: String,
        #[server(default)] name: String,
        #[server(default)] slug: String,
        #[server(default)] language: String,
        #[server(default)] time_zone: String,
    ) -> Result<Done, AppError> {
        let (store, scope) = crate::organizations::enter(&seller).await?;
        let draft = CustomerDraft { name, slug, language, time_zone };
        let client = crate::request::client()?;
        store::organizations::register_customer(&store, &client, &scope, &draft).await?;
        Ok(Done::Go(format!("/o/{seller}/customers?news=created")))
    }
}

/// The page.
#[component]
pub fn CustomersPage() -> impl IntoView {
    let at = use_list_at::<Search>();
    reading(
        move || at.get(),
        |at| Box::pin(read_customers(at.slug, at.after, at.filter.q)),
        |page| view! { <Customers page/> },
    )
}

#[component]
fn Customers(page: CustomersPageData) -> impl IntoView {
    let language = use_language();
    let CustomersPageData { organization, customers, q } = page;
    let title = texts::reach::customers(language);
    let root = format!("/o/{}/customers", organization.slug);
    let register = if organization.may(Action::Create, &Resource::Customer) {
        view! { <Register organization=organization.clone()/> }.into_any()
    } else {
        let (label, resource) = (texts::reach::register_customer(language), Resource::Customer);
        view! { <Refused organization=organization.clone() label action=Action::Create resource/> }.into_any()
    };
    let next = customers.next.map(|after| {
        let q: String = q
            .bytes()
            .map(
                |byte| if byte.is_ascii_alphanumeric() { char::from(byte).to_string() } else { format!("%{byte:02X}") },
            )
            .collect();
        let href = format!("{root}?q={q}&after={after}");
        view! { <a class="button" href=href>{texts::forms::next_page(language)}</a> }
    });
    // Whoever may not invite here reaches too little there.
    let invites = organization.may(Action::Create, &Resource::Invitation);
    let empty = customers.rows.is_empty();
    let rows = customers.rows.into_iter().map(|row| view! { <Row row invites/> }).collect_view();
    let table = if empty {
        view! { <div class="empty"><h2>{texts::reach::no_customer(language)}</h2></div> }.into_any()
    } else {
        view! {
            <div class="table-frame">
                <table class="table">
                    <caption class="visually-hidden">{title}</caption>
                    <thead>
                        <tr>
                            <th scope="col">{texts::reach::part_name(language)}</th>
                            <th scope="col">{texts::organizations::members(language)}</th>
                            <th scope="col">{texts::organizations::invitations(language)}</th>
                            <th scope="col">{texts::reach::registered(language)}</th>
                            <th scope="col"><span class="visually-hidden">{texts::reach::actions(language)}</span></th>
                        </tr>
                    </thead>
                    <tbody>{rows}</tbody>
                </table>
            </div>
        }
        .into_any()
    };
    view! {
        <Inside organization=organization.clone() place=Place::Customers title>
            <div class="toolbar">
                <h1 class="page-title">{title}</h1>
                <p class="page-lead">{texts::reach::customers_lead(language)}</p>
            </div>
            <form class="filters" role="search" method="get" action=root>
                <div class="field">
                    <label for="customers-q">{texts::reach::customer_search(language)}</label>
                    <input id="customers-q" name="q" type="search" value=q/>
                </div>
                <button class="button">{texts::forms::search(language)}</button>
            </form>
            {table}
            <nav class="pager" aria-label=texts::forms::pages(language)>{next}</nav>
            {register}
        </Inside>
    }
}

#[component]
fn Row(row: CustomerRow, invites: bool) -> impl IntoView {
    let language = use_language();
    let name = row.name.to_string();
    let invite = invites.then(|| {
        let href = format!("/o/{}/invitations/new", row.slug);
        view! {
            <a class="button button-small" href=href rel="external" aria-label=texts::reach::invite_there_of(language, &name)>
                {texts::reach::invite_there(language)}
            </a>
        }
    });
    view! {
        <tr>
            <th scope="row" class="cell-main">
                <a href=format!("/o/{}", row.slug)>{name.clone()}</a> " " <span class="sub">{row.slug.to_string()}</span>
            </th>
            <td data-label=texts::organizations::members(language)>{row.members}</td>
            <td data-label=texts::organizations::invitations(language)>{row.invited}</td>
            <td data-label=texts::reach::registered(language)>{texts::dates::date(language, row.registered_at.date_naive())}</td>
            <td class="cell-actions">{invite}</td>
        </tr>
    }
}

#[component]
fn Register(organization: OrganizationView) -> impl IntoView {
    let language = use_language();
    let form: Form<RegisterCustomer> = use_form(|typed: &RegisterCustomer| {
        let draft = CustomerDraft {
            name: typed.name.clone(),
            slug: typed.slug.clone(),
            language: typed.language.clone(),
            time_zone: typed.time_zone.clone(),
        };
        draft.check().err().unwrap_or_default()
    });
    let languages: Choices = Language::ALL.iter().map(|it| (it.tag().to_owned(), it.endonym().to_owned())).collect();
    view! {
        <section class="card">
            <h2>{texts::reach::register_customer(language)}</h2>
            <PostForm form>
                <Hidden name="seller" value=organization.slug.to_string()/>
                <TextField field=Field::Name label=texts::errors::label(language, Field::Name)/>
                <TextField
                    field=Field::Slug
                    label=texts::errors::label(language, Field::Slug)
                    hint=texts::reach::slug_hint(language)
                />
                <SelectField
                    field=Field::Language
                    label=texts::errors::label(language, Field::Language)
                    choices=languages
                    value=organization.language.tag()
                />
                <TextField
                    field=Field::TimeZone
                    label=texts::errors::label(language, Field::TimeZone)
                    value=organization.time_zone.clone()
                />
                <div class="form-actions"><Submit label=texts::reach::register_customer(language)/></div>
            </PostForm>
        </section>
    }
}
