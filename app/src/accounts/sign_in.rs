//! The sign-in page (without the module), and the button that signs out.

use super::functions::{SignIn, SignOut, local_path};
use crate::{
    form::{Hidden, PostForm, Submit, TextField, use_form, use_form_about},
    layout::Plain,
    session::{use_language, use_reader},
};
use leptos::prelude::*;
use leptos_router::hooks::use_query_map;
use shared::{Field, FieldErrors, texts};

/// `/sign-in`
#[component]
pub fn SignInPage() -> impl IntoView {
    let language = use_language();
    let form = use_form(check_sign_in);
    let next = use_query_map().with_untracked(|query| query.get("next")).unwrap_or_default();
    let next = local_path(&next).unwrap_or_default().to_owned();
    let invited = next == "/invitation";
    let inbox = use_reader().inbox;
    view! {
        <Plain title=texts::accounts::sign_in_title(language) narrow=true>
            <section class="card">
                <h1 class="page-title">{texts::accounts::sign_in_title(language)}</h1>
                {invited.then(|| view! { <p class="notice">{texts::accounts::for_invitation(language)}</p> })}
                <PostForm form>
                    <Hidden name="next" value=next/>
                    <TextField
                        field=Field::Address
                        label=texts::errors::label(language, Field::Address)
                        kind="email"
                        autocomplete="username"
                    />
                    <TextField
                        field=Field::Password
                        label=texts::errors::label(language, Field::Password)
                        kind="password"
                        autocomplete="current-password"
                    />
                    <div class="form-actions">
                        <Submit label=texts::accounts::sign_in(language)/>
                    </div>
                </PostForm>
            </section>
            <p class="narrow-foot">
                <a href="/forgot-password" rel="external">{texts::accounts::forgot_link(language)}</a>
            </p>
            <p class="narrow-foot">
                <span class="whole">{texts::accounts::no_account(language)}</span> " "
                <a href="/register" rel="external">{texts::accounts::register_link(language)}</a>
            </p>
            {inbox.then(|| view! {
                <p class="narrow-foot"><a href="/dev/inbox" rel="external">{texts::accounts::open_inbox(language)}</a></p>
            })}
        </Plain>
    }
}

fn check_sign_in(typed: &SignIn) -> FieldErrors {
    let typed = shared::account::SignIn { address: typed.address.clone(), password: typed.password.clone() };
    typed.check().err().unwrap_or_default()
}

/// Ends the session, from the menu of every page.
#[component]
pub fn SignOutButton(
    /// Where to go then; the sign-in page if nowhere.
    #[prop(optional, into)]
    next: String,
    /// What the button says, if not "Sign out".
    #[prop(optional, into)]
    label: Option<String>,
    /// Class names of the button.
    #[prop(default = "menu-item")]
    class: &'static str,
) -> impl IntoView {
    let language = use_language();
    // The masthead and a page may each have one.
    let form = use_form_about(("next", next.clone()), |_: &SignOut| FieldErrors::default());
    view! {
        <PostForm form class="form-inline">
            <Hidden name="next" value=next/>
            <Submit class label=label.unwrap_or_else(|| texts::accounts::sign_out(language).to_owned())/>
        </PostForm>
    }
}
