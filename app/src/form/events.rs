//! The hydrated way of a form: checked while one types, sent without leaving the page. Runs in browsers only.

use super::{Done, FUNCTION, call::Call, hook::State};
use crate::{AppError, session::Page};
use leptos::{prelude::*, task::spawn_local};
use shared::Refusal;
use std::{sync::Arc, time::Duration};
use wasm_bindgen::JsCast;

/// A form on the page, whatever its function.
#[derive(Clone, Copy)]
pub(super) struct Live {
    pub state: State,
    pub call: StoredValue<Arc<dyn Call>>,
}

/// Takes the submit event: check, call, follow.
pub(super) fn submit(form: Live, page: Page, go: impl Fn(&str) + 'static, event: &web_sys::SubmitEvent) {
    let Some(element) = form_of(event) else { return };
    // A form that cannot be read here is the browser's to send; the server answers for it.
    let Some(typed) = read(&element, event.submitter().as_ref(), &[]) else { return };
    let Some(errors) = form.call.with_value(|call| call.check(&typed)) else { return };
    event.prevent_default();
    let state = form.state;
    if state.pending.get_untracked() {
        return;
    }
    touch_all(&element, form);
    if !errors.is_empty() {
        state.live.set(errors.clone());
        refuse(form, Refusal::Fields(errors));
        return;
    }
    let Some(answer) = form.call.with_value(|call| call.send(&typed)) else { return };
    state.pending.set(true);
    spawn_local(async move {
        let answer = answer.await;
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
            Ok(Done::Show(show)) => {
                state.refusal.set(None);
                show();
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
pub(super) fn edited(form: Live, event: &web_sys::Event) {
    let (Some(element), Some(name)) = (form_of(event), control_name(event)) else { return };
    form.state.edited(&name);
    look(form, &element);
}

/// Asks the server about the form as it is, a moment after the last change, and shows what it has to show. What it
/// refuses is not said before somebody presses a button.
pub(super) fn ask(form: Live, event: &web_sys::Event, otherwise: &'static [(&'static str, &'static str)]) {
    let target = event.target().and_then(|target| target.dyn_into::<web_sys::Element>().ok());
    let Some(element) = target.and_then(|target| target.closest("form").ok().flatten()) else { return };
    let Ok(element) = element.dyn_into::<web_sys::HtmlFormElement>() else { return };
    let asked = form.state.asked;
    let mine = asked.with_value(|asked| asked + 1);
    asked.set_value(mine);
    let newest = move || asked.try_get_value() == Some(mine);
    set_timeout(
        move || {
            let typed = newest().then(|| read(&element, None, otherwise)).flatten();
            let Some(answer) = typed.and_then(|typed| form.call.with_value(|call| call.send(&typed))) else { return };
            spawn_local(async move {
                if let Ok(Done::Show(show)) = answer.await
                    && newest()
                {
                    show();
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
pub(super) fn left(form: Live, event: &web_sys::FocusEvent) {
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

fn look(form: Live, element: &web_sys::HtmlFormElement) {
    // The page may be gone by the time a timer looks.
    let Some(live) = form.state.live.try_get_untracked() else { return };
    let errors = read(element, None, &[]).and_then(|typed| form.call.with_value(|call| call.check(&typed)));
    if let Some(errors) = errors
        && live != errors
    {
        form.state.live.set(errors);
    }
}

fn refuse(form: Live, refusal: Refusal) {
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

fn touch_all(element: &web_sys::HtmlFormElement, form: Live) {
    let Ok(data) = web_sys::FormData::new_with_form(element) else { return };
    let names: Vec<String> = data.keys().into_iter().flatten().filter_map(|name| name.as_string()).collect();
    form.state.touched.update(|touched| touched.extend(names));
}

/// What is typed, urlencoded, as the browser would send it; and what it says where nothing is.
fn read(
    form: &web_sys::HtmlFormElement,
    button: Option<&web_sys::HtmlElement>,
    otherwise: &[(&str, &str)],
) -> Option<String> {
    let data = web_sys::FormData::new_with_form(form).ok()?;
    data.delete(FUNCTION);
    let name = button.and_then(|button| button.get_attribute("name"));
    if let (Some(button), Some(name)) = (button, name) {
        data.append_with_str(&name, &button.get_attribute("value").unwrap_or_default()).ok()?;
    }
    for (name, value) in otherwise {
        if data.get(name).as_string().is_none_or(|typed| typed.is_empty()) {
            data.set_with_str(name, value).ok()?;
        }
    }
    let pairs = web_sys::UrlSearchParams::new_with_str_sequence_sequence(&data).ok()?;
    Some(pairs.to_string().into())
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
