//! The WebAssembly entry: the page that the server rendered comes alive. Nothing else belongs here.

// Pages are deep types, and it is here that their layout is computed.
#![recursion_limit = "512"]

use wasm_bindgen::prelude::wasm_bindgen;

/// Takes over the page that is in the document. Called once, by the loader in `app::shell`.
#[wasm_bindgen]
pub fn hydrate() {
    leptos::mount::hydrate_body(app::App);
}
