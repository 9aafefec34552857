//! Days as forms send them.

use crate::FieldError;
use chrono::{DateTime, Days, NaiveDate, NaiveTime, TimeDelta, Utc};

/// Reads `YYYY-MM-DD`, in any width; a day that does not exist is refused.
///
/// # Errors
/// `NotADate`.
pub fn parse(typed: &str) -> Result<NaiveDate, FieldError> {
    let folded = crate::text::fold_width(typed);
    let mut parts = folded.trim().split('-');
    let mut number = |digits: usize| {
        parts
            .next()
            .filter(|part| part.len() == digits && part.bytes().all(|byte| byte.is_ascii_digit()))
            .and_then(|part| part.parse::<u32>().ok())
            .ok_or(FieldError::NotADate)
    };
    let (year, month, day) = (number(4)?, number(2)?, number(2)?);
    if parts.next().is_some() || year == 0 {
        return Err(FieldError::NotADate);
    }
    i32::try_from(year).ok().and_then(|year| NaiveDate::from_ymd_opt(year, month, day)).ok_or(FieldError::NotADate)
}

/// An optional day from today to so many days ahead.
pub(crate) fn day_from(typed: &str, today: NaiveDate, days: u16) -> Result<Option<NaiveDate>, FieldError> {
    if typed.trim().is_empty() {
        return Ok(None);
    }
    let day = parse(typed)?;
    if day < today {
        Err(FieldError::DatePassed)
    } else if today.checked_add_days(Days::new(u64::from(days))).is_some_and(|last| day > last) {
        Err(FieldError::DateTooFar { days })
    } else {
        Ok(Some(day))
    }
}

/// The earliest instant, anywhere on Earth, at which this day is over.
pub(crate) fn earliest_end(day: NaiveDate) -> Option<DateTime<Utc>> {
    let midnight = day.succ_opt()?.and_time(NaiveTime::MIN).and_utc();
    midnight.checked_sub_signed(TimeDelta::hours(14))
}
