//! "Why?" for any person and any operation, and "who can do this?" (M10).

use crate::{
    Error, Result, Store,
    members::{self, Query},
    organizations::Scope,
    row,
};
use shared::{
    EmailAddress, Refusal,
    access::{Action, Given, Resource, explain},
    ids::MembershipId,
    member::Status,
    views::{Able, Listed, Why},
};
use sqlx::types::Json;

/// The chain that decides whether somebody may do something. One statement. Everybody may ask about
/// themselves.
///
/// # Errors
/// Refused: [`Refusal::NotFound`] for ids of other organizations (R3), [`Refusal::Forbidden`] to people who may not
/// see members.
#[tracing::instrument(name = "access.why", skip_all, fields(organization = %scope.organization.id, member = %id))]
pub async fn why(store: &Store, scope: &Scope, id: MembershipId, action: Action, target: &Resource) -> Result<Why> {
    let language = scope.caller.language;
    if id == scope.membership {
        let name = scope.caller.name.as_ref().map(|name| name.display(language));
        let name = name.unwrap_or_else(|| scope.caller.address.to_string());
        return Ok(told(name, &explain(&scope.grants(), action, target, scope.now), language));
    }
    scope.require(Action::Read, &Resource::ANY_MEMBER)?;
    let found = sqlx::query!(
        r#"SELECT m.id, m.role, m.permission, m.policies, m.access_ends_at, m.primary_owner,
                  m.suspended_at IS NOT NULL OR m.removed_at IS NOT NULL AS "out!",
                  membership_given(m) AS "given!: Json<Given>", a.address, a.family_name, a.given_name
           FROM memberships m JOIN accounts a ON a.id = m.account_id
           WHERE m.org_id = $1 AND m.id = $2"#,
        scope.organization.id.get(),
        id.get(),
    )
    .fetch_optional(store.pool())
    .await?
    .ok_or(Refusal::NotFound)?;
    let grant = row::grant(
        "memberships",
        found.id,
        found.role.as_deref(),
        found.permission.as_deref(),
        found.policies,
        found.access_ends_at,
        &found.given,
    )?;
    let name = row::full_name(found.family_name.as_deref(), found.given_name.as_deref())
        .ok_or_else(|| Error::row("memberships", "account_id", id))?;
    let grants = scope.organization.grants(&grant).as_primary_owner(found.primary_owner).while_suspended(found.out);
    let name = name.map_or(found.address, |name| name.display(language));
    Ok(told(name, &explain(&grants, action, target, scope.now), language))
}

fn told(name: String, explanation: &shared::access::Explanation<'_>, language: shared::Language) -> Why {
    let mut sentences = explanation.sentences(language).into_iter();
    Why {
        name,
        allowed: explanation.decision.is_allowed(),
        answer: sentences.next().unwrap_or_default(),
        steps: sentences.zip(explanation.steps.iter().map(shared::access::Step::lets_through)).collect(),
    }
}

/// Who can do something: of a page of active members, those who may, and what settles it; before the first page, the
/// people of the seller above who reach that far (K4). Two statements at most.
///
/// # Errors
/// Refused: [`Refusal::Forbidden`] to people who may not see members, [`Refusal::Malformed`] for a cursor that no
/// page gave.
#[tracing::instrument(name = "access.who_can", skip_all, fields(organization = %scope.organization.id))]
pub async fn who_can(
    store: &Store,
    scope: &Scope,
    action: Action,
    target: &Resource,
    after: Option<String>,
) -> Result<Listed<Able>> {
    let mut rows = if after.is_none() { from_above(store, scope, action, target).await? } else { Vec::new() };
    let query = Query { after, status: Some(Status::Active), ..Query::default() };
    let members = members::list(store, scope, &query).await?;
    let language = scope.caller.language;
    rows.extend(members.rows.into_iter().filter_map(|member| {
        let grants = scope.organization.grants(&member.grant).as_primary_owner(member.is_primary);
        let explanation = explain(&grants, action, target, scope.now);
        let settled = explanation.steps.iter().rev().find(|step| step.gives()).map(|step| step.sentence(language));
        explanation.decision.is_allowed().then(|| Able {
            id: Some(member.id),
            name: member.name.map_or_else(|| member.address.to_string(), |name| name.display(language)),
            address: member.address,
            because: settled.unwrap_or_default(),
        })
    }));
    Ok(Listed { rows, next: members.next })
}

/// Most people of a seller that are named among those who can.
const ABOVE: i64 = 200;

/// The active people of the seller above whose role there reaches this operation here, by name.
async fn from_above(store: &Store, scope: &Scope, action: Action, target: &Resource) -> Result<Vec<Able>> {
    let reaching = scope.organization.preset().from_above.iter().filter(|(_, may)| may.contains(action, target.kind()));
    let roles: Vec<String> = reaching.map(|(role, _)| role.name().to_owned()).collect();
    if roles.is_empty() {
        return Ok(Vec::new());
    }
    let language = scope.caller.language;
    let rows = sqlx::query!(
        r#"SELECT m.id, m.role, m.permission, m.policies, m.access_ends_at, membership_given(m) AS "given!: Json<Given>",
                  a.address, a.family_name, a.given_name
           FROM organizations o
           JOIN organizations s ON s.id = o.parent_id AND s.closed_at IS NULL
           JOIN memberships m ON m.org_id = s.id AND m.role = ANY($2)
                AND membership_status(m.suspended_at, m.removed_at, m.access_ends_at, $3) = 'ACTIVE'
           JOIN accounts a ON a.id = m.account_id
           -- A membership of one's own in the customer comes first, and is listed with the others.
           WHERE o.id = $1 AND NOT EXISTS (
               SELECT FROM memberships b WHERE b.org_id = o.id AND b.account_id = m.account_id
                 AND membership_status(b.suspended_at, b.removed_at, b.access_ends_at, $3) = 'ACTIVE')
           ORDER BY a.family_name, a.given_name, a.address LIMIT $4"#,
        scope.organization.id.get(),
        &roles,
        scope.now,
        ABOVE,
    )
    .fetch_all(store.pool())
    .await?;
    let mut able = Vec::new();
    for row in rows {
        let (role, permission) = (row.role.as_deref(), row.permission.as_deref());
        let grant = row::grant("memberships", row.id, role, permission, row.policies, row.access_ends_at, &row.given)?;
        let explanation = explain(&scope.organization.grants_from_above(&grant), action, target, scope.now);
        if explanation.decision.is_allowed() {
            let corrupt = |column| Error::row("accounts", column, row.id);
            let name = row::full_name(row.family_name.as_deref(), row.given_name.as_deref());
            let name = name.ok_or_else(|| corrupt("family_name"))?.map(|name| name.display(language));
            let settled = explanation.steps.iter().rev().find(|step| step.gives());
            able.push(Able {
                id: None,
                name: name.unwrap_or_else(|| row.address.clone()),
                address: EmailAddress::parse(&row.address).map_err(|_| corrupt("address"))?,
                because: settled.map(|step| step.sentence(language)).unwrap_or_default(),
            });
        }
    }
    Ok(able)
}
