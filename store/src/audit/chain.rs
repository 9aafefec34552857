//! Audit entries, each with the hash of the one before (M11, Z1, Z2).

use super::Event;
use crate::{Error, Result, accounts::Client, keys::sha256, organizations::Locked};
use chrono::{DateTime, Utc};
use serde_json::{Value, json};
use shared::ids::{AccountId, OrganizationId};
use uuid::Uuid;

/// One entry as it is asked for.
#[derive(Clone)]
pub(crate) struct Entry<'a> {
    pub(crate) client: &'a Client,
    /// Who did it; nobody where whoever held a link did.
    pub(crate) actor: Option<AccountId>,
    pub(crate) event: Event,
    /// The row that changed.
    pub(crate) subject: Uuid,
    /// `before` and `after`, as far as there are; never a token.
    pub(crate) detail: Value,
}

/// Appends an entry. The organization's lock makes the order; the entry has the instant of the change. What
/// people of the seller above do is entered there as well, with the customer it was done to (K4).
pub(crate) async fn append(locked: &mut Locked, entry: Entry<'_>) -> Result<()> {
    append_all(locked, &[entry]).await
}

/// The same for several, in their order.
pub(crate) async fn append_all(locked: &mut Locked, entries: &[Entry<'_>]) -> Result<()> {
    if let Some(above) = locked.above {
        let customer = json!({ "id": locked.organization.id, "name": locked.organization.name });
        let told = |entry: &Entry<'_>| json!({ "customer": customer, "change": entry.detail });
        let there: Vec<_> = entries.iter().map(|entry| Entry { detail: told(entry), ..entry.clone() }).collect();
        append_to(locked, above, &there).await?;
    }
    append_to(locked, locked.organization.id, entries).await
}

/// Appends entries to the chain of an organization whose row this transaction has locked or made.
pub(crate) async fn append_to(locked: &mut Locked, organization: OrganizationId, entries: &[Entry<'_>]) -> Result<()> {
    let organization = organization.get();
    let last =
        sqlx::query!("SELECT seq, hash FROM audit_entries WHERE org_id = $1 ORDER BY seq DESC LIMIT 1", organization)
            .fetch_optional(&mut *locked.tx)
            .await?;
    let (mut seq, mut prev_hash) = match last {
        None => (0, [0; 32]),
        Some(row) => {
            let hash = row.hash.try_into();
            (row.seq, hash.map_err(|_| Error::row("audit_entries", "hash", organization))?)
        }
    };
    let mut rows = Rows::default();
    for entry in entries {
        seq += 1;
        let sealed = Sealed {
            organization,
            seq,
            at: locked.now,
            actor: entry.actor.map(AccountId::get),
            action: entry.event.name().to_owned(),
            subject: entry.subject,
            detail: entry.detail.to_string(),
            client_ip: entry.client.ip_text(),
            user_agent: entry.client.user_agent_text(),
        };
        let hash = sealed.hash(&prev_hash);
        rows.push(sealed, prev_hash, hash);
        prev_hash = hash;
    }
    sqlx::query!(
        r#"INSERT INTO audit_entries
               (org_id, seq, at, actor_id, action, subject_id, detail, client_ip, user_agent, prev_hash, hash)
           SELECT $1, entry.seq, $2, entry.actor, entry.action, entry.subject, entry.detail::json, entry.client_ip,
                  entry.user_agent, entry.prev_hash, entry.hash
           FROM unnest($3::bigint[], $4::uuid[], $5::text[], $6::uuid[], $7::text[], $8::text[], $9::text[],
                       $10::bytea[], $11::bytea[])
                AS entry(seq, actor, action, subject, detail, client_ip, user_agent, prev_hash, hash)
           ORDER BY entry.seq"#,
        organization,
        locked.now,
        &rows.seqs,
        &rows.actors as &[Option<Uuid>],
        &rows.actions,
        &rows.subjects,
        &rows.details,
        &rows.client_ips as &[Option<String>],
        &rows.user_agents,
        &rows.prev_hashes,
        &rows.hashes,
    )
    .execute(&mut *locked.tx)
    .await?;
    Ok(())
}

/// Entries, column by column.
#[derive(Default)]
struct Rows {
    seqs: Vec<i64>,
    actors: Vec<Option<Uuid>>,
    actions: Vec<String>,
    subjects: Vec<Uuid>,
    details: Vec<String>,
    client_ips: Vec<Option<String>>,
    user_agents: Vec<String>,
    prev_hashes: Vec<Vec<u8>>,
    hashes: Vec<Vec<u8>>,
}

impl Rows {
    fn push(&mut self, sealed: Sealed, prev_hash: [u8; 32], hash: [u8; 32]) {
        self.seqs.push(sealed.seq);
        self.actors.push(sealed.actor);
        self.actions.push(sealed.action);
        self.subjects.push(sealed.subject);
        self.details.push(sealed.detail);
        self.client_ips.push(sealed.client_ip);
        self.user_agents.push(sealed.user_agent);
        self.prev_hashes.push(prev_hash.to_vec());
        self.hashes.push(hash.to_vec());
    }
}

/// Everything of an entry that its hash covers.
pub(super) struct Sealed {
    pub(super) organization: Uuid,
    pub(super) seq: i64,
    pub(super) at: DateTime<Utc>,
    pub(super) actor: Option<Uuid>,
    pub(super) action: String,
    pub(super) subject: Uuid,
    pub(super) detail: String,
    pub(super) client_ip: Option<String>,
    pub(super) user_agent: String,
}

impl Sealed {
    /// The hash over the one before and every field, each behind its length.
    pub(super) fn hash(&self, prev_hash: &[u8; 32]) -> [u8; 32] {
        let mut bytes = prev_hash.to_vec();
        let mut field = |part: &[u8]| {
            bytes.extend_from_slice(&(part.len() as u64).to_be_bytes());
            bytes.extend_from_slice(part);
        };
        field(self.organization.as_bytes());
        field(&self.seq.to_be_bytes());
        field(&self.at.timestamp_micros().to_be_bytes());
        field(self.actor.as_ref().map_or(&[], |actor| actor.as_bytes().as_slice()));
        field(self.action.as_bytes());
        field(self.subject.as_bytes());
        field(self.detail.as_bytes());
        field(self.client_ip.as_deref().unwrap_or_default().as_bytes());
        field(self.user_agent.as_bytes());
        sha256(&bytes)
    }
}
