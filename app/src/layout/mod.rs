//! What surrounds the content of a page: masthead, navigation, and the ways a page can fail.

mod breadcrumbs;
mod feedback;
mod instead;
mod lists;
mod masthead;
mod place;
mod trouble;

use feedback::Skeleton;
pub use feedback::{Progress, Toasts};
pub use lists::{Address, Beside, FilterChoice, FilterText, ListAt, NextPage, Search, use_list_at};
pub use place::{PeopleTabs, Place, SettingsTabs, WayIn};
pub use trouble::{Missing, Trouble, WayOut, chain_of};

use crate::{
    AppError,
    organizations::use_slug,
    session::{Page, use_language, use_reader},
};
use breadcrumbs::Breadcrumbs;
use instead::Instead;
use leptos::prelude::*;
use leptos_meta::Title;
use masthead::Masthead;
use place::Navigation;
use serde::{Serialize, de::DeserializeOwned};
use shared::{texts, views::OrganizationView};
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
    let (Page { version, reading, .. }, slug) = (expect_context::<Page>(), use_slug());
    let read = move |(key, slug, _)| async move {
        match read(key).await {
            Ok(data) => Ok(data),
            Err(error) => Err(Instead::of(error, slug).await),
        }
    };
    let data = Resource::new(move || (key(), slug.get(), version.get()), read);
    // A server draws what is there; only in a browser does anybody wait.
    let pending = RwSignal::new(false);
    Effect::new(move |_| reading.set(pending.get()));
    on_cleanup(move || {
        reading.try_set(false);
    });
    // A transition, so that a refresh does not blank the page.
    view! {
        <Transition fallback=Skeleton set_pending=pending>
            {move || Suspend::new(async move {
                match data.await {
                    Ok(data) => draw(data).into_any(),
                    Err(instead) => instead.draw(slug.get_untracked()),
                }
            })}
        </Transition>
    }
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
