//! The form element, and what is wrong with what was sent.

use super::{
    Done, FUNCTION, Form,
    events::{self, Live},
    hook::State,
};
use crate::{
    AppError,
    access::WhyLink,
    layout::chain_of,
    session::{Page, use_language},
    shell::is_plain,
};
use leptos::{prelude::*, server_fn::ServerFn};
use leptos_router::{
    NavigateOptions,
    hooks::{use_location, use_navigate},
};
use serde::{Serialize, de::DeserializeOwned};
use shared::{Refusal, texts};

/// `<form>` for a server function. It has no `action`; see the module's documentation.
#[component]
pub fn PostForm<T, S>(
    /// The state made by `use_form`.
    form: Form<T, S>,
    /// Class names of the form element.
    #[prop(default = "form")]
    class: &'static str,
    children: Children,
) -> impl IntoView
where
    T: ServerFn<Output = Done<S>, Error = AppError> + Clone + Serialize + DeserializeOwned + 'static,
    S: Serialize + DeserializeOwned + Clone + Send + Sync + 'static,
{
    view! { <LiveForm live=form.live() path=T::PATH class>{children()}</LiveForm> }.into_any()
}

/// The same for every function.
#[component]
fn LiveForm(live: Live, path: &'static str, class: &'static str, children: Children) -> impl IntoView {
    let state = live.state;
    provide_context(state);
    let page = expect_context::<Page>();
    let navigate = use_navigate();
    let go = move |path: &str| match is_plain(path) {
        // A page without the module is a document of its own.
        true => drop(window().location().set_href(path)),
        false => navigate(path, NavigateOptions::default()),
    };
    view! {
        <form
            id=state.id()
            class=class
            method="post"
            novalidate
            aria-busy=move || state.pending.get().then_some("true")
            on:submit=move |event| events::submit(live, page, go.clone(), &event)
            on:input=move |event| events::edited(live, &event)
            on:change=move |event| events::edited(live, &event)
            on:focusout=move |event| events::left(live, &event)
        >
            <input type="hidden" name=FUNCTION value=path/>
            <ErrorSummary state/>
            {children()}
        </form>
    }
    .into_any()
}

/// What is wrong, at the top of the form, with a link to each field. Receives the focus.
#[component]
fn ErrorSummary(state: State) -> impl IntoView {
    let language = use_language();
    let id = state.control("errors");
    // A form may stand on a page without parameters, where there is none at all included.
    let path = use_location().pathname;
    move || {
        let refusal = state.refusal.get()?;
        let items = match &refusal {
            Refusal::AlreadyInvited(open) => {
                let path = path.get_untracked();
                let slug = path.split('/').nth(2).unwrap_or_default();
                let href = format!("/o/{slug}/invitations/{open}");
                view! { <li><a href=href>{texts::invitations::see_open(language)}</a></li> }.into_any()
            }
            Refusal::Fields(errors) => errors
                .0
                .iter()
                .map(|(field, error)| {
                    let text = format!(
                        "{}{}{}",
                        texts::errors::label(language, *field),
                        texts::forms::colon(language),
                        texts::errors::field_error(language, *error)
                    );
                    let href = format!("#{}", state.control(field.name()));
                    view! { <li><a href=href rel="external">{text}</a></li> }
                })
                .collect_view()
                .into_any(),
            _ => chain_of(&refusal, &path.get_untracked())
                .map(|(slug, question)| {
                    let of = texts::access::operation(language, question.action, question.resource);
                    view! { <li><WhyLink slug question of/></li> }
                })
                .into_any(),
        };
        let title = texts::errors::refusal(language, &refusal);
        Some(view! {
            <div id=id.clone() class="error-summary" role="alert" tabindex="-1" autofocus=state.answered()>
                <p>{title}</p>
                <ul>{items}</ul>
            </div>
        })
    }
}
