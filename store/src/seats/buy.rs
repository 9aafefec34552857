//! Buying slots, and giving some back (I13).

use crate::{
    Result, Store,
    accounts::Client,
    audit::{Entry, Event, append, noting_denials},
    organizations::{Locked, Scope},
    retrying,
};
use serde_json::json;
use shared::{
    Field, FieldError, Refusal,
    access::{Action, Resource},
    seats::{MAX_BOUGHT, parse_bought},
};
use uuid::Uuid;

/// Sets how many slots are bought, and writes it into the ledger. Nothing is written when it is as many as before.
///
/// # Errors
/// Refused: [`Refusal::Forbidden`] to people who are not Owners; [`Refusal::NotFound`] in a kind that does not count
/// seats; [`Refusal::Fields`] for what is no number, or fewer than are used and reserved.
#[tracing::instrument(name = "seats.buy", skip_all, fields(organization = %scope.organization.id))]
pub async fn buy(store: &Store, client: &Client, scope: &Scope, typed: &str) -> Result<()> {
    let (account, organization) = (scope.caller.account, scope.organization.id);
    let result = retrying(|| change(store, client, scope, typed)).await;
    noting_denials(store, client, Some(account), organization, "seats.buy", result).await
}

async fn change(store: &Store, client: &Client, scope: &Scope, typed: &str) -> Result<()> {
    let rule = scope.organization.preset().seats.ok_or(Refusal::NotFound)?;
    let mut locked = Locked::within(store, scope).await?;
    locked.require(scope.caller.account, Action::Update, &Resource::Seats).await?;
    let wrong = |error| Refusal::field(Field::Seats, error);
    let bought = parse_bought(typed).map_err(wrong)?;
    let seats = locked.seats().await?;
    if seats.bought == bought {
        return Ok(());
    }
    let least = seats.taken().saturating_sub(rule.included);
    let after =
        seats.buy(bought, Some(rule)).map_err(|_| wrong(FieldError::OutOfRange { min: least, max: MAX_BOUGHT }))?;
    let (before, after) = (i32::try_from(seats.bought), i32::try_from(after.bought));
    let (Ok(before), Ok(after), Ok(price)) = (before, after, i32::try_from(rule.yen_per_month)) else {
        return Err(wrong(FieldError::OutOfRange { min: least, max: MAX_BOUGHT }).into());
    };
    let organization = locked.organization.id.get();
    let id = Uuid::now_v7();
    sqlx::query!("UPDATE organizations SET seats_bought = $2 WHERE id = $1", organization, after)
        .execute(&mut *locked.tx)
        .await?;
    sqlx::query!(
        r#"INSERT INTO seat_changes (org_id, id, at, changed_by, bought_before, bought_after, yen_per_month)
           VALUES ($1, $2, $3, $4, $5, $6, $7)"#,
        organization,
        id,
        locked.now,
        scope.caller.account.get(),
        before,
        after,
        price,
    )
    .execute(&mut *locked.tx)
    .await?;
    let detail = json!({ "before": { "bought": before }, "after": { "bought": after } });
    let actor = Some(scope.caller.account);
    append(&mut locked, Entry { client, actor, event: Event::SeatsBought, subject: id, detail }).await?;
    locked.commit().await
}
