//! Who is signed in.

use crate::{Error, Result, SessionToken, Store, row};
use chrono::{DateTime, Utc};
use chrono_tz::Tz;
use shared::{
    EmailAddress, Language,
    ids::{AccountId, SessionId},
    names::FullName,
    views::Moment,
};

/// Somebody who is signed in. Only a live session makes one.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct Caller {
    /// The account.
    pub account: AccountId,
    /// The session that speaks.
    pub session: SessionId,
    /// The account's address.
    pub address: EmailAddress,
    /// The person's name, once given.
    pub name: Option<FullName>,
    /// The language the person reads.
    pub language: Language,
    /// The person's time zone; UTC for who has given none.
    pub time_zone: Tz,
}

impl Caller {
    /// An instant as the person's clock shows it (C2).
    pub fn moment(&self, at: DateTime<Utc>) -> Moment {
        at.with_timezone(&self.time_zone).fixed_offset()
    }
}

/// Who holds this session, or `None` when it has ended, was idle for too long or never was. One
/// statement; it also notes the use, at most once a minute.
#[tracing::instrument(name = "accounts.caller", skip_all)]
pub async fn caller(store: &Store, token: &SessionToken) -> Result<Option<Caller>> {
    let Some(found) = sqlx::query!(
        r#"WITH live AS (
               SELECT id, account_id, last_used_at FROM sessions
               WHERE sha256 = $1 AND ends_at > clock_timestamp()
                 AND last_used_at > clock_timestamp() - make_interval(secs => $2)
           ), noted AS (
               UPDATE sessions SET last_used_at = clock_timestamp() FROM live
               WHERE sessions.id = live.id
                 AND live.last_used_at < clock_timestamp() - interval '1 minute'
           )
           SELECT live.id AS session, a.id AS account, a.address, a.family_name, a.given_name, a.language,
                  a.time_zone
           FROM live JOIN accounts a ON a.id = live.account_id"#,
        token.sha256().to_vec(),
        store.caps().session_idle.as_secs_f64(),
    )
    .fetch_optional(store.pool())
    .await?
    else {
        return Ok(None);
    };
    let corrupt = |column| Error::row("accounts", column, found.account);
    Ok(Some(Caller {
        account: AccountId::new(found.account),
        session: SessionId::new(found.session),
        address: EmailAddress::parse(&found.address).map_err(|_| corrupt("address"))?,
        name: row::full_name(found.family_name.as_deref(), found.given_name.as_deref())
            .ok_or_else(|| corrupt("family_name"))?,
        language: Language::parse(&found.language).ok_or_else(|| corrupt("language"))?,
        // Zones are checked when they are stored; a release without one of them falls back to UTC.
        time_zone: found.time_zone.and_then(|name| name.parse().ok()).unwrap_or(Tz::UTC),
    }))
}

/// Ends a session. Ending one that is over already is fine.
#[tracing::instrument(name = "accounts.sign_out", skip_all)]
pub async fn sign_out(store: &Store, token: &SessionToken) -> Result<()> {
    sqlx::query!("DELETE FROM sessions WHERE sha256 = $1", token.sha256().to_vec()).execute(store.pool()).await?;
    Ok(())
}
