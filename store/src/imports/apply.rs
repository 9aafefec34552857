//! Sending what was planned, judged again at that moment.

use super::{
    batch::{Judged, Row},
    plan::refused,
};
use crate::{
    Error, Result, Store,
    accounts::Client,
    invitations::{Inviting, People, Prepared},
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
    // Whom this batch invites it invites once, so that what was read before stays true.
    let people = People::of(locked, rows.iter().map(|row| &row.draft.0)).await?;
    let mut judged = Vec::with_capacity(rows.len());
    for row in rows {
        let (result, reason, invitation) = match inviting {
            // The plan had something else for it, which stays.
            _ if row.again => (RowResult::Duplicate, None, None),
            Err(refusal) => (RowResult::Refused, Some(refusal.clone()), None),
            Ok(inviting) => {
                let decided = inviting.decide(locked, &people, &row.draft);
                match invite(store, locked, client, account, decided).await {
                    Ok(id) => (RowResult::Invited, None, Some(id)),
                    Err(Error::Refused(refusal)) => {
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

/// Writes what was decided, or takes back what was written when it is refused on the way.
async fn invite(
    store: &Store,
    locked: &mut Locked,
    client: &Client,
    account: AccountId,
    decided: Result<Prepared>,
) -> Result<Uuid> {
    let prepared = decided?;
    locked.require_seat().await?;
    sqlx::query("SAVEPOINT row").execute(&mut *locked.tx).await?;
    match prepared.carry_out(store, locked, client, account).await {
        Ok(id) => {
            sqlx::query("RELEASE SAVEPOINT row").execute(&mut *locked.tx).await?;
            Ok(id.get())
        }
        Err(Error::Refused(refusal)) => {
            sqlx::query("ROLLBACK TO SAVEPOINT row").execute(&mut *locked.tx).await?;
            Err(refusal.into())
        }
        Err(error) => Err(error),
    }
}
