//! Who uses something: a count, and the names to unfold.

use crate::session::use_language;
use leptos::prelude::*;
use shared::{texts, views::Users};

/// The people who have something, and the open invitations that offer it.
#[component]
pub(super) fn UsedBy(
    /// Who they are.
    users: Users,
    /// The organization's address name.
    slug: String,
) -> impl IntoView {
    let language = use_language();
    let invited = match users.invited {
        0 => None,
        1 => Some(texts::reach::invitation_open_one(language).to_owned()),
        count => Some(texts::reach::invitations_open(language, texts::number(count))),
    };
    let invited = invited.map(|text| view! { <span class="sub">{text}</span> });
    let count = match users.count {
        0 => return view! { <span class="muted">{texts::reach::nobody(language)}</span> {invited} }.into_any(),
        1 => texts::reach::person_one(language).to_owned(),
        count => texts::reach::people(language, texts::number(count)),
    };
    if users.people.is_empty() {
        return view! { <span>{count}</span> {invited} }.into_any();
    }
    let shown = u32::try_from(users.people.len()).unwrap_or(u32::MAX);
    let more = users.count.saturating_sub(shown);
    let names = users
        .people
        .into_iter()
        .map(|person| {
            let role = person.role.map(|role| texts::forms::with(language, "", role.label(language)));
            view! { <li><a href=format!("/o/{slug}/members/{}", person.id)>{person.name}</a>{role}</li> }
        })
        .collect_view();
    view! {
        <details class="more">
            <summary>{count}</summary>
            <ul>{names}{(more > 0).then(|| view! { <li>{texts::reach::more_people(language, texts::number(more))}</li> })}</ul>
        </details>
        {invited}
    }
    .into_any()
}
