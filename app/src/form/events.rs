//! The hydrated way of a form: checked while one types, sent without leaving the page. Runs in browsers only.

use super::{Done, FUNCTION, Form, codec::StrictForm};
use crate::{AppError, session::Page};
use leptos::{
    prelude::*,
    server_fn::{Bytes, Decodes, ServerFn},
    task::spawn_local,
};
use serde::{Serialize, de::DeserializeOwned};
use shared::Refusal;
use std::time::Duration;
use wasm_bindgen::JsCast;

/// Takes the submit event: check, call, follow.
pub(super) fn submit<T, S>(form: Form<T, S>, page: Page, go: impl Fn(&str) + 'static, event: &web_sys::SubmitEvent)
where
    T: ServerFn<Output = Done<S>, Error = AppError> + Clone + Serialize + DeserializeOwned + 'static,
    S: Clone + Send + Sync + 'static,
{
    let Some(element) = form_of(event) else { return };
    // A form that cannot be read here is the browser's to send; the server answers for it.
    let Some(input) = read::<T>(&element, event.submitter().as_ref()) else { return };
    event.prevent_default();
    let state = form.state;
    if state.pending.get_untracked() {
        return;
    }
    touch_all(&element, form);
    let errors = form.check(&input);
    if !errors.is_empty() {
        state.live.set(errors.clone());
        refuse(form, Refusal::Fields(errors));
        return;
    }
    state.pending.set(true);
    spawn_local(async move {
        let answer = input.run_on_client().await;
        state.pending.set(false);
        match answer {
            Ok(Done::Go(path)) => {
                page.refresh();
                go(&path);
            }
            Ok(Done::Enter(path)) => {
                let _ = gloo_utils::window().location().set_href(&path);
            }
            Ok(Done::Again) => {
                // Not `reload`, which would post again what made this page.
                let location = gloo_utils::window().location();
                let _ = location
                    .pathname()
                    .and_then(|path| location.search().and_then(|query| location.set_href(&format!("{path}{query}"))));
            }
            Ok(Done::Here) => {
                state.refusal.set(None);
                page.refresh();
            }
            Ok(Done::Show(shown)) => {
                state.refusal.set(None);
                form.shown.set(Some(shown));
            }
            // Page and server are of different releases, or the page shows what has changed meanwhile: the plain
            // way gives a page of now, with everything typed in it.
            Err(AppError(Refusal::Malformed | Refusal::Stale)) => {
                let _ = element.submit();
            }
            Err(AppError(refusal)) => refuse(form, refusal),
        }
    });
}

/// Looks at the form after a key or a choice.
pub(super) fn edited<T, S>(form: Form<T, S>, event: &web_sys::Event)
where
    T: Serialize + DeserializeOwned + 'static,
    S: 'static,
{
    let (Some(element), Some(name)) = (form_of(event), control_name(event)) else { return };
    form.state.edited(&name);
    look(form, &element);
}

/// Asks the server about the form as it is, a moment after the last change, and shows what it has to show. What it
/// refuses is not said before somebody presses a button.
pub(super) fn ask<T, S>(form: Form<T, S>, event: &web_sys::Event, with: impl Fn(T) -> T + 'static)
where
    T: ServerFn<Output = Done<S>, Error = AppError> + Clone + Serialize + DeserializeOwned + 'static,
    S: Clone + Send + Sync + 'static,
{
    let target = event.target().and_then(|target| target.dyn_into::<web_sys::Element>().ok());
    let Some(element) = target.and_then(|target| target.closest("form").ok().flatten()) else { return };
    let Ok(element) = element.dyn_into::<web_sys::HtmlFormElement>() else { return };
    let asked = form.state.asked;
    let mine = asked.with_value(|asked| asked + 1);
    asked.set_value(mine);
    let newest = move || asked.try_get_value() == Some(mine);
    set_timeout(
        move || {
            let Some(input) = newest().then(|| read::<T>(&element, None)).flatten() else { return };
            spawn_local(async move {
                if let Ok(Done::Show(shown)) = with(input).run_on_client().await
                    && newest()
                {
                    form.shown.set(Some(shown));
                }
            });
        },
        BETWEEN_KEYS,
    );
}

/// A pause in which one has stopped to write or to choose.
const BETWEEN_KEYS: Duration = Duration::from_millis(300);

/// Looks at the form when a control is left, which may now be shown as wrong. Not on the way to a button: an
/// error that appears while it is being pressed would push the button away from under the pointer.
pub(super) fn left<T, S>(form: Form<T, S>, event: &web_sys::FocusEvent)
where
    T: Serialize + DeserializeOwned + 'static,
    S: 'static,
{
    let next = event.related_target().and_then(|next| next.dyn_into::<web_sys::Element>().ok());
    if next.is_some_and(|next| matches!(next.tag_name().as_str(), "BUTTON" | "A")) {
        return;
    }
    let (Some(element), Some(name)) = (form_of(event), control_name(event)) else { return };
    // A control that was merely passed through is not yet wrong.
    if control_value(event).is_none_or(|value| value.is_empty()) {
        return;
    }
    set_timeout(
        move || {
            form.state.touched.update(|touched| {
                touched.insert(name);
            });
            look(form, &element);
        },
        AFTER_A_PRESS,
    );
}

/// Longer than a button is pressed: some browsers do not focus the button that is being pressed.
const AFTER_A_PRESS: Duration = Duration::from_millis(250);

fn look<T, S>(form: Form<T, S>, element: &web_sys::HtmlFormElement)
where
    T: Serialize + DeserializeOwned + 'static,
    S: 'static,
{
    // The page may be gone by the time a timer looks.
    let Some(live) = form.state.live.try_get_untracked() else { return };
    if let Some(input) = read::<T>(element, None) {
        let errors = form.check(&input);
        if live != errors {
            form.state.live.set(errors);
        }
    }
}

fn refuse<T, S>(form: Form<T, S>, refusal: Refusal) {
    let state = form.state;
    state.refusal.set(Some(refusal));
    let summary = state.control("errors");
    // The summary exists after the next frame.
    request_animation_frame(move || {
        let summary = document().get_element_by_id(&summary).and_then(|it| it.dyn_into::<web_sys::HtmlElement>().ok());
        if let Some(summary) = summary {
            let _ = summary.focus();
        }
    });
}

fn touch_all<T, S>(element: &web_sys::HtmlFormElement, form: Form<T, S>) {
    let Ok(data) = web_sys::FormData::new_with_form(element) else { return };
    let names: Vec<String> = data.keys().into_iter().flatten().filter_map(|name| name.as_string()).collect();
    form.state.touched.update(|touched| touched.extend(names));
}

/// Reads the form element as the function's arguments, by the server's own decoder.
fn read<T: Serialize + DeserializeOwned>(
    form: &web_sys::HtmlFormElement,
    button: Option<&web_sys::HtmlElement>,
) -> Option<T> {
    let data = web_sys::FormData::new_with_form(form).ok()?;
    data.delete(FUNCTION);
    let name = button.and_then(|button| button.get_attribute("name"));
    if let (Some(button), Some(name)) = (button, name) {
        data.append_with_str(&name, &button.get_attribute("value").unwrap_or_default()).ok()?;
    }
    let pairs = web_sys::UrlSearchParams::new_with_str_sequence_sequence(&data).ok()?;
    let text: String = pairs.to_string().into();
    StrictForm::decode(Bytes::from(text)).ok()
}

fn form_of(event: &web_sys::Event) -> Option<web_sys::HtmlFormElement> {
    event.current_target()?.dyn_into().ok()
}

fn control_name(event: &web_sys::Event) -> Option<String> {
    event.target()?.dyn_into::<web_sys::Element>().ok()?.get_attribute("name")
}

fn control_value(event: &web_sys::Event) -> Option<String> {
    event.target()?.dyn_into::<web_sys::HtmlInputElement>().ok().map(|input| input.value())
}
