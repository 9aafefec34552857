//! `/account/sessions`: where one is signed in (C3).

use super::{
    frame::{Frame, Tab},
    functions::{EndOtherSessions, EndSession, read_sessions},
};
use crate::{
    form::{Hidden, PostForm, Submit, use_form, use_form_about},
    layout::reading,
    session::use_language,
};
use leptos::prelude::*;
use shared::{
    FieldErrors, Language, texts,
    texts::accounts as t,
    views::{SessionRow, SessionsView},
};

/// The list of sessions.
#[component]
pub fn SessionsPage() -> impl IntoView {
    reading(String::new, |_| Box::pin(read_sessions()), |sessions| view! { <Sessions sessions/> })
}

#[component]
fn Sessions(sessions: SessionsView) -> impl IntoView {
    let language = use_language();
    let others = use_form(|_: &EndOtherSessions| FieldErrors::default());
    let SessionsView { rows, zone } = sessions;
    let has_others = rows.iter().any(|session| !session.is_here);
    let rows = rows.into_iter().map(|session| view! { <Row session/> }).collect_view();
    view! {
        <Frame tab=Tab::Sessions>
            <p>{t::sessions_lead(language)}</p>
            <div class="table-frame">
                <table class="table">
                    <caption class="visually-hidden">{t::sessions_title(language)}</caption>
                    <thead>
                        <tr>
                            <th scope="col">{t::device(language)}</th>
                            <th scope="col">{t::last_used(language)}</th>
                            <th scope="col">{t::signed_in_at(language)}</th>
                            <th scope="col">{t::from_where(language)}</th>
                            <th scope="col"><span class="visually-hidden">{t::actions(language)}</span></th>
                        </tr>
                    </thead>
                    <tbody>{rows}</tbody>
                </table>
            </div>
            <p class="muted">{t::times_in(language, zone)}</p>
            {has_others.then(|| view! {
                <PostForm form=others class="form-inline">
                    <Submit label=t::end_others(language) class="button button-danger"/>
                </PostForm>
            })}
        </Frame>
    }
}

#[component]
fn Row(session: SessionRow) -> impl IntoView {
    let language = use_language();
    let device = device(language, &session);
    let end = (!session.is_here).then(|| {
        let id = session.id.to_string();
        let form = use_form_about(("id", id.clone()), |_: &EndSession| FieldErrors::default());
        view! {
            <PostForm form class="form-inline">
                <Hidden name="id" value=id/>
                <Submit label=t::end_session(language) class="button button-small"/>
            </PostForm>
        }
    });
    let here =
        session.is_here.then(|| view! { " " <span class="badge badge-active">{t::session_here(language)}</span> });
    let address = session.client_ip.unwrap_or_else(|| texts::forms::none(language).to_owned());
    view! {
        <tr>
            <th scope="row" class="cell-main">{device} {here}</th>
            <td data-label=t::last_used(language)>{texts::dates::minute(language, &session.last_used_at)}</td>
            <td data-label=t::signed_in_at(language)>{texts::dates::minute(language, &session.signed_in_at)}</td>
            <td data-label=t::from_where(language)><span class="breakable">{address}</span></td>
            <td class="cell-actions">{end}</td>
        </tr>
    }
}

fn device(language: Language, session: &SessionRow) -> String {
    match (&session.browser, &session.system) {
        (Some(browser), Some(system)) => t::device_on(language, browser, system),
        (Some(one), None) | (None, Some(one)) => one.clone(),
        (None, None) => t::device_unknown(language).to_owned(),
    }
}
