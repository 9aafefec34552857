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
               SELECT at, address_sha256 = $2 AS same,
                      CASE kind WHEN 'sign_in_tried' THEN 1 ELSE -1 END AS weight
               FROM security_events
               WHERE client = $1 AND kind LIKE 'sign_in_%'
                 AND kind IN ('sign_in_tried', 'sign_in_succeeded', 'sign_in_throttled')
                 AND at > clock_timestamp() - make_interval(secs => $3)
           )
           SELECT coalesce(sum(weight) FILTER (WHERE same), 0) AS "account!",
                  coalesce(sum(weight), 0) AS "client!",
                  ceil(extract(epoch FROM min(at) - clock_timestamp()) + $3)::int AS wait
           FROM recent"#,
        client.key(),
        sha256(address.as_str().as_bytes()).to_vec(),
        caps.sign_in_window.as_secs_f64(),
    )
    .fetch_one(store.pool())
    .await?;
    if counted.account <= i64::from(caps.sign_ins_per_account) && counted.client <= i64::from(caps.sign_ins_per_client)
    {
        return Ok(());
    }
    note(store, client, SecurityEvent::SignInThrottled { address }).await?;
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
