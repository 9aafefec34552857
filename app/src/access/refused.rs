//! What the reader may not use: greyed out, with the reason and the way to the chain behind it (M10). One rule says
//! so, [`OrganizationView::denial`]; the server decides by the same walk.

use crate::session::use_language;
use leptos::prelude::*;
use shared::{
    Action, Resource,
    access::{Denial, Question},
    ids::MembershipId,
    texts,
    views::OrganizationView,
};

/// A control that the reader may not use. Nothing where they may, and where organizations of the kind have no such
/// thing.
#[component]
pub fn Refused(
    /// The organization.
    organization: OrganizationView,
    /// What the control says.
    #[prop(into)]
    label: String,
    /// What it would do.
    action: Action,
    /// To what.
    resource: Resource,
    /// The membership, if it is a person.
    #[prop(optional)]
    of: Option<MembershipId>,
    /// Its class names.
    #[prop(default = "button")]
    class: &'static str,
    /// Where on the page it stands, where it stands there twice.
    #[prop(optional)]
    at: &'static str,
) -> impl IntoView {
    let Denial { question, because } = organization.denial(action, &resource)?;
    let question = of.map_or(question, |id| question.of_person(id));
    let id = element(&question, at);
    let reason = texts::access::because(use_language(), because);
    Some(view! {
        <span class="refused">
            <Greyed label=label.clone() name=label.clone() because=id.clone() class/>
            <span class="refused-because" id=id>{reason}</span>
            <WhyLink slug=organization.slug.to_string() question of=label/>
        </span>
    })
}

/// Why all rows of a table refuse a control, said once above it.
#[component]
pub fn RefusedRows(
    /// The organization.
    organization: OrganizationView,
    /// What the controls say.
    label: &'static str,
    /// What they would do.
    action: Action,
    /// To things of which sort.
    resource: Resource,
    /// Which table, where there are several about the same.
    #[prop(optional)]
    at: &'static str,
) -> impl IntoView {
    let Denial { question, because } = organization.denial(action, &resource)?;
    let reason = texts::access::because(use_language(), because);
    Some(view! {
        <p class="refused muted">
            <span id=element(&question, at)>{format!("{label}{}{reason}", texts::forms::colon(use_language()))}</span>
            <WhyLink slug=organization.slug.to_string() question of=label/>
        </p>
    })
}

/// A control in a row: greyed out by what [`RefusedRows`] says above, or with a reason of its own.
#[component]
pub fn RefusedInRow(
    /// The organization.
    organization: OrganizationView,
    /// What the control says.
    label: &'static str,
    /// What it would do.
    action: Action,
    /// To what.
    resource: Resource,
    /// The membership, if it is a person.
    #[prop(optional)]
    of: Option<MembershipId>,
    /// The name of what the row is about.
    name: String,
    /// Its class names.
    #[prop(default = "button button-small")]
    class: &'static str,
    /// Where on the page it stands, where it stands there twice.
    #[prop(optional)]
    at: &'static str,
) -> impl IntoView {
    let language = use_language();
    let Denial { question, because } = organization.denial(action, &resource)?;
    let question = of.map_or(question, |id| question.of_person(id));
    let named = format!("{label} – {name}");
    if let Some(general) = organization.denial(action, &question.resource.any()) {
        let because = element(&general.question, at);
        return Some(view! { <Greyed label name=named because class/> }.into_any());
    }
    let id = element(&question, at);
    let slug = organization.slug.to_string();
    Some(
        view! {
            <Greyed label name=named.clone() because=id.clone() class/>
            " "
            <span class="visually-hidden" id=id>{texts::access::because(language, because)}</span>
            <WhyLink slug question of=named/>
        }
        .into_any(),
    )
}

/// The control itself: it can be found and read, and does nothing.
#[component]
fn Greyed(#[prop(into)] label: String, name: String, because: String, class: &'static str) -> impl IntoView {
    view! {
        <button type="button" class=class aria-disabled="true" aria-label=name aria-describedby=because>{label}</button>
    }
}

/// "Why?": the way to the chain behind a decision about the reader.
#[component]
pub fn WhyLink(
    /// The organization's address name.
    slug: String,
    /// What was refused.
    question: Question,
    /// What it is called on this page.
    #[prop(into)]
    of: String,
) -> impl IntoView {
    let why = texts::reach::why(use_language());
    view! { <a href=question.path(&slug) aria-label=format!("{why} – {of}")>{why}</a> }
}

/// The id of the element that says why.
fn element(question: &Question, at: &str) -> String {
    let Question { action, resource, of } = question;
    let of = of.map(|id| format!("-{id}")).unwrap_or_default();
    format!("refused-{}-{resource}{of}{at}", action.name().replace(':', "-"))
}
