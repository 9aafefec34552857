//! Dates and times as people write them.

use crate::{Language, views::Moment};
use chrono::{Datelike, NaiveDate, Timelike};

const MONTHS: [&str; 12] = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];

/// A day: "22 Nov 2026", "2026年11月22日".
pub fn date(language: Language, day: NaiveDate) -> String {
    match language {
        Language::En => {
            let month = MONTHS.get(day.month0() as usize).copied().unwrap_or_default();
            format!("{} {month} {}", day.day(), day.year())
        }
        Language::Ja => format!("{}年{}月{}日", day.year(), day.month(), day.day()),
    }
}

/// A minute: "22 Nov 2026, 09:05", "2026年11月22日 09:05".
pub fn minute(language: Language, at: &Moment) -> String {
    let (day, time) = (date(language, at.date_naive()), time(at));
    match language {
        Language::En => format!("{day}, {time}"),
        Language::Ja => format!("{day} {time}"),
    }
}

/// A minute for who may read it anywhere: "22 Nov 2026, 09:05 (UTC+9)", "2026年11月22日 09:05（UTC+9）".
pub fn minute_anywhere(language: Language, at: &Moment) -> String {
    let (minute, zone) = (minute(language, at), offset(at));
    match language {
        Language::En => format!("{minute} ({zone})"),
        Language::Ja => format!("{minute}（{zone}）"),
    }
}

/// How far a time is from UTC: "UTC", "UTC+9", "UTC−3:30".
fn offset(at: &Moment) -> String {
    let minutes = at.offset().local_minus_utc() / 60;
    let sign = if minutes < 0 { '−' } else { '+' };
    match (minutes.abs() / 60, minutes.abs() % 60) {
        (0, 0) => "UTC".to_owned(),
        (hours, 0) => format!("UTC{sign}{hours}"),
        (hours, minutes) => format!("UTC{sign}{hours}:{minutes:02}"),
    }
}

/// A time of day: "09:05".
pub fn time(at: &Moment) -> String {
    format!("{:02}:{:02}", at.hour(), at.minute())
}

/// The last day before an instant that ends a day: an access that ends at midnight ends "on" the day before.
pub fn last_day(language: Language, end: &Moment) -> String {
    let before = *end - chrono::TimeDelta::seconds(1);
    date(language, before.date_naive())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_read_as_people_write_them() {
        let at: Moment = "2026-11-03T09:05:00+09:00".parse().unwrap();
        assert_eq!(minute(Language::En, &at), "3 Nov 2026, 09:05");
        assert_eq!(minute(Language::Ja, &at), "2026年11月3日 09:05");
        assert_eq!(minute_anywhere(Language::En, &at), "3 Nov 2026, 09:05 (UTC+9)");
        assert_eq!(minute_anywhere(Language::Ja, &at), "2026年11月3日 09:05（UTC+9）");
        for (offset, said) in [("Z", "UTC"), ("-03:30", "UTC−3:30"), ("-05:00", "UTC−5"), ("+05:45", "UTC+5:45")] {
            let at: Moment = format!("2026-11-03T09:05:00{offset}").parse().unwrap();
            assert!(minute_anywhere(Language::En, &at).ends_with(&format!("({said})")), "{offset}");
        }
        let midnight: Moment = "2026-12-01T00:00:00+09:00".parse().unwrap();
        assert_eq!(last_day(Language::En, &midnight), "30 Nov 2026");
    }
}
