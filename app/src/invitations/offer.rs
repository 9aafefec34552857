//! The last step of inviting: what the person is offered, in exactly the kind's fields.

use super::functions::{Found, Preview, SendInvitation};
use super::preview::PreviewCard;
use crate::{
    form::{Choices, Form, Hidden, PolicyChoices, PostForm, SelectField, Submit, TextField},
    seats::SeatLine,
    session::use_language,
};
use leptos::prelude::*;
use shared::{
    Field, Language,
    ids::InvitationId,
    kind::{Ask, Preset},
    role::Role,
    texts,
    views::OrganizationView,
};

/// The form that sends the invitation.
#[component]
pub(super) fn Offer(
    organization: OrganizationView,
    form: Form<SendInvitation, Preview>,
    found: Option<Found>,
    /// The open invitation that is changed; none: a new one is sent.
    editing: Option<InvitationId>,
) -> impl IntoView {
    let language = use_language();
    let preset = organization.kind.preset();
    let (words, kind) = (preset.words, organization.kind);
    let root = format!("/o/{}/invitations", organization.slug);
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
            <Person found editing=editing.is_some()/>
            <Names ask=preset.invitation.name/>
            <Access organization=organization.clone()/>
            {(preset.invitation.phone != Ask::No).then(|| view! {
                <TextField field=Field::Phone label=texts::invitations::contact(language) kind="tel" optional=preset.invitation.phone != Ask::Required/>
            })}
            <Further preset/>
            {editing.is_none().then(|| view! { <SeatLine organization=organization.clone()/> })}
            <div class="form-actions">
                <Submit label=send/>
                {editing.is_none().then(|| view! {
                    <button class="button" name="step" value="preview">{texts::invitations::preview(language)}</button>
                })}
                {back}
            </div>
        </PostForm>
        {move || form.shown().map(|preview| view! { <PreviewCard preview kind/> })}
    }
}

/// Whom it is for: what the search found, or the field for it.
#[component]
fn Person(found: Option<Found>, editing: bool) -> impl IntoView {
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
                    <div><dt>{texts::errors::label(language, Field::Address)}</dt><dd class="breakable">{found.address}</dd></div>
                    {account}
                </dl>
            }
            .into_any()
        }
        None => view! {
            <TextField field=Field::Address label=texts::errors::label(language, Field::Address) kind="email"/>
        }
        .into_any(),
    }
}

#[component]
fn Names(ask: Ask) -> impl IntoView {
    let language = use_language();
    (ask != Ask::No).then(|| {
        let optional = ask != Ask::Required;
        view! {
            <div class="field-row">
                <TextField field=Field::FamilyName label=texts::errors::label(language, Field::FamilyName) optional/>
                <TextField field=Field::GivenName label=texts::errors::label(language, Field::GivenName) optional/>
            </div>
        }
    })
}

/// Role and permission, which lock each other, or policies.
#[component]
fn Access(organization: OrganizationView) -> impl IntoView {
    let language = use_language();
    let preset = organization.kind.preset();
    let own = &organization.grant;
    let role = RwSignal::new(String::new());
    let roles: Choices = preset
        .roles
        .iter()
        .filter(|role| Some(**role) <= own.role)
        .map(|role| (role.name().to_owned(), format!("{} – {}", role.label(language), preset.summary(*role, language))))
        .collect();
    let permissions: Choices = preset
        .permissions
        .iter()
        .filter(|permission| Some(**permission) <= own.permission)
        .map(|permission| (permission.name().to_owned(), permission.label(language).to_owned()))
        .collect();
    let forced = Signal::derive(move || {
        let role = Role::parse(&role.get())?;
        preset.forced_permission(role).map(|permission| permission.name().to_owned())
    });
    let words = preset.words;
    view! {
        {(!roles.is_empty()).then(|| {
            let first = roles.first().map(|(name, _)| name.clone());
            view! { <SelectField field=Field::Role label=words.role.get(language) choices=roles value=first.unwrap_or_default() chosen=role/> }
        })}
        {(!permissions.is_empty()).then(|| {
            let first = permissions.first().map(|(name, _)| name.clone());
            view! {
                <SelectField
                    field=Field::Permission
                    label=words.permission.get(language)
                    choices=permissions
                    value=first.unwrap_or_default()
                    locked=forced
                    locked_because=texts::invitations::owner_forces_admin(language)
                />
            }
        })}
        {(!preset.managed_policies.is_empty()).then(|| view! { <PolicyChoices policies=preset.managed_policies/> })}
    }
}

/// What may be chosen and seldom is.
#[component]
fn Further(preset: &'static Preset) -> impl IntoView {
    let language = use_language();
    let mut languages: Choices = vec![(String::new(), texts::invitations::mail_language_default(language).to_owned())];
    languages.extend(Language::ALL.map(|it| (it.tag().to_owned(), it.endonym().to_owned())));
    let days = preset.link_valid_seconds / 86_400;
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
                    hint=texts::invitations::expires_hint(language, days)
                    optional=true
                />
            })}
        </div>
        <SelectField
            field=Field::Language
            label=texts::invitations::mail_language(language)
            choices=languages
            optional=true
        />
    }
}
