//! Whether there is room for one more, decided under the organization's lock.

use crate::{Result, organizations::Locked};
use shared::{Refusal, seats::Seats};

impl Locked {
    /// How the seats stand. Counted under the lock and after settling, so that what comes next cannot overrun it.
    pub(crate) async fn seats(&mut self) -> Result<Seats> {
        let taken = sqlx::query!(
            r#"SELECT (SELECT count(*) FROM memberships
                       WHERE org_id = $1
                         AND membership_status(suspended_at, removed_at, access_ends_at, $2) = 'ACTIVE') AS "used!",
                      (SELECT count(*) FROM invitations
                       WHERE org_id = $1 AND accepted_at IS NULL AND declined_at IS NULL
                         AND revoked_at IS NULL AND lapsed_at IS NULL) AS "reserved!""#,
            self.organization.id.get(),
            self.now,
        )
        .fetch_one(&mut *self.tx)
        .await?;
        Ok(Seats {
            bought: self.organization.seats_bought,
            used: u32::try_from(taken.used).unwrap_or(u32::MAX),
            reserved: u32::try_from(taken.reserved).unwrap_or(u32::MAX),
        })
    }

    /// How many seats are free; `None` where the kind has no limit.
    pub(crate) async fn free_seats(&mut self) -> Result<Option<u32>> {
        match self.organization.preset().seats {
            None => Ok(None),
            rule => Ok(self.seats().await?.free(rule)),
        }
    }

    /// Refuses with [`Refusal::NoSeat`] when every seat is used or reserved. Whoever comes back asks this first.
    pub(crate) async fn require_seat(&mut self) -> Result<()> {
        if self.free_seats().await? == Some(0) { Err(Refusal::NoSeat.into()) } else { Ok(()) }
    }
}
