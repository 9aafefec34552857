//! What somebody may do in an organization, read inside the transaction that depends on it.

use super::{Locked, Organization};
use crate::{Result, row};
use chrono::{DateTime, Utc};
use shared::{
    Refusal,
    access::{Action, Denial, Given, Grant, Grants, Question, Resource, decide, may_grant_among},
    ids::AccountId,
};
use sqlx::types::Json;

/// An active membership as of the transaction's instant, here or in the seller above (K4).
#[derive(Clone, Debug)]
pub(crate) struct Standing {
    pub(crate) grant: Grant,
    /// Whether it is the Primary Owner's.
    pub(crate) primary_owner: bool,
    /// Whether the membership is in the seller above.
    pub(crate) from_above: bool,
}

impl Standing {
    /// Reads it; `None` for somebody who is not, or no longer, an active member.
    pub(crate) async fn of(locked: &mut Locked, account: AccountId) -> Result<Option<Self>> {
        let found = sqlx::query!(
            r#"SELECT m.id, m.role, m.permission, m.policies, m.access_ends_at, m.primary_owner,
                      m.org_id <> $1 AS "from_above!", membership_given(m) AS "given!: Json<Given>"
               FROM memberships m JOIN organizations o ON o.id = $1
               WHERE m.org_id IN (o.id, o.parent_id) AND m.account_id = $2
                 AND membership_status(m.suspended_at, m.removed_at, m.access_ends_at, $3) = 'ACTIVE'
               ORDER BY m.org_id <> $1 LIMIT 1"#,
            locked.organization.id.get(),
            account.get(),
            locked.now,
        )
        .fetch_optional(&mut *locked.tx)
        .await?;
        let Some(found) = found else { return Ok(None) };
        let grant = row::grant(
            "memberships",
            found.id,
            found.role.as_deref(),
            found.permission.as_deref(),
            found.policies,
            found.access_ends_at,
            &found.given,
        )?;
        Ok(Some(Self { grant, primary_owner: found.primary_owner, from_above: found.from_above }))
    }

    /// What decisions are made from.
    pub(crate) fn grants<'a>(&'a self, organization: &'a Organization) -> Grants<'a> {
        if self.from_above {
            organization.grants_from_above(&self.grant)
        } else {
            organization.grants(&self.grant).as_primary_owner(self.primary_owner)
        }
    }

    /// Whether the rules allow this.
    pub(crate) fn may(&self, locked: &Locked, action: Action, resource: &Resource) -> bool {
        decide(&self.grants(&locked.organization), action, resource, locked.now).is_allowed()
    }
}

/// Refuses what the rules do not allow, and says which question that answers (M10).
///
/// # Errors
/// [`Refusal::Denied`].
pub(crate) fn allowed(
    grants: &Grants<'_>,
    question: Question,
    resource: &Resource,
    now: DateTime<Utc>,
) -> std::result::Result<(), Refusal> {
    let decision = decide(grants, question.action, resource, now);
    if decision.is_allowed() { Ok(()) } else { Err(Refusal::Denied(Denial { question, because: decision.because() })) }
}

/// Whether somebody who holds this may invite, and offer this much (I10).
pub(crate) fn may_offer(inviter: &Grants<'_>, offered: &Grant, now: DateTime<Utc>) -> bool {
    decide(inviter, Action::Create, &Resource::Invitation, now).is_allowed()
        && may_grant_among(inviter, &inviter.holding(offered)).is_ok()
}

impl Locked {
    /// The standing of whoever asks for a change, with the right to it.
    ///
    /// # Errors
    /// Refused: [`Refusal::NotFound`] when the membership has ended since the scope was read,
    /// [`Refusal::Denied`] when the rules say no.
    pub(crate) async fn require(
        &mut self,
        account: AccountId,
        action: Action,
        resource: &Resource,
    ) -> Result<Standing> {
        let standing = Standing::of(self, account).await?.ok_or(Refusal::NotFound)?;
        // The seller's people change a customer only where it is audited at the seller as well.
        if standing.from_above && self.above.is_none() {
            return Err(Refusal::NotFound.into());
        }
        allowed(&standing.grants(&self.organization), Question::about(action, resource), resource, self.now)?;
        Ok(standing)
    }
}
