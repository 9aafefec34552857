//! The organizations of the demonstration with their members.

use super::{Accounts, client, people::Organization};
use crate::{
    Error, Result, Store,
    audit::{Entry, Event, append},
    organizations::{self, Locked},
};
use chrono::{DateTime, Days, Utc};
use serde_json::json;
use shared::ids::OrganizationId;
use sqlx::{Postgres, Transaction};
use uuid::Uuid;

/// Makes the organization, its members and the audit entry about it, unless it is there already. Gives
/// whether it made it.
pub(super) async fn seed(store: &Store, organization: &Organization, accounts: &Accounts) -> Result<bool> {
    let mut tx = store.pool().begin().await?;
    let id = Uuid::now_v7();
    let made = sqlx::query_scalar!(
        r#"INSERT INTO organizations (id, slug, name, kind, parent_id, language, time_zone)
           VALUES ($1, $2, $3, $4, (SELECT id FROM organizations WHERE slug = $5), $6, $7)
           ON CONFLICT (slug) DO NOTHING
           RETURNING clock_timestamp() AS "now!""#,
        id,
        organization.slug,
        organization.name,
        organization.kind.name(),
        organization.parent,
        organization.language.tag(),
        organization.time_zone,
    )
    .fetch_optional(&mut *tx)
    .await?;
    let Some(now) = made else { return Ok(false) };
    join(&mut tx, organization, id, accounts, now).await?;
    let row = organizations::load(&mut tx, OrganizationId::new(id)).await?;
    let mut locked = Locked { tx, organization: row, above: None, now, mails: None };
    let detail = json!({ "after": { "name": organization.name, "kind": organization.kind } });
    let client = client();
    let event = Event::OrganizationCreated;
    append(&mut locked, Entry { client: &client, actor: None, event, subject: id, detail }).await?;
    locked.commit().await?;
    Ok(true)
}

/// The members, who joined one day after the other.
async fn join(
    tx: &mut Transaction<'static, Postgres>,
    organization: &Organization,
    id: Uuid,
    accounts: &Accounts,
    now: DateTime<Utc>,
) -> Result<()> {
    let preset = organization.kind.preset();
    for (position, person) in (0_u64..).zip(organization.people) {
        let account = accounts.get(person.email).ok_or_else(|| Error::fault("an account is missing"))?;
        sqlx::query!(
            r#"INSERT INTO memberships
                   (org_id, id, account_id, role, permission, policies, primary_owner, joined_at)
               VALUES ($1, $2, $3, $4, $5, $6, $7, $8)"#,
            id,
            Uuid::now_v7(),
            account,
            person.role.map(|role| role.name()),
            person.permission.map(|permission| permission.name()),
            &person.policy.map(|policy| policy.name().to_owned()).into_iter().collect::<Vec<_>>(),
            position == 0 && preset.primary_owner.is_some(),
            now.checked_sub_days(Days::new(30 - position)).unwrap_or(now),
        )
        .execute(&mut **tx)
        .await?;
    }
    Ok(())
}
