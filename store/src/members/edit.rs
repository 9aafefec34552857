//! Changing what a member holds (M2, M5).

use super::{
    lifecycle::seat,
    owners::guard,
    stored::{Member, reachable},
};
use crate::{
    Result, Store,
    access::{Holder, assign, catalog},
    accounts::Client,
    audit::{Entry, Event, append, noting_denials},
    organizations::{Locked, Scope, Standing},
};
use chrono::{DateTime, TimeDelta, Utc};
use serde_json::json;
use shared::{
    Field, FieldError, Refusal,
    access::{Action, Assignment, Grant, may_grant_among},
    ids::MembershipId,
    invitation::Draft,
    kind::AccessEndRule,
    member::Facts,
    owners,
};

/// Changes role, permission, policies and access end date of a member. `draft` is judged as an invitation of
/// the same person would be (I10); its address, names and expiry do not count. `version` is the one that the
/// page showed.
///
/// # Errors
/// Refused: [`Refusal::Forbidden`] by the rules and for people who stand above; [`Refusal::NotFound`] for
/// ids of other organizations; [`Refusal::Stale`] when the membership was changed since the page was made, or
/// the person has been removed; [`Refusal::Fields`] for what was typed or goes beyond what the caller holds;
/// [`Refusal::LastOwner`] and [`Refusal::PrimaryOwnerStays`] (M4); [`Refusal::NoSeat`] when a later end lets
/// the person in again.
#[tracing::instrument(name = "members.edit", skip_all, fields(organization = %scope.organization.id, member = %id))]
pub async fn edit(
    store: &Store,
    client: &Client,
    scope: &Scope,
    id: MembershipId,
    version: i32,
    draft: &Draft,
) -> Result<()> {
    let (account, organization) = (scope.caller.account, scope.organization.id);
    let result = change(store, client, scope, id, version, draft).await;
    noting_denials(store, client, Some(account), organization, "members.edit", result).await
}

async fn change(
    store: &Store,
    client: &Client,
    scope: &Scope,
    id: MembershipId,
    version: i32,
    draft: &Draft,
) -> Result<()> {
    let mut locked = Locked::within(store, scope).await?;
    let (member, editor) = reachable(&mut locked, scope, id, Action::Update).await?;
    if member.version != version {
        return Err(Refusal::Stale.into());
    }
    let (grant, assignment) =
        resolve(&mut locked, &editor, &member, member.account == scope.caller.account, draft).await?;
    let before = &member.standing;
    let facts = before.facts.end_at(grant.access_ends_at, locked.now).map_err(|_| Refusal::Stale)?;
    let after = owners::Standing { grant, primary: before.primary, facts };
    guard(&mut locked, id, before, &after).await?;
    seat(&mut locked, &member, facts).await?;
    save(&mut locked, id, &after.grant, facts).await?;
    assign(&mut locked, Holder::Membership(id), &assignment).await?;
    let detail = json!({ "address": member.address, "before": before.grant, "after": after.grant });
    let (actor, subject) = (Some(scope.caller.account), id.get());
    append(&mut locked, Entry { client, actor, event: Event::MemberChanged, subject, detail }).await?;
    locked.commit().await
}

/// Makes a grant of what was typed. An end that stays as it is is not judged again: it may have passed, or
/// lie beyond the editor's own.
async fn resolve(
    locked: &mut Locked,
    editor: &Standing,
    member: &Member,
    own: bool,
    draft: &Draft,
) -> Result<(Grant, Assignment)> {
    let catalog = catalog(&mut locked.tx, &locked.organization).await?;
    let (organization, before) = (&locked.organization, &member.standing.grant);
    let shown = before.access_ends_at.map(|end| last_day(locked, end)).unwrap_or_default();
    let kept = draft.access_ends_on == shown;
    let draft = Draft {
        address: member.address.to_string(),
        access_ends_on: if kept { String::new() } else { draft.access_ends_on.clone() },
        ..draft.clone()
    };
    let today = organization.today(locked.now);
    let judged = if kept { Grant { access_ends_at: None, ..editor.grant.clone() } } else { editor.grant.clone() };
    let judged = Standing { grant: judged, ..editor.clone() };
    let rule = kept.then_some(AccessEndRule::Optional);
    let offer = draft
        .check_among(&judged.grants(organization).with_access_end(rule), &catalog, today)
        .map_err(Refusal::Fields)?;
    let chosen = offer.access_ends_on.map(|day| organization.end_of(day)).transpose()?;
    let grant = Grant { access_ends_at: if kept { before.access_ends_at } else { chosen }, ..offer.grant };
    // The exact instants, now that the time zone is known.
    if !kept {
        let held = editor.grants(organization);
        may_grant_among(&held, &held.holding(&grant)).map_err(Refusal::Fields)?;
        // M5: nobody moves the end of their own access, except towards an earlier one.
        if own
            && before.access_ends_at.is_some()
            && grant.access_ends_at.is_none_or(|end| Some(end) > before.access_ends_at)
        {
            return Err(Refusal::field(Field::AccessEndsOn, FieldError::AboveOwn).into());
        }
    }
    Ok((grant, offer.assignment))
}

/// The day that the form shows for an end: the last one of access, where the organization is.
fn last_day(locked: &Locked, end: DateTime<Utc>) -> String {
    locked.organization.today(end - TimeDelta::seconds(1)).to_string()
}

async fn save(locked: &mut Locked, id: MembershipId, grant: &Grant, facts: Facts) -> Result<()> {
    sqlx::query!(
        r#"UPDATE memberships
           SET role = $3, permission = $4, policies = $5, access_ends_at = $6, version = version + 1,
               lapsed_at = CASE WHEN $6::timestamptz <= $7 THEN lapsed_at END
           WHERE org_id = $1 AND id = $2"#,
        locked.organization.id.get(),
        id.get(),
        grant.role.map(|role| role.name()),
        grant.permission.map(|permission| permission.name()),
        &grant.policies,
        facts.access_ends_at,
        locked.now,
    )
    .execute(&mut *locked.tx)
    .await?;
    Ok(())
}
