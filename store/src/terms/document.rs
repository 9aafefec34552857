//! The documents. A published one never changes.

use super::own::parse_format;
use crate::{
    Error, LinkToken, Result, Store,
    accounts::{Caller, Client},
};
use chrono::{DateTime, Utc};
use shared::{
    Language, Refusal,
    ids::{AccountId, OrganizationId},
    names::{OrganizationName, Slug},
    terms::Format,
};
use sqlx::PgConnection;
use uuid::Uuid;

/// A version of somebody's terms.
#[derive(Clone, Debug)]
pub struct Document {
    /// The row.
    pub id: Uuid,
    /// The organization whose own terms these are; the operator's have none.
    pub organization: Option<OrganizationName>,
    /// The version, from 1.
    pub version: i32,
    /// What it is written in.
    pub format: Format,
    /// In English, where it was published in English.
    pub en: Option<String>,
    /// In Japanese, where it was published in Japanese.
    pub ja: Option<String>,
    /// When it was published.
    pub published_at: DateTime<Utc>,
}

impl Document {
    /// The text in the reader's language, else in the one there is.
    pub fn text(&self, language: Language) -> (Language, &str) {
        let (own, other) = match language {
            Language::En => (&self.en, (Language::Ja, &self.ja)),
            Language::Ja => (&self.ja, (Language::En, &self.en)),
        };
        match own {
            Some(text) => (language, text),
            None => (other.0, other.1.as_deref().unwrap_or_default()),
        }
    }
}

/// The columns of a document with its organization's name.
pub(super) struct Stored {
    pub(super) id: Uuid,
    pub(super) organization: Option<String>,
    pub(super) version: i32,
    pub(super) format: String,
    pub(super) body_en: Option<String>,
    pub(super) body_ja: Option<String>,
    pub(super) published_at: DateTime<Utc>,
}

impl TryFrom<Stored> for Document {
    type Error = Error;

    fn try_from(row: Stored) -> Result<Self> {
        let name =
            |name: String| OrganizationName::parse(&name).map_err(|_| Error::row("terms_documents", "org_id", row.id));
        Ok(Self {
            id: row.id,
            organization: row.organization.map(name).transpose()?,
            version: row.version,
            format: parse_format(&row.format, row.id)?,
            en: row.body_en,
            ja: row.body_ja,
            published_at: row.published_at,
        })
    }
}

/// The document that counts in an organization: its own newest, else the operator's.
pub async fn current(store: &Store, organization: Option<OrganizationId>) -> Result<Document> {
    sqlx::query_as!(
        Stored,
        r#"SELECT t.id AS "id!", o.name AS "organization?", t.version AS "version!", t.format AS "format!", t.body_en, t.body_ja,
                  t.published_at AS "published_at!"
           FROM current_terms($1) t LEFT JOIN organizations o ON o.id = t.org_id"#,
        organization.map(OrganizationId::get)
    )
    .fetch_optional(store.pool())
    .await?
    .ok_or_else(|| Error::fault("there are no terms of the operator"))?
    .try_into()
}

/// A version of the operator's terms.
///
/// # Errors
/// Refused: [`Refusal::NotFound`].
pub async fn of_operator(store: &Store, version: &str) -> Result<Document> {
    let version: i32 = version.parse().map_err(|_| Refusal::NotFound)?;
    sqlx::query_as!(
        Stored,
        r#"SELECT id, NULL AS organization, version, format, body_en, body_ja, published_at
           FROM terms_documents WHERE org_id IS NULL AND version = $1"#,
        version
    )
    .fetch_optional(store.pool())
    .await?
    .ok_or(Refusal::NotFound)?
    .try_into()
}

/// A version of an organization's own terms, for its members; those who have yet to agree included.
///
/// # Errors
/// Refused: [`Refusal::NotFound`], as for an organization that one does not belong to (R9).
pub async fn of_organization(store: &Store, caller: &Caller, slug: &Slug, version: &str) -> Result<Document> {
    let version: i32 = version.parse().map_err(|_| Refusal::NotFound)?;
    sqlx::query_as!(
        Stored,
        r#"SELECT t.id, o.name AS "organization?", t.version, t.format, t.body_en, t.body_ja, t.published_at
           FROM organizations o JOIN memberships m ON m.org_id = o.id
           JOIN terms_documents t ON t.org_id = o.id
           WHERE o.slug = $1 AND m.account_id = $2 AND t.version = $3
             AND membership_status(m.suspended_at, m.removed_at, m.access_ends_at, clock_timestamp()) = 'ACTIVE'"#,
        slug.as_str(),
        caller.account.get(),
        version,
    )
    .fetch_optional(store.pool())
    .await?
    .ok_or(Refusal::NotFound)?
    .try_into()
}

/// The terms that one agrees to by registering through this link.
///
/// # Errors
/// Refused: [`Refusal::NotFound`] for a token that never existed.
pub async fn of_invitation(store: &Store, token: &LinkToken) -> Result<Document> {
    sqlx::query_as!(
        Stored,
        r#"SELECT t.id AS "id!", CASE WHEN t.org_id IS NOT NULL THEN o.name END AS organization,
                  t.version AS "version!", t.format AS "format!", t.body_en, t.body_ja, t.published_at AS "published_at!"
           FROM invitation_links l JOIN organizations o ON o.id = l.org_id
           CROSS JOIN LATERAL current_terms(o.id) t
           WHERE l.sha256 = $1"#,
        token.sha256().to_vec()
    )
    .fetch_optional(store.pool())
    .await?
    .ok_or(Refusal::NotFound)?
    .try_into()
}

/// Publishes the operator's next version and gives its number. Whoever has agreed to one of before is asked again.
pub async fn publish(store: &Store, en: Option<&str>, ja: Option<&str>) -> Result<i32> {
    Ok(sqlx::query_scalar!(
        r#"INSERT INTO terms_documents (id, version, body_en, body_ja, published_at)
           SELECT $1, coalesce(max(version), 0) + 1, $2, $3, clock_timestamp()
           FROM terms_documents WHERE org_id IS NULL
           RETURNING version"#,
        Uuid::now_v7(),
        en,
        ja,
    )
    .fetch_one(store.pool())
    .await?)
}

/// Notes that somebody has agreed to a document, in the transaction that depends on it.
pub(crate) async fn record(
    connection: &mut PgConnection,
    client: &Client,
    account: AccountId,
    document: Uuid,
) -> Result<()> {
    sqlx::query!(
        r#"INSERT INTO terms_agreements (account_id, document_id, agreed_at, client_ip)
           VALUES ($1, $2, clock_timestamp(), $3)
           ON CONFLICT (account_id, document_id) DO UPDATE SET
               agreed_at = coalesce(terms_agreements.agreed_at, excluded.agreed_at),
               client_ip = excluded.client_ip"#,
        account.get(),
        document,
        client.ip_text(),
    )
    .execute(connection)
    .await?;
    Ok(())
}
