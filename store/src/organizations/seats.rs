//! Seats: active members use them, open invitations reserve them (K6, I13).

use super::Locked;
use crate::Result;
use shared::Refusal;

impl Locked {
    /// Refuses with [`Refusal::NoSeat`] when every seat is used or reserved. Counted under the lock and
    /// after settling, so that what comes next cannot overrun it.
    pub(crate) async fn require_seat(&mut self) -> Result<()> {
        let Some(rule) = self.organization.preset().seats else { return Ok(()) };
        let taken = sqlx::query_scalar!(
            r#"SELECT (SELECT count(*) FROM memberships
                       WHERE org_id = $1
                         AND membership_status(suspended_at, removed_at, access_ends_at, $2) = 'ACTIVE')
                    + (SELECT count(*) FROM invitations
                       WHERE org_id = $1 AND accepted_at IS NULL AND declined_at IS NULL
                         AND revoked_at IS NULL AND lapsed_at IS NULL) AS "taken!""#,
            self.organization.id.get(),
            self.now,
        )
        .fetch_one(&mut *self.tx)
        .await?;
        let seats = i64::from(rule.included) + i64::from(self.organization.seats_bought);
        if taken < seats { Ok(()) } else { Err(Refusal::NoSeat.into()) }
    }
}
