//! How the seats stand, for pages.

use crate::{Error, Result, Store, organizations::Scope, row};
use shared::{
    Refusal,
    access::{Action, Resource},
    seats::Seats,
    views::{SeatChange, SeatsView},
};

/// Changes that are shown.
const SHOWN: i64 = 50;

/// Used, reserved, bought. What has lapsed and is not settled yet counts no more. One statement.
#[tracing::instrument(name = "seats.counts", skip_all, fields(organization = %scope.organization.id))]
pub async fn counts(store: &Store, scope: &Scope) -> Result<Seats> {
    let taken = sqlx::query!(
        r#"SELECT (SELECT count(*) FROM memberships
                   WHERE org_id = $1
                     AND membership_status(suspended_at, removed_at, access_ends_at, clock_timestamp()) = 'ACTIVE')
                      AS "used!",
                  (SELECT count(*) FROM invitations
                   WHERE org_id = $1 AND accepted_at IS NULL AND declined_at IS NULL AND revoked_at IS NULL
                     AND lapsed_at IS NULL AND expires_at > clock_timestamp()) AS "reserved!""#,
        scope.organization.id.get(),
    )
    .fetch_one(store.pool())
    .await?;
    let count = |count: i64| u32::try_from(count).unwrap_or(u32::MAX);
    Ok(Seats { bought: scope.organization.seats_bought, used: count(taken.used), reserved: count(taken.reserved) })
}

/// How the seats stand, with the ledger of what was bought, newest first. Two statements.
///
/// # Errors
/// Refused: [`Refusal::NotFound`] in a kind that does not count seats, [`Refusal::Forbidden`] to people who may not
/// see them.
#[tracing::instrument(name = "seats.read", skip_all, fields(organization = %scope.organization.id))]
pub async fn read(store: &Store, scope: &Scope) -> Result<SeatsView> {
    if scope.organization.preset().seats.is_none() {
        return Err(Refusal::NotFound.into());
    }
    scope.require(Action::Read, &Resource::Seats)?;
    let seats = counts(store, scope).await?;
    let found = sqlx::query!(
        r#"SELECT c.id, c.at, c.bought_before, c.bought_after, c.yen_per_month,
                  a.address, a.family_name, a.given_name
           FROM seat_changes c JOIN accounts a ON a.id = c.changed_by
           WHERE c.org_id = $1 ORDER BY c.at DESC, c.id DESC LIMIT $2"#,
        scope.organization.id.get(),
        SHOWN,
    )
    .fetch_all(store.pool())
    .await?;
    let changes = found
        .into_iter()
        .map(|change| {
            let corrupt = |column| Error::row("seat_changes", column, change.id);
            let name = row::full_name(change.family_name.as_deref(), change.given_name.as_deref())
                .ok_or_else(|| corrupt("changed_by"))?;
            Ok(SeatChange {
                at: scope.organization.moment(change.at),
                by: name.map_or(change.address, |name| name.display(scope.caller.language)),
                before: u32::try_from(change.bought_before).map_err(|_| corrupt("bought_before"))?,
                after: u32::try_from(change.bought_after).map_err(|_| corrupt("bought_after"))?,
                yen_per_month: u32::try_from(change.yen_per_month).map_err(|_| corrupt("yen_per_month"))?,
            })
        })
        .collect::<Result<_>>()?;
    Ok(SeatsView { organization: scope.view(), seats, changes })
}
