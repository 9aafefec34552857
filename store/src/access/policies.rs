//! Custom permission policies (M7): written, tried, and taken away.

use super::users::Person;
use crate::{
    Result, Store,
    accounts::Client,
    audit::{Entry, Event, append, noting_denials},
    organizations::{Locked, Organization, Scope},
};
use serde_json::json;
use shared::{
    Field, FieldError, Grant, Grants, Refusal,
    access::{Action, Difference, Policy, PolicyDraft, Resource, Statement, amounts_to},
    kind::Preset,
    views::{Affected, PolicyCheck},
};
use sqlx::{PgConnection, types::Json};
use uuid::Uuid;

/// The most custom policies of an organization (ours): all of them are read to decide.
const MOST: usize = 100;

/// What a policy would say, and whom it would concern, without saving it. Two statements.
///
/// # Errors
/// Refused: as [`save_policy`], without looking at what is the caller's own.
#[tracing::instrument(name = "access.check_policy", skip_all, fields(organization = %scope.organization.id))]
pub async fn check_policy(store: &Store, scope: &Scope, id: Option<Uuid>, draft: &PolicyDraft) -> Result<PolicyCheck> {
    require_kind(&scope.organization)?;
    let action = if id.is_some() { Action::Update } else { Action::Create };
    scope.require(action, &Resource::Policy)?;
    let after = draft.check().map_err(Refusal::Fields)?;
    let mut connection = store.pool().acquire().await?;
    let before = match id {
        Some(id) => Some(find(&mut connection, &scope.organization, id).await?),
        None => None,
    };
    let groups = affected(&mut connection, &scope.organization, before.as_ref(), &after).await?;
    let affected = groups.into_iter().filter(|group| !group.difference.is_empty()).map(|group| Affected {
        names: group.people.iter().map(|person| person.name(scope.caller.language)).collect(),
        count: group.count,
        difference: group.difference,
    });
    Ok(PolicyCheck { effect: after.effect(scope.organization.preset()), affected: affected.collect() })
}

/// Adds a policy, or changes the one with this id for everybody who holds it.
///
/// # Errors
/// Refused: [`Refusal::NotFound`] for ids of other organizations and where the kind has no policies,
/// [`Refusal::Forbidden`], [`Refusal::Fields`] for what was typed; nobody allows to anybody, themselves
/// included, what they may not do (I10).
#[tracing::instrument(name = "access.save_policy", skip_all, fields(organization = %scope.organization.id))]
pub async fn save_policy(
    store: &Store,
    client: &Client,
    scope: &Scope,
    id: Option<Uuid>,
    draft: &PolicyDraft,
) -> Result<Uuid> {
    let (account, organization) = (scope.caller.account, scope.organization.id);
    let result = save(store, client, scope, id, draft).await;
    noting_denials(store, client, Some(account), organization, "access.save_policy", result).await
}

async fn save(store: &Store, client: &Client, scope: &Scope, id: Option<Uuid>, draft: &PolicyDraft) -> Result<Uuid> {
    require_kind(&scope.organization)?;
    let mut locked = Locked::within(store, scope).await?;
    let action = if id.is_some() { Action::Update } else { Action::Create };
    let editor = locked.require(scope.caller.account, action, &Resource::Policy).await?;
    let organization = locked.organization.clone();
    let before = match id {
        Some(id) => Some(find(&mut locked.tx, &organization, id).await?),
        None => None,
    };
    let after = draft.check().map_err(Refusal::Fields)?;
    require_free(&mut locked, id, &after.name).await?;
    let own = amounts_to(&editor.grants(&organization));
    let groups = affected(&mut locked.tx, &organization, before.as_ref(), &after).await?;
    let within = own.covers(&after.effect(organization.preset()).allowed)
        && groups.iter().all(|group| own.covers(&group.difference.gains));
    if !within {
        return Err(Refusal::field(Field::Statements, FieldError::AboveOwn).into());
    }
    let subject = id.unwrap_or_else(Uuid::now_v7);
    sqlx::query!(
        r#"INSERT INTO policies (org_id, id, name, statements, created_at) VALUES ($1, $2, $3, $4, $5)
           ON CONFLICT (id) DO UPDATE SET name = excluded.name, statements = excluded.statements"#,
        organization.id.get(),
        subject,
        after.name,
        Json(&after.statements) as _,
        locked.now,
    )
    .execute(&mut *locked.tx)
    .await?;
    if let Some(before) = before.as_ref().filter(|before| before.name != after.name) {
        rename(&mut locked, &before.name, &after.name).await?;
    }
    let event = if before.is_some() { Event::PolicyChanged } else { Event::PolicyCreated };
    let detail = json!({ "before": before, "after": after });
    let actor = Some(scope.caller.account);
    append(&mut locked, Entry { client, actor, event, subject, detail }).await?;
    locked.commit().await?;
    Ok(subject)
}

/// Takes a policy away that nobody holds.
///
/// # Errors
/// Refused: [`Refusal::NotFound`], [`Refusal::Forbidden`], [`Refusal::InUse`] while a member holds it or an open
/// invitation offers it.
#[tracing::instrument(name = "access.delete_policy", skip_all, fields(organization = %scope.organization.id, policy = %id))]
pub async fn delete_policy(store: &Store, client: &Client, scope: &Scope, id: Uuid) -> Result<()> {
    let (account, organization) = (scope.caller.account, scope.organization.id);
    let result = delete(store, client, scope, id).await;
    noting_denials(store, client, Some(account), organization, "access.delete_policy", result).await
}

async fn delete(store: &Store, client: &Client, scope: &Scope, id: Uuid) -> Result<()> {
    require_kind(&scope.organization)?;
    let mut locked = Locked::within(store, scope).await?;
    locked.require(scope.caller.account, Action::Delete, &Resource::Policy).await?;
    let organization = locked.organization.clone();
    let before = find(&mut locked.tx, &organization, id).await?;
    let used = sqlx::query_scalar!(
        r#"SELECT EXISTS (SELECT FROM memberships WHERE org_id = $1 AND $2 = ANY(policies) AND removed_at IS NULL)
               OR EXISTS (SELECT FROM invitations WHERE org_id = $1 AND $2 = ANY(policies) AND accepted_at IS NULL
                   AND declined_at IS NULL AND revoked_at IS NULL AND lapsed_at IS NULL) AS "used!""#,
        organization.id.get(),
        before.name,
    )
    .fetch_one(&mut *locked.tx)
    .await?;
    if used {
        return Err(Refusal::InUse.into());
    }
    sqlx::query!(
        "UPDATE policies SET archived_at = $3 WHERE org_id = $1 AND id = $2",
        organization.id.get(),
        id,
        locked.now
    )
    .execute(&mut *locked.tx)
    .await?;
    let detail = json!({ "before": before });
    let actor = Some(scope.caller.account);
    append(&mut locked, Entry { client, actor, event: Event::PolicyDeleted, subject: id, detail }).await?;
    locked.commit().await
}

fn require_kind(organization: &Organization) -> Result<()> {
    let preset: &Preset = organization.preset();
    if preset.managed_policies.is_empty() { Err(Refusal::NotFound.into()) } else { Ok(()) }
}

/// The policy as it is; [`Refusal::NotFound`] for ids of other organizations (R3).
async fn find(connection: &mut PgConnection, organization: &Organization, id: Uuid) -> Result<Policy> {
    let found = sqlx::query!(
        r#"SELECT name, statements AS "statements: Json<Vec<Statement>>" FROM policies
           WHERE org_id = $1 AND id = $2 AND archived_at IS NULL"#,
        organization.id.get(),
        id
    )
    .fetch_optional(connection)
    .await?
    .ok_or(Refusal::NotFound)?;
    Ok(Policy { name: found.name, statements: found.statements.0 })
}

/// Grants name policies, so a name belongs to one policy for ever.
async fn require_free(locked: &mut Locked, id: Option<Uuid>, name: &str) -> Result<()> {
    let taken = sqlx::query_scalar!(
        r#"SELECT EXISTS (SELECT FROM policies WHERE org_id = $1 AND lower(name) = lower($2)
               AND id IS DISTINCT FROM $3) AS "taken!""#,
        locked.organization.id.get(),
        name,
        id,
    )
    .fetch_one(&mut *locked.tx)
    .await?;
    if taken {
        return Err(Refusal::field(Field::Name, FieldError::Taken).into());
    }
    if id.is_none() && locked.organization.policies.len() >= MOST {
        let error = FieldError::OutOfRange { min: 0, max: u32::try_from(MOST).unwrap_or(u32::MAX) };
        return Err(Refusal::field(Field::Policies, error).into());
    }
    Ok(())
}

/// Whoever holds a policy holds it under its new name.
async fn rename(locked: &mut Locked, before: &str, after: &str) -> Result<()> {
    let organization = locked.organization.id.get();
    sqlx::query!(
        r#"UPDATE memberships SET policies = array_replace(policies, $2, $3), version = version + 1
           WHERE org_id = $1 AND $2 = ANY(policies)"#,
        organization,
        before,
        after,
    )
    .execute(&mut *locked.tx)
    .await?;
    sqlx::query!(
        r#"UPDATE invitations SET policies = array_replace(policies, $2, $3)
           WHERE org_id = $1 AND $2 = ANY(policies)"#,
        organization,
        before,
        after,
    )
    .execute(&mut *locked.tx)
    .await?;
    Ok(())
}

/// People who hold the same policies.
struct Group {
    people: Vec<Person>,
    count: u32,
    difference: Difference,
}

/// What a change means to those who hold the policy. People with the same policies are one group, so that
/// this does not grow with the organization.
async fn affected(
    connection: &mut PgConnection,
    organization: &Organization,
    before: Option<&Policy>,
    after: &Policy,
) -> Result<Vec<Group>> {
    let Some(before) = before else { return Ok(Vec::new()) };
    let rows = sqlx::query!(
        r#"SELECT policies, count(*) AS "count!",
                  (jsonb_agg(jsonb_build_object('id', id, 'address', address, 'family_name', family_name,
                      'given_name', given_name) ORDER BY place) FILTER (WHERE place <= 10))
                      AS "people!: Json<Vec<Person>>"
           FROM (
               SELECT m.id, m.policies, a.address, a.family_name, a.given_name, row_number() OVER (
                   PARTITION BY m.policies ORDER BY a.family_name, a.given_name, a.address) AS place
               FROM memberships m JOIN accounts a ON a.id = m.account_id
               WHERE m.org_id = $1 AND $2 = ANY(m.policies) AND m.removed_at IS NULL
           ) holders
           GROUP BY policies ORDER BY count(*) DESC, policies"#,
        organization.id.get(),
        before.name,
    )
    .fetch_all(connection)
    .await?;
    let changed: Vec<Policy> = organization
        .policies
        .iter()
        .map(|policy| {
            if policy.name == before.name {
                Policy { name: before.name.clone(), ..after.clone() }
            } else {
                policy.clone()
            }
        })
        .collect();
    Ok(rows
        .into_iter()
        .map(|row| {
            let grant = Grant { policies: row.policies, ..Grant::default() };
            let now = organization.grants(&grant);
            let then = Grants::of(organization.preset(), &grant).with_policies(&changed);
            Group {
                people: row.people.0,
                count: u32::try_from(row.count).unwrap_or(u32::MAX),
                difference: Difference::between(&now, &then),
            }
        })
        .collect())
}
