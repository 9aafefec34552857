//! Reminding of an open invitation (I14): by hand, and once by itself before its link ends.

use super::{revoke::manageable, stop::require_wanted, stored::Invitation};
use crate::{
    Error, Result, Store,
    accounts::Client,
    audit::{Entry, Event, append, noting_denials},
    organizations::{Locked, Scope, Standing, may_offer},
    outbox::{Cause, Mail, Outgoing, queue},
    retrying,
};
use chrono::DateTime;
use serde_json::json;
use shared::{
    Refusal,
    access::Action,
    ids::{AccountId, InvitationId, OrganizationId},
};
use uuid::Uuid;

/// Invitations looked at between two pauses for other work.
const AT_A_TIME: i64 = 100;

/// Mails the open invitation's link again. Links and expiry stay as they are.
///
/// # Errors
/// Refused: as [`super::resend`].
#[tracing::instrument(name = "invitations.remind", skip_all, fields(organization = %scope.organization.id, invitation = %id))]
pub async fn remind(store: &Store, client: &Client, scope: &Scope, id: InvitationId) -> Result<()> {
    let (account, organization) = (scope.caller.account, scope.organization.id);
    let result = retrying(|| remind_by_hand(store, client, scope, id)).await;
    noting_denials(store, client, Some(account), organization, "invitations.remind", result).await
}

async fn remind_by_hand(store: &Store, client: &Client, scope: &Scope, id: InvitationId) -> Result<()> {
    let mut locked = Locked::within(store, scope).await?;
    let (invitation, standing) = manageable(&mut locked, scope, id, Action::Resend).await?;
    if !may_offer(&standing.grants(&locked.organization), &invitation.grant, locked.now) {
        return Err(Refusal::Forbidden.into());
    }
    require_wanted(&mut locked, &invitation.address).await?;
    let reminders = sqlx::query_scalar!(
        r#"SELECT count(*) AS "count!" FROM outbox
           WHERE org_id = $1 AND invitation_id = $2 AND purpose = 'reminder'"#,
        locked.organization.id.get(),
        id.get(),
    )
    .fetch_one(&mut *locked.tx)
    .await?;
    if reminders >= i64::from(store.caps().resends) {
        return Err(Refusal::TooMany { retry_after: 24 * 3600 }.into());
    }
    queue_reminder(store, &mut locked, client, &invitation, Some(scope.caller.account)).await?;
    locked.commit().await
}

/// Queues every reminder that is due, over all organizations; gives how many. Any number of programs may do
/// so at once: each invitation is looked at again under its organization's lock.
#[tracing::instrument(name = "invitations.remind_due", skip_all)]
pub async fn remind_due(store: &Store) -> Result<u32> {
    let mut reminded = 0;
    let mut after = (DateTime::UNIX_EPOCH, Uuid::nil());
    loop {
        // The same condition as `Facts::reminder_due`, which decides under the lock; here it only has to miss
        // nothing.
        let due = sqlx::query!(
            r#"SELECT org_id, id, expires_at FROM invitations
               WHERE accepted_at IS NULL AND declined_at IS NULL AND revoked_at IS NULL AND lapsed_at IS NULL
                 AND (expires_at, id) > ($1, $2) AND expires_at > clock_timestamp()
                 AND expires_at <= clock_timestamp() + interval '48 hours'
                 AND expires_at - sent_at >= interval '7 days'
                 AND (reminded_at IS NULL OR reminded_at < sent_at OR reminded_at < expires_at - interval '48 hours')
               ORDER BY expires_at, id LIMIT $3"#,
            after.0,
            after.1,
            AT_A_TIME,
        )
        .fetch_all(store.pool())
        .await?;
        let Some(last) = due.last() else { return Ok(reminded) };
        after = (last.expires_at, last.id);
        for row in due {
            match remind_once(store, OrganizationId::new(row.org_id), InvitationId::new(row.id)).await {
                Ok(true) => reminded += 1,
                Ok(false) => {}
                // Beyond the caps on mails, or no longer wanted: it is looked at again later, and is no fault.
                Err(Error::Refused(refusal)) => tracing::info!(?refusal, invitation = %row.id, "not reminded"),
                Err(error) => return Err(error),
            }
        }
    }
}

/// Reminds of one invitation if that is still due; whether it was.
async fn remind_once(store: &Store, organization: OrganizationId, id: InvitationId) -> Result<bool> {
    let mut locked = Locked::take(store, organization).await?;
    let invitation = Invitation::load(&mut locked, id).await?;
    let inviter = Standing::of(&mut locked, invitation.invited_by).await?;
    let vouched =
        inviter.is_some_and(|inviter| may_offer(&inviter.grants(&locked.organization), &invitation.grant, locked.now));
    let due = invitation.facts.reminder_due(invitation.sent_at, invitation.reminded_at, locked.now);
    if !(due && vouched) {
        return Ok(false);
    }
    require_wanted(&mut locked, &invitation.address).await?;
    queue_reminder(store, &mut locked, &Client::default(), &invitation, None).await?;
    locked.commit().await?;
    Ok(true)
}

async fn queue_reminder(
    store: &Store,
    locked: &mut Locked,
    client: &Client,
    invitation: &Invitation,
    actor: Option<AccountId>,
) -> Result<()> {
    let id = invitation.id.get();
    sqlx::query!(
        "UPDATE invitations SET reminded_at = $3 WHERE org_id = $1 AND id = $2",
        locked.organization.id.get(),
        id,
        locked.now,
    )
    .execute(&mut *locked.tx)
    .await?;
    let mail = Mail::Reminder { generation: invitation.generation };
    // The clock reminds in nobody's name: those mails count for the organization and the address alone.
    let cause = Cause { account: actor, client: actor.map(|_| client) };
    let (recipient, language) = (&invitation.address, invitation.language);
    queue(store, locked, cause, Outgoing { invitation: id, recipient, language, mail }).await?;
    let detail = json!({ "address": invitation.address, "expires_at": invitation.expires_at });
    append(locked, Entry { client, actor, event: Event::InvitationReminded, subject: id, detail }).await
}
