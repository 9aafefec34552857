//! What surrounds the content of a page: masthead, navigation, and the ways a page can fail.

mod breadcrumbs;
mod feedback;
mod masthead;
mod place;

pub use feedback::{Progress, Toasts};
pub use place::{PeopleTabs, Place, SettingsTabs};

use crate::{
    AppError,
    access::WhyLink,
    accounts::PasswordGate,
    organizations::use_slug,
    session::{Page, use_language, use_reader},
    terms::TermsGate,
};
use breadcrumbs::Breadcrumbs;
use leptos::prelude::*;
use leptos_meta::Title;
use leptos_router::hooks::use_query_map;
use masthead::Masthead;
use place::Navigation;
use serde::{Serialize, de::DeserializeOwned};
use shared::{Refusal, access::Question, texts, views::OrganizationView};
use std::pin::Pin;

/// A server function on its way.
pub type Reading<T> = Pin<Box<dyn Future<Output = Result<T, AppError>> + Send>>;

/// Reads what a page shows, again whenever something was changed, and draws it or says why not.
pub fn reading<K, T, V>(
    key: impl Fn() -> K + Copy + Send + Sync + 'static,
    read: impl Fn(K) -> Reading<T> + Copy + Send + Sync + 'static,
    draw: impl Fn(T) -> V + Copy + Send + Sync + 'static,
) -> impl IntoView
where
    K: Clone + PartialEq + Send + Sync + 'static,
    T: Clone + Serialize + DeserializeOwned + Send + Sync + 'static,
    V: IntoView + 'static,
{
    let version = expect_context::<Page>().version;
    let data = Resource::new(move || (key(), version.get()), move |(key, _)| read(key));
    // A transition, so that a refresh does not blank the page.
    view! {
        <Transition>
            {move || Suspend::new(async move {
                match data.await {
                    Ok(data) => draw(data).into_any(),
                    Err(error) => view! { <Trouble error/> }.into_any(),
                }
            })}
        </Transition>
    }
}

/// Which page of which list: what the address says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ListAt {
    /// The organization.
    pub slug: String,
    /// Where the page starts.
    pub after: String,
    /// What the list is narrowed to.
    pub only: String,
}

/// The list the address asks for; `filter` is the name of what narrows it.
pub fn use_list_at(filter: &'static str) -> Memo<ListAt> {
    let (slug, query) = (use_slug(), use_query_map());
    Memo::new(move |_| {
        query.with(|query| ListAt {
            slug: slug.get(),
            after: query.get("after").unwrap_or_default(),
            only: query.get(filter).unwrap_or_default(),
        })
    })
}

/// A page with the masthead alone.
#[component]
pub fn Plain(
    /// The title of the window.
    #[prop(into)]
    title: String,
    /// Whether it is a single column for reading one thing.
    #[prop(optional)]
    narrow: bool,
    /// Whether it is for reading rather than a table.
    #[prop(optional)]
    reading: bool,
    children: Children,
) -> impl IntoView {
    let class = match (narrow, reading) {
        (true, _) => "page narrow",
        (false, true) => "page page-reading",
        (false, false) => "page",
    };
    view! {
        <WindowTitle title/>
        <div class="shell">
            <SkipLink/>
            <Masthead/>
            <main class=class id="main" tabindex="-1">{children()}</main>
        </div>
    }
    .into_any()
}

/// A page of an organization.
#[component]
pub fn Inside(
    /// The organization.
    organization: OrganizationView,
    /// Where in it the page is.
    place: Place,
    /// The title of the window.
    #[prop(into)]
    title: String,
    /// What the page is called where it stands below its place in the navigation: breadcrumbs lead back.
    #[prop(optional, into)]
    below: Option<String>,
    /// What stands between: address and name.
    #[prop(optional)]
    through: Vec<(String, String)>,
    /// Whether the content is for reading rather than a table.
    #[prop(optional)]
    reading: bool,
    children: Children,
) -> impl IntoView {
    let class = if reading { "page page-reading" } else { "page" };
    let name = organization.name.to_string();
    let above = organization
        .from_above
        .then(|| view! { <p class="notice" role="note">{texts::reach::from_above(use_language())}</p> });
    let way = below.map(|here| {
        let place = (place.href(&organization), place.label(use_language(), &organization).to_owned());
        view! { <Breadcrumbs way=std::iter::once(place).chain(through).collect() here/> }
    });
    view! {
        <WindowTitle title=format!("{title} – {name}")/>
        <div class="shell">
            <SkipLink/>
            <Masthead organization=(organization.slug.to_string(), name.clone())/>
            <Navigation organization place/>
            <main class=class id="main" tabindex="-1">{above}{way}{children()}</main>
        </div>
    }
    .into_any()
}

/// What a page could not show, in words, with the right status.
#[component]
pub fn Trouble(
    /// Why.
    error: AppError,
) -> impl IntoView {
    let language = use_language();
    let refusal = error.0;
    answer_with(refusal.status());
    if refusal == Refusal::NotFound {
        return view! { <Missing/> }.into_any();
    }
    if refusal == Refusal::SignedOut {
        return view! { <SignedOut/> }.into_any();
    }
    // What comes before an organization stands where its pages would.
    if refusal == Refusal::TermsDue {
        return view! { <TermsGate/> }.into_any();
    }
    if refusal == Refusal::PasswordDue {
        return view! { <PasswordGate/> }.into_any();
    }
    let text = texts::errors::refusal(language, &refusal);
    let path = leptos_router::hooks::use_location().pathname.get_untracked();
    let why = chain_of(&refusal, &path).map(|(slug, question)| {
        view! { <p><WhyLink slug question of=texts::forms::trouble_title(language)/></p> }
    });
    view! {
        <Plain title=texts::forms::trouble_title(language) narrow=true>
            <section class="card">
                <h1 class="page-title">{texts::forms::trouble_title(language)}</h1>
                <p>{text}</p>
                {why}
                <p><a href="/organizations">{texts::forms::to_organizations(language)}</a></p>
            </section>
        </Plain>
    }
    .into_any()
}

/// Where the chain behind a refusal can be read, if it is one that has a chain: the organization in the address, and
/// the question (M10).
pub fn chain_of(refusal: &Refusal, path: &str) -> Option<(String, Question)> {
    let Refusal::Denied(denial) = refusal else { return None };
    let slug = path.strip_prefix("/o/")?.split('/').next()?;
    Some((slug.to_owned(), denial.question))
}

/// There is no such page, or none that the reader may know of.
#[component]
pub fn Missing() -> impl IntoView {
    let language = use_language();
    answer_with(404);
    view! {
        <Plain title=texts::forms::not_found_title(language) narrow=true>
            <section class="card">
                <h1 class="page-title">{texts::forms::not_found_title(language)}</h1>
                <p>{texts::forms::not_found(language)}</p>
                <p><a href="/organizations">{texts::forms::to_organizations(language)}</a></p>
            </section>
        </Plain>
    }
}

/// The session ended while the page was open: sign in, and come back.
#[component]
fn SignedOut() -> impl IntoView {
    let language = use_language();
    let path = leptos_router::hooks::use_location().pathname;
    let href = move || format!("/sign-in?next={}", path.get());
    view! {
        <Plain title=texts::accounts::sign_in_title(language) narrow=true>
            <section class="card">
                <h1 class="page-title">{texts::errors::refusal(language, &Refusal::SignedOut)}</h1>
                <p><a class="button button-primary" rel="external" href=href>{texts::accounts::sign_in(language)}</a></p>
            </section>
        </Plain>
    }
}

#[component]
fn WindowTitle(title: String) -> impl IntoView {
    let site = use_reader().site;
    view! { <Title text=format!("{title} – {site}")/> }
}

#[component]
fn SkipLink() -> impl IntoView {
    let language = use_language();
    view! { <a class="skip-link" href="#main" rel="external">{texts::forms::skip(language)}</a> }
}

/// Gives the page's answer a status of its own.
pub fn answer_with(status: u16) {
    #[cfg(feature = "ssr")]
    if let (Some(options), Ok(status)) =
        (use_context::<leptos_axum::ResponseOptions>(), http::StatusCode::from_u16(status))
    {
        options.set_status(status);
    }
    #[cfg(not(feature = "ssr"))]
    let _ = status;
}
