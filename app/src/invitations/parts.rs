//! What the list and the page of an invitation both show.

use super::functions::CopyLink;
use crate::{
    form::{Form, Hidden, PostForm, Submit, use_form_about},
    session::use_language,
};
use leptos::prelude::*;
use shared::{FieldErrors, Language, ids::InvitationId, invitation::Status, texts, views::Delivery};

/// "Copy invitation link": shows the link once and puts it on the clipboard where that can be done (I7).
#[component]
pub fn CopyLinkButton(
    /// The organization.
    slug: String,
    /// The invitation.
    id: InvitationId,
    /// Whether it stands in a row of a table.
    #[prop(optional)]
    small: bool,
) -> impl IntoView {
    let language = use_language();
    let form: Form<CopyLink, String> = use_form_about(("id", id.to_string()), |_: &CopyLink| FieldErrors::default());
    let copied = RwSignal::new(false);
    let copy = move |link: String| {
        leptos::task::spawn_local(async move {
            let clipboard = gloo_utils::window().navigator().clipboard();
            let done = wasm_bindgen_futures::JsFuture::from(clipboard.write_text(&link)).await;
            copied.set(done.is_ok());
        });
    };
    Effect::new(move |_| {
        if let Some(link) = form.shown() {
            copy(link);
        }
    });
    let control = format!("link-{id}");
    let class = if small { "button button-small" } else { "button" };
    view! {
        <PostForm form class="form-inline">
            <Hidden name="slug" value=slug/>
            <Hidden name="id" value=id.to_string()/>
            <Submit label=texts::invitations::copy_link(language) class=class/>
        </PostForm>
        {move || form.shown().map(|link| view! {
            <div class="code-link" role="status">
                <label for=control.clone()>{texts::invitations::link(language)}</label>
                <input id=control.clone() readonly value=link/>
                <p class="hint">
                    {move || copied.get().then(|| format!("{}{}", texts::invitations::copied(language), texts::forms::gap(language)))}
                    {texts::invitations::link_hint(language)}
                </p>
            </div>
        })}
    }
}

/// The status, as a word with a colour.
#[component]
pub fn StatusBadge(status: Status) -> impl IntoView {
    let language = use_language();
    let class = match status {
        Status::Pending => "badge badge-pending",
        Status::Accepted => "badge badge-accepted",
        Status::Declined => "badge badge-declined",
        Status::Revoked => "badge badge-revoked",
        Status::Expired => "badge badge-expired",
    };
    view! { <span class=class>{status.label(language)}</span> }
}

/// What became of the mail, in words.
pub fn delivery_in_words(language: Language, delivery: &Delivery) -> String {
    match delivery {
        Delivery::Queued { attempts: 0 } => texts::invitations::queued(language).to_owned(),
        Delivery::Queued { attempts } => texts::invitations::queued_again(language, attempts),
        Delivery::Sent { at } => texts::invitations::delivered(language, texts::dates::minute(language, at)),
        Delivery::Failed { reason, .. } => texts::invitations::failed_detail(language, reason),
        Delivery::None => texts::invitations::no_mail(language).to_owned(),
    }
}
