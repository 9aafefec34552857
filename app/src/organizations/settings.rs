//! `/o/{slug}/settings`

use super::{
    settings_functions::{ChangeSettings, CloseOrganization, SettingsPage as Shown, read_settings},
    use_slug,
};
use crate::{
    access::Refused,
    form::{Choices, Form, Hidden, PostForm, SelectField, Submit, TextField, use_form},
    layout::{Inside, Place, SettingsTabs, reading},
    session::use_language,
};
use leptos::prelude::*;
use shared::{
    Action, Field, FieldErrors, Language, Resource,
    kind::AccessEndRule,
    texts,
    views::{OrganizationView, SettingsView},
};

/// Name, address, what is overridden; and closing it.
#[component]
pub fn SettingsPage() -> impl IntoView {
    let slug = use_slug();
    reading(move || slug.get(), |slug| Box::pin(read_settings(slug)), |page| view! { <Settings page/> })
}

#[component]
fn Settings(page: Shown) -> impl IntoView {
    let language = use_language();
    let Shown { organization, settings, time_zones } = page;
    let changes = organization.may(Action::Update, &Resource::Settings);
    let preset = organization.kind.preset();
    let title = preset.words.settings.get(language);
    let seats = preset.seats.map(|_| {
        let href = format!("/o/{}/settings/seats", organization.slug);
        view! {
            <section class="stack">
                <h2>{texts::settings::seats(language)}</h2>
                <p><a href=href>{texts::settings::seats_link(language)}</a></p>
            </section>
        }
    });
    let terms = changes.then(|| {
        let href = format!("/o/{}/settings/terms", organization.slug);
        view! {
            <section class="stack">
                <h2>{texts::settings::terms(language)}</h2>
                <p><a href=href rel="external">{texts::terms::own_link(language)}</a></p>
            </section>
        }
    });
    let content = if changes {
        view! { <Edit organization=organization.clone() settings time_zones/> }.into_any()
    } else {
        let (label, resource) = (texts::settings::save(language), Resource::Settings);
        view! {
            <p><Refused organization=organization.clone() label action=Action::Update resource/></p>
            <Facts settings/>
        }
        .into_any()
    };
    let close = (changes && organization.grants().is_owner_rank())
        .then(|| view! { <Close organization=organization.clone()/> });
    view! {
        <Inside organization=organization.clone() place=Place::Settings title=title reading=true>
            <div class="toolbar">
                <h1 class="page-title">{title}</h1>
                <p class="page-lead">{texts::settings::lead(language)}</p>
            </div>
            <SettingsTabs organization=organization.clone()/>
            {content}
            {seats}
            {terms}
            {close}
        </Inside>
    }
}

#[component]
fn Edit(organization: OrganizationView, settings: SettingsView, time_zones: Vec<String>) -> impl IntoView {
    let language = use_language();
    let check = |typed: &ChangeSettings| typed.draft().check().err().unwrap_or_default();
    let form: Form<ChangeSettings> = use_form(check).filled_with(&settings.draft);
    let hours = organization.kind.preset().link_valid_seconds / 3600;
    let usual = organization.kind.preset().access_end.label(language);
    let rules: Choices = std::iter::once((String::new(), texts::settings::access_end_kind(language, usual)))
        .chain(AccessEndRule::ALL.iter().map(|rule| (rule.name().to_owned(), rule.label(language).to_owned())))
        .collect();
    let meanings = AccessEndRule::ALL.iter();
    let meanings = meanings.map(|rule| (rule.label(language).to_owned(), rule.meaning(language).to_owned())).collect();
    let languages: Choices = Language::ALL.map(|it| (it.tag().to_owned(), it.endonym().to_owned())).into();
    view! {
        <section class="card">
            <PostForm form>
                <Hidden name="organization" value=organization.slug.to_string()/>
                <Hidden name="version" value=settings.version.to_string()/>
                <TextField field=Field::Name label=texts::errors::label(language, Field::Name)/>
                <TextField
                    field=Field::Slug
                    label=texts::errors::label(language, Field::Slug)
                    hint=texts::settings::slug_hint(language)
                />
                <TextField
                    field=Field::LinkValid
                    label=texts::errors::label(language, Field::LinkValid)
                    hint=texts::settings::link_valid_hint(language, texts::number(hours), texts::number(hours / 24))
                    optional=true
                />
                <SelectField field=Field::AccessEnd label=texts::settings::access_end(language) choices=rules meanings/>
                <SelectField
                    field=Field::Language
                    label=texts::errors::label(language, Field::Language)
                    choices=languages
                    hint=texts::settings::language_hint(language)
                />
                <TextField
                    field=Field::TimeZone
                    label=texts::errors::label(language, Field::TimeZone)
                    suggestions=time_zones
                    hint=texts::settings::time_zone_hint(language)
                />
                <div class="form-actions"><Submit label=texts::settings::save(language)/></div>
            </PostForm>
        </section>
    }
}

/// The same for who may only look.
#[component]
fn Facts(settings: SettingsView) -> impl IntoView {
    let language = use_language();
    let draft = settings.draft;
    let chosen =
        |value: String| if value.is_empty() { texts::settings::kind_default(language).to_owned() } else { value };
    view! {
        <p class="muted">{texts::settings::read_only(language)}</p>
        <dl class="facts">
            <div><dt>{texts::errors::label(language, Field::Name)}</dt><dd>{draft.name}</dd></div>
            <div><dt>{texts::errors::label(language, Field::Slug)}</dt><dd>{draft.slug}</dd></div>
            <div><dt>{texts::errors::label(language, Field::LinkValid)}</dt><dd>{chosen(draft.link_valid)}</dd></div>
            <div><dt>{texts::errors::label(language, Field::TimeZone)}</dt><dd>{draft.time_zone}</dd></div>
        </dl>
    }
}

/// Closing for good, behind a disclosure and the typed slug.
#[component]
fn Close(organization: OrganizationView) -> impl IntoView {
    let language = use_language();
    let form: Form<CloseOrganization> = use_form(|_: &CloseOrganization| FieldErrors::default());
    let slug = organization.slug.to_string();
    let asked = move || form.refusal().is_some();
    view! {
        <details class="more" open=asked>
            <summary>{texts::settings::close(language)}</summary>
            <div class="notice notice-danger"><p>{texts::settings::close_warning(language, &organization.name)}</p></div>
            <PostForm form>
                <Hidden name="organization" value=slug.clone()/>
                <TextField field=Field::Confirmation label=texts::settings::close_type(language, &slug)/>
                <div class="form-actions">
                    <Submit label=texts::settings::close(language) class="button button-danger"/>
                </div>
            </PostForm>
        </details>
    }
}
