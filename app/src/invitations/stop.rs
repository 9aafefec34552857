//! `/stop/{id}/{token}`: "I did not expect this". Nothing happens until it is posted, so scanners may open it.

use super::functions::{StopInvitations, read_stop};
use crate::{
    form::{Form, Hidden, PostForm, Submit, use_form},
    layout::{Plain, reading},
    naming::Naming,
    session::use_language,
};
use leptos::prelude::*;
use leptos_router::hooks::use_params_map;
use shared::{FieldErrors, texts, views::StopView};

/// The page; needs no account and no JavaScript.
#[component]
pub fn StopPage() -> impl IntoView {
    let params = use_params_map();
    let key =
        move || params.with(|params| (params.get("id").unwrap_or_default(), params.get("token").unwrap_or_default()));
    reading(
        key,
        |(id, token)| Box::pin(read_stop(id, token)),
        move |page| {
            let (id, token) = key();
            view! { <Stop page id token/> }
        },
    )
}

#[component]
fn Stop(page: StopView, id: String, token: String) -> impl IntoView {
    let language = use_language();
    let form: Form<StopInvitations> = use_form(|_: &StopInvitations| FieldErrors::default());
    let StopView { organization, address, stopped } = page;
    let (title, detail, label, wanted) = if stopped {
        (
            texts::invitations::stopped_title(language),
            texts::invitations::stopped(language, organization, &address),
            texts::invitations::allow_again(language),
            "",
        )
    } else {
        (
            texts::invitations::stop_title(language),
            texts::invitations::stop(language, organization, &address),
            texts::invitations::stop_confirm(language),
            "yes",
        )
    };
    view! {
        <Plain title narrow=true>
            <section class="card">
                <h1 class="page-title">{title}</h1>
                <p role=stopped.then_some("status")><Naming sentence=detail names=vec![address.to_string()]/></p>
                <PostForm form>
                    <Hidden name="id" value=id/>
                    <Hidden name="token" value=token/>
                    <Hidden name="stop" value=wanted/>
                    <div class="form-actions form-actions-stack">
                        <Submit label class=if stopped { "button button-wide" } else { "button button-danger button-wide" }/>
                    </div>
                </PostForm>
            </section>
        </Plain>
    }
    .into_any()
}
