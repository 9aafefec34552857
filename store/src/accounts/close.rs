//! The end of an account (C6).

use super::{Caller, Client, password::authenticate, proof, sessions};
use crate::{
    Error, Result, Store,
    audit::{Entry, Event, SecurityEvent, append, note},
    organizations::Locked,
    outbox::{Notice, Recipient, queue_notice},
};
use chrono::{DateTime, Utc};
use serde_json::json;
use shared::{
    Kind, Refusal,
    account::Closing,
    ids::OrganizationId,
    kind::OwnerRank,
    names::{OrganizationName, Slug},
    views::{ClosingView, KeptOrganization},
};
use sqlx::PgConnection;
use uuid::Uuid;

/// What the caller should know before closing the account.
#[tracing::instrument(name = "accounts.closing", skip_all)]
pub async fn closing(store: &Store, caller: &Caller) -> Result<ClosingView> {
    let mut connection = store.pool().acquire().await?;
    let kept = kept(&mut connection, caller).await?;
    let exported_at = exported_at(&mut connection, caller).await?.map(|at| caller.moment(at));
    Ok(ClosingView { kept, exported_at, zone: caller.time_zone.name().to_owned() })
}

/// When the caller's data was given out last.
async fn exported_at(connection: &mut PgConnection, caller: &Caller) -> Result<Option<DateTime<Utc>>> {
    Ok(sqlx::query_scalar!("SELECT exported_at FROM accounts WHERE id = $1", caller.account.get())
        .fetch_optional(connection)
        .await?
        .flatten())
}

/// Closes the caller's account: the memberships end, each with an entry in its organization's record, every session
/// ends, and what is personal goes. The row stays, because records name it; a new account with the same address is
/// another account and has nothing of this one (R8).
///
/// # Errors
/// Refused: [`Refusal::LastOwner`] while an organization would be left without an owner (M4);
/// [`Refusal::Fields`] for what was not ticked or chosen, and for a wrong password; [`Refusal::TooMany`] for who guesses
/// it.
#[tracing::instrument(name = "accounts.close", skip_all)]
pub async fn close(store: &Store, client: &Client, caller: &Caller, form: &Closing) -> Result<()> {
    let exported = exported_at(&mut *store.pool().acquire().await?, caller).await?.is_some();
    let password = form.check(exported).map_err(Refusal::Fields)?;
    authenticate(store, client, caller, &password).await?;
    let organizations = sqlx::query_scalar!(
        "SELECT org_id FROM memberships WHERE account_id = $1 AND removed_at IS NULL ORDER BY org_id",
        caller.account.get()
    )
    .fetch_all(store.pool())
    .await?;
    let mut tx = store.pool().begin().await?;
    for organization in organizations {
        let mut locked = Locked::take_in(tx, OrganizationId::new(organization)).await?;
        // Under the lock, so that two owners who go at once do not both go.
        if kept(&mut locked.tx, caller).await?.iter().any(|kept| kept.slug == locked.organization.slug) {
            return Err(Refusal::LastOwner.into());
        }
        leave(&mut locked, client, caller).await?;
        tx = locked.tx;
    }
    let account = caller.account;
    let owner = Recipient { address: &caller.address, language: caller.language, account: Some(account) };
    queue_notice(&mut tx, store, owner, Notice::Closed).await?;
    proof::void(&mut tx, account).await?;
    sessions::end_but(&mut tx, account, None).await?;
    sqlx::query!(
        r#"UPDATE accounts SET address = 'closed-' || id::text || '@account.invalid', address_verified_at = NULL,
               password_hash = NULL, password_min = NULL, password_half_width = NULL, password_mixed = NULL,
               family_name = NULL, given_name = NULL, country = NULL, phone = NULL, time_zone = NULL,
               exported_at = NULL,               closed_at = clock_timestamp()
           WHERE id = $1"#,
        account.get()
    )
    .execute(&mut *tx)
    .await?;
    tx.commit().await?;
    note(store, client, SecurityEvent::AccountChanged { account, address: &caller.address, what: "closed" }).await
}

/// Ends the membership, with one entry.
async fn leave(locked: &mut Locked, client: &Client, caller: &Caller) -> Result<()> {
    let left = sqlx::query!(
        r#"UPDATE memberships SET removed_at = $3, version = version + 1
           WHERE org_id = $1 AND account_id = $2 AND removed_at IS NULL
           RETURNING id, role, permission, policies"#,
        locked.organization.id.get(),
        caller.account.get(),
        locked.now,
    )
    .fetch_optional(&mut *locked.tx)
    .await?;
    let Some(left) = left else { return Ok(()) };
    let before = json!({ "role": left.role, "permission": left.permission, "policies": left.policies });
    let (actor, event, detail) = (Some(caller.account), Event::AccountClosed, json!({ "before": before }));
    append(locked, Entry { client, actor, event, subject: left.id, detail }).await
}

/// The kinds' own tables say who keeps an organization; the query asks them about every kind at once.
async fn kept(connection: &mut PgConnection, caller: &Caller) -> Result<Vec<KeptOrganization>> {
    let (mut kinds, mut roles, mut policies) = (Vec::new(), Vec::new(), Vec::new());
    for kind in Kind::ALL {
        kinds.push(kind.name().to_owned());
        let (role, policy) = match kind.preset().owner_rank {
            OwnerRank::Role(role) => (role.name(), ""),
            OwnerRank::Policy(policy) => ("", policy.name()),
        };
        roles.push(role.to_owned());
        policies.push(policy.to_owned());
    }
    let rows = sqlx::query!(
        r#"WITH ranks AS (
               SELECT * FROM unnest($2::text[], $3::text[], $4::text[]) AS ranks (kind, role, policy)
           ), keepers AS (
               SELECT m.org_id, m.account_id, m.primary_owner
               FROM memberships m JOIN organizations o ON o.id = m.org_id JOIN ranks r ON r.kind = o.kind
               WHERE m.org_id IN (SELECT org_id FROM memberships WHERE account_id = $1)
                 AND (m.role = r.role OR r.policy = ANY (m.policies)) AND m.access_ends_at IS NULL
                 AND m.removed_at IS NULL AND m.suspended_at IS NULL AND o.closed_at IS NULL
           )
           SELECT o.id, o.slug, o.name FROM keepers mine JOIN organizations o ON o.id = mine.org_id
           WHERE mine.account_id = $1 AND (mine.primary_owner OR NOT EXISTS (
               SELECT FROM keepers other WHERE other.org_id = mine.org_id AND other.account_id <> $1))
           ORDER BY o.name, o.id"#,
        caller.account.get(),
        &kinds,
        &roles,
        &policies,
    )
    .fetch_all(connection)
    .await?;
    let corrupt = |column, row: Uuid| Error::row("organizations", column, row);
    rows.into_iter()
        .map(|row| {
            Ok(KeptOrganization {
                slug: Slug::parse(&row.slug).map_err(|_| corrupt("slug", row.id))?,
                name: OrganizationName::parse(&row.name).map_err(|_| corrupt("name", row.id))?,
            })
        })
        .collect()
}
