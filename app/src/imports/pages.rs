//! `/o/{slug}/invitations/import` and one import below it.

use super::{
    PASTED, UPLOAD,
    functions::{CancelImport, ImportsList, StartImport, read_import, read_imports},
};
use crate::{
    form::{Form, Hidden, PostForm, Submit, TextArea, use_form},
    layout::{Inside, Place, reading},
    organizations::use_slug,
    session::{Page, use_language},
};
use leptos::prelude::*;
use leptos_router::hooks::{use_params_map, use_query_map};
use shared::{
    Field, FieldErrors, Kind,
    imports::{ImportCard, ImportRow, ImportView, Phase, RowResult},
    invitation::Sheet,
    texts,
};
use std::time::Duration;

/// How often a page looks at an import that goes on.
const LOOK: Duration = Duration::from_secs(2);

/// Paste or upload, and what was imported before.
#[component]
pub fn ImportsPage() -> impl IntoView {
    let slug = use_slug();
    reading(move || slug.get(), |slug| Box::pin(read_imports(slug)), |page| view! { <Imports page/> })
}

#[component]
fn Imports(page: ImportsList) -> impl IntoView {
    let language = use_language();
    let ImportsList { organization, imports } = page;
    let title = texts::imports::title(language);
    let root = format!("/o/{}/invitations", organization.slug);
    let list = if imports.is_empty() {
        view! { <p class="muted">{texts::imports::none(language)}</p> }.into_any()
    } else {
        let cards = imports.into_iter().map(|card| view! { <Card root=root.clone() card/> }).collect_view();
        view! { <ul class="cards">{cards}</ul> }.into_any()
    };
    view! {
        <Inside organization=organization.clone() place=Place::Invitations title below=title reading=true>
            <div class="toolbar">
                <h1 class="page-title">{title}</h1>
                <p class="page-lead">{texts::imports::lead(language)}</p>
            </div>
            <Upload kind=organization.kind/>
            <h2>{texts::imports::list(language)}</h2>
            {list}
        </Inside>
    }
}

/// The form. It goes to a handler of its own, as a file does not go through a server function, and comes back with
/// what was pasted.
#[component]
fn Upload(kind: Kind) -> impl IntoView {
    let language = use_language();
    let columns = Sheet::columns(kind.preset()).map(Field::name).collect::<Vec<_>>().join(", ");
    let posted = expect_context::<Page>().posted.get_untracked().filter(|posted| posted.function == UPLOAD);
    let refusal = posted.as_ref().and_then(|posted| posted.result.as_ref().err());
    let text = refusal.map(|refusal| texts::errors::refusal(language, refusal));
    let typed = posted.and_then(|posted| posted.values.into_iter().find(|(name, _)| name == PASTED));
    let at = match (&text, &typed) {
        (None, _) => None,
        (Some(_), Some(_)) => Some("import-pasted"),
        (Some(_), None) => Some("import-file"),
    };
    let error = |id: &'static str| {
        let text = text.clone().filter(|_| at == Some(id));
        text.map(|text| view! { <p class="field-error" id=format!("{id}-error")>{text}</p> })
    };
    let summary = text.clone().zip(at).map(|(text, id)| {
        view! {
            <div class="error-summary" role="alert" tabindex="-1" autofocus=true>
                <p>{texts::errors::fields(language, 1_usize)}</p>
                <ul><li><a href=format!("#{id}") rel="external">{text}</a></li></ul>
            </div>
        }
    });
    let pasted = typed.map(|(_, typed)| typed).unwrap_or_default();
    view! {
        <form class="form card" method="post" enctype="multipart/form-data">
            {summary}
            <div class="field">
                <label for="import-pasted">{texts::imports::pasted(language)}</label>
                <TextArea id="import-pasted" name=PASTED rows=6 text=pasted wrong={at == Some("import-pasted")}/>
                {error("import-pasted")}
            </div>
            <div class="field">
                <label for="import-file">{texts::imports::file(language)}</label>
                <p class="hint" id="import-file-hint">
                    {texts::imports::file_hint(language)} " " {texts::imports::columns(language, columns)}
                </p>
                <input
                    id="import-file" name="file" type="file" accept=".csv,.tsv,.txt,text/csv"
                    aria-invalid=(at == Some("import-file")).then_some("true") aria-describedby="import-file-hint import-file-error"
                />
                {error("import-file")}
            </div>
            <div class="form-actions">
                <button class="button button-primary">{texts::imports::make_plan(language)}</button>
            </div>
        </form>
    }
}

#[component]
fn Card(root: String, card: ImportCard) -> impl IntoView {
    let language = use_language();
    view! {
        <li class="card card-link">
            <h3><a class="breakable" href=format!("{root}/import/{}", card.id)>{card.file_name}</a></h3>
            <p class="muted">
                {card.phase.label(language)} " · " {texts::imports::rows(language, texts::number(card.total))} " · "
                {texts::dates::minute(language, &card.created_at)}
            </p>
        </li>
    }
}

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
    let title = card.file_name.clone();
    let through =
        vec![(format!("/o/{}/invitations/import", organization.slug), texts::imports::title(language).to_owned())];
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
        <Inside organization place=Place::Invitations title=title.clone() below=title.clone() through reading=true>
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
            {(card.phase == Phase::Applying && page.mine).then(|| view! { <CallOff page=page.clone()/> })}
            <p><a class="button" rel="external" download="" href=format!("{here}/result.csv")>{texts::imports::result(language)}</a></p>
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
    let start = match (page.mine, invites) {
        (false, _) => view! { <p class="muted">{texts::imports::not_yours(language)}</p> }.into_any(),
        (true, 0) => ().into_any(),
        (true, _) => view! {
            <PostForm form>
                <Hidden name="slug" value=slug/>
                <Hidden name="id" value=id/>
                <div class="form-actions"><Submit label=texts::imports::start(language, texts::number(invites))/></div>
            </PostForm>
            <CallOff page=page.clone()/>
        }
        .into_any(),
    };
    view! {
        <section class="card stack">
            <p><strong>{texts::imports::nothing_sent(language)}</strong></p>
            {seats.map(|seats| view! { <p>{seats}</p> })}
            <p>{mails}</p>
            {start}
        </section>
    }
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

#[component]
fn Rows(page: ImportView, here: String) -> impl IntoView {
    let language = use_language();
    let slug = page.organization.slug.to_string();
    let only = use_query_map().with_untracked(|query| query.get("only").unwrap_or_default());
    let next = page.next.map(|after| {
        let only = RowResult::parse(&only).map(RowResult::name).unwrap_or_default();
        view! { <a class="button" href=format!("{here}?only={only}&after={after}")>{texts::forms::next_page(language)}</a> }
    });
    let rows = page.rows.into_iter().map(|row| view! { <Row slug=slug.clone() row/> }).collect_view();
    view! {
        <div class="table-frame">
            <table class="table">
                <caption class="visually-hidden">{texts::imports::title(language)}</caption>
                <thead>
                    <tr>
                        <th scope="col">{texts::members::address(language)}</th>
                        <th scope="col">{texts::imports::line(language)}</th>
                        <th scope="col">{texts::imports::what(language)}</th>
                        <th scope="col">{texts::imports::why(language)}</th>
                    </tr>
                </thead>
                <tbody>{rows}</tbody>
            </table>
        </div>
        <nav class="pager" aria-label=texts::forms::pages(language)>{next}</nav>
    }
}

#[component]
fn Row(slug: String, row: ImportRow) -> impl IntoView {
    let language = use_language();
    let class = match row.result {
        RowResult::Invite | RowResult::Open => "badge badge-queued",
        RowResult::Invited => "badge badge-sent",
        RowResult::Refused => "badge badge-failed",
        _ => "badge",
    };
    let reason = row.reason.as_ref().map(|reason| texts::imports::reason(language, reason));
    let address = match row.invitation {
        Some(id) => {
            view! { <a class="breakable" href=format!("/o/{slug}/invitations/{id}")>{row.address}</a> }.into_any()
        }
        None => view! { <span class="breakable">{row.address}</span> }.into_any(),
    };
    view! {
        <tr>
            <th scope="row" class="cell-main">{address}</th>
            <td data-label=texts::imports::line(language) class="cell-number">{texts::number(row.line)}</td>
            <td data-label=texts::imports::what(language)><span class=class>{row.result.label(language)}</span></td>
            <td data-label=texts::imports::why(language)>{reason.unwrap_or_else(|| texts::forms::none(language).to_owned())}</td>
        </tr>
    }
}
