//! The last step of inviting: what the person is offered, in exactly the kind's fields.

use super::functions::{Found, InviteChoices, SendInvitation, Shown, search_invitee};
use super::into::Into;
use super::preview::PreviewCard;
use crate::{
    access::AccessFields,
    form::{Choices, Done, Form, Hidden, PostForm, SelectField, Submit, TextField},
    layout::Address,
    seats::SeatLine,
    session::use_language,
};
use leptos::prelude::*;
use shared::{
    Action, EmailAddress, Field, Language, Resource,
    ids::InvitationId,
    kind::{Ask, Preset},
    texts,
    views::OrganizationView,
};

/// The form that sends the invitation.
#[component]
pub(super) fn Offer(
    organization: OrganizationView,
    form: Form<SendInvitation, Shown>,
    found: Option<Found>,
    /// The open invitation that is changed; none: a new one is sent.
    editing: Option<InvitationId>,
    /// What can be chosen.
    choices: InviteChoices,
    /// Whether the address has an account, as soon as that is known.
    has_account: RwSignal<Option<bool>>,
) -> impl IntoView {
    let language = use_language();
    let preset = organization.kind.preset();
    let (words, kind) = (preset.words, organization.kind);
    let root = format!("/o/{}/invitations", organization.slug);
    let looks =
        preset.invitation.name == Ask::RequiredIfNew && organization.may(Action::Search, &Resource::UserAccount);
    let sells = editing.is_none() && organization.may(Action::List, &Resource::Customer);
    let found_customers = Signal::derive(move || match form.shown() {
        Some(Shown::Customers(found)) => Some(found),
        _ => None,
    });
    // Where the form has the name itself, it is not said twice.
    let named = editing.is_some() && preset.invitation.name != Ask::No;
    let known = found.map(|found| Found { account: found.account.filter(|_| !named), ..found });
    let back = match editing {
        Some(id) => Some((format!("{root}/{id}"), texts::forms::cancel(language))),
        None if preset.search_step => Some((format!("{root}/new"), texts::invitations::change_address(language))),
        None => None,
    };
    let back = back.map(|(href, words)| view! { <a class="button button-quiet" href=href rel="external">{words}</a> });
    let send = if editing.is_some() { texts::invitations::save(language) } else { words.send.get(language) };
    view! {
        <PostForm form>
            <Hidden name="slug" value=organization.slug.to_string()/>
            <Hidden name="invitation" value=editing.map(|id| id.to_string()).unwrap_or_default()/>
            <Person slug=organization.slug.to_string() found=known editing=editing.is_some() looks has_account/>
            <Names ask=preset.invitation.name has_account/>
            {sells.then(|| view! { <Into organization=organization.clone() customers=choices.customers.clone() found=found_customers/> })}
            <AccessFields organization=organization.clone() catalog=choices.catalog.clone()/>
            {(preset.invitation.phone != Ask::No).then(|| view! {
                <TextField
                    field=Field::Phone
                    label=texts::invitations::contact(language)
                    kind="tel"
                    optional=may_be_left(preset.invitation.phone, has_account)
                />
            })}
            <Provider preset/>
            <Further preset editing={editing.is_some()}/>
            {choices.seats.filter(|_| editing.is_none()).map(|seats| view! { <SeatLine organization=organization.clone() seats/> })}
            <div class="form-actions">
                <Submit label=send/>
                {editing.is_none().then(|| view! {
                    <button class="button" name="step" value="preview">{texts::invitations::preview(language)}</button>
                })}
                {back}
            </div>
        </PostForm>
        {move || match form.shown() {
            Some(Shown::Preview(preview)) => Some(view! { <PreviewCard preview=*preview kind/> }),
            _ => None,
        }}
    }
}

/// Whom it is for: what the search found, or the field for it.
#[component]
fn Person(
    slug: String,
    found: Option<Found>,
    editing: bool,
    /// Whether it matters if the address has an account (K9).
    looks: bool,
    has_account: RwSignal<Option<bool>>,
) -> impl IntoView {
    let language = use_language();
    match found {
        Some(found) => {
            let new = (!editing).then(|| texts::invitations::invite_new_user(language).to_owned());
            let account = found.account.clone().or(new).map(|account| {
                view! { <div><dt>{texts::invitations::account_name(language)}</dt><dd>{account}</dd></div> }
            });
            view! {
                <Hidden name="address" value=found.address.clone()/>
                <Hidden name="account" value=found.account.unwrap_or_default()/>
                <dl class="facts">
                    <div><dt>{texts::errors::label(language, Field::Address)}</dt><dd><Address address=found.address/></dd></div>
                    {account}
                </dl>
            }
            .into_any()
        }
        None => {
            let look = move |event: leptos::ev::Event| {
                let (slug, typed) = (slug.clone(), event_target_value(&event));
                if !looks || EmailAddress::parse(&typed).is_err() {
                    return has_account.set(None);
                }
                leptos::task::spawn_local(async move {
                    let found = search_invitee(slug, typed, String::new()).await;
                    has_account.set(match found {
                        Ok(Done::Show(found)) => Some(found.account.is_some()),
                        _ => None,
                    });
                });
            };
            let said = move || {
                let text = if has_account.get()? {
                    texts::reach::account_known(language)
                } else {
                    texts::reach::account_unknown(language)
                };
                Some(view! { <p class="hint">{text}</p> })
            };
            view! {
                <div on:change=look>
                    <TextField field=Field::Address label=texts::errors::label(language, Field::Address) kind="email"/>
                    <div role="status">{said}</div>
                </div>
            }
            .into_any()
        }
    }
}

#[component]
fn Names(ask: Ask, has_account: RwSignal<Option<bool>>) -> impl IntoView {
    let language = use_language();
    (ask != Ask::No).then(|| {
        let optional = may_be_left(ask, has_account);
        view! {
            <div class="field-row">
                <TextField field=Field::FamilyName label=texts::errors::label(language, Field::FamilyName) optional/>
                <TextField field=Field::GivenName label=texts::errors::label(language, Field::GivenName) optional/>
            </div>
        }
    })
}

/// Whether a field may be left empty, as far as that is known (K9).
fn may_be_left(ask: Ask, has_account: RwSignal<Option<bool>>) -> Signal<bool> {
    Signal::derive(move || match ask {
        Ask::Required => false,
        Ask::RequiredIfNew => has_account.get() != Some(false),
        Ask::No | Ask::Optional => true,
    })
}

/// Who proves that the person is who they are, where there is a choice (K11).
#[component]
fn Provider(preset: &'static Preset) -> impl IntoView {
    let language = use_language();
    (preset.identity_providers.len() > 1).then(|| {
        let choices: Choices = preset
            .identity_providers
            .iter()
            .map(|it| (it.name().to_owned(), texts::reach::provider(language, *it).to_owned()))
            .collect();
        view! {
            <SelectField
                field=Field::IdentityProvider
                label=texts::errors::label(language, Field::IdentityProvider)
                hint=texts::reach::provider_hint(language)
                choices
            />
        }
    })
}

/// What may be chosen and seldom is.
#[component]
fn Further(preset: &'static Preset, editing: bool) -> impl IntoView {
    let language = use_language();
    let mut languages: Choices = vec![(String::new(), texts::invitations::mail_language_default(language).to_owned())];
    languages.extend(Language::ALL.map(|it| (it.tag().to_owned(), it.endonym().to_owned())));
    let expires = match editing {
        true => texts::invitations::expires_hint_changing(language).to_owned(),
        false => texts::invitations::expires_hint(language, preset.link_valid_seconds / 86_400),
    };
    view! {
        <div class="field-row">
            <TextField
                field=Field::AccessEndsOn
                label=texts::members::ends(language)
                kind="date"
                hint=texts::invitations::access_ends_hint(language)
                optional=true
            />
            {preset.expiry_choice.then(|| view! {
                <TextField
                    field=Field::ExpiresOn
                    label=texts::errors::label(language, Field::ExpiresOn)
                    kind="date"
                    hint=expires.clone()
                    optional=true
                />
            })}
        </div>
        <SelectField
            field=Field::Language
            label=texts::invitations::mail_language(language)
            hint=texts::invitations::mail_language_hint(language)
            choices=languages
            optional=true
        />
    }
}
