//! Changing the password: on `/account/security`, and before an organization that asks for a stronger one (A7).

use super::{
    address::AddressSection,
    frame::{Frame, Tab},
    functions::{ChangePassword, read_security},
    strength::NewPasswordField,
};
use crate::{
    form::{Hidden, PostForm, Submit, TextField, use_form},
    layout::{Plain, answer_with, reading},
    session::use_language,
};
use leptos::prelude::*;
use shared::{
    Field,
    account::{NewPassword, PasswordChange},
    texts,
    texts::accounts as t,
    views::Demands,
};

/// `/account/security`
#[component]
pub fn SecurityPage() -> impl IntoView {
    reading(String::new, |_| Box::pin(read_security()), |demands| view! { <Security demands/> })
}

#[component]
fn Security(demands: Demands) -> impl IntoView {
    let language = use_language();
    let address = demands.address.clone();
    view! {
        <Frame tab=Tab::Security>
            <section class="card">
                <h2>{t::password_title(language)}</h2>
                <p>{t::password_lead(language)}</p>
                <PasswordForm demands next=""/>
            </section>
            <AddressSection address/>
        </Frame>
    }
}

/// What stands before an organization whose rule one's password does not meet.
#[component]
pub fn PasswordGate(
    /// The organization.
    slug: String,
    /// What is asked of the next password.
    demands: Demands,
) -> impl IntoView {
    // The page is one that may not be seen yet.
    answer_with(403);
    let language = use_language();
    view! {
        <Plain title=t::password_due_title(language) narrow=true>
            <section class="card">
                <h1 class="page-title">{t::password_due_title(language)}</h1>
                <p>{t::password_due_lead(language)}</p>
                <PasswordForm demands next=format!("/o/{slug}")/>
            </section>
        </Plain>
    }
}

#[component]
fn PasswordForm(demands: Demands, #[prop(into)] next: String) -> impl IntoView {
    let language = use_language();
    let rule = demands.rule;
    let known = demands.clone();
    let form = use_form(move |typed: &ChangePassword| {
        typed.form().check(rule, &known.address, &known.organizations).err().unwrap_or_default()
    });
    view! {
        <PostForm form>
            <Hidden name="next" value=next/>
            <input type="hidden" autocomplete="username" value=demands.address.to_string()/>
            <TextField field=Field::CurrentPassword label=texts::errors::label(language, Field::CurrentPassword)
                kind="password" autocomplete="current-password"/>
            <NewPasswordFields demands/>
            <div class="form-actions"><Submit label=t::password_button(language)/></div>
        </PostForm>
    }
}

/// The new password, twice, with what is asked of it.
#[component]
pub(super) fn NewPasswordFields(demands: Demands) -> impl IntoView {
    let language = use_language();
    view! {
        <NewPasswordField label=t::password_new(language) rule=demands.rule/>
        <TextField field=Field::PasswordAgain label=t::password_new_again(language) kind="password"
            autocomplete="new-password"/>
    }
}

impl ChangePassword {
    fn form(&self) -> PasswordChange {
        PasswordChange {
            current_password: self.current_password.clone(),
            new: NewPassword { password: self.password.clone(), password_again: self.password_again.clone() },
        }
    }
}
