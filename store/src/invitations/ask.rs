//! Asking for a new invitation when a link is over (A5), and what those who may approve do about it.

use super::{
    link::{self, Link},
    stored::Invitation,
};
use crate::{
    Error, LinkToken, Result, Store,
    accounts::{Client, throttle},
    audit::{Entry, Event, append, noting_denials},
    organizations::{Locked, Scope, Standing, may_offer},
    outbox::{Cause, Mail, Outgoing, queue_if_room},
    retrying, row,
};
use serde_json::json;
use shared::{
    EmailAddress, Language, Refusal,
    access::{Action, Given, Resource},
    ids::{AccountId, InvitationId, RequestId},
    invitation::Status,
    views::RequestRow,
};
use sqlx::types::Json;
use uuid::Uuid;

/// People who are told of a request, at most.
const TOLD: usize = 5;
/// Members looked at to find them.
const LOOKED_AT: i64 = 200;
/// Requests on a page.
const SHOWN: i64 = 20;

/// Asks those who may approve for a new invitation to the address of this one. The answer is the same whatever
/// became of the invitation, of the request, and of the address (L3).
///
/// # Errors
/// Refused: [`Refusal::NotFound`] for a token that never existed; [`Refusal::TooMany`] when this client has asked for too
/// many mails, whatever the links (E5).
#[tracing::instrument(name = "invitations.ask", skip_all)]
pub async fn ask(store: &Store, client: &Client, token: &LinkToken) -> Result<()> {
    let link = link::find(store, token).await?.ok_or(Refusal::NotFound)?;
    throttle::link(store, client, "invitation_request").await?;
    retrying(|| pass_on(store, client, &link)).await
}

async fn pass_on(store: &Store, client: &Client, link: &Link) -> Result<()> {
    let mut locked = Locked::take(store, link.organization).await?;
    let invitation = Invitation::load(&mut locked, link.invitation).await?;
    if !worth_asking(&mut locked, &invitation.address).await? {
        return Ok(());
    }
    let id = Uuid::now_v7();
    let asked = sqlx::query!(
        r#"INSERT INTO invitation_requests (org_id, id, invitation_id, address, asked_at)
           VALUES ($1, $2, $3, $4, $5) ON CONFLICT DO NOTHING"#,
        locked.organization.id.get(),
        id,
        invitation.id.get(),
        invitation.address.as_str(),
        locked.now,
    )
    .execute(&mut *locked.tx)
    .await?;
    if asked.rows_affected() == 0 {
        return Ok(());
    }
    for (address, language) in approvers(&mut locked, &invitation).await? {
        // Nobody waits for these mails; beyond the caps the list of requests has to do.
        let (cause, mail) = (Cause::stranger(client), Mail::Request(id));
        let mail = Outgoing { invitation: invitation.id.get(), recipient: &address, language, mail };
        queue_if_room(store, &mut locked, cause, mail).await?;
    }
    let detail = json!({ "address": invitation.address, "request": id });
    let subject = invitation.id.get();
    append(&mut locked, Entry { client, actor: None, event: Event::InvitationRequested, subject, detail }).await?;
    locked.commit().await
}

/// Whether anybody has to hear of it: not for an active member, and not for somebody who was dismissed within a week.
async fn worth_asking(locked: &mut Locked, address: &EmailAddress) -> Result<bool> {
    Ok(sqlx::query_scalar!(
        r#"SELECT NOT EXISTS (
                   SELECT FROM memberships m JOIN accounts a ON a.id = m.account_id
                   WHERE m.org_id = $1 AND a.address = $2
                     AND membership_status(m.suspended_at, m.removed_at, m.access_ends_at, $3) IN ('ACTIVE', 'SUSPENDED'))
               AND NOT EXISTS (
                   SELECT FROM invitation_requests
                   WHERE org_id = $1 AND address = $2
                     AND (closed_at IS NULL OR (dismissed AND closed_at > $3::timestamptz - interval '7 days')))
               AS "worth!""#,
        locked.organization.id.get(),
        address.as_str(),
        locked.now,
    )
    .fetch_one(&mut *locked.tx)
    .await?)
}

/// Who is told: the inviter first, then those who joined first, as far as they may offer this much.
async fn approvers(locked: &mut Locked, invitation: &Invitation) -> Result<Vec<(EmailAddress, Language)>> {
    let members = sqlx::query!(
        r#"SELECT a.id, a.address, a.language FROM memberships m JOIN accounts a ON a.id = m.account_id
           WHERE m.org_id = $1 AND a.address_verified_at IS NOT NULL
             AND membership_status(m.suspended_at, m.removed_at, m.access_ends_at, $3) = 'ACTIVE'
           ORDER BY a.id <> $2, m.joined_at, m.id LIMIT $4"#,
        locked.organization.id.get(),
        invitation.invited_by.get(),
        locked.now,
        LOOKED_AT,
    )
    .fetch_all(&mut *locked.tx)
    .await?;
    let mut told = Vec::new();
    for member in members {
        let Some(standing) = Standing::of(locked, AccountId::new(member.id)).await? else { continue };
        if may_offer(&standing.grants(&locked.organization), &invitation.grant, locked.now) {
            let address = EmailAddress::parse(&member.address);
            let address = address.map_err(|_| Error::row("accounts", "address", member.id))?;
            told.push((address, Language::parse(&member.language).unwrap_or(locked.organization.language)));
        }
        if told.len() == TOLD {
            break;
        }
    }
    Ok(told)
}

/// The requests that wait, oldest first: for people who may invite, empty for all others. One statement.
#[tracing::instrument(name = "invitations.requests", skip_all, fields(organization = %scope.organization.id))]
pub async fn requests(store: &Store, scope: &Scope) -> Result<Vec<RequestRow>> {
    if !scope.may(Action::Create, &Resource::Invitation) {
        return Ok(Vec::new());
    }
    let found = sqlx::query!(
        r#"SELECT r.id, r.invitation_id, r.address, r.asked_at, coalesce(a.family_name, i.family_name) AS family_name,
                  coalesce(a.given_name, i.given_name) AS given_name,
                  i.role, i.permission, i.policies, i.access_ends_at, invitation_given(i) AS "given!: Json<Given>",
                  invitation_status(i.accepted_at, i.declined_at, i.revoked_at, i.expires_at, clock_timestamp())
                      AS "status!"
           FROM invitation_requests r
           JOIN invitations i ON i.org_id = r.org_id AND i.id = r.invitation_id
           LEFT JOIN accounts a ON a.address = r.address AND a.address_verified_at IS NOT NULL
           WHERE r.org_id = $1 AND r.closed_at IS NULL
           ORDER BY r.asked_at, r.id LIMIT $2"#,
        scope.organization.id.get(),
        SHOWN,
    )
    .fetch_all(store.pool())
    .await?;
    found
        .into_iter()
        .map(|row| {
            let corrupt = |column| Error::row("invitation_requests", column, row.id);
            Ok(RequestRow {
                id: RequestId::new(row.id),
                invitation: InvitationId::new(row.invitation_id),
                address: EmailAddress::parse(&row.address).map_err(|_| corrupt("address"))?,
                name: row::full_name(row.family_name.as_deref(), row.given_name.as_deref())
                    .ok_or_else(|| corrupt("address"))?,
                grant: row::grant(
                    "invitations",
                    row.invitation_id,
                    row.role.as_deref(),
                    row.permission.as_deref(),
                    row.policies,
                    row.access_ends_at,
                    &row.given,
                )?,
                status: Status::parse(&row.status).ok_or_else(|| corrupt("status"))?,
                asked_at: scope.organization.moment(row.asked_at),
            })
        })
        .collect()
}

/// Puts a request away without inviting. The person is not told, and cannot ask again for a week.
///
/// # Errors
/// Refused: [`Refusal::Forbidden`] to people who may not invite, [`Refusal::NotFound`] unless it waits here.
#[tracing::instrument(name = "invitations.dismiss", skip_all, fields(organization = %scope.organization.id, request = %id))]
pub async fn dismiss(store: &Store, client: &Client, scope: &Scope, id: RequestId) -> Result<()> {
    let (account, organization) = (scope.caller.account, scope.organization.id);
    let result = retrying(|| put_away(store, client, scope, id)).await;
    noting_denials(store, client, Some(account), organization, "invitations.dismiss", result).await
}

async fn put_away(store: &Store, client: &Client, scope: &Scope, id: RequestId) -> Result<()> {
    let mut locked = Locked::within(store, scope).await?;
    locked.require(scope.caller.account, Action::Create, &Resource::Invitation).await?;
    let request = sqlx::query!(
        r#"UPDATE invitation_requests SET closed_at = $3, closed_by = $4, dismissed = true
           WHERE org_id = $1 AND id = $2 AND closed_at IS NULL RETURNING invitation_id, address"#,
        locked.organization.id.get(),
        id.get(),
        locked.now,
        scope.caller.account.get(),
    )
    .fetch_optional(&mut *locked.tx)
    .await?
    .ok_or(Refusal::NotFound)?;
    let detail = json!({ "address": request.address, "request": id });
    let (actor, subject) = (Some(scope.caller.account), request.invitation_id);
    append(&mut locked, Entry { client, actor, event: Event::InvitationRequestDismissed, subject, detail }).await?;
    locked.commit().await
}

/// Closes what waits for this address: it is being invited.
pub(super) async fn close_requests(locked: &mut Locked, addresses: &[String], by: AccountId) -> Result<()> {
    sqlx::query!(
        r#"UPDATE invitation_requests SET closed_at = $3, closed_by = $4
           WHERE org_id = $1 AND address = ANY($2) AND closed_at IS NULL"#,
        locked.organization.id.get(),
        addresses,
        locked.now,
        by.get(),
    )
    .execute(&mut *locked.tx)
    .await?;
    Ok(())
}
