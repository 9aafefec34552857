//! Sending what was planned, judged again at that moment.

use super::{
    batch::{Judged, Row},
    plan::refused,
};
use crate::{
    Error, Result, Store,
    accounts::Client,
    invitations::{Inviting, People, invite_all},
    organizations::Locked,
    outbox::{self, Cause},
};
use shared::{Refusal, ids::AccountId, imports::RowResult};

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

/// Sends each row's invitation, or says why not.
pub(super) async fn carry_out(
    store: &Store,
    locked: &mut Locked,
    client: &Client,
    account: AccountId,
    inviting: &std::result::Result<Inviting, Refusal>,
    rows: &[Row],
) -> Result<Vec<Judged>> {
    let people = People::of(locked, rows.iter().map(|row| &row.draft.0)).await?;
    let (mut judged, mut prepared) = (Vec::with_capacity(rows.len()), Vec::with_capacity(rows.len()));
    for row in rows {
        let (result, reason) = match inviting {
            // The plan had something else for it, which stays.
            _ if row.again => (RowResult::Duplicate, None),
            Err(refusal) => (RowResult::Refused, Some(refusal.clone())),
            Ok(inviting) => match inviting.decide(locked, &people, &row.draft) {
                Ok(decided) => {
                    prepared.push(decided);
                    (RowResult::Invited, None)
                }
                Err(Error::Refused(refusal)) => refused(refusal),
                Err(error) => return Err(error),
            },
        };
        judged.push(Judged { number: row.number, result, reason, invitation: None });
    }
    let invited = invite_all(store, locked, client, account, prepared).await?;
    let waiting = judged.iter_mut().filter(|row| row.result == RowResult::Invited);
    for (row, invited) in waiting.zip(invited) {
        match invited {
            Ok(id) => row.invitation = Some(id.get()),
            Err(refusal) => (row.result, row.reason) = refused(refusal),
        }
    }
    Ok(judged)
}
