//! The tabs in which access is changed (M2). Each sends everything: what it does not show goes along as it is.

use super::{functions::EditMember, page::Tab, parts::Held};
use crate::{
    access::{AccountFields, Chosen, RoleFields, TeamFields},
    form::{Form, Hidden, PostForm, Submit, TextField, use_form},
    session::use_language,
};
use chrono::TimeDelta;
use leptos::prelude::*;
use shared::{
    Field,
    access::Choice,
    kind::AccessEndRule,
    texts,
    views::{MemberDetails, OrganizationView},
};

/// What the person holds, as far as the tab shows it. The Primary Owner stays what they are (M4).
#[component]
pub(super) fn EditForm(organization: OrganizationView, member: MemberDetails, tab: Tab) -> impl IntoView {
    if member.row.is_primary && tab == Tab::Access {
        let stays = texts::access::primary_owner_stays(use_language());
        return view! { <p>{stays}</p> <Held organization member/> }.into_any();
    }
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
    // Who reaches every account has nothing to choose there.
    let locks = organization.kind.preset().locks(member.row.grant.role, member.row.grant.permission);
    let settled = tab == Tab::Accounts && locks.accounts;
    let chosen = Chosen::new();
    chosen.role.set(present.role.clone());
    chosen.permission.set(present.permission.clone());
    view! {
        <PostForm form>
            <Hidden name="slug" value=present.slug.clone()/>
            <Hidden name="id" value=present.id.clone()/>
            <Hidden name="version" value=present.version.to_string()/>
            <Kept tab present/>
            <Fields organization member tab chosen/>
            {(!settled).then(|| view! { <div class="form-actions"><Submit label=texts::members::save(use_language())/></div> })}
        </PostForm>
    }
    .into_any()
}

/// The tab's own fields. Inside the form, so that they find it.
#[component]
fn Fields(organization: OrganizationView, member: MemberDetails, tab: Tab, chosen: Chosen) -> impl IntoView {
    let language = use_language();
    let catalog = member.catalog;
    let settled = organization.kind.preset().locks(member.row.grant.role, member.row.grant.permission).accounts;
    match tab {
        Tab::Accounts if settled => {
            let accounts = catalog.accounts.into_iter().map(|account| view! { <li>{account.name}</li> }).collect_view();
            view! {
                <p>{texts::reach::accounts_locked(language)}</p>
                <ul class="tags">{accounts}</ul>
            }
            .into_any()
        }
        Tab::Accounts => view! { <AccountFields organization catalog chosen/> }.into_any(),
        Tab::Teams => view! { <TeamFields organization catalog/> }.into_any(),
        _ => view! {
            <RoleFields organization catalog chosen/>
            <TextField
                field=Field::AccessEndsOn
                label=texts::members::ends(language)
                kind="date"
                hint=texts::invitations::access_ends_hint(language)
                optional=true
            />
        }
        .into_any(),
    }
}

/// What the other tabs hold goes along as it is.
#[component]
fn Kept(tab: Tab, present: EditMember) -> impl IntoView {
    let one = |name: &'static str, value: String| view! { <Hidden name value/> };
    let each = |name: &'static str, values: Vec<String>| {
        values.into_iter().map(|value| view! { <Hidden name value/> }).collect_view()
    };
    view! {
        {(tab != Tab::Access).then(|| view! {
            {one("role", present.role.clone())}
            {one("permission", present.permission.clone())}
            {each("policies", present.policies.clone())}
            {one("brand_access", present.brand_access.clone())}
            {one("role_set", present.role_set.clone())}
            {one("access_ends_on", present.access_ends_on.clone())}
        })}
        {(tab != Tab::Accounts).then(|| each("accounts", present.accounts.clone()))}
        {(tab != Tab::Teams).then(|| each("teams", present.teams.clone()))}
    }
}
