//! `/invitation`: what the opened link offers, complete without JavaScript (A1). Nothing here counts as an
//! answer until it is posted.

use super::functions::{AcceptInvitation, AskForInvitation, DeclineInvitation, Opened, open_invitation};
use crate::{
    accounts::SignOutButton,
    form::{Form, Hidden, PostForm, Submit, use_form},
    layout::{Address, Plain, WayOut, answer_with, reading},
    naming::Naming,
    organizations::{grant_in_words, grant_label, kind_in_words},
    session::use_language,
};
use leptos::prelude::*;
use shared::{FieldErrors, texts, views::Confirmation};

/// The confirmation page.
#[component]
pub fn ConfirmationPage() -> impl IntoView {
    let decline = use_decline();
    if let Some(organization) = decline.shown_untracked() {
        return view! { <Declined organization/> }.into_any();
    }
    reading(
        String::new,
        |_| Box::pin(open_invitation()),
        |opened| match opened {
            Opened::Nothing => view! { <NoLink/> }.into_any(),
            Opened::Over => view! { <Over/> }.into_any(),
            Opened::Joined { slug } => view! { <Onward path=format!("/o/{slug}")/> }.into_any(),
            Opened::Live { confirmation, signed_in } => {
                view! { <Live confirmation=*confirmation signed_in/> }.into_any()
            }
        },
    )
    .into_any()
}

/// The form that declines. The page that answers it has no invitation to show any more.
fn use_decline() -> Form<DeclineInvitation, String> {
    use_form(|_: &DeclineInvitation| FieldErrors::default())
}

#[component]
fn Live(confirmation: Confirmation, signed_in: Option<String>) -> impl IntoView {
    let language = use_language();
    let decline = use_decline();
    let organization = confirmation.organization.to_string();
    let inviter = confirmation.inviter.as_ref();
    let inviter = inviter.map_or_else(|| confirmation.inviter_address.clone(), |name| name.display(language));
    let id = confirmation.id.to_string();
    let title = texts::invitations::join_title(language, &organization);
    let invites = texts::invitations::invites_you(language, &inviter, &organization);
    let question = texts::invitations::decline_question(language, &organization);
    let ends = confirmation.access_ends_at.as_ref().map(|end| {
        view! { <div><dt>{texts::members::ends(language)}</dt><dd>{texts::dates::last_day(language, end)}</dd></div> }
    });
    view! {
        <Plain title=title.clone() narrow=true>
            <section class="card">
                <p class="eyebrow">{texts::invitations::eyebrow(language)}</p>
                <h1 class="page-title"><Naming sentence=title names=vec![organization.clone()]/></h1>
                <p><Naming sentence=invites names=vec![inviter, organization.clone()]/></p>
                <dl class="facts">
                    <div>
                        <dt>{texts::organizations::kind(language)}</dt>
                        <dd>{kind_in_words(language, confirmation.kind)}</dd>
                    </div>
                    <div>
                        <dt>{texts::invitations::for_address(language)}</dt>
                        <dd><Address address=confirmation.address.to_string()/></dd>
                    </div>
                    <div>
                        <dt>{grant_label(language, confirmation.kind)}</dt>
                        <dd>{grant_in_words(language, &confirmation.grant, false)}</dd>
                    </div>
                    <div>
                        <dt>{texts::invitations::valid_until(language)}</dt>
                        <dd>{texts::dates::minute_anywhere(language, &confirmation.expires_at)}</dd>
                    </div>
                    {ends}
                </dl>
                <Ways confirmation signed_in/>
                <details class="more" open=decline.came_back()>
                    <summary>{texts::invitations::decline(language)}</summary>
                    <p><Naming sentence=question names=vec![organization]/></p>
                    <PostForm form=decline class="form-inline">
                        <Hidden name="id" value=id/>
                        <Submit label=texts::invitations::decline_confirm(language) class="button button-danger"/>
                    </PostForm>
                </details>
            </section>
        </Plain>
    }
    .into_any()
}

/// The one next step: accept, sign in, register, or switch the account (A2–A4).
#[component]
fn Ways(confirmation: Confirmation, signed_in: Option<String>) -> impl IntoView {
    let language = use_language();
    let words = confirmation.kind.preset().words;
    let accept: Form<AcceptInvitation> = use_form(|_: &AcceptInvitation| FieldErrors::default());
    let address = confirmation.address.to_string();
    match signed_in {
        Some(mine) if mine == address => view! {
            <PostForm form=accept>
                <Hidden name="id" value=confirmation.id.to_string()/>
                <div class="form-actions form-actions-stack">
                    <Submit label=words.accept.get(language) class="button button-primary button-wide"/>
                </div>
            </PostForm>
        }
        .into_any(),
        Some(mine) => {
            // The status tells programs what the page tells people (SECURITY A1).
            answer_with(403);
            let told = texts::invitations::wrong_account(language, &address, &mine);
            view! {
                <div class="notice notice-warning" role="status">
                    <strong>{texts::invitations::wrong_account_title(language)}</strong>
                    <p><Naming sentence=told names=vec![address, mine]/></p>
                    <div class="notice-actions">
                        <SignOutButton
                            next="/sign-in?next=/invitation"
                            label=texts::invitations::switch_account(language).to_owned()
                            class="button button-primary"
                        />
                    </div>
                </div>
            }
            .into_any()
        }
        None if confirmation.has_account => view! {
            <p class="muted">{texts::invitations::sign_in_next(language)}</p>
            <div class="form-actions form-actions-stack">
                <a class="button button-primary button-wide" rel="external" href="/sign-in?next=/invitation">
                    {words.accept.get(language)}
                </a>
            </div>
        }
        .into_any(),
        None => view! {
            <div class="form-actions form-actions-stack">
                <a class="button button-primary button-wide" rel="external" href="/invitation/register">
                    {words.accept_new.get(language)}
                </a>
            </div>
        }
        .into_any(),
    }
}

#[component]
fn Declined(organization: String) -> impl IntoView {
    let language = use_language();
    view! {
        <Plain title=texts::invitations::declined_title(language) narrow=true>
            <section class="card">
                <h1 class="page-title">{texts::invitations::declined_title(language)}</h1>
                <p>{texts::invitations::declined(language, organization)}</p>
            </section>
        </Plain>
    }
}

/// A real link that is over: one page for every reason, and one answer to whoever asks for a new invitation (A5).
#[component]
pub(super) fn Over() -> impl IntoView {
    let language = use_language();
    let form: Form<AskForInvitation, bool> = use_form(|_: &AskForInvitation| FieldErrors::default());
    answer_with(410);
    let ask = move || match form.shown() {
        Some(_) => view! {
            <div class="notice notice-success" role="status"><p>{texts::invitations::asked_detail(language)}</p></div>
        }
        .into_any(),
        None => view! {
            <PostForm form>
                <p class="muted">{texts::invitations::ask_hint(language)}</p>
                <div class="form-actions form-actions-stack">
                    <Submit label=texts::invitations::ask(language) class="button button-primary button-wide"/>
                </div>
            </PostForm>
        }
        .into_any(),
    };
    view! {
        <Plain title=texts::invitations::over_title(language) narrow=true>
            <section class="card">
                <h1 class="page-title">{move || match form.shown() {
                    Some(_) => texts::invitations::asked_title(language),
                    None => texts::invitations::over_title(language),
                }}</h1>
                {move || form.shown().is_none().then(|| view! { <p>{texts::invitations::over(language)}</p> })}
                {ask}
            </section>
            <p class="narrow-foot">
                <WayOut/>
            </p>
        </Plain>
    }
}

#[component]
pub(super) fn NoLink() -> impl IntoView {
    let language = use_language();
    answer_with(404);
    view! {
        <Plain title=texts::invitations::none_title(language) narrow=true>
            <section class="card">
                <h1 class="page-title">{texts::invitations::none_title(language)}</h1>
                <p>{texts::invitations::none_open(language)}</p>
                <p><WayOut/></p>
            </section>
        </Plain>
    }
}

/// The person who accepted already goes straight to the organization.
#[component]
pub(super) fn Onward(path: String) -> impl IntoView {
    #[cfg(feature = "ssr")]
    leptos_axum::redirect(&path);
    let language = use_language();
    view! {
        <Plain title=texts::invitations::joined_title(language) narrow=true>
            <p><a href=path rel="external">{texts::invitations::joined_title(language)}</a></p>
        </Plain>
    }
}
