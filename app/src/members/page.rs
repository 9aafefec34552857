//! `/o/{slug}/members/{id}`: a member, in the tabs of M2, and what can be done about the membership.

use super::{
    edit::EditForm,
    functions::{LeaveOrganization, MemberPage as Shown, ReactivateMember, RestoreMember, SuspendMember, read_member},
    parts::{Act, Held, StatusBadge, called},
    primary::Primary,
};
use crate::{
    access::Refused,
    form::{Form, Hidden, PostForm, Submit, use_form},
    layout::{Address, Inside, Place, reading},
    organizations::use_slug,
    session::use_language,
};
use leptos::prelude::*;
use leptos_router::hooks::{use_params_map, use_query_map};
use shared::{
    Action, FieldErrors, Preset, Resource,
    access::PartSort,
    member::Status,
    texts,
    views::{MemberDetails, OrganizationView},
};

/// The tabs; each is an address, so that it works without the module and can be linked to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Tab {
    /// Role, permission, policies, brand access, end date.
    Access,
    /// Exchange accounts, with a role in each.
    Accounts,
    /// Teams.
    Teams,
    /// What the person told about themselves.
    Information,
}

impl Tab {
    const ALL: [Self; 4] = [Self::Access, Self::Accounts, Self::Teams, Self::Information];

    /// Whether organizations of a kind have it.
    const fn is_of(self, preset: &Preset) -> bool {
        match self {
            Self::Accounts => PartSort::ExchangeAccount.is_of(preset),
            Self::Teams => PartSort::Team.is_of(preset),
            Self::Access | Self::Information => true,
        }
    }

    const fn name(self) -> &'static str {
        match self {
            Self::Access => "access",
            Self::Accounts => "accounts",
            Self::Teams => "teams",
            Self::Information => "information",
        }
    }

    const fn label(self, language: shared::Language) -> &'static str {
        match self {
            Self::Access => texts::members::tab_access(language),
            Self::Accounts => texts::members::tab_accounts(language),
            Self::Teams => texts::members::tab_teams(language),
            Self::Information => texts::members::tab_information(language),
        }
    }
}

/// The member's page.
#[component]
pub fn MemberPage() -> impl IntoView {
    let (slug, params) = (use_slug(), use_params_map());
    let key = move || (slug.get(), params.with(|params| params.get("id").unwrap_or_default()));
    reading(key, |(slug, id)| Box::pin(read_member(slug, id)), |page| view! { <Member page/> })
}

#[component]
fn Member(page: Shown) -> impl IntoView {
    let language = use_language();
    let query = use_query_map();
    let Shown { organization, member } = page;
    let name = called(&member, language);
    let here = format!("/o/{}/members/{}", organization.slug, member.row.id);
    let tab = move || {
        let asked = query.with(|query| query.get("tab"));
        Tab::ALL.into_iter().find(|tab| asked.as_deref() == Some(tab.name())).unwrap_or(Tab::Access)
    };
    let address = here.clone();
    let preset = organization.kind.preset();
    let tabs = Tab::ALL.into_iter().filter(|tab| tab.is_of(preset)).map(|each| {
        let href = format!("{address}?tab={}", each.name());
        let current = move || (tab() == each).then_some("page");
        view! { <a href=href aria-current=current>{each.label(language)}</a> }
    });
    let tabs = tabs.collect_view();
    let (shown, inside) = (member.clone(), organization.clone());
    view! {
        <Inside organization=organization.clone() place=Place::Members title=name.clone() below=name.clone() reading=true>
            <div class="toolbar">
                <h1 class="page-title">{name.clone()}</h1>
                <p class="page-lead">
                    <Address address=member.row.address.to_string()/> " " <StatusBadge status=member.row.status/> " "
                    {member.row.is_primary.then(|| view! { <span class="you">{texts::organizations::primary_owner(language)}</span> })}
                </p>
                <div class="toolbar-actions"><a class="button" href=format!("{address}/why")>{texts::reach::explain(language)}</a></div>
            </div>
            <Primary organization=organization.clone() member=member.clone()/>
            <nav class="tabs" aria-label=texts::members::tabs(language)>{tabs}</nav>
            {move || match tab() {
                tab @ (Tab::Access | Tab::Accounts | Tab::Teams) => {
                    view! { <Access organization=inside.clone() member=shown.clone() tab/> }.into_any()
                }
                Tab::Information => view! { <Information member=shown.clone()/> }.into_any(),
            }}
            <Steps organization member/>
        </Inside>
    }
}

/// What the person holds: to be changed by who may, else to be read.
#[component]
fn Access(organization: OrganizationView, member: MemberDetails, tab: Tab) -> impl IntoView {
    let language = use_language();
    let person = Resource::Member(member.row.person(organization.kind.preset(), member.is_me));
    if organization.may(Action::Update, &person) && member.row.status != Status::Removed {
        return view! { <section class="card"><EditForm organization member tab/></section> }.into_any();
    }
    let (label, of) = (organization.kind.preset().words.edit.get(language), member.row.id);
    view! {
        <p class="muted">{texts::members::nothing_to_do(language)}</p>
        <p><Refused organization=organization.clone() label action=Action::Update resource=person of/></p>
        <Held organization member/>
    }
    .into_any()
}

/// What the person told about themselves; only they change it.
#[component]
fn Information(member: MemberDetails) -> impl IntoView {
    let language = use_language();
    let none = || texts::members::no_phone(language).to_owned();
    let name = member.row.name.as_ref().map_or_else(none, |name| name.display(language));
    let phone = member.phone.as_ref().map_or_else(none, ToString::to_string);
    // The day alone, as in the list: the time is written down only now and then.
    let seen = member.row.last_seen_at.as_ref().map(|at| texts::dates::date(language, at.date_naive()));
    view! {
        <dl class="facts">
            <div><dt>{texts::members::name(language)}</dt><dd>{name}</dd></div>
            <div><dt>{texts::members::address(language)}</dt><dd><Address address=member.row.address.to_string()/></dd></div>
            <div><dt>{texts::invitations::contact(language)}</dt><dd>{phone}</dd></div>
            <div><dt>{texts::forms::language(language)}</dt><dd>{texts::forms::language_name(language, member.language)}</dd></div>
            <div><dt>{texts::members::joined_at(language)}</dt><dd>{texts::dates::minute(language, &member.row.joined_at)}</dd></div>
            <div>
                <dt>{texts::members::last_seen_at(language)}</dt>
                <dd>{seen.unwrap_or_else(|| texts::members::never(language).to_owned())}</dd>
            </div>
        </dl>
    }
}

/// Suspend, reactivate, remove, restore; or, on one's own page, leave.
#[component]
fn Steps(organization: OrganizationView, member: MemberDetails) -> impl IntoView {
    let language = use_language();
    let suspend: Form<SuspendMember> = use_form(|_: &SuspendMember| FieldErrors::default());
    let reactivate: Form<ReactivateMember> = use_form(|_: &ReactivateMember| FieldErrors::default());
    let restore: Form<RestoreMember> = use_form(|_: &RestoreMember| FieldErrors::default());
    let (slug, id) = (organization.slug.to_string(), member.row.id.to_string());
    if member.is_me {
        return match member.row.is_primary {
            true => view! { <HandOverFirst organization/> }.into_any(),
            false => view! { <Leave organization/> }.into_any(),
        };
    }
    let person = Resource::Member(member.row.person(organization.kind.preset(), false));
    let may = |action| organization.may(action, &person);
    let of = member.row.id;
    let refused = |label: &'static str, action| {
        view! { <Refused organization=organization.clone() label action resource=person of/> }.into_any()
    };
    let remove = (member.row.status != Status::Removed).then(|| {
        if !may(Action::Delete) {
            return refused(texts::members::remove(language), Action::Delete);
        }
        let href = format!("/o/{slug}/members/{id}/remove");
        view! { <a class="button button-danger" href=href>{texts::members::remove(language)}</a> }.into_any()
    });
    let step = match member.row.status {
        Status::Active if may(Action::Suspend) => view! {
            <Act form=suspend slug id label=texts::members::suspend(language)/>
        }
        .into_any(),
        Status::Suspended if may(Action::Restore) => view! {
            <Act form=reactivate slug id label=texts::members::reactivate(language)/>
        }
        .into_any(),
        Status::Removed if may(Action::Restore) => view! {
            <Act form=restore slug id label=texts::members::restore(language) class="button button-primary"/>
        }
        .into_any(),
        Status::Active => refused(texts::members::suspend(language), Action::Suspend),
        Status::Suspended => refused(texts::members::reactivate(language), Action::Restore),
        Status::Removed => refused(texts::members::restore(language), Action::Restore),
        Status::Ended => ().into_any(),
    };
    let hint = (member.row.status == Status::Active && may(Action::Suspend))
        .then(|| view! { <p class="hint">{texts::members::suspend_hint(language)}</p> });
    let remove = remove.map(|remove| {
        let hint = may(Action::Delete).then(|| view! { <p class="hint">{texts::members::remove_hint(language)}</p> });
        view! { <div class="act">{remove} {hint}</div> }
    });
    view! {
        <section class="card acts">
            <h2>{texts::members::steps(language)}</h2>
            <div class="act">{step} {hint}</div>
            {remove}
        </section>
    }
    .into_any()
}

/// A Primary Owner stays until somebody else has taken over, which begins on that person's page (M4).
#[component]
fn HandOverFirst(organization: OrganizationView) -> impl IntoView {
    let language = use_language();
    let people = Place::Members;
    view! {
        <p class="muted">
            {texts::members::hand_over_first(language)} " "
            <a href=people.href(&organization)>{people.label(language, &organization)}</a>
        </p>
    }
}

#[component]
fn Leave(organization: OrganizationView) -> impl IntoView {
    let language = use_language();
    let form: Form<LeaveOrganization> = use_form(|_: &LeaveOrganization| FieldErrors::default());
    view! {
        <details class="more" open=form.came_back()>
            <summary>{texts::members::leave(language)}</summary>
            <p>{texts::members::leave_question(language, &organization.name)}</p>
            <PostForm form class="form-inline">
                <Hidden name="slug" value=organization.slug.to_string()/>
                <Submit label=texts::members::leave_confirm(language) class="button button-danger"/>
            </PostForm>
        </details>
    }
}
