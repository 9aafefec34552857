//! The box under the terms of service.

use super::{Consent, Hidden};
use crate::form::hook::State;
use leptos::prelude::*;
use shared::{Field, FieldError};

/// Where to read the terms, the version that is meant, and the box that agrees to it. When a newer version has come out
/// since the page was made, it is what there is to read and to agree to from then on.
#[component]
pub fn Agreement(
    /// The version of the page.
    #[prop(into)]
    version: String,
    /// Where a version can be read.
    path: fn(&str) -> String,
    /// What leads there is called.
    read: &'static str,
    /// What the box says.
    label: &'static str,
) -> impl IntoView {
    let state = expect_context::<State>();
    let current = Memo::new(move |before: Option<&String>| match state.error(Field::Terms) {
        Some(FieldError::TermsReplaced { version }) => version.to_string(),
        _ => before.unwrap_or(&version).clone(),
    });
    move || {
        let version = current.get();
        view! {
            <Hidden name="version" value=version.clone()/>
            <p><a href=path(&version) target="_blank" rel="external">{read}</a></p>
            <Consent field=Field::Terms label/>
        }
    }
}
