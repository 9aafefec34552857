//! What an organization has to give, for forms and for the checks behind them.

use crate::{
    Result, Store,
    organizations::{Organization, Scope},
};
use serde::de::DeserializeOwned;
use shared::access::{Action, BrandSetting, Catalog, Named, Resource, RoleSet};
use sqlx::{PgConnection, types::Json};
use uuid::Uuid;

/// Everything in use that can be given there, for somebody who may invite or change members. One statement.
///
/// # Errors
/// Refused: [`shared::Refusal::Denied`] to people who may do neither.
#[tracing::instrument(name = "access.choices", skip_all, fields(organization = %scope.organization.id))]
pub async fn choices(store: &Store, scope: &Scope) -> Result<Catalog> {
    if !scope.may(Action::Update, &Resource::ANY_MEMBER) {
        scope.require(Action::Create, &Resource::Invitation)?;
    }
    catalog(&mut *store.pool().acquire().await?, &scope.organization).await
}

/// Everything in use that can be given there. One statement.
pub(crate) async fn catalog(connection: &mut PgConnection, organization: &Organization) -> Result<Catalog> {
    let found = sqlx::query!(
        r#"SELECT
               (SELECT jsonb_agg(jsonb_build_object('id', s.id, 'name', s.name, 'brands', coalesce(
                           (SELECT jsonb_agg(b.brand_id ORDER BY b.brand_id)
                            FROM brand_setting_brands b
                            JOIN parts p ON p.org_id = b.org_id AND p.id = b.brand_id AND p.archived_at IS NULL
                            WHERE b.org_id = s.org_id AND b.setting_id = s.id), '[]'))
                       ORDER BY lower(s.name))
                FROM brand_settings s WHERE s.org_id = $1 AND s.archived_at IS NULL)
                   AS "brand_settings: Json<Vec<BrandSetting>>",
               (SELECT jsonb_agg(jsonb_build_object('id', id, 'name', name, 'features', features)
                       ORDER BY lower(name))
                FROM role_sets WHERE org_id = $1 AND archived_at IS NULL)
                   AS "role_sets: Json<Vec<RoleSet>>",
               (SELECT jsonb_agg(jsonb_build_object('id', id, 'name', name) ORDER BY lower(name))
                FROM parts WHERE org_id = $1 AND sort = 'brand' AND archived_at IS NULL)
                   AS "brands: Json<Vec<Named>>",
               (SELECT jsonb_agg(jsonb_build_object('id', id, 'name', name) ORDER BY lower(name))
                FROM parts WHERE org_id = $1 AND sort = 'exchange_account' AND archived_at IS NULL)
                   AS "accounts: Json<Vec<Named>>",
               (SELECT jsonb_agg(jsonb_build_object('id', id, 'name', name) ORDER BY lower(name))
                FROM parts WHERE org_id = $1 AND sort = 'team' AND archived_at IS NULL)
                   AS "teams: Json<Vec<Named>>""#,
        organization.id.get(),
    )
    .fetch_one(connection)
    .await?;
    Ok(Catalog {
        brand_settings: list(found.brand_settings),
        role_sets: list(found.role_sets),
        brands: list(found.brands),
        accounts: list(found.accounts),
        teams: list(found.teams),
        policies: organization.policies.clone(),
    })
}

/// A row with a name.
pub(super) struct Row {
    pub(super) id: Uuid,
    pub(super) name: String,
}

impl From<Row> for Named {
    fn from(row: Row) -> Self {
        Self { id: row.id, name: row.name }
    }
}

fn list<T: DeserializeOwned>(found: Option<Json<Vec<T>>>) -> Vec<T> {
    found.map(|found| found.0).unwrap_or_default()
}
