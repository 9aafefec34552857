//! The plots of the overview, as SVG with a text alternative.

use crate::session::use_language;
use chrono::NaiveDate;
use leptos::prelude::*;
use shared::{
    Action, Resource,
    invitation::Status,
    seats::Seats,
    texts,
    views::{OrganizationView, Week},
};

/// Width of a plot, in units of its own.
const WIDTH: u32 = 390;
/// The least width of a share that is not nothing.
const LEAST: u32 = 5;
/// Height of the columns.
const HEIGHT: u32 = 120;

/// How many seats are used, reserved and free, where they are counted.
#[component]
pub(super) fn SeatMeter(organization: OrganizationView, seats: Seats) -> impl IntoView {
    let language = use_language();
    let rule = organization.kind.preset().seats;
    let (Some(total), Some(free)) = (seats.total(rule), seats.free(rule)) else { return ().into_any() };
    let words = {
        let number = |count: u32| texts::number(count);
        texts::overview::seats_used(language, number(seats.used), number(seats.reserved), number(free), number(total))
    };
    // What there is any of can be seen, however little of the whole it is.
    let share = |count: u32| {
        let width = (count.min(total) * WIDTH).checked_div(total).unwrap_or(0);
        if count == 0 { 0 } else { width.max(LEAST) }
    };
    let (used, reserved) = (share(seats.used), share(seats.reserved));
    let manage = organization.may(Action::Update, &Resource::Seats).then(|| {
        let href = format!("/o/{}/settings/seats", organization.slug);
        view! { <p><a href=href>{texts::overview::seats_manage(language)}</a></p> }
    });
    view! {
        <section class="card stack-tight overview-whole">
            <h2>{texts::overview::seats(language)}</h2>
            <svg class="plot" viewBox=format!("0 0 {WIDTH} 16") role="img" aria-label=words.clone()>
                <rect class="plot-free" x="0" y="0" width=WIDTH height="16"></rect>
                <rect class="plot-accepted" x="0" y="0" width=used height="16"></rect>
                <rect class="plot-pending" x=used y="0" width=reserved height="16"></rect>
            </svg>
            <p>{words}</p>
            {manage}
        </section>
    }
    .into_any()
}

/// Invitations by week, a column each, in layers by status.
#[component]
pub(super) fn Invitations(weeks: Vec<Week>, href: String, today: NaiveDate) -> impl IntoView {
    let language = use_language();
    let total: u32 = weeks.iter().flat_map(|week| &week.counts).sum();
    let title = texts::overview::invitations(language);
    if total == 0 {
        return view! {
            <section class="card stack-tight overview-half">
                <h2>{title}</h2>
                <p class="muted">{texts::overview::invitations_none(language)}</p>
            </section>
        }
        .into_any();
    }
    let most = weeks.iter().map(|week| week.counts.iter().sum::<u32>()).max().unwrap_or(1).max(1);
    let step = u32::try_from(weeks.len()).map_or(WIDTH, |count| WIDTH / count.max(1));
    let columns = weeks
        .iter()
        .zip(0_u32..)
        .map(|(week, at)| view! { <Column counts=week.counts.clone() x={at * step + 2} width={step - 4} most/> })
        .collect_view();
    // From the first day of the first week to today.
    let first = weeks.first().map(|week| texts::dates::date(language, week.from));
    let last = texts::dates::date(language, today);
    // What did not occur needs no colour.
    let sums = |at: usize| weeks.iter().filter_map(|week| week.counts.get(at)).sum::<u32>();
    let legend = Status::ALL
        .iter()
        .enumerate()
        .map(|(at, status)| (status, sums(at)))
        .filter(|(_, count)| *count > 0)
        .map(|(status, count)| {
            view! {
                <li>
                    <svg class="plot-key" viewBox="0 0 10 10" aria-hidden="true"><rect class=class_of(*status) width="10" height="10" rx="2"></rect></svg>
                    " " {status.label(language)} " " <strong>{texts::number(count)}</strong>
                </li>
            }
        })
        .collect_view();
    let summary = texts::overview::invitations_summary(language, texts::number(total));
    view! {
        <section class="card stack-tight overview-half">
            <h2><a href=href>{title}</a></h2>
            <svg class="plot plot-columns" viewBox=format!("0 0 {WIDTH} {HEIGHT}") role="img" aria-label=summary.clone()>{columns}</svg>
            <p class="plot-axis" aria-hidden="true"><span>{first}</span><span>{last}</span></p>
            <ul class="plot-legend">{legend}</ul>
            <p>{summary}</p>
            <Weeks weeks/>
        </section>
    }
    .into_any()
}

/// One week's column.
#[component]
fn Column(counts: Vec<u32>, x: u32, width: u32, most: u32) -> impl IntoView {
    let mut top = HEIGHT;
    Status::ALL
        .iter()
        .zip(counts)
        .map(|(status, count)| {
            let height = count * HEIGHT / most;
            top -= height.min(top);
            view! { <rect class=class_of(*status) x=x y=top width=width height=height></rect> }
        })
        .collect_view()
}

/// The same numbers as a table.
#[component]
fn Weeks(weeks: Vec<Week>) -> impl IntoView {
    let language = use_language();
    let head = Status::ALL.iter().map(|status| view! { <th scope="col">{status.label(language)}</th> }).collect_view();
    let rows = weeks
        .into_iter()
        .map(|week| {
            let cells = Status::ALL
                .iter()
                .zip(week.counts)
                .map(|(status, count)| view! { <td data-label=status.label(language) class="cell-number">{texts::number(count)}</td> })
                .collect_view();
            view! { <tr><th scope="row" class="cell-main">{texts::dates::date(language, week.from)}</th>{cells}</tr> }
        })
        .collect_view();
    view! {
        <details class="more">
            <summary>{texts::overview::as_table(language)}</summary>
            <div class="table-frame">
                <table class="table">
                    <caption class="visually-hidden">{texts::overview::invitations(language)}</caption>
                    <thead><tr><th scope="col">{texts::overview::week(language)}</th>{head}</tr></thead>
                    <tbody>{rows}</tbody>
                </table>
            </div>
        </details>
    }
}

/// How long people took to accept: a bar per span, with its number beside it. Beside a plot of invitations the bars are there
/// even while they are empty.
#[component]
pub(super) fn Acceptance(counts: Vec<u32>, median: Option<f64>, plotted: bool) -> impl IntoView {
    let language = use_language();
    let title = texts::overview::acceptance(language);
    let words = match median {
        None => texts::overview::acceptance_none(language).to_owned(),
        Some(median) if median < 48.0 * 3600.0 => {
            texts::overview::median_hours(language, format!("{:.0}", (median / 3600.0).ceil().max(1.0)))
        }
        Some(median) => texts::overview::median_days(language, format!("{:.0}", (median / 86_400.0).ceil())),
    };
    let most = counts.iter().copied().max().unwrap_or(0);
    if most == 0 && !plotted {
        return view! {
            <section class="card stack-tight overview-half">
                <h2>{title}</h2>
                <p class="muted">{words}</p>
            </section>
        }
        .into_any();
    }
    let spans = [
        texts::overview::within_hour(language),
        texts::overview::within_day(language),
        texts::overview::within_three_days(language),
        texts::overview::within_week(language),
        texts::overview::later(language),
    ];
    let bars = spans
        .iter()
        .zip(counts)
        .map(|(span, count)| {
            let width = count * WIDTH / most.max(1);
            view! {
                <div>
                    <dt>{*span}</dt>
                    <dd>
                        <svg class="plot plot-bar" viewBox=format!("0 0 {WIDTH} 12") preserveAspectRatio="none" aria-hidden="true">
                            <rect class="plot-accepted" width=width height="12"></rect>
                        </svg>
                        " "
                        <span>{texts::number(count)}</span>
                    </dd>
                </div>
            }
        })
        .collect_view();
    view! {
        <section class="card stack-tight overview-half">
            <h2>{title}</h2>
            <dl class="bars">{bars}</dl>
            <p>{words}</p>
        </section>
    }
    .into_any()
}

const fn class_of(status: Status) -> &'static str {
    match status {
        Status::Pending => "plot-pending",
        Status::Accepted => "plot-accepted",
        Status::Declined => "plot-declined",
        Status::Revoked => "plot-revoked",
        Status::Expired => "plot-expired",
    }
}
