//! What the rules promise, one module a subject.

mod access;
mod address;
mod allocation;
mod ceiling;
mod choices;
mod clinic;
mod draft;
mod explanations;
mod kinds;
mod lifecycles;
mod lists;
mod matrix;
mod names;
mod passwords;
mod properties;
mod questions;
mod registration;
mod sheets;
mod statuses;
mod terms;
mod texts;

use chrono::{DateTime, Utc};
use shared::{Field, FieldError, FieldErrors};

/// An instant, in seconds since 1970.
fn at(seconds: i64) -> DateTime<Utc> {
    DateTime::from_timestamp(seconds, 0).unwrap_or_default()
}

/// The errors of a form, in order.
fn errors(list: &[(Field, FieldError)]) -> FieldErrors {
    FieldErrors(list.to_vec())
}
