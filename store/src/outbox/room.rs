//! Whether one more mail may go out today: to an address, of an organization, of a person, of a client (E5, I14).

use crate::{Result, Store, accounts::Client, organizations::Locked};
use shared::{
    EmailAddress, Refusal,
    ids::{AccountId, OrganizationId},
};
use std::collections::HashMap;

/// Who and what from causes a mail. One transaction has one cause.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Cause<'a> {
    /// The person; `None` for strangers and for what the clock does.
    pub(crate) account: Option<AccountId>,
    /// Where from; `None` for what the clock does.
    pub(crate) client: Option<&'a Client>,
}

impl<'a> Cause<'a> {
    /// Somebody who is signed in.
    pub(crate) const fn person(account: AccountId, client: &'a Client) -> Self {
        Self { account: Some(account), client: Some(client) }
    }

    /// Somebody who holds a link and nothing else.
    pub(crate) const fn stranger(client: &'a Client) -> Self {
        Self { account: None, client: Some(client) }
    }

    /// The key that limits count by; nobody is counted as long as the client's address is not known.
    pub(crate) fn client_key(&self) -> Option<String> {
        self.client.filter(|client| client.ip.is_some()).map(Client::key)
    }
}

/// Mails within a day, counted once in a transaction and then kept up: the organization's lock keeps others out, and
/// a count for each of many rows would cost more with each row.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Counted {
    organization: u32,
    account: u32,
    client: u32,
}

impl Counted {
    /// How many more there may be.
    fn left(self, store: &Store) -> u32 {
        let caps = store.caps();
        let organization = caps.mails_per_organization.saturating_sub(self.organization);
        let account = caps.mails_per_inviter.saturating_sub(self.account);
        organization.min(account).min(caps.invitations_per_client.saturating_sub(self.client))
    }
}

/// What room there is for mails of one cause to some addresses, read at once.
pub(crate) struct Room {
    counted: Counted,
    left: u32,
    /// Seconds until there is more, where there is not enough for all.
    wait: u32,
    /// Of each address that has had mails: how many, and after how many seconds the oldest no longer counts.
    addresses: HashMap<String, (i64, u32)>,
    per_address: i64,
}

impl Room {
    /// Reads it under the organization's lock, which holds the organization's own count. The addresses have mails from
    /// other organizations as well, so each gets a lock of its own until the transaction ends, in their order, and so
    /// does the person. A mail that was cancelled was not sent and does not count; a code counts all the same, because
    /// each one that is asked for can be guessed at a few times.
    pub(crate) async fn read(
        store: &Store,
        locked: &mut Locked,
        cause: Cause<'_>,
        recipients: impl Iterator<Item = &EmailAddress>,
    ) -> Result<Self> {
        let mut recipients: Vec<String> = recipients.map(|address| address.as_str().to_owned()).collect();
        recipients.sort_unstable();
        recipients.dedup();
        let counted = counted(locked, cause).await?;
        let left = counted.left(store);
        let enough = usize::try_from(left).is_ok_and(|left| left >= recipients.len());
        let wait = if enough { 1 } else { wait(store, locked, cause).await? };
        sqlx::query!(
            r#"SELECT count(pg_advisory_xact_lock(hashtextextended(address, 0))) AS locked
               FROM unnest($1::text[]) AS address"#,
            &recipients
        )
        .fetch_one(&mut *locked.tx)
        .await?;
        let found = sqlx::query!(
            r#"SELECT recipient, count(*) AS "count!",
                      ceil(extract(epoch FROM min(created_at) + interval '1 day' - $2::timestamptz))::int AS wait
               FROM outbox
               WHERE recipient = ANY($1) AND org_id IS NOT NULL AND created_at > $2::timestamptz - interval '1 day'
                 AND (cancelled_at IS NULL OR purpose = 'code')
               GROUP BY recipient"#,
            &recipients,
            locked.now,
        )
        .fetch_all(&mut *locked.tx)
        .await?;
        let addresses = found.into_iter().map(|row| (row.recipient, (row.count, seconds(row.wait)))).collect();
        Ok(Self { counted, left, wait, addresses, per_address: i64::from(store.caps().mails_per_address) })
    }

    /// Counts one more mail in, or refuses it with [`Refusal::TooMany`].
    pub(crate) fn take(
        &mut self,
        locked: &mut Locked,
        cause: Cause<'_>,
        recipient: &EmailAddress,
    ) -> std::result::Result<(), Refusal> {
        if self.left == 0 {
            return Err(Refusal::TooMany { retry_after: self.wait });
        }
        let (count, retry_after) = self.addresses.entry(recipient.as_str().to_owned()).or_insert((0, 1));
        if *count >= self.per_address {
            return Err(Refusal::TooMany { retry_after: *retry_after });
        }
        *count += 1;
        self.left -= 1;
        self.counted = Counted {
            organization: self.counted.organization.saturating_add(1),
            account: self.counted.account.saturating_add(u32::from(cause.account.is_some())),
            client: self.counted.client.saturating_add(u32::from(cause.client_key().is_some())),
        };
        locked.mails = Some(self.counted);
        Ok(())
    }
}

/// How many mails this cause may still send within this day; else after how many seconds it may again.
pub(crate) async fn room(
    store: &Store,
    locked: &mut Locked,
    cause: Cause<'_>,
) -> Result<std::result::Result<u32, u32>> {
    match counted(locked, cause).await?.left(store) {
        0 => Ok(Err(wait(store, locked, cause).await?)),
        left => Ok(Ok(left)),
    }
}

async fn counted(locked: &mut Locked, cause: Cause<'_>) -> Result<Counted> {
    if let Some(counted) = locked.mails {
        return Ok(counted);
    }
    if let Some(account) = cause.account {
        // What the person does in other organizations at this moment waits, so that it is counted.
        sqlx::query!(
            "SELECT pg_advisory_xact_lock(hashtextextended($1, 2)) IS NULL AS locked",
            account.get().to_string()
        )
        .fetch_one(&mut *locked.tx)
        .await?;
    }
    let found = sqlx::query!(
        r#"SELECT (SELECT count(*) FROM outbox
                   WHERE org_id = $1 AND created_at > $4::timestamptz - interval '1 day'
                     AND (cancelled_at IS NULL OR purpose = 'code')) AS "organization!",
                  (SELECT count(*) FROM outbox
                   WHERE caused_by = $2 AND created_at > $4::timestamptz - interval '1 day'
                     AND cancelled_at IS NULL) AS "account!",
                  (SELECT count(*) FROM outbox
                   WHERE client = $3 AND created_at > $4::timestamptz - interval '1 day'
                     AND (cancelled_at IS NULL OR purpose = 'code')) AS "client!""#,
        locked.organization.id.get(),
        cause.account.map(AccountId::get),
        cause.client_key(),
        locked.now,
    )
    .fetch_one(&mut *locked.tx)
    .await?;
    let counted = Counted {
        organization: number(found.organization),
        account: number(found.account),
        client: number(found.client),
    };
    locked.mails = Some(counted);
    Ok(counted)
}

/// Seconds until the oldest mail of those that are too many is a day old.
async fn wait(store: &Store, locked: &mut Locked, cause: Cause<'_>) -> Result<u32> {
    let caps = store.caps();
    let counted = counted(locked, cause).await?;
    let full = |count: u32, cap: u32| count >= cap;
    let wait = sqlx::query_scalar!(
        r#"SELECT ceil(extract(epoch FROM greatest(
                      (SELECT min(created_at) FROM outbox
                       WHERE $5 AND org_id = $1 AND created_at > $4::timestamptz - interval '1 day'
                         AND (cancelled_at IS NULL OR purpose = 'code')),
                      (SELECT min(created_at) FROM outbox
                       WHERE $6 AND caused_by = $2 AND created_at > $4::timestamptz - interval '1 day'
                         AND cancelled_at IS NULL),
                      (SELECT min(created_at) FROM outbox
                       WHERE $7 AND client = $3 AND created_at > $4::timestamptz - interval '1 day'
                         AND (cancelled_at IS NULL OR purpose = 'code')))
                  + interval '1 day' - $4::timestamptz))::int AS wait"#,
        locked.organization.id.get(),
        cause.account.map(AccountId::get),
        cause.client_key(),
        locked.now,
        full(counted.organization, caps.mails_per_organization),
        full(counted.account, caps.mails_per_inviter),
        full(counted.client, caps.invitations_per_client),
    )
    .fetch_one(&mut *locked.tx)
    .await?;
    Ok(seconds(wait))
}

/// How many mails the organization may still send today at somebody's word, and in a whole day; for pages, without
/// the lock.
pub(crate) async fn mails_left(store: &Store, organization: OrganizationId, account: AccountId) -> Result<(u32, u32)> {
    let sent = sqlx::query!(
        r#"SELECT (SELECT count(*) FROM outbox
                   WHERE org_id = $1 AND created_at > clock_timestamp() - interval '1 day'
                     AND (cancelled_at IS NULL OR purpose = 'code')) AS "organization!",
                  (SELECT count(*) FROM outbox
                   WHERE caused_by = $2 AND created_at > clock_timestamp() - interval '1 day'
                     AND cancelled_at IS NULL) AS "account!""#,
        organization.get(),
        account.get(),
    )
    .fetch_one(store.pool())
    .await?;
    let counted = Counted { organization: number(sent.organization), account: number(sent.account), client: 0 };
    Ok((counted.left(store), Counted::default().left(store)))
}

fn number(count: i64) -> u32 {
    u32::try_from(count).unwrap_or(u32::MAX)
}

fn seconds(wait: Option<i32>) -> u32 {
    wait.and_then(|seconds| u32::try_from(seconds).ok()).unwrap_or(1).max(1)
}
