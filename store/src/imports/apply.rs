//! Sending what was planned, judged again at that moment.

use super::{
    batch::{Judged, Row},
    plan::refused,
};
use crate::{
    Error, Result, Store,
    accounts::Client,
    invitations::Inviting,
    organizations::Locked,
    outbox::{self, Cause},
};
use shared::{Refusal, ids::AccountId, imports::RowResult};
use uuid::Uuid;

/// Whether mails may go out today.
pub(super) enum Room {
    /// So many.
    Rows(i64),
    /// None for so many seconds.
    Wait(u32),
}

/// How many mails there is room for.
pub(super) async fn room(store: &Store, locked: &mut Locked, client: &Client, account: AccountId) -> Result<Room> {
    Ok(match outbox::room(store, locked, Cause::person(account, client)).await? {
        Ok(rows) => Room::Rows(i64::from(rows)),
        Err(seconds) => Room::Wait(seconds),
    })
}

/// Sends each row's invitation, or says why not. A row that is refused leaves nothing behind.
pub(super) async fn carry_out(
    store: &Store,
    locked: &mut Locked,
    client: &Client,
    account: AccountId,
    inviting: &std::result::Result<Inviting, Refusal>,
    rows: &[Row],
) -> Result<Vec<Judged>> {
    let mut judged = Vec::with_capacity(rows.len());
    for row in rows {
        let (result, reason, invitation) = match inviting {
            // The plan had something else for it, which stays.
            _ if row.again => (RowResult::Duplicate, None, None),
            Err(refusal) => (RowResult::Refused, Some(refusal.clone()), None),
            Ok(inviting) => {
                sqlx::query("SAVEPOINT row").execute(&mut *locked.tx).await?;
                match invite(store, locked, client, account, inviting, row).await {
                    Ok(id) => {
                        sqlx::query("RELEASE SAVEPOINT row").execute(&mut *locked.tx).await?;
                        (RowResult::Invited, None, Some(id))
                    }
                    Err(Error::Refused(refusal)) => {
                        sqlx::query("ROLLBACK TO SAVEPOINT row").execute(&mut *locked.tx).await?;
                        let (result, reason) = refused(refusal);
                        (result, reason, None)
                    }
                    Err(error) => return Err(error),
                }
            }
        };
        judged.push(Judged { number: row.number, result, reason, invitation });
    }
    Ok(judged)
}

async fn invite(
    store: &Store,
    locked: &mut Locked,
    client: &Client,
    account: AccountId,
    inviting: &Inviting,
    row: &Row,
) -> Result<Uuid> {
    let prepared = inviting.prepare(locked, &row.draft).await?;
    locked.require_seat().await?;
    Ok(prepared.carry_out(store, locked, client, account).await?.get())
}
