//! Where somebody is signed in (C3).

use super::{Caller, device};
use crate::{Result, Store};
use shared::{
    ids::{AccountId, SessionId},
    views::{SessionRow, SessionsView},
};
use sqlx::PgConnection;

/// The most sessions that are listed.
const MOST: i64 = 100;

/// The caller's live sessions, the one that asks first, then by last use; times are the reader's. One statement.
#[tracing::instrument(name = "accounts.sessions", skip_all)]
pub async fn sessions(store: &Store, caller: &Caller) -> Result<SessionsView> {
    let rows = sqlx::query!(
        r#"SELECT s.id, s.created_at, s.last_used_at, s.client_ip, s.user_agent FROM sessions s
           WHERE s.account_id = $1 AND s.ends_at > clock_timestamp()
             AND s.last_used_at > clock_timestamp() - make_interval(secs => $2)
           ORDER BY s.id = $3 DESC, s.last_used_at DESC, s.id LIMIT $4"#,
        caller.account.get(),
        store.caps().session_idle.as_secs_f64(),
        caller.session.get(),
        MOST,
    )
    .fetch_all(store.pool())
    .await?;
    let row = rows.into_iter().map(|row| {
        let (browser, system) = device::describe(&row.user_agent);
        SessionRow {
            id: SessionId::new(row.id),
            is_here: row.id == caller.session.get(),
            browser: browser.map(str::to_owned),
            system: system.map(str::to_owned),
            client_ip: row.client_ip,
            signed_in_at: caller.moment(row.created_at),
            last_used_at: caller.moment(row.last_used_at),
        }
    });
    Ok(SessionsView { rows: row.collect(), zone: caller.time_zone.name().to_owned() })
}

/// Ends one of the caller's sessions.
///
/// # Errors
/// Refused: [`shared::Refusal::NotFound`] for a session that is over, or somebody else's.
#[tracing::instrument(name = "accounts.end_session", skip_all, fields(session = %id))]
pub async fn end_session(store: &Store, caller: &Caller, id: SessionId) -> Result<()> {
    let ended = sqlx::query!("DELETE FROM sessions WHERE id = $1 AND account_id = $2", id.get(), caller.account.get())
        .execute(store.pool())
        .await?;
    if ended.rows_affected() == 1 { Ok(()) } else { Err(shared::Refusal::NotFound.into()) }
}

/// Ends every session of the caller but the one that asks.
#[tracing::instrument(name = "accounts.end_other_sessions", skip_all)]
pub async fn end_other_sessions(store: &Store, caller: &Caller) -> Result<()> {
    end_but(&mut *store.pool().acquire().await?, caller.account, Some(caller.session)).await
}

/// Ends an account's sessions, all or all but one.
pub(super) async fn end_but(
    connection: &mut PgConnection,
    account: AccountId,
    spared: Option<SessionId>,
) -> Result<()> {
    sqlx::query!(
        "DELETE FROM sessions WHERE account_id = $1 AND id IS DISTINCT FROM $2",
        account.get(),
        spared.map(SessionId::get)
    )
    .execute(connection)
    .await?;
    Ok(())
}
