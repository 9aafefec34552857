//! Handing over being Primary Owner: offered by who may, confirmed by the new one; the old one stays Owner
//! (M4).

use super::stored::Member;
use crate::{
    Result, Store,
    accounts::Client,
    audit::{Entry, Event, append, noting_denials},
    organizations::{Locked, Scope, Standing},
    outbox::{Notice, Recipient, queue_notice},
};
use serde_json::json;
use shared::{
    Refusal,
    access::{Action, Resource},
    ids::{AccountId, MembershipId},
};
use uuid::Uuid;

/// Offers to an Owner to become Primary Owner. An offer that was open before is withdrawn by it.
///
/// # Errors
/// Refused: [`Refusal::Forbidden`] to people who may not hand over, and for somebody who is not an Owner who
/// stays; [`Refusal::NotFound`] for ids of other organizations; [`Refusal::Stale`] for who is Primary Owner
/// already.
#[tracing::instrument(name = "members.offer_primary", skip_all, fields(organization = %scope.organization.id, member = %to))]
pub async fn offer_primary(store: &Store, client: &Client, scope: &Scope, to: MembershipId) -> Result<()> {
    let (account, organization) = (scope.caller.account, scope.organization.id);
    let result = offer(store, client, scope, to).await;
    noting_denials(store, client, Some(account), organization, "members.offer_primary", result).await
}

async fn offer(store: &Store, client: &Client, scope: &Scope, to: MembershipId) -> Result<()> {
    let mut locked = Locked::within(store, scope).await?;
    locked.require(scope.caller.account, Action::HandOver, &Resource::PrimaryOwner).await?;
    let next = Member::load(&mut locked, to).await?;
    if next.standing.primary {
        return Err(Refusal::Stale.into());
    }
    if !next.standing.keeps(locked.organization.preset(), locked.now) {
        return Err(Refusal::Forbidden.into());
    }
    withdraw_open(&mut locked).await?;
    sqlx::query!(
        r#"INSERT INTO primary_owner_offers (org_id, id, membership_id, offered_by, offered_at)
           VALUES ($1, $2, $3, $4, $5)"#,
        locked.organization.id.get(),
        Uuid::now_v7(),
        to.get(),
        scope.caller.account.get(),
        locked.now,
    )
    .execute(&mut *locked.tx)
    .await?;
    tell(&mut locked, store, &next, Notice::PrimaryOffered(to)).await?;
    let detail = json!({ "after": { "offered_to": next.address } });
    write(locked, client, scope, Event::PrimaryOwnerOffered, to, detail).await
}

/// Takes the offer back, or declines it: whoever may hand over, and the one it is for.
///
/// # Errors
/// Refused: [`Refusal::Stale`] when none is open; [`Refusal::Forbidden`] to anybody else.
#[tracing::instrument(name = "members.withdraw_primary", skip_all, fields(organization = %scope.organization.id))]
pub async fn withdraw_primary(store: &Store, client: &Client, scope: &Scope) -> Result<()> {
    let (account, organization) = (scope.caller.account, scope.organization.id);
    let result = withdraw(store, client, scope).await;
    noting_denials(store, client, Some(account), organization, "members.withdraw_primary", result).await
}

async fn withdraw(store: &Store, client: &Client, scope: &Scope) -> Result<()> {
    let mut locked = Locked::within(store, scope).await?;
    let caller = Standing::of(&mut locked, scope.caller.account).await?.ok_or(Refusal::NotFound)?;
    let may = caller.may(&locked, Action::HandOver, &Resource::PrimaryOwner);
    let offer = open(&mut locked).await?;
    if !may && offer.as_ref().is_none_or(|offer| offer.to != scope.membership) {
        return Err(Refusal::Forbidden.into());
    }
    let offer = offer.ok_or(Refusal::Stale)?;
    withdraw_open(&mut locked).await?;
    let detail = json!({ "before": { "offered_to": Member::load(&mut locked, offer.to).await?.address } });
    write(locked, client, scope, Event::PrimaryOwnerOfferWithdrawn, offer.to, detail).await
}

/// The one it was offered to becomes Primary Owner.
///
/// # Errors
/// Refused: [`Refusal::Stale`] when no offer to the caller is open, or whoever offered may no longer;
/// [`Refusal::Forbidden`] when the caller is no longer an Owner who stays.
#[tracing::instrument(name = "members.confirm_primary", skip_all, fields(organization = %scope.organization.id))]
pub async fn confirm_primary(store: &Store, client: &Client, scope: &Scope) -> Result<()> {
    let (account, organization) = (scope.caller.account, scope.organization.id);
    let result = confirm(store, client, scope).await;
    noting_denials(store, client, Some(account), organization, "members.confirm_primary", result).await
}

async fn confirm(store: &Store, client: &Client, scope: &Scope) -> Result<()> {
    let mut locked = Locked::within(store, scope).await?;
    Standing::of(&mut locked, scope.caller.account).await?.ok_or(Refusal::NotFound)?;
    let offer = open(&mut locked).await?.filter(|offer| offer.to == scope.membership).ok_or(Refusal::Stale)?;
    let offerer = Standing::of(&mut locked, offer.by).await?;
    if !offerer.is_some_and(|it| it.may(&locked, Action::HandOver, &Resource::PrimaryOwner)) {
        return Err(Refusal::Stale.into());
    }
    let next = Member::load(&mut locked, offer.to).await?;
    if !next.standing.keeps(locked.organization.preset(), locked.now) {
        return Err(Refusal::Forbidden.into());
    }
    let organization = locked.organization.id.get();
    let before = sqlx::query_scalar!(
        r#"UPDATE memberships SET primary_owner = false, version = version + 1
           WHERE org_id = $1 AND primary_owner RETURNING id"#,
        organization
    )
    .fetch_optional(&mut *locked.tx)
    .await?;
    sqlx::query!(
        "UPDATE memberships SET primary_owner = true, version = version + 1 WHERE org_id = $1 AND id = $2",
        organization,
        offer.to.get(),
    )
    .execute(&mut *locked.tx)
    .await?;
    sqlx::query!(
        "UPDATE primary_owner_offers SET confirmed_at = $3 WHERE org_id = $1 AND id = $2",
        organization,
        offer.id,
        locked.now,
    )
    .execute(&mut *locked.tx)
    .await?;
    let before = match before {
        Some(id) => Some(Member::load(&mut locked, MembershipId::new(id)).await?),
        None => None,
    };
    if let Some(before) = &before {
        tell(&mut locked, store, before, Notice::PrimaryHandedOver(before.id)).await?;
    }
    let before = before.map(|member| member.address);
    let detail = json!({ "before": { "primary_owner": before }, "after": { "primary_owner": next.address } });
    write(locked, client, scope, Event::PrimaryOwnerHandedOver, offer.to, detail).await
}

/// Queues what a member has to know of it.
async fn tell(locked: &mut Locked, store: &Store, member: &Member, notice: Notice) -> Result<()> {
    let to = Recipient { address: &member.address, language: member.language, account: Some(member.account) };
    queue_notice(&mut locked.tx, store, to, notice).await
}

/// The open offer.
struct Offer {
    id: Uuid,
    to: MembershipId,
    by: AccountId,
}

async fn open(locked: &mut Locked) -> Result<Option<Offer>> {
    let found = sqlx::query!(
        r#"SELECT id, membership_id, offered_by FROM primary_owner_offers
           WHERE org_id = $1 AND confirmed_at IS NULL AND withdrawn_at IS NULL"#,
        locked.organization.id.get(),
    )
    .fetch_optional(&mut *locked.tx)
    .await?;
    Ok(found.map(|row| Offer {
        id: row.id,
        to: MembershipId::new(row.membership_id),
        by: AccountId::new(row.offered_by),
    }))
}

async fn withdraw_open(locked: &mut Locked) -> Result<()> {
    sqlx::query!(
        r#"UPDATE primary_owner_offers SET withdrawn_at = $2
           WHERE org_id = $1 AND confirmed_at IS NULL AND withdrawn_at IS NULL"#,
        locked.organization.id.get(),
        locked.now,
    )
    .execute(&mut *locked.tx)
    .await?;
    Ok(())
}

async fn write(
    mut locked: Locked,
    client: &Client,
    scope: &Scope,
    event: Event,
    member: MembershipId,
    detail: serde_json::Value,
) -> Result<()> {
    let (actor, subject) = (Some(scope.caller.account), member.get());
    append(&mut locked, Entry { client, actor, event, subject, detail }).await?;
    locked.commit().await
}
