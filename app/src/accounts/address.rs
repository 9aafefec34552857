//! Changing the address, in two steps: password and new address, then the code that was mailed there (P7).

use super::functions::{BeginAddressChange, ChangeAddress, CodeMailed};
use crate::{
    form::{Form, Hidden, PostForm, Submit, TextField, use_form},
    layout::Address,
    session::use_language,
};
use leptos::prelude::*;
use shared::{EmailAddress, Field, FieldError, FieldErrors, account::AddressChange, texts, texts::accounts as t};

#[component]
pub(super) fn AddressSection(address: EmailAddress) -> impl IntoView {
    let language = use_language();
    let now = address.clone();
    let begin: Form<BeginAddressChange, CodeMailed> = use_form(move |typed: &BeginAddressChange| {
        let BeginAddressChange { address, current_password } = typed.clone();
        AddressChange { address, current_password }.check(&now).err().unwrap_or_default()
    });
    let finish: Form<ChangeAddress> = use_form(|typed: &ChangeAddress| check_code(&typed.code));
    view! {
        <section class="card">
            <h2>{t::address_title(language)}</h2>
            {move || match mailed(begin, finish) {
                Some(mailed) => view! { <Finish form=finish mailed/> }.into_any(),
                None => view! {
                    <p>
                        {t::address_now(language)}{texts::forms::colon(language)}
                        <strong><Address address=address.to_string()/></strong>
                    </p>
                    <p>{t::address_lead(language)}</p>
                    <PostForm form=begin>
                        <TextField field=Field::Address label=t::address_new(language) kind="email" autocomplete="email"/>
                        <TextField field=Field::CurrentPassword
                            label=texts::errors::label(language, Field::CurrentPassword) kind="password"
                            autocomplete="current-password"/>
                        <div class="form-actions"><Submit label=t::address_send(language)/></div>
                    </PostForm>
                }
                .into_any(),
            }}
        </section>
    }
}

#[component]
fn Finish(form: Form<ChangeAddress>, mailed: CodeMailed) -> impl IntoView {
    let language = use_language();
    view! {
        <p class="notice breakable" role="status">{t::address_sent(language, &mailed.address)}</p>
        <PostForm form>
            <Hidden name="proof" value=mailed.proof.to_string()/>
            <Hidden name="proof_address" value=mailed.address/>
            <TextField field=Field::Code label=texts::errors::label(language, Field::Code) autocomplete="one-time-code"/>
            <div class="form-actions"><Submit label=t::address_button(language)/></div>
        </PostForm>
        <p class="muted">{t::mail_limit(language)}</p>
    }
}

/// The code that was mailed: as the first step showed it, or as a refusal of the second one carries it along.
pub(super) fn mailed<A, B>(begin: Form<A, CodeMailed>, finish: Form<B>) -> Option<CodeMailed>
where
    A: 'static,
    B: 'static,
{
    begin.shown().or_else(|| {
        let proof = finish.typed_named("proof")?.parse().ok()?;
        Some(CodeMailed { proof, address: finish.typed_named("proof_address")? })
    })
}

fn check_code(typed: &str) -> FieldErrors {
    let mut errors = FieldErrors::default();
    if let Err(error) = shared::account::code(typed) {
        errors.push(Field::Code, if typed.is_empty() { FieldError::Missing } else { error });
    }
    errors
}
