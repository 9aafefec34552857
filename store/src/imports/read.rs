//! How imports stand, for pages and for the file of results.

use crate::{Error, Result, Store, organizations::Scope, outbox::mails_left, seats};
use chrono::{DateTime, Utc};
use shared::{
    Refusal,
    access::{Action, Resource},
    ids::{ImportId, InvitationId},
    imports::{ImportCard, ImportRow, ImportView, Phase, RowResult},
};
use sqlx::types::Json;
use uuid::Uuid;

/// Imports in the list.
const LISTED: i64 = 20;
/// Rows on a page.
const SHOWN: i64 = 50;
/// Rows that are read at a time for the file of results.
const READ: i64 = 1000;

/// The columns that a card needs.
struct Found {
    id: Uuid,
    file_name: String,
    created_by: Uuid,
    created_at: DateTime<Utc>,
    total: i32,
    planned: i32,
    done: i32,
    is_planned: bool,
    started: bool,
    finished: bool,
    cancelled: bool,
    failed: bool,
    failure: Option<Json<Refusal>>,
    next_at: DateTime<Utc>,
    waits: bool,
}

impl Found {
    fn phase(&self) -> Phase {
        match self {
            Self { cancelled: true, .. } => Phase::Cancelled,
            Self { finished: true, .. } => Phase::Finished,
            Self { failed: true, .. } => Phase::Failed,
            Self { started: true, .. } => Phase::Applying,
            Self { is_planned: true, .. } => Phase::Planned,
            _ => Phase::Planning,
        }
    }

    fn card(&self, scope: &Scope) -> ImportCard {
        let count = |count: i32| u32::try_from(count).unwrap_or_default();
        ImportCard {
            id: ImportId::new(self.id),
            file_name: self.file_name.clone(),
            created_at: scope.organization.moment(self.created_at),
            phase: self.phase(),
            total: count(self.total),
            planned: count(self.planned),
            done: count(self.done),
        }
    }
}

macro_rules! found {
    ($tail:literal, $($value:expr),+ $(,)?) => {
        sqlx::query_as!(
            Found,
            r#"SELECT id, file_name, created_by, created_at, total, planned, done,
                      planned_at IS NOT NULL AS "is_planned!", started_at IS NOT NULL AS "started!",
                      finished_at IS NOT NULL AS "finished!", cancelled_at IS NOT NULL AS "cancelled!", next_at,
                      failed_at IS NOT NULL AS "failed!", failure AS "failure: Json<Refusal>",
                      next_at > clock_timestamp() + interval '3 minutes' AS "waits!"
               FROM imports WHERE org_id = $1 "# + $tail,
            $($value),+
        )
    };
}

/// The organization's imports, newest first. One statement.
///
/// # Errors
/// Refused: [`Refusal::Forbidden`] to people who may not invite.
#[tracing::instrument(name = "imports.list", skip_all, fields(organization = %scope.organization.id))]
pub async fn list(store: &Store, scope: &Scope) -> Result<Vec<ImportCard>> {
    scope.require(Action::Create, &Resource::Invitation)?;
    let found = found!("ORDER BY created_at DESC LIMIT $2", scope.organization.id.get(), LISTED)
        .fetch_all(store.pool())
        .await?;
    Ok(found.iter().map(|found| found.card(scope)).collect())
}

/// One import with a page of its rows: those after a number, with one result alone if wanted.
///
/// # Errors
/// Refused: [`Refusal::NotFound`] for imports of other organizations, [`Refusal::Forbidden`] to people who may not invite.
#[tracing::instrument(name = "imports.read", skip_all, fields(organization = %scope.organization.id, import = %id))]
pub async fn read(
    store: &Store,
    scope: &Scope,
    id: ImportId,
    after: u32,
    only: Option<RowResult>,
) -> Result<ImportView> {
    scope.require(Action::Create, &Resource::Invitation)?;
    let organization = scope.organization.id.get();
    let found =
        found!("AND id = $2", organization, id.get()).fetch_optional(store.pool()).await?.ok_or(Refusal::NotFound)?;
    let tally = sqlx::query!(
        r#"SELECT coalesce(outcome, plan, 'open') AS "result!", count(*) AS "count!" FROM import_rows
           WHERE org_id = $1 AND import_id = $2 GROUP BY 1"#,
        organization,
        id.get(),
    )
    .fetch_all(store.pool())
    .await?;
    let mut tally: Vec<_> = tally
        .into_iter()
        .filter_map(|row| Some((RowResult::parse(&row.result)?, u32::try_from(row.count).unwrap_or(u32::MAX))))
        .collect();
    tally.sort_unstable();
    let mut rows = rows(store, scope, id, after, only, SHOWN + 1).await?;
    let more = rows.len() > usize::try_from(SHOWN).unwrap_or(usize::MAX);
    rows.truncate(usize::try_from(SHOWN).unwrap_or(usize::MAX));
    let seats = match scope.organization.preset().seats {
        Some(_) => Some(seats::counts(store, scope).await?),
        None => None,
    };
    let (mails_left, mails_per_day) = mails_left(store, scope.organization.id, scope.caller.account).await?;
    Ok(ImportView {
        organization: scope.view(),
        card: found.card(scope),
        tally,
        seats,
        mails_left,
        mails_per_day,
        goes_on_at: (found.phase() == Phase::Applying && found.waits).then(|| scope.organization.moment(found.next_at)),
        failure: found.failure.as_ref().filter(|_| found.failed).map(|failure| failure.0.clone()),
        mine: found.created_by == scope.caller.account.get(),
        next: if more { rows.last().map(|row| row.number) } else { None },
        rows,
    })
}

/// Rows of the file of results, after a number; none at the end.
///
/// # Errors
/// Refused: as [`read`].
#[tracing::instrument(name = "imports.results", skip_all, fields(organization = %scope.organization.id, import = %id))]
pub async fn results(store: &Store, scope: &Scope, id: ImportId, after: u32) -> Result<Vec<ImportRow>> {
    scope.require(Action::Create, &Resource::Invitation)?;
    let known = found!("AND id = $2", scope.organization.id.get(), id.get()).fetch_optional(store.pool()).await?;
    if known.is_none() {
        return Err(Refusal::NotFound.into());
    }
    rows(store, scope, id, after, None, READ).await
}

async fn rows(
    store: &Store,
    scope: &Scope,
    id: ImportId,
    after: u32,
    only: Option<RowResult>,
    limit: i64,
) -> Result<Vec<ImportRow>> {
    let found = sqlx::query!(
        r#"SELECT number, line, address, coalesce(outcome, plan, 'open') AS "result!",
                  reason AS "reason: Json<Refusal>", invitation_id
           FROM import_rows
           WHERE org_id = $1 AND import_id = $2 AND number > $3
             AND ($4::text IS NULL OR coalesce(outcome, plan, 'open') = $4)
           ORDER BY number LIMIT $5"#,
        scope.organization.id.get(),
        id.get(),
        i32::try_from(after).unwrap_or(i32::MAX),
        only.map(RowResult::name),
        limit,
    )
    .fetch_all(store.pool())
    .await?;
    found
        .into_iter()
        .map(|row| {
            let corrupt = |column| Error::row("import_rows", column, id);
            Ok(ImportRow {
                number: u32::try_from(row.number).map_err(|_| corrupt("number"))?,
                line: u32::try_from(row.line).map_err(|_| corrupt("line"))?,
                address: row.address,
                result: RowResult::parse(&row.result).ok_or_else(|| corrupt("outcome"))?,
                reason: row.reason.map(|reason| reason.0),
                invitation: row.invitation_id.map(InvitationId::new),
            })
        })
        .collect()
}
