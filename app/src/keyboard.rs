//! Single keys for people who are here all day. `?` shows them; they can be switched off (WCAG 2.1.4), and what
//! is chosen stays in the browser.

use crate::session::use_language;
use leptos::{ev, prelude::*};
use shared::texts::keyboard as t;
use wasm_bindgen::JsCast;

/// The dialog's id.
const DIALOG: &str = "shortcuts";
/// Where the browser keeps that they are off.
const OFF: &str = "shortcuts-off";

/// Listens, and holds the dialog that explains.
#[component]
pub fn Shortcuts() -> impl IntoView {
    let on = RwSignal::new(true);
    Effect::new(move |_| {
        on.set(!is_off());
        let listener = window_event_listener(ev::keydown, move |event| {
            if on.get_untracked() && is_meant(&event) && act(&event.key()) {
                event.prevent_default();
            }
        });
        on_cleanup(move || listener.remove());
    });
    // It means nothing before the page is alive, so it is not there before.
    let alive = RwSignal::new(false);
    Effect::new(move |_| alive.set(true));
    move || alive.get().then(|| view! { <Explained on/> })
}

#[component]
fn Explained(on: RwSignal<bool>) -> impl IntoView {
    let language = use_language();
    let keys =
        [("?", t::help(language)), ("/", t::search(language)), ("n", t::begin(language)), ("1–9", t::places(language))];
    let rows = keys.map(|(key, what)| view! { <div><dt><kbd>{key}</kbd></dt><dd>{what}</dd></div> });
    view! {
        <dialog class="dialog" id=DIALOG aria-labelledby="shortcuts-title">
            <div class="dialog-head">
                <h2 id="shortcuts-title">{t::title(language)}</h2>
                <form method="dialog">
                    <button class="dialog-close" aria-label=shared::texts::forms::close(language)></button>
                </form>
            </div>
            <div class="dialog-body">
                <dl class="facts">{rows}</dl>
                <label class="choice">
                    <input type="checkbox" prop:checked=on on:change=move |event| choose(on, event_target_checked(&event))/>
                    <span>{t::switch(language)}</span>
                </label>
            </div>
        </dialog>
    }
}

/// Opens the explanation. For those who switched the keys off it is how to get them back.
#[component]
pub fn ShortcutsButton() -> impl IntoView {
    let language = use_language();
    let alive = RwSignal::new(false);
    Effect::new(move |_| alive.set(true));
    move || {
        alive.get().then(|| {
            view! {
                <button type="button" class="menu-item" on:click=|_| {
                    open();
                }>{t::title(language)} <kbd>"?"</kbd></button>
            }
        })
    }
}

/// Whether a key is a shortcut here: nothing is being typed, composed or opened.
fn is_meant(event: &web_sys::KeyboardEvent) -> bool {
    let typing = event.target().and_then(|target| target.dyn_into::<web_sys::Element>().ok()).is_some_and(|element| {
        element.closest("input, select, textarea, [contenteditable], dialog").ok().flatten().is_some()
    });
    let combined = event.ctrl_key() || event.meta_key() || event.alt_key();
    !(typing || combined || event.is_composing() || event.repeat())
}

/// Does what a key stands for; whether it stands for something on this page.
fn act(key: &str) -> bool {
    match key {
        "?" => open(),
        "/" => find("[role=search] input:not([type=hidden])").is_some_and(|field| field.focus().is_ok()),
        "n" => press(".toolbar-actions .button-primary"),
        "1" | "2" | "3" | "4" | "5" | "6" | "7" | "8" | "9" => press(&format!(".nav a:nth-of-type({key})")),
        _ => false,
    }
}

fn press(selector: &str) -> bool {
    find(selector).map(|element| element.click()).is_some()
}

fn find(selector: &str) -> Option<web_sys::HtmlElement> {
    document().query_selector(selector).ok().flatten()?.dyn_into().ok()
}

/// The browser gives the focus back to where it was when the dialog closes.
fn open() -> bool {
    let dialog = document().get_element_by_id(DIALOG).and_then(|it| it.dyn_into::<web_sys::HtmlDialogElement>().ok());
    dialog.is_some_and(|dialog| !dialog.open() && dialog.show_modal().is_ok())
}

fn storage() -> Option<web_sys::Storage> {
    window().local_storage().ok().flatten()
}

fn is_off() -> bool {
    storage().and_then(|storage| storage.get_item(OFF).ok().flatten()).is_some()
}

/// A browser that keeps nothing forgets the choice with the page.
fn choose(on: RwSignal<bool>, chosen: bool) {
    on.set(chosen);
    if let Some(storage) = storage() {
        let _ = if chosen { storage.remove_item(OFF) } else { storage.set_item(OFF, "") };
    }
}
