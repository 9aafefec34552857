//! From a file to rows. Nothing is judged here but the file itself; no organization is locked.

use crate::{Result, Store, accounts::Client, organizations::Scope};
use shared::{
    EmailAddress,
    access::{Action, Resource},
    ids::ImportId,
    invitation::Draft,
};
use sqlx::{Postgres, Transaction};
use uuid::Uuid;

/// The longest name of a file that is kept, in characters.
const LONGEST_NAME: usize = 200;

/// A row of the file.
#[derive(Clone, Debug)]
pub struct StagedRow {
    /// Its line, from 1.
    pub line: u32,
    /// What it says.
    pub draft: Draft,
}

/// An import whose rows are being written. Dropping it leaves nothing behind.
#[derive(Debug)]
pub struct Staging {
    tx: Transaction<'static, Postgres>,
    organization: Uuid,
    id: Uuid,
    count: i32,
}

/// Begins an import.
///
/// # Errors
/// Refused: [`shared::Refusal::Forbidden`] to people who may not invite.
pub async fn begin(store: &Store, client: &Client, scope: &Scope, file_name: &str) -> Result<Staging> {
    scope.require(Action::Create, &Resource::Invitation)?;
    let mut tx = store.pool().begin().await?;
    let (organization, id) = (scope.organization.id.get(), Uuid::now_v7());
    let name: String = file_name.chars().filter(|c| !c.is_control()).take(LONGEST_NAME).collect();
    sqlx::query!(
        r#"INSERT INTO imports
               (org_id, id, above_id, created_by, created_at, file_name, total, next_at, client_ip, user_agent)
           VALUES ($1, $2, $3, $4, clock_timestamp(), $5, 0, clock_timestamp(), $6, $7)"#,
        organization,
        id,
        scope.above.map(shared::ids::OrganizationId::get),
        scope.caller.account.get(),
        name,
        client.ip_text(),
        client.user_agent_text(),
    )
    .execute(&mut *tx)
    .await?;
    Ok(Staging { tx, organization, id, count: 0 })
}

impl Staging {
    /// Writes some rows, in their order.
    pub async fn push(&mut self, rows: &[StagedRow]) -> Result<()> {
        let (mut numbers, mut lines, mut drafts, mut addresses) = (Vec::new(), Vec::new(), Vec::new(), Vec::new());
        for row in rows {
            self.count += 1;
            numbers.push(self.count);
            lines.push(i32::try_from(row.line).unwrap_or(i32::MAX));
            drafts.push(serde_json::to_value(&row.draft).map_err(crate::Error::fault)?);
            addresses.push(spelled(&row.draft.address));
        }
        sqlx::query!(
            r#"INSERT INTO import_rows (org_id, import_id, number, line, draft, address)
               SELECT $1, $2, number, line, draft, address
               FROM unnest($3::int[], $4::int[], $5::jsonb[], $6::text[]) AS rows(number, line, draft, address)"#,
            self.organization,
            self.id,
            &numbers,
            &lines,
            &drafts,
            &addresses,
        )
        .execute(&mut *self.tx)
        .await?;
        Ok(())
    }

    /// Hands the rows over to the worker, which makes the plan.
    pub async fn finish(mut self) -> Result<ImportId> {
        sqlx::query!(
            "UPDATE imports SET total = $3 WHERE org_id = $1 AND id = $2",
            self.organization,
            self.id,
            self.count,
        )
        .execute(&mut *self.tx)
        .await?;
        self.tx.commit().await?;
        Ok(ImportId::new(self.id))
    }
}

/// The one spelling of an address, by which a file's duplicates are found; what is none stays as it was typed.
fn spelled(typed: &str) -> String {
    EmailAddress::parse(typed)
        .map_or_else(|_| typed.trim().to_lowercase().chars().take(320).collect(), |address| address.to_string())
}
