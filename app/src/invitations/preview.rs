//! What an invitation would be, below the form that sends it (I11).

use super::functions::Preview;
use crate::{layout::Address, session::use_language};
use leptos::prelude::*;
use shared::{kind::Kind, texts, views::Outlook};

/// What the person will be able to do, the seat, the dates, and the mail as it will arrive.
#[component]
pub(super) fn PreviewCard(preview: Preview, kind: Kind) -> impl IntoView {
    let language = use_language();
    let Preview { outlook, subject, html, text } = preview;
    view! {
        <section class="stack" aria-labelledby="preview-title">
            <h2 id="preview-title" role="status">{texts::invitations::preview_title(language)}</h2>
            <p class="muted">{texts::invitations::preview_lead(language)}</p>
            <Means outlook=outlook.clone() kind/>
            <article class="mail-view">
                <header>
                    <h3>{texts::invitations::preview_mail(language)}</h3>
                    <dl class="facts">
                        <div><dt>{texts::invitations::preview_to(language)}</dt><dd><Address address=outlook.recipient.to_string()/></dd></div>
                        <div><dt>{texts::invitations::preview_subject(language)}</dt><dd>{subject}</dd></div>
                    </dl>
                </header>
                // A document of its own that may run nothing and reach nothing.
                <iframe class="mail-body" sandbox="" title=texts::invitations::preview_mail(language) srcdoc=html></iframe>
                <details class="more">
                    <summary>{texts::invitations::preview_text(language)}</summary>
                    <pre>{text}</pre>
                </details>
            </article>
        </section>
    }
    .into_any()
}

#[component]
fn Means(outlook: Outlook, kind: Kind) -> impl IntoView {
    let language = use_language();
    let allowed = outlook
        .allowed
        .into_iter()
        .map(|(resource, actions)| {
            let can = actions
                .into_iter()
                .map(|action| view! { <li>{texts::access::operation(language, action, resource)}</li> });
            view! {
                <div>
                    <dt>{texts::access::noun(language, resource)}</dt>
                    <dd><ul>{can.collect_view()}</ul></dd>
                </div>
            }
        })
        .collect_view();
    let seat = kind.preset().seats.zip(outlook.seats).map(|(rule, seats)| match seats.free(Some(rule)) {
        Some(0) => texts::seats::invite_full(language, texts::number(rule.yen_per_month)),
        free => texts::seats::invite_free(language, texts::number(free.unwrap_or_default())),
    });
    let ends = outlook
        .access_ends_at
        .map_or_else(|| texts::invitations::no_end(language).to_owned(), |end| texts::dates::last_day(language, &end));
    view! {
        <dl class="facts">
            <div>
                <dt>{texts::invitations::valid_until(language)}</dt>
                <dd>{texts::dates::minute(language, &outlook.expires_at)}</dd>
            </div>
            <div><dt>{texts::members::ends(language)}</dt><dd>{ends}</dd></div>
            {seat.map(|seat| view! { <div><dt>{texts::seats::title(language)}</dt><dd>{seat}</dd></div> })}
        </dl>
        <details class="more" open=true>
            <summary>{texts::invitations::preview_allowed(language)}</summary>
            <dl class="facts">{allowed}</dl>
        </details>
    }
}
