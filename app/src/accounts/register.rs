//! `/register`: an account without an invitation (C1). The address first; then the code that was mailed there,
//! with everything else.

use super::{
    address::mailed,
    frame::PersonNames,
    functions::{BeginRegistration, CodeMailed, Register, registration_terms},
    strength::NewPasswordField,
};
use crate::{
    form::{Agreement, Form, Hidden, PostForm, Submit, TextField, use_form},
    layout::{Plain, reading},
    session::use_language,
};
use leptos::prelude::*;
use shared::{EmailAddress, Field, FieldErrors, password::PasswordRule, texts, texts::accounts as t};

/// The registration page.
#[component]
pub fn RegisterPage() -> impl IntoView {
    reading(String::new, |_| Box::pin(registration_terms()), |version| view! { <Steps version/> })
}

#[component]
fn Steps(version: String) -> impl IntoView {
    let language = use_language();
    let begin: Form<BeginRegistration, CodeMailed> = use_form(|typed: &BeginRegistration| {
        let mut errors = FieldErrors::default();
        errors.take(Field::Address, EmailAddress::parse(&typed.address));
        errors
    });
    let finish: Form<Register> = use_form(|typed: &Register| {
        let address = EmailAddress::parse(&typed.proof_address);
        address.map(|address| typed.form().check(&address, &typed.version).err()).ok().flatten().unwrap_or_default()
    });
    view! {
        <Plain title=t::register_title(language) narrow=true>
            <section class="card">
                <h1 class="page-title">{t::register_title(language)}</h1>
                {move || match mailed(begin, finish) {
                    Some(mailed) => view! { <Finish form=finish mailed version=version.clone()/> }.into_any(),
                    None => view! { <Begin form=begin/> }.into_any(),
                }}
            </section>
            <p class="narrow-foot">
                <span class="whole">{t::have_account(language)}</span> " "
                <a href="/sign-in" rel="external">{t::sign_in_title(language)}</a>
            </p>
        </Plain>
    }
}

#[component]
fn Begin(form: Form<BeginRegistration, CodeMailed>) -> impl IntoView {
    let language = use_language();
    view! {
        <p>{t::register_lead(language)}</p>
        <PostForm form>
            <TextField field=Field::Address label=texts::errors::label(language, Field::Address) kind="email"
                autocomplete="username"/>
            <div class="form-actions">
                <Submit label=t::register_send(language) class="button button-primary button-wide"/>
            </div>
        </PostForm>
    }
}

#[component]
fn Finish(form: Form<Register>, mailed: CodeMailed, version: String) -> impl IntoView {
    let language = use_language();
    let label = move |field| texts::errors::label(language, field);
    view! {
        <p class="notice breakable" role="status">{t::register_sent(language, &mailed.address)}</p>
        <PostForm form>
            <Hidden name="proof" value=mailed.proof.to_string()/>
            <Hidden name="proof_address" value=mailed.address.clone()/>
            <TextField field=Field::Code label=label(Field::Code) autocomplete="one-time-code"/>
            <PersonNames/>
            <input type="hidden" autocomplete="username" value=mailed.address/>
            <NewPasswordField label=label(Field::Password) rule=PasswordRule::DEFAULT/>
            <TextField field=Field::PasswordAgain label=label(Field::PasswordAgain) kind="password"
                autocomplete="new-password"/>
            <Agreement version path=|version| format!("/terms/{version}") read=t::read_terms(language)
                label=label(Field::Terms)/>
            <div class="form-actions form-actions-stack">
                <Submit label=t::register_button(language) class="button button-primary button-wide"/>
            </div>
        </PostForm>
        <p class="muted">{t::mail_limit(language)}</p>
        <p><a href="/register" rel="external">{t::register_again(language)}</a></p>
    }
}
