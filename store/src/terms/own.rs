//! An organization's own terms: written as a draft, looked at, and published as a version that never changes (K8, C4).

use crate::{
    Error, Result, Store,
    accounts::Client,
    audit::{Entry, Event, append, noting_denials},
    organizations::{Locked, Scope},
    row,
};
use serde_json::json;
use shared::{
    Language, Refusal,
    access::{Action, Resource},
    ids::TermsDraftId,
    terms::Format,
    views::{TermsDraft, TermsVersion},
};
use uuid::Uuid;

/// The most versions that are listed, newest first.
const LISTED: i64 = 50;

/// The versions of an organization, newest first, and what is being written. Two statements.
///
/// # Errors
/// Refused: [`Refusal::Forbidden`] to people who may not change its settings.
#[tracing::instrument(name = "terms.own", skip_all, fields(organization = %scope.organization.id))]
pub async fn own(store: &Store, scope: &Scope) -> Result<(Vec<TermsVersion>, Option<TermsDraft>)> {
    scope.require(Action::Update, &Resource::Settings)?;
    let organization = scope.organization.id.get();
    let rows = sqlx::query!(
        r#"SELECT t.id, t.version, t.body_en IS NOT NULL AS "en!", t.body_ja IS NOT NULL AS "ja!", t.published_at,
                  a.address AS "address?", a.family_name AS "family_name?", a.given_name AS "given_name?"
           FROM terms_documents t LEFT JOIN accounts a ON a.id = t.published_by
           WHERE t.org_id = $1 ORDER BY t.version DESC LIMIT $2"#,
        organization,
        LISTED,
    )
    .fetch_all(store.pool())
    .await?;
    let mut versions = Vec::with_capacity(rows.len());
    for found in rows {
        let name = row::full_name(found.family_name.as_deref(), found.given_name.as_deref());
        let name = name.ok_or_else(|| Error::row("accounts", "family_name", found.id))?;
        let languages = [(found.en, Language::En), (found.ja, Language::Ja)];
        versions.push(TermsVersion {
            version: found.version.to_string(),
            languages: languages.into_iter().filter_map(|(is_there, language)| is_there.then_some(language)).collect(),
            published_at: scope.organization.moment(found.published_at),
            published_by: name.map(|name| name.display(scope.caller.language)).or(found.address),
        });
    }
    let draft = sqlx::query!("SELECT id, format, body_en, body_ja FROM terms_drafts WHERE org_id = $1", organization)
        .fetch_optional(store.pool())
        .await?;
    let draft = draft
        .map(|found| {
            Result::Ok(TermsDraft {
                id: TermsDraftId::new(found.id),
                format: parse_format(&found.format, found.id)?,
                en: found.body_en.unwrap_or_default(),
                ja: found.body_ja.unwrap_or_default(),
            })
        })
        .transpose()?;
    Ok((versions, draft))
}

pub(super) fn parse_format(format: &str, row: Uuid) -> Result<Format> {
    Format::parse(format).ok_or_else(|| Error::row("terms_documents", "format", row))
}

/// What somebody has written or uploaded, read by [`shared::terms::read`]; in one language at least.
#[derive(Clone, Debug)]
pub struct Written {
    /// What it is written in.
    pub format: Format,
    /// In English.
    pub en: Option<String>,
    /// In Japanese.
    pub ja: Option<String>,
}

/// Keeps what is being written, instead of what was there; nothing at all takes that away. Nobody is asked for
/// anything yet.
///
/// # Errors
/// Refused: [`Refusal::Forbidden`] to people who may not change the settings.
#[tracing::instrument(name = "terms.save_draft", skip_all, fields(organization = %scope.organization.id))]
pub async fn save_draft(store: &Store, client: &Client, scope: &Scope, written: &Written) -> Result<()> {
    let (account, organization) = (scope.caller.account, scope.organization.id);
    let result = save(store, scope, written).await;
    noting_denials(store, client, Some(account), organization, "terms.save_draft", result).await
}

async fn save(store: &Store, scope: &Scope, written: &Written) -> Result<()> {
    let mut locked = Locked::within(store, scope).await?;
    locked.require(scope.caller.account, Action::Update, &Resource::Settings).await?;
    let organization = locked.organization.id.get();
    sqlx::query!("DELETE FROM terms_drafts WHERE org_id = $1", organization).execute(&mut *locked.tx).await?;
    if written.en.is_some() || written.ja.is_some() {
        sqlx::query!(
            r#"INSERT INTO terms_drafts (org_id, id, format, body_en, body_ja, saved_at, saved_by)
               VALUES ($1, $2, $3, $4, $5, $6, $7)"#,
            organization,
            Uuid::now_v7(),
            written.format.name(),
            written.en,
            written.ja,
            locked.now,
            scope.caller.account.get(),
        )
        .execute(&mut *locked.tx)
        .await?;
    }
    locked.commit().await
}

/// Publishes what was looked at as the next version and gives its number. Every member is asked to agree to it.
///
/// # Errors
/// Refused: [`Refusal::Forbidden`] to people who may not change the settings; [`Refusal::Stale`] when something else is
/// being written by now, or it was published already.
#[tracing::instrument(name = "terms.publish_own", skip_all, fields(organization = %scope.organization.id))]
pub async fn publish_own(store: &Store, client: &Client, scope: &Scope, draft: TermsDraftId) -> Result<i32> {
    let (account, organization) = (scope.caller.account, scope.organization.id);
    let result = publish(store, client, scope, draft).await;
    noting_denials(store, client, Some(account), organization, "terms.publish_own", result).await
}

async fn publish(store: &Store, client: &Client, scope: &Scope, draft: TermsDraftId) -> Result<i32> {
    let mut locked = Locked::within(store, scope).await?;
    locked.require(scope.caller.account, Action::Update, &Resource::Settings).await?;
    let (organization, id) = (locked.organization.id.get(), Uuid::now_v7());
    let published = sqlx::query!(
        r#"WITH draft AS (
               DELETE FROM terms_drafts WHERE org_id = $1 AND id = $2 RETURNING *
           )
           INSERT INTO terms_documents (id, org_id, version, format, body_en, body_ja, published_at, published_by)
           SELECT $3, $1, (SELECT coalesce(max(version), 0) + 1 FROM terms_documents WHERE org_id = $1),
                  format, body_en, body_ja, $4, $5
           FROM draft
           RETURNING version, body_en IS NOT NULL AS "en!", body_ja IS NOT NULL AS "ja!""#,
        organization,
        draft.get(),
        id,
        locked.now,
        scope.caller.account.get(),
    )
    .fetch_optional(&mut *locked.tx)
    .await?
    .ok_or(Refusal::Stale)?;
    let languages: Vec<&str> = [(published.en, Language::En), (published.ja, Language::Ja)]
        .into_iter()
        .filter_map(|(is_there, language)| is_there.then_some(language.tag()))
        .collect();
    let before = (published.version > 1).then(|| json!({ "version": (published.version - 1).to_string() }));
    let detail = json!({
        "before": before,
        "after": { "version": published.version.to_string(), "language": languages.join(" ") },
    });
    let (actor, event) = (Some(scope.caller.account), Event::TermsPublished);
    append(&mut locked, Entry { client, actor, event, subject: organization, detail }).await?;
    locked.commit().await?;
    Ok(published.version)
}
