//! Several lines of text, in forms that bring files and so have no state of their own.

use leptos::prelude::*;

/// A box for several lines.
#[component]
pub fn TextArea(
    /// Id of the element; its error has the same with `-error` behind it.
    #[prop(into)]
    id: String,
    /// HTML name.
    #[prop(into)]
    name: String,
    /// Height in lines.
    rows: u16,
    /// What stands in it.
    #[prop(optional, into)]
    text: String,
    /// The language of the text, where it has one.
    #[prop(optional)]
    lang: Option<&'static str>,
    /// Whether it is what was refused.
    #[prop(optional)]
    wrong: bool,
) -> impl IntoView {
    let error = format!("{id}-error");
    view! {
        <textarea
            id=id name=name rows=rows lang=lang autocapitalize="none" spellcheck="false"
            aria-invalid=wrong.then_some("true") aria-describedby=error inner_html=inside(&text)
        ></textarea>
    }
}

/// The rendering on the server escapes nothing inside of a textarea, and a first new line would be lost.
fn inside(text: &str) -> String {
    let escaped = text.replace('&', "&amp;").replace('<', "&lt;");
    if escaped.is_empty() { escaped } else { format!("\n{escaped}") }
}

#[cfg(test)]
mod tests {
    use super::inside;

    #[test]
    fn sec_e02_what_was_typed_cannot_end_the_box() {
        assert_eq!(inside("\n</textarea><script>&lt;"), "\n\n&lt;/textarea>&lt;script>&amp;lt;");
    }
}
