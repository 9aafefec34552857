//! What the list and the pages of a member share.

use crate::{
    AppError,
    form::{Done, Form, Hidden, PostForm, Submit},
    session::use_language,
};
use leptos::{prelude::*, server_fn::ServerFn};
use serde::{Serialize, de::DeserializeOwned};
use shared::{member::Status, views::MemberDetails};

/// The status, as a word with a colour.
#[component]
pub(super) fn StatusBadge(status: Status) -> impl IntoView {
    let language = use_language();
    let class = match status {
        Status::Active => "badge badge-active",
        Status::Suspended => "badge badge-suspended",
        Status::Ended => "badge badge-ended",
        Status::Removed => "badge badge-removed",
    };
    view! { <span class=class>{status.label(language)}</span> }
}

/// A form that is one button about one member.
#[component]
pub(super) fn Act<T>(
    /// The form.
    form: Form<T>,
    /// The organization.
    slug: String,
    /// The member.
    id: String,
    /// What the button says.
    label: &'static str,
    /// Its class names.
    #[prop(default = "button")]
    class: &'static str,
) -> impl IntoView
where
    T: ServerFn<Output = Done, Error = AppError> + Clone + Serialize + DeserializeOwned + 'static,
{
    view! {
        <PostForm form class="form-inline">
            <Hidden name="slug" value=slug/>
            <Hidden name="id" value=id/>
            <Submit label class=class/>
        </PostForm>
    }
}

/// What a person is called on a page.
pub(super) fn called(member: &MemberDetails, language: shared::Language) -> String {
    member.row.name.as_ref().map_or_else(|| member.row.address.to_string(), |name| name.display(language))
}
