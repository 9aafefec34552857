//! `/o/{slug}/access/{list}/{id}`: writing down what can be given; `new` for something new.

use super::{
    control::place,
    functions::{ControlPage, SaveBrandSetting, SaveDefaults, SaveRoleSet, read_control},
    policy::PolicyForm,
};
use crate::{
    form::{BoxesField, Choices, Form, Hidden, PostForm, RestrictField, Submit, TextField, use_form},
    layout::{Inside, Missing, reading},
    organizations::use_slug,
    session::use_language,
};
use leptos::prelude::*;
use leptos_router::hooks::use_params_map;
use shared::{
    Field, FieldErrors, Language,
    access::{BrandSettingDraft, Catalog, Operations, RoleSetDraft, features},
    texts,
    views::{AccessControl, OrganizationView},
};

/// The page.
#[component]
pub fn EditPage() -> impl IntoView {
    let (slug, params) = (use_slug(), use_params_map());
    let at =
        move || params.with(|params| (params.get("list").unwrap_or_default(), params.get("id").unwrap_or_default()));
    let key = move || (slug.get(), at());
    reading(
        key,
        |(slug, at)| Box::pin(async move { Ok((read_control(slug).await?, at)) }),
        |(page, (list, id))| view! { <Edit page list id/> },
    )
}

#[component]
fn Edit(page: ControlPage, list: String, id: String) -> impl IntoView {
    let language = use_language();
    let ControlPage { organization, control } = page;
    let new = id == "new";
    // A list has a name of its own; what it is a list of stands above.
    let (of, heading, form) = match list.as_str() {
        "role-sets" => {
            let row = control.role_sets.iter().find(|row| row.set.id.to_string() == id).cloned();
            if !new && row.is_none() {
                return view! { <Missing/> }.into_any();
            }
            let set = row.map(|row| row.set);
            let name = set.as_ref().map(|set| set.name.clone());
            let present = SaveRoleSet {
                slug: organization.slug.to_string(),
                id: set.as_ref().map(|set| set.id.to_string()).unwrap_or_default(),
                name: name.clone().unwrap_or_default(),
                features: set.map(|set| set.features.names().collect()).unwrap_or_default(),
            };
            let heading = name.unwrap_or_else(|| texts::reach::new_role_set(language).to_owned());
            (
                Some(texts::reach::role_sets(language)),
                heading,
                view! { <RoleSetForm organization=organization.clone() present/> }.into_any(),
            )
        }
        "brand-settings" => {
            let row = control.brand_settings.iter().find(|row| row.setting.id.to_string() == id).cloned();
            if !new && row.is_none() {
                return view! { <Missing/> }.into_any();
            }
            let setting = row.map(|row| row.setting);
            let name = setting.as_ref().map(|setting| setting.name.clone());
            let present = SaveBrandSetting {
                slug: organization.slug.to_string(),
                id: setting.as_ref().map(|setting| setting.id.to_string()).unwrap_or_default(),
                name: name.clone().unwrap_or_default(),
                brands: setting
                    .map(|setting| setting.brands.iter().map(ToString::to_string).collect())
                    .unwrap_or_default(),
            };
            let heading = name.unwrap_or_else(|| texts::reach::new_brand_setting(language).to_owned());
            (
                Some(texts::reach::brand_settings(language)),
                heading,
                view! { <BrandSettingForm organization=organization.clone() control=control.clone() present/> }
                    .into_any(),
            )
        }
        "defaults" if id == "edit" && !super::control::has_policies(&organization) => {
            let set = control.default_features;
            let heading = texts::reach::defaults(language).to_owned();
            (None, heading, view! { <DefaultsForm organization=organization.clone() set/> }.into_any())
        }
        "policies" => {
            let row = control.policies.iter().find(|row| row.id.to_string() == id).cloned();
            if !new && row.is_none() {
                return view! { <Missing/> }.into_any();
            }
            let heading = row
                .as_ref()
                .map_or_else(|| texts::reach::new_policy(language).to_owned(), |row| row.policy.name.clone());
            (None, heading, view! { <PolicyForm organization=organization.clone() row/> }.into_any())
        }
        _ => return view! { <Missing/> }.into_any(),
    };
    view! {
        <Inside organization=organization.clone() place=place(&organization) title=heading.clone() below=heading.clone() reading=true>
            {of.filter(|_| !new).map(|of| view! { <p class="eyebrow">{of}</p> })}
            <div class="toolbar"><h1 class="page-title">{heading}</h1></div>
            <section class="card">{form}</section>
        </Inside>
    }
    .into_any()
}

/// The end of a form: what is typed is saved, or one goes back without.
#[component]
fn SaveOrBack(slug: String) -> impl IntoView {
    let language = use_language();
    view! {
        <div class="form-actions">
            <Submit label=texts::reach::save(language)/>
            <a class="button button-quiet" href=format!("/o/{slug}/access")>{texts::forms::cancel(language)}</a>
        </div>
    }
}

/// The features of the kind, as choices: by what they are done to.
fn feature_choices(language: Language, organization: &OrganizationView) -> Choices {
    let mut choices = Choices::new();
    let mut before = None;
    for (action, resource) in organization.kind.preset().features().iter() {
        if before.replace(resource) != Some(resource) {
            choices.push((String::new(), texts::access::noun(language, resource).to_owned()));
        }
        choices.push((format!("{action} {resource}"), texts::access::operation(language, action, resource)));
    }
    choices
}

#[component]
fn RoleSetForm(organization: OrganizationView, present: SaveRoleSet) -> impl IntoView {
    let language = use_language();
    let choices = feature_choices(language, &organization);
    let check = move |typed: &SaveRoleSet| {
        let draft = RoleSetDraft { name: typed.name.clone(), features: typed.features.clone() };
        draft.check(&organization.grants()).err().unwrap_or_default()
    };
    let form: Form<SaveRoleSet> = use_form(check).filled_with(&present);
    view! {
        <PostForm form>
            <Hidden name="slug" value=present.slug.clone()/>
            <Hidden name="id" value=present.id/>
            <TextField field=Field::Name label=texts::reach::part_name(language)/>
            <BoxesField field=Field::Features label=texts::errors::label(language, Field::Features) choices/>
            <SaveOrBack slug=present.slug/>
        </PostForm>
    }
}

#[component]
fn BrandSettingForm(
    organization: OrganizationView,
    control: AccessControl,
    present: SaveBrandSetting,
) -> impl IntoView {
    let language = use_language();
    let choices: Choices = control.brands.iter().map(|brand| (brand.id.to_string(), brand.name.clone())).collect();
    let catalog = Catalog { brands: control.brands, ..Catalog::default() };
    let held: Vec<_> = present.brands.iter().filter_map(|brand| brand.parse().ok()).collect();
    let check = move |typed: &SaveBrandSetting| {
        let draft = BrandSettingDraft { name: typed.name.clone(), brands: typed.brands.clone() };
        draft.check(&organization.grants(), &catalog, &held).err().unwrap_or_default()
    };
    let form: Form<SaveBrandSetting> = use_form(check).filled_with(&present);
    view! {
        <PostForm form>
            <Hidden name="slug" value=present.slug.clone()/>
            <Hidden name="id" value=present.id/>
            <TextField field=Field::Name label=texts::reach::part_name(language)/>
            <BoxesField field=Field::Brands label=texts::errors::label(language, Field::Brands) choices/>
            <SaveOrBack slug=present.slug/>
        </PostForm>
    }
}

#[component]
fn DefaultsForm(organization: OrganizationView, set: Option<Operations>) -> impl IntoView {
    let language = use_language();
    let choices = feature_choices(language, &organization);
    let present = SaveDefaults {
        slug: organization.slug.to_string(),
        restrict: if set.is_some() { "yes" } else { "no" }.to_owned(),
        features: set.map(|set| set.names().collect()).unwrap_or_default(),
    };
    let check = move |typed: &SaveDefaults| {
        let mut errors = FieldErrors::default();
        if typed.restrict == "yes" {
            errors.take(Field::Features, features(&organization.grants(), &typed.features));
        }
        errors
    };
    let form: Form<SaveDefaults> = use_form(check).filled_with(&present);
    let modes: Choices = vec![
        ("no".to_owned(), texts::reach::defaults_off(language).to_owned()),
        ("yes".to_owned(), texts::reach::defaults_on(language).to_owned()),
    ];
    view! {
        <PostForm form>
            <Hidden name="slug" value=present.slug.clone()/>
            <p class="hint">{texts::reach::defaults_lead(language)}</p>
            <RestrictField label=texts::reach::defaults(language) choices=modes/>
            <BoxesField field=Field::Features label=texts::errors::label(language, Field::Features) choices/>
            <SaveOrBack slug=present.slug/>
        </PostForm>
    }
}
