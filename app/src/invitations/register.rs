//! `/invitation/register`: an account and a place in the organization, in one step (A3).

use super::{
    confirmation::{NoLink, Onward, Over},
    functions::{Opened, RegisterAndJoin, SendCode, open_invitation},
};
use crate::{
    accounts::NewPasswordField,
    form::{Agreement, Choices, Form, Hidden, PostForm, SelectField, Submit, TextField, use_form},
    layout::{Plain, reading},
    naming::Naming,
    session::use_language,
};
use leptos::prelude::*;
use shared::{
    Country, Field, FieldErrors, Language,
    kind::{Ask, TermsRule},
    texts,
    views::Confirmation,
};

/// The registration page of an opened invitation.
#[component]
pub fn RegisterPage() -> impl IntoView {
    // Without JavaScript the page is made anew after joining, when the link is used up.
    let joined: Form<RegisterAndJoin, String> = use_form(|_: &RegisterAndJoin| FieldErrors::default());
    if let Some(organization) = joined.shown_untracked() {
        let title = texts::invitations::joined_title(use_language());
        return view! { <Plain title narrow=true><Joined organization/></Plain> }.into_any();
    }
    reading(
        String::new,
        |_| Box::pin(open_invitation()),
        |opened| match opened {
            Opened::Nothing => view! { <NoLink/> }.into_any(),
            Opened::Over => view! { <Over/> }.into_any(),
            Opened::Joined { slug } => view! { <Onward path=format!("/o/{slug}")/> }.into_any(),
            // Who has an account signs in; who is signed in is told what to do on the invitation's own page.
            Opened::Live { confirmation, signed_in } if confirmation.has_account || signed_in.is_some() => {
                view! { <Onward path="/invitation".to_owned()/> }.into_any()
            }
            Opened::Live { confirmation, .. } => view! { <Registration confirmation=*confirmation/> }.into_any(),
        },
    )
    .into_any()
}

#[component]
fn Registration(confirmation: Confirmation) -> impl IntoView {
    let language = use_language();
    let organization = confirmation.organization.to_string();
    let known = confirmation.clone();
    let form: Form<RegisterAndJoin, String> = use_form(move |typed: &RegisterAndJoin| {
        let preset = known.kind.preset();
        let (address, organization) = (&known.address, known.organization.as_str());
        // What counts meanwhile, the server knows.
        let checked = typed.registration().check(preset, address, organization, !known.proves_mailbox, &typed.version);
        checked.err().unwrap_or_default()
    });
    let title = texts::invitations::register_title(language);
    let lead = texts::invitations::register_lead(language, &organization);
    view! {
        <Plain title narrow=true>
            {move || match form.shown() {
                Some(organization) => view! { <Joined organization/> }.into_any(),
                None => view! {
                    <section class="card">
                        <p class="eyebrow">{texts::invitations::eyebrow(language)}</p>
                        <h1 class="page-title">{title}</h1>
                        <p><Naming sentence=lead.clone() names=vec![organization.clone()]/></p>
                        {(!confirmation.proves_mailbox).then(|| view! { <Code confirmation=confirmation.clone()/> })}
                        <Fields confirmation=confirmation.clone() form/>
                    </section>
                }
                .into_any(),
            }}
        </Plain>
    }
}

#[component]
fn Fields(confirmation: Confirmation, form: Form<RegisterAndJoin, String>) -> impl IntoView {
    let language = use_language();
    let preset = confirmation.kind.preset();
    let asks = preset.asks;
    let mut countries: Choices = vec![(String::new(), texts::invitations::country_choose(language).to_owned())];
    countries.extend(Country::all().map(|country| (country.as_str().to_owned(), country.name(language).to_owned())));
    let languages: Choices = Language::ALL.iter().map(|it| (it.tag().to_owned(), it.endonym().to_owned())).collect();
    view! {
        <PostForm form>
            <Hidden name="id" value=confirmation.id.to_string()/>
            {(!confirmation.proves_mailbox).then(|| view! {
                <TextField field=Field::Code label=texts::errors::label(language, Field::Code) autocomplete="one-time-code"/>
            })}
            <Names confirmation=confirmation.clone()/>
            {(asks.country != Ask::No).then(|| view! {
                <SelectField field=Field::Country label=texts::errors::label(language, Field::Country) choices=countries/>
            })}
            {(asks.language != Ask::No).then(|| view! {
                <SelectField field=Field::Language label=texts::errors::label(language, Field::Language)
                    choices=languages value=confirmation.language.tag()/>
            })}
            {(asks.phone != Ask::No).then(|| view! {
                <TextField field=Field::Phone label=texts::errors::label(language, Field::Phone) kind="tel"
                    autocomplete="tel" optional=asks.phone != Ask::Required/>
            })}
            <dl class="facts">
                <div>
                    <dt>{texts::errors::label(language, Field::Address)}</dt>
                    <dd>{confirmation.address.to_string()}</dd>
                </div>
            </dl>
            <input type="hidden" autocomplete="username" value=confirmation.address.to_string()/>
            <NewPasswordField label=texts::errors::label(language, Field::Password) rule=preset.password/>
            {asks.password_twice.then(|| view! {
                <TextField field=Field::PasswordAgain label=texts::errors::label(language, Field::PasswordAgain)
                    kind="password" autocomplete="new-password"/>
            })}
            {(preset.terms == TermsRule::AtRegistration).then(|| view! {
                <Agreement version=confirmation.terms_version.clone() path=|_| "/invitation/terms".to_owned()
                    read=texts::invitations::read_terms(language) label=texts::invitations::agree_terms(language)/>
            })}
            <div class="form-actions form-actions-stack">
                <Submit label=preset.words.register.get(language) class="button button-primary button-wide"/>
            </div>
        </PostForm>
    }
}

/// Family and given name in the kind's order, as the inviter spelled them.
#[component]
fn Names(confirmation: Confirmation) -> impl IntoView {
    let language = use_language();
    let asks = confirmation.kind.preset().asks;
    let name = confirmation.name.as_ref();
    let field = |field, autocomplete, value: Option<String>| {
        view! {
            <TextField field label=texts::errors::label(language, field) autocomplete
                value=value.unwrap_or_default() optional=asks.name != Ask::Required/>
        }
        .into_any()
    };
    (asks.name != Ask::No).then(|| {
        let mut fields = [
            field(Field::FamilyName, "family-name", name.map(|name| name.family.to_string())),
            field(Field::GivenName, "given-name", name.map(|name| name.given.to_string())),
        ];
        // Nobody expects the given name first in Japanese.
        if !asks.family_name_first && language != Language::Ja {
            fields.reverse();
        }
        view! { <div class="field-row">{fields}</div> }
    })
}

/// Who came through a copied link proves the mailbox first (I7).
#[component]
fn Code(confirmation: Confirmation) -> impl IntoView {
    let language = use_language();
    let form: Form<SendCode, bool> = use_form(|_: &SendCode| FieldErrors::default());
    let lead = texts::invitations::code_lead(language, &confirmation.address);
    view! {
        <div class="notice">
            <strong>{texts::invitations::code_title(language)}</strong>
            <p><Naming sentence=lead names=vec![confirmation.address.to_string()]/></p>
            <PostForm form class="form-inline">
                <Hidden name="id" value=confirmation.id.to_string()/>
                <Submit label=texts::invitations::send_code(language) class="button"/>
            </PostForm>
            <p role="status">{move || form.shown().map(|_| texts::invitations::code_sent(language))}</p>
        </div>
    }
}

#[component]
fn Joined(organization: String) -> impl IntoView {
    let language = use_language();
    view! {
        <section class="card">
            <h1 class="page-title">{texts::invitations::joined_title(language)}</h1>
            <p>{texts::invitations::joined(language, organization)}</p>
            <a class="button button-primary button-wide" rel="external" href="/sign-in">
                {texts::invitations::go_to_sign_in(language)}
            </a>
        </section>
    }
}
