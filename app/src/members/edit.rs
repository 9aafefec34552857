//! The tab "Organization access" (M2).

use super::functions::EditMember;
use crate::{
    form::{Choices, Form, Hidden, PolicyChoices, PostForm, SelectField, Submit, TextField, use_form},
    session::use_language,
};
use chrono::TimeDelta;
use leptos::prelude::*;
use shared::{
    Field,
    access::Choice,
    kind::AccessEndRule,
    role::Role,
    texts,
    views::{MemberDetails, OrganizationView},
};

/// Role, permission, policies and end of access, as they are and to be changed.
#[component]
pub(super) fn EditForm(organization: OrganizationView, member: MemberDetails) -> impl IntoView {
    let language = use_language();
    let preset = organization.kind.preset();
    let words = preset.words;
    let held = Choice::of(&member.row.grant, &member.row.given);
    let end = member.row.access_ends_at.map(|end| (end - TimeDelta::seconds(1)).date_naive().to_string());
    let present = EditMember {
        slug: organization.slug.to_string(),
        id: member.row.id.to_string(),
        version: member.version,
        role: held.role,
        permission: held.permission,
        policies: held.policies,
        brand_access: held.brand_access,
        role_set: held.role_set,
        accounts: held.accounts,
        teams: held.teams,
        access_ends_on: end.clone().unwrap_or_default(),
    };
    let (reader, catalog) = (organization.clone(), member.catalog.clone());
    let (address, shown) = (member.row.address.to_string(), end.unwrap_or_default());
    let check = move |typed: &EditMember| {
        let mut draft = typed.draft(&address);
        let mut reader = reader.clone();
        // An end that stays as it is is not judged again.
        if draft.access_ends_on == shown {
            draft.access_ends_on.clear();
            reader.grant.access_ends_at = None;
            reader.access_end = Some(AccessEndRule::Optional);
        }
        draft.check_among(&reader.grants(), &catalog, reader.today).err().unwrap_or_default()
    };
    let form: Form<EditMember> = use_form(check).filled_with(&present);
    let role = RwSignal::new(String::new());
    let roles: Choices = preset
        .roles
        .iter()
        .filter(|role| Some(**role) <= organization.grant.role)
        .map(|role| (role.name().to_owned(), format!("{} – {}", role.label(language), preset.summary(*role, language))))
        .collect();
    let permissions: Choices = preset
        .permissions
        .iter()
        .filter(|permission| Some(**permission) <= organization.grant.permission)
        .map(|permission| (permission.name().to_owned(), permission.label(language).to_owned()))
        .collect();
    let forced = Signal::derive(move || {
        let role = Role::parse(&role.get())?;
        preset.forced_permission(role).map(|permission| permission.name().to_owned())
    });
    view! {
        <PostForm form>
            <Hidden name="slug" value=present.slug.clone()/>
            <Hidden name="id" value=present.id.clone()/>
            <Hidden name="version" value=present.version.to_string()/>
            <Hidden name="brand_access" value=present.brand_access.clone()/>
            <Hidden name="role_set" value=present.role_set.clone()/>
            {present.accounts.iter().map(|given| view! { <Hidden name="accounts" value=given.clone()/> }).collect_view()}
            {present.teams.iter().map(|given| view! { <Hidden name="teams" value=given.clone()/> }).collect_view()}
            {(!roles.is_empty()).then(|| view! {
                <SelectField field=Field::Role label=words.role.get(language) choices=roles chosen=role/>
            })}
            {(!permissions.is_empty()).then(|| view! {
                <SelectField
                    field=Field::Permission
                    label=words.permission.get(language)
                    choices=permissions
                    locked=forced
                    locked_because=texts::invitations::owner_forces_admin(language)
                />
            })}
            {(!preset.managed_policies.is_empty()).then(|| view! { <PolicyChoices policies=preset.managed_policies/> })}
            <TextField
                field=Field::AccessEndsOn
                label=texts::members::ends(language)
                kind="date"
                hint=texts::invitations::access_ends_hint(language)
                optional=true
            />
            <div class="form-actions"><Submit label=texts::members::save(language)/></div>
        </PostForm>
    }
}
