//! What became of a claimed mail.

use super::Parcel;
use crate::{Result, Store, keys::random};
use chrono::{DateTime, Utc};
use std::time::Duration;

/// The first pause after a failure; it doubles with every further one.
const FIRST_PAUSE: Duration = Duration::from_secs(30);
/// The longest pause.
const LONGEST_PAUSE: Duration = Duration::from_secs(3600);
/// Tries in all: about a day, with these pauses.
const TRIES: u32 = 30;
/// The longest reason that is kept, in characters.
const LONGEST_REASON: usize = 500;

/// What happens to a mail that was not taken.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Retry {
    /// It is tried again from then on.
    At(DateTime<Utc>),
    /// It was the last try; the mail has failed.
    GaveUp,
    /// Meanwhile the mail is somebody else's, sent, or cancelled; nothing was noted.
    Moot,
}

/// Notes that the mail server took it. Right even when the lease has passed: it was sent.
#[tracing::instrument(name = "outbox.sent", skip_all, fields(mail = %job.id()))]
pub async fn sent(store: &Store, job: &impl Parcel) -> Result<()> {
    sqlx::query!(
        r#"UPDATE outbox
           SET sent_at = coalesce(sent_at, clock_timestamp()), failed_at = NULL, cancelled_at = NULL,
               last_error = NULL
           WHERE id = $1"#,
        job.id()
    )
    .execute(store.pool())
    .await?;
    Ok(())
}

/// Notes that the mail server did not take it this time, and when to try again: after a pause that
/// doubles, with jitter (X5).
#[tracing::instrument(name = "outbox.retry_later", skip_all, fields(mail = %job.id()))]
pub async fn retry_later(store: &Store, job: &impl Parcel, reason: &str) -> Result<Retry> {
    if job.attempt() >= TRIES {
        failed(store, job, reason).await?;
        return Ok(Retry::GaveUp);
    }
    let [random] = random()?;
    let at = sqlx::query_scalar!(
        r#"UPDATE outbox SET next_at = clock_timestamp() + make_interval(secs => $3), last_error = $4
           WHERE id = $1 AND attempts = $2 AND sent_at IS NULL AND failed_at IS NULL
             AND cancelled_at IS NULL
           RETURNING next_at"#,
        job.id(),
        i32::try_from(job.attempt()).unwrap_or(i32::MAX),
        pause(job.attempt(), random).as_secs_f64(),
        kept(reason),
    )
    .fetch_optional(store.pool())
    .await?;
    Ok(at.map_or(Retry::Moot, Retry::At))
}

/// Notes that the mail server refused it for good (X6). It is not tried again; the invitation shows it
/// (B8).
#[tracing::instrument(name = "outbox.failed", skip_all, fields(mail = %job.id()))]
pub async fn failed(store: &Store, job: &impl Parcel, reason: &str) -> Result<()> {
    sqlx::query!(
        r#"UPDATE outbox SET failed_at = clock_timestamp(), last_error = $3
           WHERE id = $1 AND attempts = $2 AND sent_at IS NULL AND failed_at IS NULL
             AND cancelled_at IS NULL"#,
        job.id(),
        i32::try_from(job.attempt()).unwrap_or(i32::MAX),
        kept(reason),
    )
    .execute(store.pool())
    .await?;
    Ok(())
}

/// The pause after this try, between four and six fifths of its length, so that mails that failed
/// together do not come back together.
fn pause(attempt: u32, random: u8) -> Duration {
    let doubled = FIRST_PAUSE.saturating_mul(1 << attempt.saturating_sub(1).min(16));
    doubled.min(LONGEST_PAUSE).mul_f64(0.8 + 0.4 * f64::from(random) / 255.0)
}

fn kept(reason: &str) -> String {
    let line = reason.chars().map(|c| if c.is_control() { ' ' } else { c });
    line.take(LONGEST_REASON).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn fault_x05_pauses_double_up_to_an_hour_and_are_spread() {
        assert_eq!(pause(1, 0), Duration::from_secs(24));
        assert_eq!(pause(1, 255), Duration::from_secs(36));
        assert_eq!(pause(3, 0), Duration::from_secs(96));
        assert_eq!(pause(30, 255), Duration::from_secs(4320));
    }

    #[test]
    fn sec_z03_a_reason_stays_one_short_line() {
        assert_eq!(kept("550 no\r\nsuch user"), "550 no  such user");
        assert_eq!(kept(&"x".repeat(1000)).len(), LONGEST_REASON);
    }
}
