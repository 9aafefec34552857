//! What the list and the pages of a member share.

use crate::{
    AppError,
    access::given_in_words,
    form::{Done, Form, Hidden, PostForm, Submit},
    organizations::{grant_in_words, grant_label},
    session::use_language,
};
use leptos::{prelude::*, server_fn::ServerFn};
use serde::{Serialize, de::DeserializeOwned};
use shared::{
    member::Status,
    texts,
    views::{MemberDetails, OrganizationView},
};

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

/// What the person holds, how far it reaches, and until when.
#[component]
pub(super) fn Held(organization: OrganizationView, member: MemberDetails) -> impl IntoView {
    let language = use_language();
    let held = grant_in_words(language, &member.row.grant, member.row.is_primary);
    let end = member.row.access_ends_at.as_ref().map(|end| texts::dates::last_day(language, end));
    let given = given_in_words(language, organization.kind.preset(), &member.row.grant, &member.row.given)
        .into_iter()
        .map(|(label, words)| view! { <div><dt>{label}</dt><dd>{words}</dd></div> })
        .collect_view();
    view! {
        <dl class="facts">
            <div><dt>{grant_label(language, organization.kind)}</dt><dd>{held}</dd></div>
            {given}
            <div>
                <dt>{texts::members::ends(language)}</dt>
                <dd>{end.unwrap_or_else(|| texts::invitations::no_end(language).to_owned())}</dd>
            </div>
        </dl>
    }
}

/// What a person is called on a page.
pub(super) fn called(member: &MemberDetails, language: shared::Language) -> String {
    member.row.name.as_ref().map_or_else(|| member.row.address.to_string(), |name| name.display(language))
}
