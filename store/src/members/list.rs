//! The users list (M1).

use crate::{
    Error, Result, Store,
    organizations::Scope,
    page::{self, Cursor},
    row,
};
use shared::{
    EmailAddress,
    access::{Action, Given, Resource},
    ids::MembershipId,
    member::Status,
    views::{Listed, MemberRow},
};
use sqlx::types::Json;

/// Which members a list shows.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Query {
    /// Where the page starts; the `next` of the one before.
    pub after: Option<String>,
    /// Only those that stand like this; without it, everybody but those who were removed.
    pub status: Option<Status>,
    /// Only those whose address or name contains this.
    pub search: String,
}

/// A page of the organization's members, in the order they joined. One statement.
///
/// # Errors
/// Refused: [`shared::Refusal::Forbidden`] to people who may not see members,
/// [`shared::Refusal::Malformed`] for a cursor that no page gave.
#[tracing::instrument(name = "members.list", skip_all, fields(organization = %scope.organization.id))]
pub async fn list(store: &Store, scope: &Scope, query: &Query) -> Result<Listed<MemberRow>> {
    scope.require(Action::List, &Resource::ANY_MEMBER)?;
    let start = page::start(query.after.as_deref(), Cursor::FIRST)?;
    let mut rows = sqlx::query!(
        r#"SELECT m.id, m.role, m.permission, m.policies, m.access_ends_at, m.primary_owner, m.joined_at,
                  m.last_seen_at, membership_given(m) AS "given!: Json<Given>", a.address, a.family_name, a.given_name,
                  membership_status(m.suspended_at, m.removed_at, m.access_ends_at, clock_timestamp())
                      AS "status!"
           FROM memberships m JOIN accounts a ON a.id = m.account_id
           WHERE m.org_id = $1
             AND (m.joined_at, m.id) > ($2, $3)
             AND CASE WHEN $4::text IS NULL THEN m.removed_at IS NULL
                      ELSE membership_status(m.suspended_at, m.removed_at, m.access_ends_at,
                          clock_timestamp()) = $4 END
             AND ($5 = '' OR position($5 IN lower(concat_ws(' ', a.address, a.family_name, a.given_name))) > 0)
           ORDER BY m.joined_at, m.id LIMIT $6"#,
        scope.organization.id.get(),
        start.at,
        start.id,
        query.status.map(Status::name),
        query.search.trim().to_lowercase(),
        page::ROWS + 1,
    )
    .fetch_all(store.pool())
    .await?;
    let next = page::cut(&mut rows, |row| Cursor { at: row.joined_at, id: row.id });
    let moment = |at| scope.organization.moment(at);
    let rows = rows
        .into_iter()
        .map(|found| {
            let corrupt = |column| Error::row("memberships", column, found.id);
            Ok(MemberRow {
                id: MembershipId::new(found.id),
                name: row::full_name(found.family_name.as_deref(), found.given_name.as_deref())
                    .ok_or_else(|| corrupt("account_id"))?,
                address: EmailAddress::parse(&found.address).map_err(|_| corrupt("account_id"))?,
                grant: row::grant(
                    "memberships",
                    found.id,
                    found.role.as_deref(),
                    found.permission.as_deref(),
                    found.policies,
                    found.access_ends_at,
                    &found.given,
                )?,
                given: found.given.0,
                is_primary: found.primary_owner,
                status: Status::parse(&found.status).ok_or_else(|| corrupt("status"))?,
                joined_at: moment(found.joined_at),
                access_ends_at: found.access_ends_at.map(moment),
                last_seen_at: found.last_seen_at.map(moment),
            })
        })
        .collect::<Result<_>>()?;
    Ok(Listed { rows, next })
}
