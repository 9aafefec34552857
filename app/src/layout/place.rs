//! Where one is in an organization, and where one may go.

use crate::session::use_language;
use leptos::prelude::*;
use shared::{Action, Language, Resource, texts, views::OrganizationView};

/// A place in an organization's navigation.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Place {
    /// `/o/{slug}`
    Overview,
    /// `/o/{slug}/members` and below
    Members,
    /// `/o/{slug}/invitations` and below
    Invitations,
    /// `/o/{slug}/access` and below, where roles say what one may do
    Access,
    /// The same, where policies do
    Policies,
    /// `/o/{slug}/brands`
    Brands,
    /// `/o/{slug}/accounts`
    Accounts,
    /// `/o/{slug}/teams`
    Teams,
    /// `/o/{slug}/customers`
    Customers,
    /// `/o/{slug}/activity`
    Activity,
    /// `/o/{slug}/settings/seats`
    Seats,
    /// `/o/{slug}/settings` and below
    Settings,
}

/// The places there are, in their order, with what one must be allowed in order to be shown the way there.
const PLACES: &[(Place, Option<(Action, Resource)>)] = &[
    (Place::Overview, None),
    (Place::Members, Some((Action::List, Resource::ANY_MEMBER))),
    (Place::Invitations, Some((Action::List, Resource::Invitation))),
    (Place::Access, Some((Action::Read, Resource::AccessControl))),
    (Place::Policies, Some((Action::Read, Resource::Policy))),
    (Place::Brands, Some((Action::List, Resource::Brand(None)))),
    (Place::Accounts, Some((Action::List, Resource::ExchangeAccount(None)))),
    (Place::Teams, Some((Action::List, Resource::Team(None)))),
    (Place::Customers, Some((Action::List, Resource::Customer))),
    (Place::Activity, Some((Action::List, Resource::Activity))),
    (Place::Seats, Some((Action::Read, Resource::Seats))),
    (Place::Settings, Some((Action::Read, Resource::Settings))),
];

impl Place {
    /// The other places that the kind has and that the reader may see.
    pub(crate) fn others(self, organization: &OrganizationView) -> Vec<Self> {
        let seen = PLACES.iter().filter(|(this, right)| *this != self && may_see(organization, right.as_ref()));
        seen.map(|(this, _)| *this).collect()
    }

    /// What follows the organization's address.
    const fn segment(self) -> &'static str {
        match self {
            Self::Overview => "",
            Self::Members => "/members",
            Self::Invitations => "/invitations",
            Self::Access | Self::Policies => "/access",
            Self::Brands => "/brands",
            Self::Accounts => "/accounts",
            Self::Teams => "/teams",
            Self::Customers => "/customers",
            Self::Activity => "/activity",
            Self::Seats => "/settings/seats",
            Self::Settings => "/settings",
        }
    }

    /// Its address in an organization.
    pub(crate) fn href(self, organization: &OrganizationView) -> String {
        format!("/o/{}{}", organization.slug, self.segment())
    }

    /// What the organization calls it.
    pub(crate) fn label(self, language: Language, organization: &OrganizationView) -> &'static str {
        let words = organization.kind.preset().words;
        match self {
            Self::Overview => texts::organizations::overview(language),
            Self::Members => words.members.get(language),
            Self::Invitations => words.invitations.get(language),
            Self::Access => texts::reach::control(language),
            Self::Policies => texts::reach::policies(language),
            Self::Brands => texts::reach::brands(language),
            Self::Accounts => texts::reach::accounts(language),
            Self::Teams => texts::reach::teams(language),
            Self::Customers => texts::reach::customers(language),
            Self::Activity => texts::activity::title(language),
            Self::Seats => texts::seats::title(language),
            Self::Settings => words.settings.get(language),
        }
    }
}

/// Where the product document puts the pages about people (I1), unless that is what they are called themselves.
#[component]
pub fn WayIn(organization: OrganizationView) -> impl IntoView {
    let language = use_language();
    let words = organization.kind.preset().words;
    let way_in = words.way_in.get(language);
    (way_in != words.members.get(language)).then(|| view! { <p class="eyebrow">{way_in}</p> })
}

/// The pages about people, side by side as the documents have them: members first, then invitations, then what access
/// can be given (I1).
#[component]
pub fn PeopleTabs(organization: OrganizationView, place: Place) -> impl IntoView {
    let language = use_language();
    let people = [Place::Members, Place::Invitations, Place::Access, Place::Policies];
    let links = links(&organization, place, |this| people.contains(&this), language);
    let way_in = organization.kind.preset().words.way_in.get(language);
    view! { <nav class="tabs" aria-label=way_in>{links}</nav> }
}

/// The way from an organization's settings to its people.
#[component]
pub fn SettingsTabs(organization: OrganizationView) -> impl IntoView {
    let language = use_language();
    let words = organization.kind.preset().words;
    let slug = organization.slug.to_string();
    let title = words.settings.get(language);
    let people = organization.may(Action::List, &Resource::ANY_MEMBER).then(|| {
        view! { <a href=format!("/o/{slug}/members")>{words.people.get(language)}</a> }
    });
    view! {
        <nav class="tabs" aria-label=words.way_in.get(language)>
            <a href=format!("/o/{slug}/settings") aria-current="page">{title}</a>
            {people}
        </nav>
    }
}

fn may_see(organization: &OrganizationView, right: Option<&(Action, Resource)>) -> bool {
    right.is_none_or(|(action, resource)| organization.may(*action, resource))
}

/// Links to those of the places that the kind has and that the reader may see.
fn links(organization: &OrganizationView, place: Place, wanted: impl Fn(Place) -> bool, language: Language) -> AnyView {
    PLACES
        .iter()
        .filter(|(this, right)| wanted(*this) && (*this == place || may_see(organization, right.as_ref())))
        .map(|(this, _)| {
            let href = this.href(organization);
            let current = (*this == place).then_some("page");
            view! { <a href=href aria-current=current>{this.label(language, organization)}</a> }
        })
        .collect_view()
        .into_any()
}

/// The navigation of an organization: the places that its kind has and that the reader may see.
#[component]
pub(super) fn Navigation(organization: OrganizationView, place: Place) -> impl IntoView {
    let links = links(&organization, place, |_| true, use_language());
    view! { <nav class="nav" aria-label=organization.name.to_string()>{links}</nav> }.into_any()
}
