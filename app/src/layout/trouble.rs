//! What stands where a page could not be shown: in words, with the right status, and with a way on.

use super::{Plain, answer_with};
use crate::{
    AppError,
    access::WhyLink,
    session::{use_language, use_reader},
};
use leptos::prelude::*;
use shared::{Refusal, access::Question, texts};

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
                <p><WayOut/></p>
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
                <p><WayOut/></p>
            </section>
        </Plain>
    }
}

/// The way on from a page that leads nowhere: to one's organizations, or first to the door.
#[component]
pub fn WayOut() -> impl IntoView {
    let language = use_language();
    let (href, words) = match use_reader().person {
        Some(_) => ("/organizations", texts::forms::to_organizations(language)),
        None => ("/sign-in", texts::accounts::sign_in(language)),
    };
    view! { <a href=href rel="external">{words}</a> }
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
