//! Where a seller invites to: into its own organization, or into one of its customers, however many there are (M9).

use super::functions::find_customers;
use crate::{
    form::{Choices, RadioField, SelectField},
    session::use_language,
};
use leptos::prelude::*;
use shared::{Field, kind::Kind, texts, views::OrganizationView};

/// Seller or customer, and which one: a drop-down with a search. With the module one searches while typing; without it
/// the button beside the search asks for the form again, with what was found.
#[component]
pub(super) fn Into(
    organization: OrganizationView,
    /// The customers to choose from at first, by address name and name.
    customers: Choices,
    /// What a search without the module has found.
    #[prop(into)]
    found: Signal<Option<Choices>>,
) -> impl IntoView {
    let language = use_language();
    let into = RwSignal::new(String::new());
    // Without the module both kinds stand there, and the server looks at what was pressed.
    let alive = RwSignal::new(false);
    Effect::new(move |_| alive.set(true));
    let searched = RwSignal::new(None::<Choices>);
    let kinds: Choices = vec![
        (Kind::Seller.name().to_owned(), texts::reach::into_seller(language).to_owned()),
        (Kind::Customer.name().to_owned(), texts::reach::into_customer(language).to_owned()),
    ];
    let own: Choices = vec![(organization.slug.to_string(), organization.name.to_string())];
    let slug = StoredValue::new(organization.slug.to_string());
    let latest = StoredValue::new(0_u32);
    let look = move |event: leptos::ev::Event| {
        let typed = event_target_value(&event);
        latest.update_value(|latest| *latest += 1);
        let this = latest.get_value();
        leptos::task::spawn_local(async move {
            let answer = find_customers(slug.get_value(), typed).await;
            // An answer to what was typed before comes too late.
            if latest.try_get_value() == Some(this)
                && let Ok(found) = answer
            {
                searched.set(Some(found));
            }
        });
    };
    // Enter in a search sends no invitation; what it would search is there already.
    let stay = |event: leptos::ev::KeyboardEvent| {
        if event.key() == "Enter" {
            event.prevent_default();
        }
    };
    let hint = texts::reach::organization_hint(language, &organization.name);
    let choices = Memo::new(move |_| {
        if alive.get() && into.get() != Kind::Customer.name() {
            return own.clone();
        }
        searched.get().or_else(|| found.get()).unwrap_or_else(|| customers.clone())
    });
    view! {
        <RadioField
            field=Field::InviteInto
            label=texts::reach::invite_into(language)
            choices=kinds
            value=Kind::Seller.name()
            chosen=into
        />
        // Styles take away what has no use while one invites to one's own: nothing moves when the module arrives.
        <div class="search-line search-customers">
            <div class="field">
                <label for="customer-search">{texts::reach::search_customers(language)}</label>
                <input id="customer-search" name="customer_search" type="search" autocomplete="off" on:input=look on:keydown=stay/>
            </div>
            {move || (!alive.get()).then(|| view! {
                <button class="button" name="step" value="customers">{texts::forms::search(language)}</button>
            })}
        </div>
        {move || {
            let choices = choices.get();
            let hint = if choices.is_empty() { texts::reach::no_such_customer(language).to_owned() } else { hint.clone() };
            let value = choices.first().map(|(slug, _)| slug.clone()).unwrap_or_default();
            view! {
                <SelectField
                    field=Field::Organization
                    label=texts::errors::label(language, Field::Organization)
                    hint
                    choices
                    value
                />
            }
        }}
    }
}
