//! `/forgot-password` and `/reset-password` (C1). Both go without the module, like signing in.

use super::{
    functions::{ForgotPassword, OpenedReset, ResetPassword, open_reset},
    password::NewPasswordFields,
    strength::posted_strength,
};
use crate::{
    form::{Form, PostForm, Submit, TextField, use_form},
    layout::{Plain, answer_with, reading},
    naming::Naming,
    session::use_language,
};
use leptos::prelude::*;
use shared::{
    EmailAddress, Field, FieldErrors, account::NewPassword, password::Level, texts, texts::accounts as t,
    views::Demands,
};

/// `/forgot-password`
#[component]
pub fn ForgotPage() -> impl IntoView {
    let language = use_language();
    let form: Form<ForgotPassword, u64> = use_form(|typed: &ForgotPassword| {
        let mut errors = FieldErrors::default();
        errors.take(Field::Address, EmailAddress::parse(&typed.address));
        errors
    });
    let content = match form.shown_untracked() {
        Some(minutes) => view! {
            <h1 class="page-title">{t::forgot_sent_title(language)}</h1>
            <p role="status">{t::forgot_sent(language, minutes)}</p>
            <p class="muted">{t::mail_limit(language)}</p>
        }
        .into_any(),
        None => view! {
            <h1 class="page-title">{t::forgot_title(language)}</h1>
            <p>{t::forgot_lead(language)}</p>
            <PostForm form>
                <TextField field=Field::Address label=texts::errors::label(language, Field::Address) kind="email"
                    autocomplete="username"/>
                <div class="form-actions">
                    <Submit label=t::forgot_send(language) class="button button-primary button-wide"/>
                </div>
            </PostForm>
        }
        .into_any(),
    };
    view! {
        <Plain title=t::forgot_title(language) narrow=true>
            <section class="card">{content}</section>
            <p class="narrow-foot"><a href="/sign-in" rel="external">{t::back_to_sign_in(language)}</a></p>
        </Plain>
    }
}

/// `/reset-password`: where an opened link leads.
#[component]
pub fn ResetPage() -> impl IntoView {
    // The page that answers a success has no link to look at any more.
    let done: Form<ResetPassword, bool> = use_form(|_: &ResetPassword| FieldErrors::default());
    if done.shown_untracked().is_some() {
        return view! { <Done/> }.into_any();
    }
    reading(
        String::new,
        |_| Box::pin(open_reset()),
        |opened| match opened {
            OpenedReset::Live(demands) => view! { <Reset demands/> }.into_any(),
            OpenedReset::Over => {
                answer_with(410);
                view! { <Dead title=t::link_over_title text=t::link_over/> }.into_any()
            }
            OpenedReset::Nothing => {
                answer_with(404);
                view! { <Dead title=t::reset_title text=t::no_link/> }.into_any()
            }
        },
    )
    .into_any()
}

#[component]
fn Reset(demands: Demands) -> impl IntoView {
    let language = use_language();
    let (known, lead) = (demands.clone(), t::reset_lead(language, &demands.address));
    let form: Form<ResetPassword, bool> = use_form(move |typed: &ResetPassword| {
        let ResetPassword { password, password_again } = typed.clone();
        let form = NewPassword { password, password_again };
        form.check(known.rule, &known.address, &known.organizations).err().unwrap_or_default()
    });
    view! {
        <Plain title=t::reset_title(language) narrow=true>
            <section class="card">
                <h1 class="page-title">{t::reset_title(language)}</h1>
                <p><Naming sentence=lead names=vec![demands.address.to_string()]/></p>
                <PostForm form>
                    <input type="hidden" autocomplete="username" value=demands.address.to_string()/>
                    <NewPasswordFields demands/>
                    <div class="form-actions">
                        <Submit label=t::reset_button(language) class="button button-primary button-wide"/>
                    </div>
                </PostForm>
            </section>
        </Plain>
    }
}

#[component]
fn Done() -> impl IntoView {
    let language = use_language();
    // It is set, as the rule allows; that another one would be better is still worth saying.
    let weak = posted_strength().filter(|strength| strength.level < Level::Good);
    view! {
        <Plain title=t::reset_done_title(language) narrow=true>
            <section class="card">
                <h1 class="page-title">{t::reset_done_title(language)}</h1>
                <p role="status">{t::reset_done(language)}</p>
                {weak.map(|strength| view! { <p class="muted">{texts::passwords::strength(language, strength)}</p> })}
                <a class="button button-primary button-wide" rel="external" href="/sign-in">{t::go_to_sign_in(language)}</a>
            </section>
        </Plain>
    }
}

/// A link that does nothing: what it says, and the way to a new one.
#[component]
fn Dead(title: fn(shared::Language) -> &'static str, text: fn(shared::Language) -> &'static str) -> impl IntoView {
    let language = use_language();
    view! {
        <Plain title=title(language) narrow=true>
            <section class="card">
                <h1 class="page-title">{title(language)}</h1>
                <p>{text(language)}</p>
                <a class="button button-primary button-wide" rel="external" href="/forgot-password">{t::new_link(language)}</a>
            </section>
        </Plain>
    }
}
