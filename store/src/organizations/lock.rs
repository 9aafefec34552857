//! The transaction in which an organization changes (DESIGN.md, invariants 4 and 5).

use super::{Organization, Scope, organization::Stored};
use crate::{Result, Store, outbox::Counted};
use chrono::{DateTime, Utc};
use shared::{Refusal, access::Policy, ids::OrganizationId};
use sqlx::{PgConnection, Postgres, Transaction, types::Json};

/// A transaction that holds the organization's lock, has read the clock once, and has settled what had
/// lapsed by then. Dropping it rolls everything back.
pub(crate) struct Locked {
    pub(crate) tx: Transaction<'static, Postgres>,
    pub(crate) organization: Organization,
    /// The seller above, locked as well, when one of its people makes the change: it is audited there too.
    pub(crate) above: Option<OrganizationId>,
    /// The one instant of this change.
    pub(crate) now: DateTime<Utc>,
    /// The day's mails, once they have been counted.
    pub(crate) mails: Option<Counted>,
}

impl Locked {
    /// Waits for the lock of an organization that nobody has entered, at most as long as `Caps::lock`.
    pub(crate) async fn take(store: &Store, id: OrganizationId) -> Result<Self> {
        Self::take_in(store.pool().begin().await?, id).await
    }

    /// The same in a transaction that holds other organizations already; whoever locks several does it in
    /// the order of their ids.
    pub(crate) async fn take_in(mut tx: Transaction<'static, Postgres>, id: OrganizationId) -> Result<Self> {
        let organization = load(&mut tx, id).await?;
        Self::settle(tx, organization, None).await
    }

    /// Waits for the lock of the organization that somebody has entered, and for that of the seller by whose
    /// membership they have, in id order.
    pub(crate) async fn within(store: &Store, scope: &Scope) -> Result<Self> {
        Self::reach(store, scope.organization.id, scope.above).await
    }

    /// The same for somebody who is not there any more when it happens: a worker does it for them.
    pub(crate) async fn reach(store: &Store, id: OrganizationId, above: Option<OrganizationId>) -> Result<Self> {
        let mut tx = store.pool().begin().await?;
        let before = above.filter(|above| *above < id);
        if let Some(above) = before {
            load(&mut tx, above).await?;
        }
        let organization = load(&mut tx, id).await?;
        if let (Some(above), None) = (above, before) {
            load(&mut tx, above).await?;
        }
        Self::settle(tx, organization, above).await
    }

    /// Reads the clock and settles, once the lock is held.
    async fn settle(
        mut tx: Transaction<'static, Postgres>,
        mut organization: Organization,
        above: Option<OrganizationId>,
    ) -> Result<Self> {
        // A statement of its own: the clock is read when the lock is held, and what others committed
        // while this one waited is seen.
        let read = sqlx::query!(
            r#"WITH clock AS MATERIALIZED (SELECT clock_timestamp() AS now),
               invitations_settled AS (
                   UPDATE invitations SET lapsed_at = clock.now FROM clock
                   WHERE org_id = $1 AND expires_at <= clock.now AND accepted_at IS NULL
                     AND declined_at IS NULL AND revoked_at IS NULL AND lapsed_at IS NULL
               ), memberships_settled AS (
                   UPDATE memberships SET lapsed_at = clock.now FROM clock
                   WHERE org_id = $1 AND access_ends_at <= clock.now AND removed_at IS NULL
                     AND lapsed_at IS NULL
               )
               SELECT now AS "now!", custom_policies($1) AS "custom!: Json<Vec<Policy>>" FROM clock"#,
            organization.id.get()
        )
        .fetch_one(&mut *tx)
        .await?;
        organization.policies = read.custom.0;
        Ok(Self { tx, organization, above, now: read.now, mails: None })
    }

    /// Makes the change last.
    pub(crate) async fn commit(self) -> Result<()> {
        Ok(self.tx.commit().await?)
    }
}

/// Reads and locks an organization's row; one that was closed is no longer there.
pub(crate) async fn load(connection: &mut PgConnection, id: OrganizationId) -> Result<Organization> {
    sqlx::query_as!(
        Stored,
        r#"SELECT id, slug, name, kind, language, time_zone, link_valid_seconds, seats_bought, default_features,
                  access_end
           FROM organizations WHERE id = $1 AND closed_at IS NULL FOR NO KEY UPDATE"#,
        id.get()
    )
    .fetch_optional(connection)
    .await?
    .ok_or(Refusal::NotFound)?
    .try_into()
}
