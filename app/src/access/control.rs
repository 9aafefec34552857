//! `/o/{slug}/access`: Access Control of a maker (M6), permission policies of a metering organization (M7).

use super::{
    Refused, RefusedInRow, RefusedRows,
    functions::{ControlPage, DeleteList, read_control},
    users::UsedBy,
};
use crate::{
    form::{Form, Hidden, PostForm, Submit, use_form_about},
    layout::{Inside, PeopleTabs, Place, reading},
    organizations::use_slug,
    session::use_language,
};
use leptos::prelude::*;
use shared::{
    Action, FieldErrors, Language, Resource,
    access::ResourceKind,
    texts,
    views::{AccessControl, OrganizationView, Users},
};

/// The page.
#[component]
pub fn AccessPage() -> impl IntoView {
    let slug = use_slug();
    reading(move || slug.get(), |slug| Box::pin(read_control(slug)), |page| view! { <Control page/> })
}

/// What the page is called where it stands.
fn title(language: Language, organization: &OrganizationView) -> &'static str {
    if has_policies(organization) { texts::reach::policies(language) } else { texts::reach::control(language) }
}

/// Where the page is in the navigation.
pub(super) const fn place(organization: &OrganizationView) -> Place {
    if has_policies(organization) { Place::Policies } else { Place::Access }
}

/// Whether policies say what one may do there.
pub(super) const fn has_policies(organization: &OrganizationView) -> bool {
    organization.kind.preset().operations.contains(Action::List, ResourceKind::Policy)
}

#[component]
fn Control(page: ControlPage) -> impl IntoView {
    let language = use_language();
    let ControlPage { organization, control } = page;
    let title = title(language, &organization);
    let content = if has_policies(&organization) {
        view! { <Policies organization=organization.clone() control/> }.into_any()
    } else {
        view! { <Lists organization=organization.clone() control/> }.into_any()
    };
    let ask = format!("/o/{}/why", organization.slug);
    view! {
        <Inside organization=organization.clone() place=place(&organization) title>
            <div class="toolbar">
                <h1 class="page-title">{title}</h1>
                <div class="toolbar-actions"><a class="button" href=ask>{texts::reach::who_can(language)}</a></div>
            </div>
            <PeopleTabs organization=organization.clone() place=place(&organization)/>
            {content}
        </Inside>
    }
}

/// A line of a table: a name, what it holds, who uses it, what can be done.
struct Line {
    id: Option<String>,
    name: String,
    holds: Vec<String>,
    users: Users,
}

#[component]
fn Table(
    organization: OrganizationView,
    resource: Resource,
    list: &'static str,
    heading: &'static str,
    lead: &'static str,
    new: &'static str,
    lines: Vec<Line>,
) -> impl IntoView {
    let language = use_language();
    let root = format!("/o/{}/access/{list}", organization.slug);
    let create = if organization.may(Action::Create, &resource) {
        view! { <a class="button" href=format!("{root}/new")>{new}</a> }.into_any()
    } else {
        view! { <Refused organization=organization.clone() label=new action=Action::Create resource at=list/> }
            .into_any()
    };
    let empty = lines.is_empty();
    let rows = lines
        .into_iter()
        .map(|line| view! { <Entry organization=organization.clone() resource list line/> })
        .collect_view();
    let table = if empty {
        view! { <p class="muted">{texts::reach::nothing_yet(language)}</p> }.into_any()
    } else {
        view! {
            <div class="table-frame">
                <table class="table">
                    <caption class="visually-hidden">{heading}</caption>
                    <thead>
                        <tr>
                            <th scope="col">{texts::reach::part_name(language)}</th>
                            <th scope="col">{texts::reach::holds(language)}</th>
                            <th scope="col">{texts::reach::who_uses(language)}</th>
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
        <section class="stack">
            <div class="card-head"><h2>{heading}</h2>{create}</div>
            <p class="muted">{lead}</p>
            {(!empty).then(|| view! {
                <RefusedRows organization=organization.clone() label=texts::reach::edit(language) action=Action::Update resource at=list/>
                <RefusedRows organization label=texts::reach::delete(language) action=Action::Delete resource at=list/>
            })}
            {table}
        </section>
    }
    .into_any()
}

#[component]
fn Entry(organization: OrganizationView, resource: Resource, list: &'static str, line: Line) -> impl IntoView {
    let language = use_language();
    let slug = organization.slug.to_string();
    let holds = line.holds.into_iter().map(|text| view! { <li>{text}</li> }).collect_view();
    let name = line.name.clone();
    let actions = line.id.map(|id| {
        let refused = |label: &'static str, action| {
            let (organization, name) = (organization.clone(), name.clone());
            view! { <RefusedInRow organization label action resource name at=list/> }.into_any()
        };
        let edit = if organization.may(Action::Update, &resource) {
            let href = format!("/o/{slug}/access/{list}/{id}");
            view! {
                <a class="button button-small" href=href aria-label=texts::reach::edit_of(language, &name)>
                    {texts::reach::edit(language)}
                </a>
            }
            .into_any()
        } else {
            refused(texts::reach::edit(language), Action::Update)
        };
        let delete = if organization.may(Action::Delete, &resource) {
            view! { <Delete slug=slug.clone() list id name=name.clone()/> }.into_any()
        } else {
            refused(texts::reach::delete(language), Action::Delete)
        };
        view! { {edit} " " {delete} }
    });
    view! {
        <tr>
            <th scope="row" class="cell-main">{line.name.clone()}</th>
            <td data-label=texts::reach::holds(language)><ul class="tags">{holds}</ul></td>
            <td data-label=texts::reach::who_uses(language)><UsedBy users=line.users slug=slug.clone()/></td>
            <td class="cell-actions">{actions}</td>
        </tr>
    }
}

#[component]
fn Delete(slug: String, list: &'static str, id: String, name: String) -> impl IntoView {
    let language = use_language();
    let form: Form<DeleteList> = use_form_about(("id", id.clone()), |_: &DeleteList| FieldErrors::default());
    view! {
        <details class="unfold" open=form.came_back()>
            <summary class="button button-small button-danger" aria-label=texts::reach::delete_of(language, &name)>
                {texts::reach::delete(language)}
            </summary>
            <PostForm form class="form-inline">
                <Hidden name="slug" value=slug/>
                <Hidden name="list" value=list/>
                <Hidden name="id" value=id/>
                <Submit label=texts::reach::delete_of(language, &name) class="button button-small button-danger"/>
            </PostForm>
        </details>
    }
}

#[component]
fn Lists(organization: OrganizationView, control: AccessControl) -> impl IntoView {
    let language = use_language();
    let AccessControl { role_sets, brand_settings, default_features, brands, .. } = control;
    let operations = |set: shared::access::Operations| -> Vec<String> {
        set.iter().map(|(action, resource)| texts::access::operation(language, action, resource)).collect()
    };
    let sets = role_sets
        .into_iter()
        .map(|row| Line {
            id: Some(row.set.id.to_string()),
            name: row.set.name,
            holds: operations(row.set.features),
            users: row.users,
        })
        .collect::<Vec<_>>();
    let settings = brand_settings
        .into_iter()
        .map(|row| {
            let named = row.setting.brands.iter().filter_map(|id| brands.iter().find(|brand| brand.id == *id));
            Line {
                id: Some(row.setting.id.to_string()),
                name: row.setting.name,
                holds: named.map(|brand| brand.name.clone()).collect(),
                users: row.users,
            }
        })
        .collect::<Vec<_>>();
    let defaults = match default_features {
        None => view! { <p>{texts::reach::defaults_off(language)}</p> }.into_any(),
        Some(set) => {
            let items = operations(set).into_iter().map(|text| view! { <li>{text}</li> }).collect_view();
            view! { <ul class="tags">{items}</ul> }.into_any()
        }
    };
    let edit = if organization.may(Action::Update, &Resource::AccessControl) {
        let href = format!("/o/{}/access/defaults/edit", organization.slug);
        let name = texts::reach::edit_of(language, texts::reach::defaults(language));
        view! { <a class="button" href=href aria-label=name>{texts::reach::edit(language)}</a> }.into_any()
    } else {
        let (label, resource) = (texts::reach::edit(language), Resource::AccessControl);
        view! { <Refused organization=organization.clone() label action=Action::Update resource/> }.into_any()
    };
    view! {
        <Table
            organization=organization.clone()
            resource=Resource::AccessControl
            list="role-sets"
            heading=texts::reach::role_sets(language)
            lead=texts::reach::role_sets_lead(language)
            new=texts::reach::new_role_set(language)
            lines=sets
        />
        <Table
            organization=organization.clone()
            resource=Resource::AccessControl
            list="brand-settings"
            heading=texts::reach::brand_settings(language)
            lead=texts::reach::brand_settings_lead(language)
            new=texts::reach::new_brand_setting(language)
            lines=settings
        />
        <section class="stack">
            <div class="card-head"><h2>{texts::reach::defaults(language)}</h2>{edit}</div>
            <p class="muted">{texts::reach::defaults_lead(language)}</p>
            {defaults}
        </section>
    }
}

#[component]
fn Policies(organization: OrganizationView, control: AccessControl) -> impl IntoView {
    let language = use_language();
    let managed = control.managed.into_iter().map(|(policy, users)| Line {
        id: None,
        name: texts::reach::managed_name(language, policy.label(language)),
        holds: policy.statements().iter().map(|statement| texts::access::statement(language, statement)).collect(),
        users,
    });
    let custom = control.policies.into_iter().map(|row| Line {
        id: Some(row.id.to_string()),
        name: row.policy.name,
        holds: row.policy.statements.iter().map(|statement| texts::access::statement(language, statement)).collect(),
        users: row.users,
    });
    let lines = managed.chain(custom).collect::<Vec<_>>();
    view! {
        <Table
            organization
            resource=Resource::Policy
            list="policies"
            heading=texts::reach::policies(language)
            lead=texts::reach::policies_lead(language)
            new=texts::reach::new_policy(language)
            lines
        />
    }
}
