//! What somebody is to hold, in exactly the kind's fields: in an invitation, in its edit, in a member's edit.

use crate::{
    form::{BoxesField, Choices, EachField, PolicyChoices, SelectField},
    session::use_language,
};
use leptos::prelude::*;
use shared::{
    Field, Permission, Role,
    access::{Catalog, Named, PartSort},
    texts,
    views::OrganizationView,
};

/// The role and the permission that a form shows at the moment; other fields depend on them (I3).
#[derive(Clone, Copy)]
pub struct Chosen {
    /// Name of the role.
    pub role: RwSignal<String>,
    /// Name of the permission.
    pub permission: RwSignal<String>,
}

impl Chosen {
    /// Nothing yet.
    pub fn new() -> Self {
        Self { role: RwSignal::new(String::new()), permission: RwSignal::new(String::new()) }
    }
}

impl Default for Chosen {
    fn default() -> Self {
        Self::new()
    }
}

/// All fields, with what the role leaves no choice about shown at once.
#[component]
pub fn AccessFields(
    /// The organization.
    organization: OrganizationView,
    /// What it has to give.
    catalog: Catalog,
) -> impl IntoView {
    let chosen = Chosen::new();
    view! {
        <RoleFields organization=organization.clone() catalog=catalog.clone() chosen/>
        <AccountFields organization=organization.clone() catalog=catalog.clone() chosen/>
        <TeamFields organization catalog/>
    }
}

/// Role and permission, which lock each other, or policies; brand access and Role And Permissions.
#[component]
pub fn RoleFields(
    /// The organization.
    organization: OrganizationView,
    /// What it has to give.
    catalog: Catalog,
    /// What is shown at the moment.
    chosen: Chosen,
) -> impl IntoView {
    let language = use_language();
    let preset = organization.kind.preset();
    let own = organization.grant.clone();
    let offered = || preset.roles.iter().filter(|role| Some(**role) <= own.role);
    let roles: Choices = offered().map(|role| (role.name().to_owned(), role.label(language).to_owned())).collect();
    let meanings: Choices =
        offered().map(|role| (role.label(language).to_owned(), preset.summary(*role, language).to_owned())).collect();
    let permissions: Choices = preset
        .permissions
        .iter()
        .filter(|permission| Some(**permission) <= own.permission)
        .map(|permission| (permission.name().to_owned(), permission.label(language).to_owned()))
        .collect();
    let role = move || Role::parse(&chosen.role.get());
    let forced = move || role().and_then(|role| preset.forced_permission(role));
    let locked_permission = Signal::derive(move || forced().map(|permission| permission.name().to_owned()));
    let permission = move || forced().or_else(|| Permission::parse(&chosen.permission.get()));
    let locks = move || preset.locks(role(), permission());
    let nothing = |locked: bool| locked.then(String::new);
    let words = preset.words;
    let first = |choices: &Choices| choices.first().map(|(name, _)| name.clone()).unwrap_or_default();
    let mut settings: Choices = Vec::new();
    if own.reach.brands.is_none() {
        settings.push((String::new(), texts::reach::default_brands(language).to_owned()));
    }
    let within =
        |brands: &[_]| own.reach.brands.as_ref().is_none_or(|own| brands.iter().all(|brand| own.contains(brand)));
    let offered = catalog.brand_settings.iter().filter(|setting| within(&setting.brands));
    settings.extend(offered.map(|setting| (setting.id.to_string(), setting.name.clone())));
    let mut sets: Choices = vec![(String::new(), texts::reach::not_set(language).to_owned())];
    sets.extend(catalog.role_sets.iter().map(|set| (set.id.to_string(), set.name.clone())));
    let custom: Vec<String> = catalog.policies.iter().map(|policy| policy.name.clone()).collect();
    view! {
        {(!roles.is_empty()).then(|| {
            let value = first(&roles);
            view! {
                <SelectField
                    field=Field::Role
                    label=words.role.get(language)
                    choices=roles
                    meanings
                    value
                    chosen=chosen.role
                />
            }
        })}
        {(!permissions.is_empty()).then(|| {
            let value = first(&permissions);
            view! {
                <SelectField
                    field=Field::Permission
                    label=words.permission.get(language)
                    choices=permissions
                    value
                    chosen=chosen.permission
                    locked=locked_permission
                    locked_because=texts::invitations::owner_forces_admin(language)
                />
            }
        })}
        {PartSort::Brand.is_of(preset).then(|| {
            let value = first(&settings);
            view! {
                <SelectField
                    field=Field::BrandAccess
                    label=texts::errors::label(language, Field::BrandAccess)
                    hint=texts::reach::brand_access_hint(language)
                    choices=settings
                    value
                    locked=Signal::derive(move || nothing(locks().brand_access))
                    locked_because=texts::reach::brand_access_locked(language)
                />
            }
        })}
        {preset.narrowed_permission.is_some().then(|| view! {
            <SelectField
                field=Field::RoleSet
                label=texts::errors::label(language, Field::RoleSet)
                hint=texts::reach::role_set_hint(language)
                choices=sets
                value=""
                locked=Signal::derive(move || nothing(locks().role_set))
                locked_because=texts::reach::role_set_locked(language)
            />
        })}
        {(!preset.managed_policies.is_empty()).then(|| view! { <PolicyChoices policies=preset.managed_policies custom/> })}
    }
    .into_any()
}

/// The exchange accounts, with an account role for each.
#[component]
pub fn AccountFields(
    /// The organization.
    organization: OrganizationView,
    /// What it has to give.
    catalog: Catalog,
    /// The role that is shown at the moment.
    chosen: Chosen,
) -> impl IntoView {
    let language = use_language();
    let preset = organization.kind.preset();
    PartSort::ExchangeAccount.is_of(preset).then(|| {
        let locked =
            move || preset.locks(Role::parse(&chosen.role.get()), Permission::parse(&chosen.permission.get())).accounts;
        let roles = preset.account_roles.iter();
        let choices: Choices =
            roles.map(|(role, _)| (role.name().to_owned(), role.label(language).to_owned())).collect();
        let hint = if catalog.accounts.is_empty() {
            texts::reach::no_accounts(language)
        } else {
            texts::reach::accounts_hint(language)
        };
        let things = named(&catalog.accounts);
        view! {
            <EachField
                field=Field::Accounts
                label=texts::errors::label(language, Field::Accounts)
                things
                choices
                none=texts::reach::no_access(language)
                hint
                locked=Signal::derive(locked)
                locked_because=texts::reach::accounts_locked(language)
            />
        }
    })
}

/// The teams.
#[component]
pub fn TeamFields(
    /// The organization.
    organization: OrganizationView,
    /// What it has to give.
    catalog: Catalog,
) -> impl IntoView {
    let language = use_language();
    PartSort::Team.is_of(organization.kind.preset()).then(|| {
        let hint = catalog.teams.is_empty().then(|| texts::reach::no_teams(language).to_owned());
        view! {
            <BoxesField
                field=Field::Teams
                label=texts::errors::label(language, Field::Teams)
                choices=named(&catalog.teams)
                hint=hint.unwrap_or_else(|| texts::reach::teams_lead(language).to_owned())
            />
        }
    })
}

fn named(things: &[Named]) -> Choices {
    things.iter().map(|thing| (thing.id.to_string(), thing.name.clone())).collect()
}
