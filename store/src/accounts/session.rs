//! Opening a session.

use super::Client;
use crate::{Result, SessionToken, Store};
use shared::ids::AccountId;
use sqlx::PgConnection;
use uuid::Uuid;

/// Opens a session, and clears away what the account left to run out. The token is always a new one (S1).
pub(crate) async fn open(
    connection: &mut PgConnection,
    store: &Store,
    client: &Client,
    account: AccountId,
) -> Result<SessionToken> {
    let token = SessionToken::random()?;
    sqlx::query!(
        r#"WITH cleared AS (
               DELETE FROM sessions
               WHERE account_id = $2 AND (ends_at <= clock_timestamp()
                   OR last_used_at <= clock_timestamp() - make_interval(secs => $7))
           )
           INSERT INTO sessions (id, account_id, sha256, ends_at, client_ip, user_agent)
           VALUES ($1, $2, $3, clock_timestamp() + make_interval(secs => $4), $5, $6)"#,
        Uuid::now_v7(),
        account.get(),
        token.sha256().to_vec(),
        store.caps().session_lifetime.as_secs_f64(),
        client.ip_text(),
        client.user_agent_text(),
        store.caps().session_idle.as_secs_f64(),
    )
    .execute(connection)
    .await?;
    Ok(token)
}
