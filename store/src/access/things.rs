//! What a question about an operation can be about (M10): the parts that the caller may see, and one person.

use super::catalog::Row;
use crate::{Result, Store, organizations::Scope, row};
use shared::{
    access::{Action, Given, Named, PartSort, Person, Question, Resource, ResourceKind},
    ids::MembershipId,
    names::FullName,
};

/// Parts offered to choose from; one that is asked about is among them in any case.
const OFFERED: i64 = 200;

/// What can be asked about, and what is.
#[derive(Clone, Debug)]
pub struct Things {
    /// The parts, by sort and name; and the person asked about.
    pub named: Vec<Named>,
    /// What the question is about, as decisions look at it.
    pub target: Resource,
}

/// Reads both for a question about what a member may do, or anybody. What the caller may not see is not there; the
/// question is then one in general. Two statements at most.
///
/// # Errors
/// Only faults.
#[tracing::instrument(name = "access.things", skip_all, fields(organization = %scope.organization.id))]
pub async fn things(
    store: &Store,
    scope: &Scope,
    question: Option<&Question>,
    about: Option<MembershipId>,
) -> Result<Things> {
    let of = question.and_then(|question| question.of);
    let preset = scope.organization.preset();
    let sorts: Vec<String> =
        PartSort::ALL.iter().filter(|sort| sort.is_of(preset)).map(|sort| sort.name().to_owned()).collect();
    let rows = sqlx::query!(
        r#"(SELECT id, sort, name FROM parts WHERE org_id = $1 AND sort = ANY($2) AND archived_at IS NULL
            ORDER BY sort, lower(name), id LIMIT $4)
           UNION (SELECT id, sort, name FROM parts WHERE org_id = $1 AND id = $3 AND archived_at IS NULL)
           ORDER BY 2, 3, 1"#,
        scope.organization.id.get(),
        &sorts,
        of,
        OFFERED,
    )
    .fetch_all(store.pool())
    .await?;
    let seen = rows.into_iter().filter_map(|row| {
        let part = PartSort::parse(row.sort.as_deref()?)?.resource().of(row.id?);
        scope.may(Action::Read, &part).then_some(Row { id: row.id?, name: row.name? })
    });
    let mut named: Vec<Named> = seen.map(Into::into).collect();
    let mut target = question.map_or(Resource::Organization, |question| question.resource.any());
    match (question.map(|question| question.resource), of) {
        (Some(ResourceKind::Member), Some(id)) => {
            if let Some((name, person)) = person(store, scope, id).await? {
                named.insert(0, Named { id, name });
                let own = about.is_some_and(|about| about.get() == id);
                target = Resource::Member(Person { own, ..person });
            }
        }
        (Some(kind), Some(id)) if named.iter().any(|part| part.id == id) => target = kind.of(id),
        _ => {}
    }
    Ok(Things { named, target })
}

/// A member as decisions about them look at them; nobody where the caller may not see people.
async fn person(store: &Store, scope: &Scope, id: uuid::Uuid) -> Result<Option<(String, Person)>> {
    if id != scope.membership.get() && !scope.may(Action::Read, &Resource::ANY_MEMBER) {
        return Ok(None);
    }
    let found = sqlx::query!(
        r#"SELECT m.role, m.permission, m.policies, m.access_ends_at, m.primary_owner, a.address, a.family_name,
                  a.given_name
           FROM memberships m JOIN accounts a ON a.id = m.account_id WHERE m.org_id = $1 AND m.id = $2"#,
        scope.organization.id.get(),
        id,
    )
    .fetch_optional(store.pool())
    .await?;
    let Some(found) = found else { return Ok(None) };
    let (role, permission) = (found.role.as_deref(), found.permission.as_deref());
    // How far the person reaches does not matter to what is done to them.
    let given = Given::default();
    let grant = row::grant("memberships", id, role, permission, found.policies, found.access_ends_at, &given)?;
    let name: Option<FullName> = row::full_name(found.family_name.as_deref(), found.given_name.as_deref()).flatten();
    let name = name.map_or(found.address, |name| name.display(scope.caller.language));
    let person = Person {
        role: grant.role,
        owner_rank: grant.is_owner_rank(scope.organization.preset()),
        primary_owner: found.primary_owner,
        own: false,
    };
    Ok(Some((name, person)))
}
