//! `/o/{slug}/settings/seats`, and the meter that other pages show.

use super::functions::{BuySeats, read_seats};
use crate::{
    access::Refused,
    form::{Form, Hidden, PostForm, Submit, TextField, use_form},
    layout::{Inside, Place, reading},
    organizations::use_slug,
    session::use_language,
};
use leptos::prelude::*;
use shared::{
    Action, Field, FieldErrors, Resource,
    kind::SeatRule,
    seats::{Seats, parse_bought},
    texts,
    views::{OrganizationView, SeatChange, SeatsView},
};

/// The page of seats.
#[component]
pub fn SeatsPage() -> impl IntoView {
    let slug = use_slug();
    reading(move || slug.get(), |slug| Box::pin(read_seats(slug)), |page| view! { <Page page/> })
}

#[component]
fn Page(page: SeatsView) -> impl IntoView {
    let language = use_language();
    let SeatsView { organization, seats, changes } = page;
    let title = texts::seats::title(language);
    let Some(rule) = organization.kind.preset().seats else { return ().into_any() };
    let lead = texts::seats::lead(language, texts::number(rule.included), texts::number(rule.yen_per_month));
    let change = if organization.may(Action::Update, &Resource::Seats) {
        view! { <Buy organization=organization.clone() seats rule/> }.into_any()
    } else {
        let (label, resource) = (texts::seats::change(language), Resource::Seats);
        view! {
            <p class="muted">{texts::seats::may_not(language)}</p>
            <p><Refused organization=organization.clone() label action=Action::Update resource/></p>
        }
        .into_any()
    };
    view! {
        <Inside organization place=Place::Seats title reading=true>
            <div class="toolbar"><h1 class="page-title">{title}</h1><p class="page-lead">{lead}</p></div>
            <SeatMeter seats rule/>
            {change}
            <h2>{texts::seats::ledger(language)}</h2>
            <Ledger changes/>
        </Inside>
    }
    .into_any()
}

/// Used, reserved and free, as a bar and in words.
#[component]
pub fn SeatMeter(
    /// The counts.
    seats: Seats,
    /// What seats cost.
    rule: SeatRule,
) -> impl IntoView {
    let language = use_language();
    let total = seats.total(Some(rule)).unwrap_or_default();
    let free = seats.free(Some(rule)).unwrap_or_default();
    let count =
        |count: u32, hint: &'static str| view! { {texts::number(count)} " " <small class="muted">{hint}</small> };
    view! {
        <section class="card">
            <meter class="meter" min="0" max=total.to_string() value=seats.taken().to_string() aria-label=texts::seats::title(language)>
                {texts::seats::meter(language, texts::number(seats.taken()), texts::number(total))}
            </meter>
            <p>{texts::seats::meter(language, texts::number(seats.taken()), texts::number(total))}</p>
            <dl class="facts">
                <div><dt>{texts::seats::used(language)}</dt><dd>{count(seats.used, texts::seats::used_hint(language))}</dd></div>
                <div><dt>{texts::seats::reserved(language)}</dt><dd>{count(seats.reserved, texts::seats::reserved_hint(language))}</dd></div>
                <div><dt>{texts::seats::free(language)}</dt><dd>{texts::number(free)}</dd></div>
                <div><dt>{texts::seats::bought(language)}</dt><dd>{texts::number(seats.bought)}</dd></div>
                <div><dt>{texts::seats::price(language)}</dt><dd>{texts::seats::yen(language, texts::number(seats.yen_per_month(Some(rule))))}</dd></div>
            </dl>
        </section>
    }
}

#[component]
fn Buy(organization: OrganizationView, seats: Seats, rule: SeatRule) -> impl IntoView {
    let language = use_language();
    let form: Form<BuySeats> = use_form(|typed: &BuySeats| {
        let mut errors = FieldErrors::default();
        errors.take(Field::Seats, parse_bought(&typed.bought));
        errors
    });
    let least = seats.taken().saturating_sub(rule.included);
    let hint = (least > 0).then(|| texts::seats::bought_hint(language, texts::number(least)));
    view! {
        <section class="card"><PostForm form>
            <Hidden name="slug" value=organization.slug.to_string()/>
            <TextField
                field=Field::Seats
                label=texts::seats::bought(language)
                kind="tel"
                nostrip:hint=hint
                value=seats.bought.to_string()
            />
            <div class="form-actions"><Submit label=texts::seats::change(language)/></div>
        </PostForm></section>
    }
}

#[component]
fn Ledger(changes: Vec<SeatChange>) -> impl IntoView {
    let language = use_language();
    if changes.is_empty() {
        return view! { <p class="muted">{texts::seats::none_bought(language)}</p> }.into_any();
    }
    let rows = changes
        .into_iter()
        .map(|change| {
            let price = u64::from(change.after) * u64::from(change.yen_per_month);
            view! {
                <tr>
                    <th scope="row" class="cell-main">{texts::dates::minute(language, &change.at)}</th>
                    <td data-label=texts::seats::who(language)>{change.by}</td>
                    <td data-label=texts::seats::from_to(language)>{texts::seats::change_of(language, change.before, change.after)}</td>
                    <td data-label=texts::seats::price(language)>{texts::seats::yen(language, texts::number(price))}</td>
                </tr>
            }
        })
        .collect_view();
    view! {
        <div class="table-frame">
            <table class="table">
                <caption class="visually-hidden">{texts::seats::ledger(language)}</caption>
                <thead>
                    <tr>
                        <th scope="col">{texts::seats::when(language)}</th>
                        <th scope="col">{texts::seats::who(language)}</th>
                        <th scope="col">{texts::seats::from_to(language)}</th>
                        <th scope="col">{texts::seats::price(language)}</th>
                    </tr>
                </thead>
                <tbody>{rows}</tbody>
            </table>
        </div>
    }
    .into_any()
}

/// Beside the form that invites: whether a seat is left, and what the next one costs. Absent where seats are not
/// counted.
#[component]
pub fn SeatLine(
    /// The organization.
    organization: OrganizationView,
    /// How its seats stand.
    seats: Seats,
) -> impl IntoView {
    let rule = organization.kind.preset().seats?;
    let slug = organization.slug.to_string();
    let language = use_language();
    let free = seats.free(Some(rule)).unwrap_or_default();
    let (class, text) = match free {
        0 => ("notice notice-warning", texts::seats::invite_full(language, texts::number(rule.yen_per_month))),
        free => ("notice", texts::seats::invite_free(language, texts::number(free))),
    };
    Some(view! {
        <div class=class role="status">
            <p>{text}</p>
            <div class="notice-actions">
                <a href=format!("/o/{slug}/settings/seats")>{texts::seats::buy_more(language)}</a>
            </div>
        </div>
    })
}
