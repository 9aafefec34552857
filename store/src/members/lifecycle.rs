//! Taking people out, for a while or for good, and back in (M3, M13). The person's sessions go on for other
//! organizations; here the next request finds no membership (B11).

use super::{
    owners::guard,
    stored::{Member, reachable},
};
use crate::{
    Result, Store,
    accounts::Client,
    audit::{Entry, Event, append, noting_denials},
    organizations::{Locked, Scope, Standing},
};
use serde_json::json;
use shared::{
    Refusal,
    access::{Action, Grant, may_grant_among},
    ids::MembershipId,
    member::{Facts, Status, status},
    owners,
};

/// A step in a membership's life that somebody takes for another person.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Step {
    /// Out for a while; scope and history stay, the seat is free.
    Suspend,
    /// In again after a suspension; needs a seat.
    Reactivate,
    /// Out.
    Remove,
    /// In again after a removal; needs a seat.
    Restore,
}

impl Step {
    const fn action(self) -> Action {
        match self {
            Self::Suspend => Action::Suspend,
            Self::Reactivate | Self::Restore => Action::Restore,
            Self::Remove => Action::Delete,
        }
    }

    const fn event(self) -> Event {
        match self {
            Self::Suspend => Event::MemberSuspended,
            Self::Reactivate => Event::MemberReactivated,
            Self::Remove => Event::MemberRemoved,
            Self::Restore => Event::MemberRestored,
        }
    }

    const fn what(self) -> &'static str {
        match self {
            Self::Suspend => "members.suspend",
            Self::Reactivate => "members.reactivate",
            Self::Remove => "members.remove",
            Self::Restore => "members.restore",
        }
    }

    fn apply(self, locked: &Locked, facts: Facts) -> Result<Facts> {
        // A membership that does not stand where the step begins: the page was out of date.
        let after = match self {
            Self::Suspend => facts.suspend(locked.now),
            Self::Reactivate => facts.reactivate(locked.now),
            Self::Remove => facts.remove(locked.now),
            Self::Restore => facts.restore(locked.now),
        };
        Ok(after.map_err(|_| Refusal::Stale)?)
    }
}

/// Takes a step for somebody else.
///
/// # Errors
/// Refused: [`Refusal::Forbidden`] by the rules, for people who stand above, and for bringing back more than
/// the caller holds; [`Refusal::NotFound`] for ids of other organizations; [`Refusal::LastOwner`] and
/// [`Refusal::PrimaryOwnerStays`] (M4); [`Refusal::NoSeat`] (I13); [`Refusal::Stale`] when the membership
/// does not stand where the step begins.
#[tracing::instrument(name = "members.step", skip_all, fields(organization = %scope.organization.id, member = %id, ?step))]
pub async fn step(store: &Store, client: &Client, scope: &Scope, id: MembershipId, step: Step) -> Result<()> {
    let (account, organization) = (scope.caller.account, scope.organization.id);
    let result = take(store, client, scope, id, step).await;
    noting_denials(store, client, Some(account), organization, step.what(), result).await
}

async fn take(store: &Store, client: &Client, scope: &Scope, id: MembershipId, step: Step) -> Result<()> {
    let mut locked = Locked::within(store, scope).await?;
    let (member, caller) = reachable(&mut locked, scope, id, step.action()).await?;
    // Whoever wants to go leaves; whoever is out cannot come back by their own hand.
    if member.account == scope.caller.account {
        return Err(Refusal::Forbidden.into());
    }
    let facts = step.apply(&locked, member.standing.facts)?;
    if matches!(step, Step::Reactivate | Step::Restore) {
        let timeless = |grant: &Grant| Grant { access_ends_at: None, ..grant.clone() };
        let giver = Standing { grant: timeless(&caller.grant), ..caller };
        let own = giver.grants(&locked.organization);
        may_grant_among(&own, &own.holding(&timeless(&member.standing.grant))).map_err(|_| Refusal::Forbidden)?;
    }
    change(&mut locked, &member, facts).await?;
    write(locked, client, scope, &member, facts, step.event()).await
}

/// The caller leaves the organization.
///
/// # Errors
/// Refused: [`Refusal::LastOwner`], [`Refusal::PrimaryOwnerStays`]; [`Refusal::NotFound`] when the membership
/// has ended meanwhile.
#[tracing::instrument(name = "members.leave", skip_all, fields(organization = %scope.organization.id))]
pub async fn leave(store: &Store, client: &Client, scope: &Scope) -> Result<()> {
    let mut locked = Locked::within(store, scope).await?;
    let (member, _) = reachable(&mut locked, scope, scope.membership, Action::Leave).await?;
    let facts = member.standing.facts.remove(locked.now).map_err(|_| Refusal::Stale)?;
    change(&mut locked, &member, facts).await?;
    write(locked, client, scope, &member, facts, Event::MemberLeft).await
}

/// Holds a change against owners and seats, and carries it out.
pub(super) async fn change(locked: &mut Locked, member: &Member, facts: Facts) -> Result<()> {
    let after = owners::Standing { facts, ..member.standing.clone() };
    guard(locked, member.id, &member.standing, &after).await?;
    seat(locked, member, facts).await?;
    sqlx::query!(
        r#"UPDATE memberships SET suspended_at = $3, removed_at = $4, version = version + 1
           WHERE org_id = $1 AND id = $2"#,
        locked.organization.id.get(),
        member.id.get(),
        facts.suspended_at,
        facts.removed_at,
    )
    .execute(&mut *locked.tx)
    .await?;
    Ok(())
}

/// Who becomes active again needs a seat (C2).
pub(super) async fn seat(locked: &mut Locked, member: &Member, after: Facts) -> Result<()> {
    let comes_in = member.status(locked) != Status::Active && status(&after, locked.now) == Status::Active;
    if comes_in { locked.require_seat().await } else { Ok(()) }
}

async fn write(
    mut locked: Locked,
    client: &Client,
    scope: &Scope,
    member: &Member,
    after: Facts,
    event: Event,
) -> Result<()> {
    let detail = json!({
        "address": member.address,
        "before": { "status": member.status(&locked) },
        "after": { "status": status(&after, locked.now) },
    });
    let (actor, subject) = (Some(scope.caller.account), member.id.get());
    append(&mut locked, Entry { client, actor, event, subject, detail }).await?;
    locked.commit().await
}
