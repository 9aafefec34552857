//! The switch of languages, a plain form on every page (A8).

use super::functions::SwitchLanguage;
use crate::{
    form::{Hidden, PostForm, use_form_about},
    session::use_language,
};
use leptos::prelude::*;
use shared::{FieldErrors, Language, texts};

/// A button for each other language, in that language.
#[component]
pub fn LanguageSwitch(
    /// Class names of the buttons.
    class: &'static str,
) -> impl IntoView {
    let now = use_language();
    Language::ALL
        .into_iter()
        .filter(|other| *other != now)
        .map(|other| {
            let form =
                use_form_about(("language", other.tag().to_owned()), |_: &SwitchLanguage| FieldErrors::default());
            view! {
                <PostForm form class="form-inline">
                    <Hidden name="language" value=other.tag()/>
                    <button type="submit" class=class lang=other.tag() title=texts::accounts::switch_language(now)>
                        {other.endonym()}
                    </button>
                </PostForm>
            }
        })
        .collect_view()
}
