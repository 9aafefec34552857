//! `/o/{slug}/members/{id}/remove`: the confirmation that names the person (M3).

use super::{
    functions::{MemberPage, RemoveMember, read_member},
    parts::{Held, called},
};
use crate::{
    form::{Form, Hidden, PostForm, Submit, use_form},
    layout::{Inside, Place, Trouble, reading},
    naming::Naming,
    organizations::use_slug,
    session::use_language,
};
use leptos::prelude::*;
use leptos_router::hooks::use_params_map;
use shared::{Action, FieldErrors, Refusal, Resource, access::Denial, texts};

/// The question, with OK and Cancel.
#[component]
pub fn RemovePage() -> impl IntoView {
    let (slug, params) = (use_slug(), use_params_map());
    let key = move || (slug.get(), params.with(|params| params.get("id").unwrap_or_default()));
    reading(key, |(slug, id)| Box::pin(read_member(slug, id)), |page| view! { <Question page/> })
}

#[component]
fn Question(page: MemberPage) -> impl IntoView {
    let language = use_language();
    let MemberPage { organization, member } = page;
    let person = Resource::Member(member.row.person(organization.kind.preset(), member.is_me));
    if let Some(denial) = organization.denial(Action::Delete, &person) {
        let denial = Denial { question: denial.question.of_person(member.row.id), ..denial };
        return view! { <Trouble error=Refusal::Denied(denial).into()/> }.into_any();
    }
    let form: Form<RemoveMember> = use_form(|_: &RemoveMember| FieldErrors::default());
    let name = called(&member, language);
    let title = texts::members::remove_title(language, &name);
    let question = texts::members::remove_question(language, &name, &member.row.address, &organization.name);
    let members = format!("/o/{}/members", organization.slug);
    let through = vec![(format!("{members}/{}", member.row.id), name)];
    let below = texts::members::remove(language);
    view! {
        <Inside organization=organization.clone() place=Place::Members title=title.clone() below through reading=true>
            <div class="toolbar"><h1 class="page-title">{title}</h1></div>
            <section class="card">
                <PostForm form>
                    <p><Naming sentence=question names=vec![member.row.address.to_string()]/></p>
                    <Held organization=organization.clone() member=member.clone()/>
                    <Hidden name="slug" value=organization.slug.to_string()/>
                    <Hidden name="id" value=member.row.id.to_string()/>
                    <div class="form-actions">
                        <Submit label=texts::members::ok(language) class="button button-danger"/>
                        <a class="button button-quiet" href=members>{texts::forms::cancel(language)}</a>
                    </div>
                </PostForm>
            </section>
        </Inside>
    }
    .into_any()
}
