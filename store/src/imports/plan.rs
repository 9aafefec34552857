//! What would become of each row. Nothing is sent.

use super::batch::{Judged, Row};
use crate::{
    Error, Result,
    invitations::{Inviting, People},
    organizations::Locked,
};
use shared::{Refusal, imports::RowResult};

/// Judges rows as sending would, except for seats: those are the whole plan's business.
pub(super) async fn judge(
    locked: &mut Locked,
    inviting: &std::result::Result<Inviting, Refusal>,
    rows: &[Row],
) -> Result<Vec<Judged>> {
    let people = People::of(locked, rows.iter().map(|row| &row.draft.0)).await?;
    let mut judged = Vec::with_capacity(rows.len());
    for row in rows {
        let (result, reason) = match inviting {
            _ if row.again => (RowResult::Duplicate, None),
            Err(refusal) => (RowResult::Refused, Some(refusal.clone())),
            Ok(inviting) => match inviting.decide(locked, &people, &row.draft) {
                Ok(_) => (RowResult::Invite, None),
                Err(Error::Refused(refusal)) => refused(refusal),
                Err(error) => return Err(error),
            },
        };
        judged.push(Judged { number: row.number, result, reason, invitation: None });
    }
    Ok(judged)
}

/// What a refusal makes of a row.
pub(super) fn refused(refusal: Refusal) -> (RowResult, Option<Refusal>) {
    match refusal {
        Refusal::AlreadyMember => (RowResult::AlreadyMember, None),
        Refusal::AlreadyInvited(_) => (RowResult::AlreadyInvited, None),
        refusal => (RowResult::Refused, Some(refusal)),
    }
}
