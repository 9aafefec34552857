//! One batch of one import: claimed with a lease, done in one transaction, so that it happens wholly or not at all.

use super::{AT_A_TIME, apply, plan};
use crate::{Error, Result, Store, accounts::Client, invitations::Inviting, organizations::Locked, retrying};
use shared::{
    Refusal,
    ids::{AccountId, OrganizationId},
    imports::RowResult,
    invitation::Draft,
};
use sqlx::types::Json;
use std::time::Duration;
use uuid::Uuid;

/// How long a batch may take before another worker does it; far longer than two hundred rows take.
const LEASE: Duration = Duration::from_secs(120);

/// Tries of one batch, whatever ends them; then the import stops and tells its owner.
const TRIES: i32 = 5;
/// The pause after the first try; it grows with the square of the tries.
const PAUSE: Duration = Duration::from_secs(10);

/// Does one batch of whichever import is due. Whether there was one: then there may be more. Any number of workers may
/// do so at once; one that dies loses its batch and no more.
///
/// # Errors
/// Faults; the batch is tried again after a pause, and after a few tries the import stops.
#[tracing::instrument(name = "imports.work", skip_all)]
pub async fn work(store: &Store) -> Result<bool> {
    let claimed = sqlx::query_as!(
        Claimed,
        r#"UPDATE imports SET attempts = attempts + 1, next_at = clock_timestamp() + make_interval(secs => $1)
           WHERE id = (SELECT id FROM imports
                       WHERE finished_at IS NULL AND cancelled_at IS NULL AND failed_at IS NULL AND next_at <= clock_timestamp()
                         AND (planned_at IS NULL OR started_at IS NOT NULL)
                       ORDER BY next_at LIMIT 1 FOR UPDATE SKIP LOCKED)
           RETURNING org_id, id, above_id, created_by, client_ip, user_agent, attempts"#,
        LEASE.as_secs_f64(),
    )
    .fetch_optional(store.pool())
    .await?;
    let Some(claimed) = claimed else { return Ok(false) };
    if claimed.attempts > TRIES {
        // The last try ended without a word: with its program.
        claimed.note(store, &Error::fault("every try of a batch ended with its program")).await?;
        return Ok(true);
    }
    match retrying(|| claimed.batch(store)).await {
        Ok(()) => Ok(true),
        Err(error) => {
            claimed.note(store, &error).await?;
            Err(error)
        }
    }
}

/// An import whose turn it is.
struct Claimed {
    org_id: Uuid,
    id: Uuid,
    above_id: Option<Uuid>,
    created_by: Uuid,
    client_ip: Option<String>,
    user_agent: String,
    attempts: i32,
}

/// A row to judge.
pub(super) struct Row {
    pub(super) number: i32,
    pub(super) draft: Json<Draft>,
    /// Whether the address stands further up.
    pub(super) again: bool,
}

/// What became of a row.
pub(super) struct Judged {
    pub(super) number: i32,
    pub(super) result: RowResult,
    pub(super) reason: Option<Refusal>,
    pub(super) invitation: Option<Uuid>,
}

impl Claimed {
    async fn batch(&self, store: &Store) -> Result<()> {
        let organization = OrganizationId::new(self.org_id);
        let mut locked = Locked::reach(store, organization, self.above_id.map(OrganizationId::new)).await?;
        // Read again under the lock: another worker may have had it meanwhile.
        let stands = sqlx::query!(
            r#"SELECT total, planned, done, planned_at IS NOT NULL AS "is_planned!",
                      finished_at IS NOT NULL OR cancelled_at IS NOT NULL OR failed_at IS NOT NULL AS "over!"
               FROM imports WHERE org_id = $1 AND id = $2 FOR UPDATE"#,
            self.org_id,
            self.id,
        )
        .fetch_one(&mut *locked.tx)
        .await?;
        if stands.over {
            return Ok(());
        }
        let applying = stands.is_planned;
        let (client, account) = (self.client(), AccountId::new(self.created_by));
        let room = if applying {
            apply::room(store, &mut locked, &client, account).await?
        } else {
            apply::Room::Rows(AT_A_TIME)
        };
        let limit = match room {
            apply::Room::Rows(rows) => rows.min(AT_A_TIME),
            apply::Room::Wait(seconds) => return self.wait(locked, seconds).await,
        };
        let after = if applying { stands.done } else { stands.planned };
        let rows = self.rows(&mut locked, after, limit).await?;
        let inviting = match Inviting::begin(&mut locked, account).await {
            Ok(inviting) => Ok(inviting),
            // The person may no longer invite: every row that is left is refused, and says so.
            Err(Error::Refused(refusal)) => Err(refusal),
            Err(error) => return Err(error),
        };
        let judged = if applying {
            apply::carry_out(store, &mut locked, &client, account, &inviting, &rows).await?
        } else {
            plan::judge(&mut locked, &inviting, &rows).await?
        };
        self.keep(&mut locked, applying, &judged).await?;
        let last = judged.last().map_or(stands.total, |row| row.number);
        let now = locked.now;
        sqlx::query!(
            r#"UPDATE imports SET
                   planned = CASE WHEN $3 THEN planned ELSE $4 END,
                   done = CASE WHEN $3 THEN $4 ELSE done END,
                   planned_at = CASE WHEN $3 OR $4 < total THEN planned_at ELSE $5 END,
                   finished_at = CASE WHEN $3 AND $4 >= total THEN $5 END,
                   next_at = $5, attempts = 0, last_error = NULL, failure = NULL
               WHERE org_id = $1 AND id = $2"#,
            self.org_id,
            self.id,
            applying,
            last,
            now,
        )
        .execute(&mut *locked.tx)
        .await?;
        locked.commit().await
    }

    async fn rows(&self, locked: &mut Locked, after: i32, limit: i64) -> Result<Vec<Row>> {
        Ok(sqlx::query_as!(
            Row,
            r#"SELECT r.number, r.draft AS "draft: Json<Draft>",
                      coalesce(r.plan <> 'invite', EXISTS (
                          SELECT FROM import_rows e
                          WHERE e.org_id = r.org_id AND e.import_id = r.import_id AND e.address = r.address
                            AND e.number < r.number)) AS "again!"
               FROM import_rows r
               WHERE r.org_id = $1 AND r.import_id = $2 AND r.number > $3 ORDER BY r.number LIMIT $4"#,
            self.org_id,
            self.id,
            after,
            limit,
        )
        .fetch_all(&mut *locked.tx)
        .await?)
    }

    async fn keep(&self, locked: &mut Locked, applying: bool, judged: &[Judged]) -> Result<()> {
        let numbers: Vec<i32> = judged.iter().map(|row| row.number).collect();
        let results: Vec<String> = judged.iter().map(|row| row.result.name().to_owned()).collect();
        let invitations: Vec<Option<Uuid>> = judged.iter().map(|row| row.invitation).collect();
        let reasons = judged
            .iter()
            .map(|row| row.reason.as_ref().map(serde_json::to_value).transpose())
            .collect::<std::result::Result<Vec<_>, _>>()
            .map_err(Error::fault)?;
        sqlx::query!(
            r#"UPDATE import_rows r SET
                   plan = CASE WHEN $7 THEN r.plan ELSE j.result END,
                   -- What was not going to be invited keeps what the plan said.
                   outcome = CASE WHEN NOT $7 THEN r.outcome WHEN r.plan <> 'invite' THEN r.plan ELSE j.result END,
                   reason = CASE WHEN $7 AND r.plan <> 'invite' THEN r.reason ELSE j.reason END,
                   invitation_id = j.invitation
               FROM unnest($3::int[], $4::text[], $5::jsonb[], $6::uuid[]) AS j(number, result, reason, invitation)
               WHERE r.org_id = $1 AND r.import_id = $2 AND r.number = j.number"#,
            self.org_id,
            self.id,
            &numbers,
            &results,
            &reasons as &[Option<serde_json::Value>],
            &invitations as &[Option<Uuid>],
            applying,
        )
        .execute(&mut *locked.tx)
        .await?;
        Ok(())
    }

    /// The mails of the day are used up: it goes on when there is room again.
    async fn wait(&self, mut locked: Locked, seconds: u32) -> Result<()> {
        sqlx::query!(
            r#"UPDATE imports SET next_at = $3::timestamptz + make_interval(secs => $4), attempts = 0
               WHERE org_id = $1 AND id = $2"#,
            self.org_id,
            self.id,
            locked.now,
            f64::from(seconds),
        )
        .execute(&mut *locked.tx)
        .await?;
        locked.commit().await
    }

    /// Keeps what went wrong: the words for operators, and after the last try what the owner is told.
    async fn note(&self, store: &Store, error: &Error) -> Result<()> {
        let words: String = error.to_string().chars().take(500).collect();
        let told = if matches!(error, Error::Unavailable(_)) { Refusal::Busy } else { Refusal::Fault };
        sqlx::query!(
            r#"UPDATE imports SET last_error = $3, failure = $4,
                   failed_at = CASE WHEN attempts >= $5 THEN clock_timestamp() END,
                   next_at = clock_timestamp() + make_interval(secs => $6::float8 * attempts * attempts)
               WHERE org_id = $1 AND id = $2"#,
            self.org_id,
            self.id,
            words,
            serde_json::to_value(told).map_err(Error::fault)?,
            TRIES,
            PAUSE.as_secs_f64(),
        )
        .execute(store.pool())
        .await?;
        Ok(())
    }

    fn client(&self) -> Client {
        Client {
            ip: self.client_ip.as_deref().and_then(|ip| ip.parse().ok()),
            user_agent: self.user_agent.clone(),
            ..Client::default()
        }
    }
}
