//! What stands before an organization until its terms have been agreed to.

use super::document::{Document, Stored, record};
use crate::{
    Result, Store,
    accounts::{Caller, Client},
    audit::{Entry, Event, append},
    organizations::{Locked, Standing},
};
use serde_json::json;
use shared::{
    Kind, Refusal,
    ids::OrganizationId,
    kind::TermsRule,
    names::{OrganizationName, Slug},
    terms::{Agreement, Consent},
};
use uuid::Uuid;

/// Whether a member has to agree before going on. `agreed` is the version of the same terms that was agreed to last.
pub(crate) fn is_due(rule: TermsRule, current: i32, agreed: Option<i32>) -> bool {
    let last = agreed.map(|version| Agreement { version: version.to_string() });
    shared::terms::is_due(rule, &current.to_string(), last.as_ref())
}

/// What stands before an organization.
#[derive(Clone, Debug)]
pub struct Gate {
    /// The organization one wants into, or the seller above it.
    pub organization: OrganizationName,
    /// How its kind has one agree.
    pub rule: TermsRule,
    /// What is to be agreed to.
    pub document: Document,
    /// Whether this version has been downloaded.
    pub downloaded: bool,
}

/// What a member is asked to agree to.
///
/// # Errors
/// Refused: [`Refusal::NotFound`] for an organization that one does not belong to.
#[tracing::instrument(name = "terms.gate", skip_all, fields(%slug))]
pub async fn gate(store: &Store, caller: &Caller, slug: &Slug) -> Result<Gate> {
    let Before { organization, kind, document, downloaded, .. } = Before::load(store, caller, slug).await?;
    Ok(Gate { organization, rule: kind.preset().terms, document, downloaded })
}

/// Agrees to the terms that count in an organization. One entry in its record.
///
/// # Errors
/// Refused: [`Refusal::NotFound`] for an organization that one does not belong to; [`Refusal::Fields`] for a box that
/// is not ticked, another version than the one that counts, or one that was not downloaded where that comes first.
#[tracing::instrument(name = "terms.agree", skip_all, fields(%slug))]
pub async fn agree(store: &Store, client: &Client, caller: &Caller, slug: &Slug, consent: &Consent) -> Result<()> {
    let before = Before::load(store, caller, slug).await?;
    let mut locked = Locked::take(store, before.id).await?;
    Standing::of(&mut locked, caller.account).await?.ok_or(Refusal::NotFound)?;
    let version = before.document.version.to_string();
    consent.check(locked.organization.preset().terms, &version, before.downloaded).map_err(Refusal::Fields)?;
    record(&mut locked.tx, client, caller.account, before.document.id).await?;
    let subject = sqlx::query_scalar!(
        r#"UPDATE memberships SET terms_version = $3, terms_accepted_at = $4
           WHERE org_id = $1 AND account_id = $2 RETURNING id"#,
        before.id.get(),
        caller.account.get(),
        version,
        locked.now,
    )
    .fetch_one(&mut *locked.tx)
    .await?;
    let detail = json!({ "after": { "version": version, "own": before.document.organization.is_some() } });
    let (actor, event) = (Some(caller.account), Event::TermsAgreed);
    append(&mut locked, Entry { client, actor, event, subject, detail }).await?;
    locked.commit().await
}

/// Notes that somebody downloads a document, which some kinds ask for before one agrees (K8).
#[tracing::instrument(name = "terms.note_download", skip_all)]
pub async fn note_download(store: &Store, caller: &Caller, document: &Document) -> Result<()> {
    sqlx::query!(
        r#"INSERT INTO terms_agreements (account_id, document_id, downloaded_at)
           VALUES ($1, $2, clock_timestamp())
           ON CONFLICT (account_id, document_id) DO UPDATE SET
               downloaded_at = coalesce(terms_agreements.downloaded_at, excluded.downloaded_at)"#,
        caller.account.get(),
        document.id,
    )
    .execute(store.pool())
    .await?;
    Ok(())
}

/// What is there before somebody agrees: in the organization, or in the seller above it whose people enter (K4).
struct Before {
    id: OrganizationId,
    organization: OrganizationName,
    kind: Kind,
    document: Document,
    downloaded: bool,
}

impl Before {
    async fn load(store: &Store, caller: &Caller, slug: &Slug) -> Result<Self> {
        let found = sqlx::query!(
            r#"SELECT o.id AS org_id, o.name, o.kind, t.id AS "id!", t.org_id IS NOT NULL AS "own!",
                      t.version AS "version!", t.format AS "format!", t.body_en, t.body_ja, t.published_at AS "published_at!",
                      g.downloaded_at IS NOT NULL AS "downloaded!"
               FROM organizations entered
               JOIN memberships m ON m.org_id IN (entered.id, entered.parent_id)
               JOIN organizations o ON o.id = m.org_id
               CROSS JOIN LATERAL current_terms(o.id) t
               LEFT JOIN terms_agreements g ON g.account_id = m.account_id AND g.document_id = t.id
               WHERE entered.slug = $1 AND m.account_id = $2
                 AND membership_status(m.suspended_at, m.removed_at, m.access_ends_at, clock_timestamp())
                     = 'ACTIVE'
               ORDER BY o.id <> entered.id LIMIT 1"#,
            slug.as_str(),
            caller.account.get(),
        )
        .fetch_optional(store.pool())
        .await?
        .ok_or(Refusal::NotFound)?;
        let corrupt = |column, row: Uuid| crate::Error::row("organizations", column, row);
        Ok(Self {
            id: OrganizationId::new(found.org_id),
            organization: OrganizationName::parse(&found.name).map_err(|_| corrupt("name", found.org_id))?,
            kind: Kind::parse(&found.kind).ok_or_else(|| corrupt("kind", found.org_id))?,
            document: Document::try_from(Stored {
                id: found.id,
                organization: found.own.then_some(found.name),
                version: found.version,
                format: found.format,
                body_en: found.body_en,
                body_ja: found.body_ja,
                published_at: found.published_at,
            })?,
            downloaded: found.downloaded,
        })
    }
}
