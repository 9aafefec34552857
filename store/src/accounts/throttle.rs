//! Limits on guessing. They count what one client does, never what happens to one account, so that
//! nobody can lock somebody else out (L2).

use super::Client;
use crate::{
    Result, Store,
    audit::{SecurityEvent, note},
    keys::sha256,
};
use shared::{
    EmailAddress, Refusal,
    ids::{AccountId, OrganizationId},
};

/// Notes a try to sign in, and refuses it with [`Refusal::TooMany`] when this client has failed too often
/// with this address, or altogether. The try is written before it is counted: of many at once, each
/// sees those that came before it.
pub(crate) async fn sign_in(store: &Store, client: &Client, address: &EmailAddress) -> Result<()> {
    note(store, client, SecurityEvent::SignInTried { address }).await?;
    let caps = store.caps();
    // Tries that succeeded or were turned away here are taken off again: what remains has failed, or
    // is being looked at right now.
    let counted = sqlx::query!(
        r#"WITH recent AS (
               SELECT at, kind, address_sha256 = $2 AS same,
                      CASE kind WHEN 'sign_in_tried' THEN 1 WHEN 'sign_in_failed' THEN 0 ELSE -1 END AS weight
               FROM security_events
               WHERE client = $1 AND kind LIKE 'sign_in_%'
                 AND kind IN ('sign_in_tried', 'sign_in_succeeded', 'sign_in_throttled', 'sign_in_failed')
                 AND at > clock_timestamp() - make_interval(secs => $3)
           )
           SELECT coalesce(sum(weight) FILTER (WHERE same), 0) AS "account!",
                  coalesce(sum(weight), 0) AS "client!",
                  ceil(extract(epoch FROM min(at) - clock_timestamp()) + $3)::int AS wait,
                  extract(epoch FROM clock_timestamp()
                      - max(at) FILTER (WHERE same AND kind = 'sign_in_failed'))::float8 AS since_failure
           FROM recent"#,
        client.key(),
        sha256(address.as_str().as_bytes()).to_vec(),
        caps.sign_in_window.as_secs_f64(),
    )
    .fetch_one(store.pool())
    .await?;
    let capped =
        counted.account > i64::from(caps.sign_ins_per_account) || counted.client > i64::from(caps.sign_ins_per_client);
    let wait = if capped { counted.wait } else { still_to_wait(counted.account - 1, counted.since_failure) };
    if !capped && wait.is_none() {
        return Ok(());
    }
    note(store, client, SecurityEvent::SignInThrottled { address }).await?;
    Err(too_many(wait))
}

/// Failures of one client with one address that cost no time: everybody mistypes.
const FREE_FAILURES: i64 = 3;
/// The longest pause after a failure, in seconds.
const LONGEST_PAUSE: f64 = 60.0;

/// Seconds until the next try is looked at: after the first few failures a pause that doubles with each.
fn still_to_wait(failures: i64, since_failure: Option<f64>) -> Option<i32> {
    let doublings = i32::try_from(failures - FREE_FAILURES).ok().filter(|more| *more >= 0)?;
    let pause = 2_f64.powi(doublings.min(16)).min(LONGEST_PAUSE);
    let left = pause - since_failure.unwrap_or(pause);
    // The difference of two numbers below 61 fits.
    #[expect(clippy::cast_possible_truncation, reason = "between 0 and 60")]
    (left > 0.0).then(|| left.ceil() as i32)
}

/// Notes that a code or a link is to be mailed, and refuses it with [`Refusal::TooMany`] when this client has
/// asked for too many, whatever the addresses (E5).
pub(super) async fn proof(store: &Store, client: &Client, address: &EmailAddress, what: &'static str) -> Result<()> {
    mailed(store, client, Some(address), what).await
}

/// The same for what a stranger has mailed by an invitation's link alone: a code, a request for a new invitation.
pub(crate) async fn link(store: &Store, client: &Client, what: &'static str) -> Result<()> {
    mailed(store, client, None, what).await
}

async fn mailed(store: &Store, client: &Client, address: Option<&EmailAddress>, what: &'static str) -> Result<()> {
    note(store, client, SecurityEvent::ProofAsked { address, what }).await?;
    let counted = sqlx::query!(
        r#"SELECT coalesce(sum(CASE kind WHEN 'proof_tried' THEN 1 ELSE -1 END), 0) AS "count!",
                  ceil(extract(epoch FROM min(at) - clock_timestamp()) + 3600)::int AS wait
           FROM security_events
           WHERE client = $1 AND kind LIKE 'proof_%' AND kind IN ('proof_tried', 'proof_throttled')
             AND at > clock_timestamp() - interval '1 hour'"#,
        client.key(),
    )
    .fetch_one(store.pool())
    .await?;
    if counted.count <= i64::from(store.caps().mails_per_client) {
        return Ok(());
    }
    note(store, client, SecurityEvent::ProofThrottled { address, what }).await?;
    Err(too_many(counted.wait))
}

/// Notes a search for an address, and refuses it with [`Refusal::TooMany`] beyond the cap (I2).
pub(crate) async fn search(
    store: &Store,
    client: &Client,
    account: AccountId,
    organization: OrganizationId,
    address: &EmailAddress,
) -> Result<()> {
    note(store, client, SecurityEvent::AddressSearched { account, organization, address }).await?;
    let counted = sqlx::query!(
        r#"SELECT coalesce(sum(CASE kind WHEN 'search_tried' THEN 1 ELSE -1 END), 0) AS "count!",
                  ceil(extract(epoch FROM min(at) - clock_timestamp()) + 3600)::int AS wait
           FROM security_events
           WHERE account_id = $1 AND kind IN ('search_tried', 'search_throttled')
             AND at > clock_timestamp() - interval '1 hour'"#,
        account.get(),
    )
    .fetch_one(store.pool())
    .await?;
    if counted.count <= i64::from(store.caps().searches_per_hour) {
        return Ok(());
    }
    note(store, client, SecurityEvent::SearchThrottled { account, organization }).await?;
    Err(too_many(counted.wait))
}

fn too_many(wait: Option<i32>) -> crate::Error {
    let retry_after = wait.and_then(|seconds| u32::try_from(seconds).ok()).unwrap_or(1).max(1);
    Refusal::TooMany { retry_after }.into()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sec_l02_pauses_begin_after_a_few_failures_and_end_by_themselves() {
        assert_eq!(still_to_wait(2, Some(0.0)), None);
        assert_eq!(still_to_wait(3, Some(0.1)), Some(1));
        assert_eq!(still_to_wait(3, Some(1.1)), None);
        assert_eq!(still_to_wait(6, Some(0.5)), Some(8));
        assert_eq!(still_to_wait(60, Some(0.0)), Some(60));
        assert_eq!(still_to_wait(60, Some(60.0)), None);
        // What is being looked at right now has not failed yet.
        assert_eq!(still_to_wait(5, None), None);
    }
}
