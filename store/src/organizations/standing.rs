//! What somebody may do in an organization, read inside the transaction that depends on it.

use super::Locked;
use crate::{Result, row};
use chrono::{DateTime, Utc};
use shared::{
    Refusal,
    access::{Action, Grant, Grants, Resource, decide, may_grant},
    ids::AccountId,
    kind::Preset,
};

/// An active membership as of the transaction's instant.
#[derive(Clone, Debug)]
pub(crate) struct Standing {
    pub(crate) grant: Grant,
}

impl Standing {
    /// Reads it; `None` for somebody who is not, or no longer, an active member.
    pub(crate) async fn of(locked: &mut Locked, account: AccountId) -> Result<Option<Self>> {
        let found = sqlx::query!(
            r#"SELECT id, role, permission, policies, access_ends_at FROM memberships
               WHERE org_id = $1 AND account_id = $2
                 AND membership_status(suspended_at, removed_at, access_ends_at, $3) = 'ACTIVE'"#,
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
        )?;
        Ok(Some(Self { grant }))
    }

    /// Whether the rules allow this.
    pub(crate) fn may(&self, locked: &Locked, action: Action, resource: &Resource) -> bool {
        let grants = Grants::of(locked.organization.preset(), &self.grant);
        decide(&grants, action, resource, locked.now).is_allowed()
    }
}

/// Whether somebody with this grant may invite, and offer this much (I10).
pub(crate) fn may_offer(preset: &Preset, inviter: &Grant, offered: &Grant, now: DateTime<Utc>) -> bool {
    decide(&Grants::of(preset, inviter), Action::Create, &Resource::Invitation, now).is_allowed()
        && may_grant(preset, inviter, offered).is_ok()
}

impl Locked {
    /// The standing of whoever asks for a change, with the right to it.
    ///
    /// # Errors
    /// Refused: [`Refusal::NotFound`] when the membership has ended since the scope was read,
    /// [`Refusal::Forbidden`] when the rules say no.
    pub(crate) async fn require(
        &mut self,
        account: AccountId,
        action: Action,
        resource: &Resource,
    ) -> Result<Standing> {
        let standing = Standing::of(self, account).await?.ok_or(Refusal::NotFound)?;
        if standing.may(self, action, resource) { Ok(standing) } else { Err(Refusal::Forbidden.into()) }
    }
}
