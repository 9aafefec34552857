//! What is said beside a new password: how hard it is to guess, as the server estimates it.

#![expect(missing_docs, reason = "the macro makes public fields of arguments that the function's own text explains")]

use crate::{
    AppError,
    form::{Strict, TextField},
    session::{Page, use_language},
};
use leptos::{ev, prelude::*, task::spawn_local};
use shared::{
    Field,
    password::{PasswordRule, Strength},
    texts,
};

/// How hard a password is to guess, where that can be told right now. Nothing is written down.
#[server(prefix = "/fn", endpoint = "accounts/strength", input = Strict)]
pub async fn password_strength(#[server(default)] password: String) -> Result<Option<Strength>, AppError> {
    Ok(store::accounts::strength(&crate::request::store()?, &password).await)
}

/// A new password: what is asked of it before, and how strong it is behind. The server says that when the field is
/// left, not with each key; without scripts its answer to the form says it.
#[component]
pub fn NewPasswordField(
    /// What it is called on this page.
    #[prop(into)]
    label: String,
    /// What is asked of it.
    rule: PasswordRule,
) -> impl IntoView {
    let language = use_language();
    let said = RwSignal::new(posted_strength());
    let asked = StoredValue::new(0_u32);
    let ask = move |event: ev::Event| {
        let typed = event_target_value(&event);
        asked.update_value(|count| *count += 1);
        let this = asked.get_value();
        spawn_local(async move {
            let answer = password_strength(typed).await.ok().flatten();
            // Another password may have been typed meanwhile, and the page may be gone.
            if asked.try_get_value() == Some(this) {
                said.set(answer);
            }
        });
    };
    view! {
        <div class="stack-tight" on:change=ask on:input=move |_| said.set(None)>
            <TextField field=Field::Password label kind="password" autocomplete="new-password"
                hint=texts::errors::password_hint(language, rule)/>
            <p class="hint strength">
                <span role="status">{move || said.get().map(|strength| texts::passwords::strength(language, strength))}</span>
                {move || said.get().is_none().then(|| texts::passwords::tip(language))}
            </p>
        </div>
    }
    .into_any()
}

/// The strength of the password that was posted to this page.
pub(super) fn posted_strength() -> Option<Strength> {
    expect_context::<Page>().posted.get_untracked().and_then(|posted| posted.strength)
}
