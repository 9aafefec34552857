//! At least one owner always remains (M4, B12). Every path asks here, under the organization's lock.

use crate::{Result, organizations::Locked, row};
use shared::{
    access::Given,
    ids::MembershipId,
    kind::OwnerRank,
    member::Facts,
    owners::{self, Standing},
};

/// Refuses a change of one membership after which nobody would keep the organization, or its Primary Owner
/// would not.
///
/// # Errors
/// Refused: [`shared::Refusal::LastOwner`], [`shared::Refusal::PrimaryOwnerStays`].
pub(crate) async fn guard(locked: &mut Locked, id: MembershipId, before: &Standing, after: &Standing) -> Result<()> {
    let (preset, now) = (locked.organization.preset(), locked.now);
    // Most changes take nobody away; those need no further look.
    if !before.primary && (!before.keeps(preset, now) || after.keeps(preset, now)) {
        return Ok(());
    }
    let others = others(locked, id).await?.iter().any(|other| other.keeps(preset, now));
    Ok(owners::check_change(preset, before, after, others, now)?)
}

/// Everybody else of Owner-rank, whatever became of them.
async fn others(locked: &mut Locked, except: MembershipId) -> Result<Vec<Standing>> {
    let (role, policy) = match locked.organization.preset().owner_rank {
        OwnerRank::Role(role) => (Some(role.name()), None),
        OwnerRank::Policy(policy) => (None, Some(policy.name())),
    };
    let rows = sqlx::query!(
        r#"SELECT id, role, permission, policies, access_ends_at, primary_owner, suspended_at, removed_at
           FROM memberships WHERE org_id = $1 AND id <> $2 AND (role = $3 OR $4 = ANY(policies))"#,
        locked.organization.id.get(),
        except.get(),
        role,
        policy,
    )
    .fetch_all(&mut *locked.tx)
    .await?;
    rows.into_iter()
        .map(|row| {
            let grant = row::grant(
                "memberships",
                row.id,
                row.role.as_deref(),
                row.permission.as_deref(),
                row.policies,
                row.access_ends_at,
                // How far an owner reaches does not matter here.
                &Given::default(),
            )?;
            let facts = Facts {
                suspended_at: row.suspended_at,
                removed_at: row.removed_at,
                access_ends_at: row.access_ends_at,
            };
            Ok(Standing { grant, primary: row.primary_owner, facts })
        })
        .collect()
}
