//! The organizations somebody belongs to.

use crate::{Error, Result, Store, accounts::Caller, row};
use shared::{
    access::Given,
    kind::Kind,
    names::{OrganizationName, Slug},
    views::OrganizationCard,
};
use sqlx::types::Json;

/// The caller's organizations by name, with what the caller holds in each. Active memberships only. One
/// statement.
#[tracing::instrument(name = "organizations.list", skip_all)]
pub async fn list(store: &Store, caller: &Caller) -> Result<Vec<OrganizationCard>> {
    let rows = sqlx::query!(
        r#"SELECT o.id, o.slug, o.name, o.kind, m.id AS membership, m.role, m.permission, m.policies,
                  m.access_ends_at, m.primary_owner, membership_given(m) AS "given!: Json<Given>",
                  (SELECT count(*) FROM memberships a
                   WHERE a.org_id = o.id
                     AND membership_status(a.suspended_at, a.removed_at, a.access_ends_at, clock_timestamp())
                         = 'ACTIVE') AS "members!"
           FROM memberships m JOIN organizations o ON o.id = m.org_id
           WHERE m.account_id = $1 AND o.closed_at IS NULL
             AND membership_status(m.suspended_at, m.removed_at, m.access_ends_at, clock_timestamp())
                 = 'ACTIVE'
           ORDER BY o.name, o.id"#,
        caller.account.get(),
    )
    .fetch_all(store.pool())
    .await?;
    rows.into_iter()
        .map(|found| {
            let corrupt = |column| Error::row("organizations", column, found.id);
            Ok(OrganizationCard {
                slug: Slug::parse(&found.slug).map_err(|_| corrupt("slug"))?,
                name: OrganizationName::parse(&found.name).map_err(|_| corrupt("name"))?,
                kind: Kind::parse(&found.kind).ok_or_else(|| corrupt("kind"))?,
                grant: row::grant(
                    "memberships",
                    found.membership,
                    found.role.as_deref(),
                    found.permission.as_deref(),
                    found.policies,
                    found.access_ends_at,
                    &found.given,
                )?,
                is_primary: found.primary_owner,
                members: u32::try_from(found.members).unwrap_or(u32::MAX),
            })
        })
        .collect()
}
