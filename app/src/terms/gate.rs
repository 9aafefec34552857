//! What stands before an organization until its terms have been agreed to: download, tick, submit (K8, C4).

use super::{
    functions::Agree,
    pages::{OtherLanguage, Prose, title},
};
use crate::{
    form::{Consent, Form, Hidden, PostForm, use_form},
    layout::{Plain, answer_with},
    session::use_language,
};
use leptos::prelude::*;
use shared::{Field, kind::TermsRule, terms::Consent as Agreeing, texts, texts::terms as t, views};

/// The gate of an organization.
#[component]
pub fn TermsGate(
    /// The organization.
    slug: String,
    /// What is to be agreed to.
    gate: views::TermsGate,
) -> impl IntoView {
    answer_with(403);
    let language = use_language();
    let views::TermsGate { organization, rule, terms, downloaded } = gate;
    let title = title(language, &terms);
    let version = terms.version.clone();
    let again = format!("/o/{slug}");
    let here = if terms.organization.is_some() { format!("/o/{slug}") } else { String::new() };
    let read = format!("{here}/terms/{version}");
    let download = format!("{read}/download");
    // The server knows of the download by itself; the page is told by the click.
    let downloaded = RwSignal::new(downloaded);
    let form: Form<Agree> = use_form(move |typed: &Agree| {
        let consent = Agreeing { version: typed.version.clone(), terms: typed.terms.clone() };
        consent.check(rule, &typed.version, downloaded.get_untracked()).err().unwrap_or_default()
    });
    let ready = move || Agreeing::default().can_be_submitted(rule, downloaded.get());
    let lead = (rule == TermsRule::AtFirstSignIn).then(|| view! { <p>{t::gate_download_first(language)}</p> });
    view! {
        <Plain title=title.clone() narrow=true>
            <section class="card">
                <h1 class="page-title">{title}</h1>
                <p>{t::gate_lead(language, organization)}</p>
                {lead}
                <p class="muted">{t::version(language, &version)}</p>
                <OtherLanguage terms=terms.clone()/>
                {match terms.html {
                    Some(html) => view! { <Prose language=terms.language html/> }.into_any(),
                    None => view! {
                        <p><a href=read target="_blank" rel="external">{t::read_version(language, &version)}</a></p>
                    }
                    .into_any(),
                }}
                <p>
                    <a class="button" rel="external" download="" href=download on:click=move |_| downloaded.set(true)>
                        {t::download(language)}
                    </a>
                </p>
                <p class="muted" role="status">{move || downloaded.get().then(|| t::downloaded(language))}</p>
                <PostForm form>
                    <Hidden name="slug" value=slug/>
                    <Hidden name="version" value=version/>
                    <Consent field=Field::Terms label=texts::errors::label(language, Field::Terms)/>
                    <div class="form-actions">
                        <button type="submit" class="button button-primary" disabled=move || !ready()>
                            {t::submit(language)}
                        </button>
                    </div>
                </PostForm>
                // A page without scripts does not notice the download; opening it again does.
                {(!ready()).then(|| view! {
                    <noscript><p><a href=again>{t::gate_reload(language)}</a></p></noscript>
                })}
            </section>
        </Plain>
    }
}
