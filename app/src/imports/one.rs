//! One import: its plan, how far it is, and what became of it.

use super::{
    functions::{CancelImport, StartImport, read_import},
    rows::Rows,
};
use crate::{
    form::{Form, Hidden, PostForm, Submit, use_form},
    layout::{Inside, Place, reading},
    organizations::use_slug,
    session::{Page, use_language},
};
use leptos::prelude::*;
use leptos_router::hooks::{use_params_map, use_query_map};
use shared::{
    FieldErrors,
    imports::{ImportCard, ImportView, Phase, RowResult},
    texts,
};
use std::time::Duration;

/// How often a page looks at an import that goes on.
const LOOK: Duration = Duration::from_secs(2);

/// The plan, the progress and the result of one import.
#[component]
pub fn ImportPage() -> impl IntoView {
    let (slug, params, query) = (use_slug(), use_params_map(), use_query_map());
    let key = move || {
        let value = |name| query.with(|query| query.get(name).unwrap_or_default());
        (slug.get(), params.with(|params| params.get("id").unwrap_or_default()), value("after"), value("only"))
    };
    reading(
        key,
        |(slug, id, after, only)| Box::pin(read_import(slug, id, after, only)),
        |page| view! { <Import page/> },
    )
}

#[component]
fn Import(page: ImportView) -> impl IntoView {
    let language = use_language();
    let organization = page.organization.clone();
    let card = page.card.clone();
    let all = texts::imports::title(language);
    let title = format!("{all}{}{}", texts::forms::colon(language), card.file_name);
    let through = vec![(format!("/o/{}/invitations/import", organization.slug), all.to_owned())];
    let here = format!("/o/{}/invitations/import/{}", organization.slug, card.id);
    if card.phase.is_running() {
        look_again();
    }
    let tally = page
        .tally
        .iter()
        .map(|(result, count)| {
            let href = format!("{here}?only={result}");
            view! { <div><dt><a href=href>{result.label(language)}</a></dt><dd>{texts::number(*count)}</dd></div> }
        })
        .collect_view();
    view! {
        <Inside organization place=Place::Invitations title=title.clone() below=card.file_name.clone() through reading=true>
            <div class="toolbar">
                <h1 class="page-title breakable">{title}</h1>
                <p class="page-lead">{card.phase.label(language)}</p>
            </div>
            <Progress card=card.clone() here=here.clone()/>
            {page.goes_on_at.as_ref().map(|at| view! {
                <p class="notice" role="status">{texts::imports::waits(language, texts::dates::minute(language, at))}</p>
            })}
            {page.failure.as_ref().map(|_| view! { <Stopped page=page.clone()/> })}
            <dl class="facts">{tally}</dl>
            {(card.phase == Phase::Planned).then(|| view! { <Plan page=page.clone()/> })}
            {(card.phase.is_running() && page.mine).then(|| view! { <CallOff page=page.clone()/> })}
            {(card.phase != Phase::Planning).then(|| view! {
                <p><a class="button" rel="external" download="" href=format!("{here}/result.csv")>{texts::imports::result(language)}</a></p>
            })}
            <Rows page here/>
        </Inside>
    }
}

/// Reads the page again after a while, as long as it is open.
fn look_again() {
    let refresh = expect_context::<Page>();
    Effect::new(move |_| {
        let timer = set_timeout_with_handle(move || refresh.version.update(|version| *version += 1), LOOK);
        on_cleanup(move || {
            if let Ok(timer) = timer {
                timer.clear();
            }
        });
    });
}

#[component]
fn Progress(card: ImportCard, here: String) -> impl IntoView {
    let language = use_language();
    let done = match card.phase {
        Phase::Planning => card.planned,
        Phase::Planned => return ().into_any(),
        _ => card.done,
    };
    let words = texts::imports::progress(language, texts::number(done), texts::number(card.total));
    let running = card.phase.is_running().then(|| {
        view! {
            <p class="muted">{texts::imports::running(language)}</p>
            <noscript>
                <meta http-equiv="refresh" content="5"/>
                <p><a class="button" href=here>{texts::imports::reload(language)}</a></p>
            </noscript>
        }
    });
    view! {
        <section class="stack-tight">
            <progress class="meter" max=card.total.to_string() value=done.to_string() aria-label=card.phase.label(language)></progress>
            <p role="status">{words}</p>
            {running}
        </section>
    }
    .into_any()
}

/// Why it gave up, and for its owner the way on.
#[component]
fn Stopped(page: ImportView) -> impl IntoView {
    let language = use_language();
    let form: Form<StartImport> = use_form(|_: &StartImport| FieldErrors::default());
    let reason = page.failure.as_ref().map(|failure| texts::imports::reason(language, failure));
    let on = page.mine.then(|| {
        view! {
            <PostForm form class="form-inline">
                <Hidden name="slug" value=page.organization.slug.to_string()/>
                <Hidden name="id" value=page.card.id.to_string()/>
                <Submit label=texts::imports::go_on(language)/>
            </PostForm>
        }
    });
    view! {
        <div class="notice notice-danger" role="status">
            <strong>{texts::imports::failed_title(language)}</strong>
            <p>{reason}</p>
            <p>{texts::imports::failed_detail(language)}</p>
            <div class="notice-actions">{on}</div>
        </div>
    }
}

/// What starting it would mean, and the button.
#[component]
fn Plan(page: ImportView) -> impl IntoView {
    let language = use_language();
    let form: Form<StartImport> = use_form(|_: &StartImport| FieldErrors::default());
    let invites = page.count(RowResult::Invite);
    if invites == 0 {
        let again = format!("/o/{}/invitations/import", page.organization.slug);
        return view! {
            <section class="card stack-tight">
                <p><strong>{texts::imports::nobody(language)}</strong></p>
                <p><a class="button button-primary" href=again>{texts::imports::title(language)}</a></p>
            </section>
        }
        .into_any();
    }
    let seats = page.organization.kind.preset().seats.zip(page.seats).map(|(rule, seats)| {
        let free = seats.free(Some(rule)).unwrap_or_default();
        match invites.saturating_sub(free) {
            0 => texts::imports::seats_enough(language, texts::number(free)),
            missing => {
                let yen = u64::from(missing) * u64::from(rule.yen_per_month);
                texts::imports::seats_missing(language, texts::number(missing), texts::number(yen))
            }
        }
    });
    let mails = match page.days() {
        0 => texts::imports::mails_today(language).to_owned(),
        days => texts::imports::mails_days(language, texts::number(days), texts::number(page.mails_per_day)),
    };
    let (slug, id) = (page.organization.slug.to_string(), page.card.id.to_string());
    let start = if page.mine {
        view! {
            <div class="stack">
                <PostForm form class="form-inline">
                    <Hidden name="slug" value=slug/>
                    <Hidden name="id" value=id/>
                    <Submit label=texts::imports::start(language, texts::number(invites))/>
                </PostForm>
                <CallOff page=page.clone()/>
            </div>
        }
        .into_any()
    } else {
        view! { <p class="muted">{texts::imports::not_yours(language)}</p> }.into_any()
    };
    view! {
        <section class="card stack-tight">
            <p><strong>{texts::imports::nothing_sent(language)}</strong></p>
            {seats.map(|seats| view! { <p>{seats}</p> })}
            <p>{mails}</p>
            {start}
        </section>
    }
    .into_any()
}

#[component]
fn CallOff(page: ImportView) -> impl IntoView {
    let language = use_language();
    let form: Form<CancelImport> = use_form(|_: &CancelImport| FieldErrors::default());
    view! {
        <PostForm form class="form-inline">
            <Hidden name="slug" value=page.organization.slug.to_string()/>
            <Hidden name="id" value=page.card.id.to_string()/>
            <Submit label=texts::imports::call_off(language) class="button"/>
        </PostForm>
    }
}
