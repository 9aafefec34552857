//! Checking the chains, for `usher audit verify` (Z2).

use super::chain::Sealed;
use crate::{Result, Store};
use shared::ids::OrganizationId;
use uuid::Uuid;

/// Entries read at once.
const CHUNK: i64 = 1000;

/// What became of an organization's chain.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Chain {
    /// So many entries, each as it was written, up to the end that PostgreSQL keeps.
    Intact(u64),
    /// The entry with this number is missing, changed, or does not follow from the one before.
    Broken(i64),
}

/// Checks an organization's chain from its first entry to its last, and that none is missing at the end.
#[tracing::instrument(name = "audit.verify", skip_all, fields(%organization))]
pub async fn verify(store: &Store, organization: OrganizationId) -> Result<Chain> {
    // Read first: entries that are appended meanwhile come after it.
    let head = sqlx::query!("SELECT seq, hash FROM audit_heads WHERE org_id = $1", organization.get())
        .fetch_optional(store.pool())
        .await?;
    let (end, end_hash) = head.map_or((0, Vec::new()), |head| (head.seq, head.hash));
    let mut seq = 0;
    let mut prev = [0; 32];
    loop {
        let rows = sqlx::query!(
            r#"SELECT seq, at, actor_id, action, subject_id, detail::text AS "detail!", client_ip,
                      user_agent, prev_hash, hash
               FROM audit_entries WHERE org_id = $1 AND seq > $2 ORDER BY seq LIMIT $3"#,
            organization.get(),
            seq,
            CHUNK,
        )
        .fetch_all(store.pool())
        .await?;
        if rows.is_empty() {
            return Ok(if seq < end { Chain::Broken(seq + 1) } else { Chain::Intact(seq.unsigned_abs()) });
        }
        for row in rows {
            let sealed = Sealed {
                organization: organization.get(),
                seq: row.seq,
                at: row.at,
                actor: row.actor_id,
                action: row.action,
                subject: row.subject_id,
                detail: row.detail,
                client_ip: row.client_ip,
                user_agent: row.user_agent,
            };
            let hash = sealed.hash(&prev);
            if row.seq != seq + 1 || row.prev_hash != prev || row.hash != hash {
                return Ok(Chain::Broken(seq + 1));
            }
            // A chain that was written anew from here on would follow, but not end as this one did.
            if row.seq == end && end_hash != hash {
                return Ok(Chain::Broken(row.seq));
            }
            seq = row.seq;
            prev = hash;
        }
    }
}

/// The organizations with a chain, by id: so many after this one, each with its slug.
#[tracing::instrument(name = "audit.organizations", skip_all)]
pub async fn organizations(store: &Store, after: Option<OrganizationId>) -> Result<Vec<(OrganizationId, String)>> {
    let after = after.map_or(Uuid::nil(), OrganizationId::get);
    let rows = sqlx::query!("SELECT id, slug FROM organizations WHERE id > $1 ORDER BY id LIMIT $2", after, CHUNK)
        .fetch_all(store.pool())
        .await?;
    Ok(rows.into_iter().map(|row| (OrganizationId::new(row.id), row.slug)).collect())
}
