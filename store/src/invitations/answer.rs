//! What accepting, registering and declining have in common: the way from a token to an open
//! invitation, and the step that makes a member of somebody.

use super::{
    link::{self, Link},
    stored::Invitation,
};
use crate::{
    Channel, LinkToken, Result, Store, access,
    accounts::Client,
    audit::{Entry, Event, append},
    organizations::{Locked, Standing, may_offer},
    outbox::cancel,
    row, terms,
};
use serde_json::json;
use shared::{
    Field, Refusal,
    access::{Given, Grant},
    ids::{AccountId, InvitationId},
    kind::Kind,
    names::{OrganizationName, Slug},
    terms::{Agreement, agrees},
};
use sqlx::types::Json;
use uuid::Uuid;

/// An invitation that has been accepted.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Accepted {
    /// The organization's, as are name and kind.
    pub slug: Slug,
    /// Its name.
    pub organization: OrganizationName,
    /// Its kind, which says where acceptance leads (A7).
    pub kind: Kind,
    /// False when it had been accepted by the same person before.
    pub first_time: bool,
}

/// An invitation reached by its link, under the organization's lock.
pub(super) struct Answering {
    pub(super) locked: Locked,
    pub(super) invitation: Invitation,
    link: Link,
}

impl Answering {
    /// Finds the link, takes the lock, and reads the invitation. `id` is the one the page showed: a token
    /// of another invitation answers nothing (A4, T11).
    ///
    /// # Errors
    /// Refused: [`Refusal::NotFound`] for a token that never existed, [`Refusal::InvitationOver`] for
    /// one that belongs to another invitation.
    pub(super) async fn begin(store: &Store, token: &LinkToken, id: InvitationId) -> Result<Self> {
        let link = link::find(store, token).await?.ok_or(Refusal::NotFound)?;
        if link.invitation != id {
            return Err(Refusal::InvitationOver.into());
        }
        let mut locked = Locked::take(store, link.organization).await?;
        let invitation = Invitation::load(&mut locked, id).await?;
        Ok(Self { locked, invitation, link })
    }

    /// Whether the link proves that its holder reads the mailbox (I7).
    pub(super) fn proves_mailbox(&self) -> bool {
        self.link.channel == Channel::Mail
    }

    /// Refuses with [`Refusal::InvitationOver`] when the link was replaced, the invitation is not
    /// PENDING, or the inviter has lost the standing to offer it (T7, T8, T12).
    pub(super) async fn require_open(&mut self) -> Result<()> {
        self.invitation.require_pending()?;
        let inviter = Standing::of(&mut self.locked, self.invitation.invited_by).await?;
        let vouched = inviter.is_some_and(|inviter| {
            may_offer(&inviter.grants(&self.locked.organization), &self.invitation.grant, self.locked.now)
        });
        if self.link.generation == self.invitation.generation && vouched {
            Ok(())
        } else {
            Err(Refusal::InvitationOver.into())
        }
    }

    pub(super) fn accepted(&self, first_time: bool) -> Accepted {
        let organization = &self.locked.organization;
        Accepted {
            slug: organization.slug.clone(),
            organization: organization.name.clone(),
            kind: organization.kind,
            first_time,
        }
    }

    /// Makes a member of the account, and the change last. Of several at once the conditional update lets
    /// one through (C1). What was agreed to on the way is recorded, as long as it still counts.
    pub(super) async fn join(
        mut self,
        client: &Client,
        account: AccountId,
        agreed: Option<&Agreement>,
    ) -> Result<Accepted> {
        let (organization, now) = (self.locked.organization.id.get(), self.locked.now);
        let won = sqlx::query!(
            r#"UPDATE invitations SET accepted_at = $3, accepted_by = $4
               WHERE org_id = $1 AND id = $2 AND accepted_at IS NULL AND declined_at IS NULL
                 AND revoked_at IS NULL AND expires_at > $3 AND generation = $5"#,
            organization,
            self.invitation.id.get(),
            now,
            account.get(),
            self.link.generation,
        )
        .execute(&mut *self.locked.tx)
        .await?;
        if won.rows_affected() != 1 {
            return Err(Refusal::InvitationOver.into());
        }
        let before = self.membership(account).await?;
        // Somebody who is a member by now keeps the higher role (A6).
        let kept = before.as_ref().filter(|before| before.active && before.grant.role >= self.invitation.grant.role);
        let grant = kept.map_or(&self.invitation.grant, |before| &before.grant).clone();
        let keeps = kept.is_some();
        let membership = before.as_ref().map_or_else(Uuid::now_v7, |before| before.id);
        let agreed = match agreed {
            Some(agreed) => Some(self.current_terms(agreed).await?),
            None => None,
        };
        sqlx::query!(
            r#"INSERT INTO memberships
                   (org_id, id, account_id, role, permission, policies, access_ends_at, joined_at,
                    terms_version, terms_accepted_at)
               VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $11)
               ON CONFLICT (org_id, account_id) DO UPDATE SET
                   role = excluded.role, permission = excluded.permission, policies = excluded.policies,
                   access_ends_at = excluded.access_ends_at,
                   joined_at = CASE WHEN $10 THEN memberships.joined_at ELSE excluded.joined_at END,
                   removed_at = NULL, suspended_at = NULL, lapsed_at = NULL"#,
            organization,
            membership,
            account.get(),
            grant.role.map(|role| role.name()),
            grant.permission.map(|permission| permission.name()),
            &grant.policies,
            grant.access_ends_at,
            now,
            agreed.as_ref().map(|(_, version)| version.to_string()),
            before.as_ref().is_some_and(|before| before.active),
            agreed.as_ref().map(|_| now),
        )
        .execute(&mut *self.locked.tx)
        .await?;
        if !keeps {
            access::hand_over(&mut self.locked, self.invitation.id, membership).await?;
        }
        if let Some((document, _)) = &agreed {
            terms::record(&mut self.locked.tx, client, account, *document).await?;
        }
        cancel(&mut self.locked, self.invitation.id).await?;
        let detail = json!({
            "before": before.filter(|before| before.active).map(|before| before.grant),
            "after": grant,
            "address": self.invitation.address,
            "channel": self.link.channel,
        });
        let (actor, subject) = (Some(account), self.invitation.id.get());
        append(&mut self.locked, Entry { client, actor, event: Event::InvitationAccepted, subject, detail }).await?;
        let accepted = self.accepted(true);
        self.locked.commit().await?;
        Ok(accepted)
    }

    /// The terms that count here, the document and its version, if they are what was agreed to.
    async fn current_terms(&mut self, agreed: &Agreement) -> Result<(Uuid, i32)> {
        let found = sqlx::query!(
            r#"SELECT id AS "id!", version AS "version!" FROM current_terms($1)"#,
            self.locked.organization.id.get()
        )
        .fetch_one(&mut *self.locked.tx)
        .await?;
        agrees("on", &agreed.version, &found.version.to_string())
            .map_err(|error| Refusal::field(Field::Terms, error))?;
        Ok((found.id, found.version))
    }

    /// The account's membership here, active or from before. Who is suspended does not come back this way.
    async fn membership(&mut self, account: AccountId) -> Result<Option<Before>> {
        let found = sqlx::query!(
            r#"SELECT m.id, m.role, m.permission, m.policies, m.access_ends_at,
                      membership_given(m) AS "given!: Json<Given>",
                      membership_status(m.suspended_at, m.removed_at, m.access_ends_at, $3) AS "status!"
               FROM memberships m WHERE m.org_id = $1 AND m.account_id = $2"#,
            self.locked.organization.id.get(),
            account.get(),
            self.locked.now,
        )
        .fetch_optional(&mut *self.locked.tx)
        .await?;
        let Some(found) = found else { return Ok(None) };
        if found.status == "SUSPENDED" {
            return Err(Refusal::Forbidden.into());
        }
        let grant = row::grant(
            "memberships",
            found.id,
            found.role.as_deref(),
            found.permission.as_deref(),
            found.policies,
            found.access_ends_at,
            &found.given,
        )?;
        Ok(Some(Before { id: found.id, grant, active: found.status == "ACTIVE" }))
    }
}

/// A membership that was there before.
struct Before {
    id: Uuid,
    grant: Grant,
    active: bool,
}
