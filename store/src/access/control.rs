//! Access Control and permission policies as their page shows them (M6, M7).

use super::users::{Person, users};
use crate::{Result, Store, organizations::Scope};
use shared::{
    Refusal,
    access::{Action, BrandSetting, Operations, Policy, Resource, ResourceKind, RoleSet, Statement},
    role::ManagedPolicy,
    views::{AccessControl, BrandSettingRow, PolicyRow, RoleSetRow, Users},
};
use sqlx::types::Json;
use uuid::Uuid;

/// What a list is, beside its name.
#[derive(Debug, serde::Deserialize)]
#[serde(rename_all = "snake_case")]
enum Content {
    Features(Operations),
    Brands(Vec<Uuid>),
    Statements(Vec<Statement>),
    /// Of a policy that every organization of the kind has.
    Managed {},
}

/// Role And Permissions, Brand Access Settings, defaults and custom policies, as far as the kind has them and
/// the caller may see them, each with who uses it. Two statements.
///
/// # Errors
/// Refused: [`Refusal::NotFound`] where the kind has neither, [`Refusal::Forbidden`] to people who may not see
/// it.
#[tracing::instrument(name = "access.control", skip_all, fields(organization = %scope.organization.id))]
pub async fn control(store: &Store, scope: &Scope) -> Result<AccessControl> {
    let preset = scope.organization.preset();
    let has = |kind| preset.operations.contains(Action::Read, kind);
    if !has(ResourceKind::AccessControl) && !has(ResourceKind::Policy) {
        return Err(Refusal::NotFound.into());
    }
    let resource = if has(ResourceKind::AccessControl) { Resource::AccessControl } else { Resource::Policy };
    scope.require(Action::Read, &resource)?;
    let organization = scope.organization.id.get();
    let managed: Vec<String> = preset.managed_policies.iter().map(|policy| policy.name().to_owned()).collect();
    let rows = sqlx::query!(
        r#"WITH listed AS (
               SELECT id, name, jsonb_build_object('features', features) AS content
               FROM role_sets WHERE org_id = $1 AND archived_at IS NULL
               UNION ALL
               SELECT s.id, s.name, jsonb_build_object('brands', coalesce(
                   (SELECT jsonb_agg(b.brand_id ORDER BY b.brand_id) FROM brand_setting_brands b
                    JOIN parts p ON p.org_id = b.org_id AND p.id = b.brand_id AND p.archived_at IS NULL
                    WHERE b.org_id = s.org_id AND b.setting_id = s.id), '[]'))
               FROM brand_settings s WHERE s.org_id = $1 AND s.archived_at IS NULL
               UNION ALL
               SELECT id, name, jsonb_build_object('statements', statements)
               FROM policies WHERE org_id = $1 AND archived_at IS NULL
               UNION ALL
               SELECT '00000000-0000-0000-0000-000000000000'::uuid, name, jsonb_build_object('managed', '{}'::jsonb)
               FROM unnest($2::text[]) AS name
           )
           SELECT l.id AS "id!", l.name AS "name!", l.content AS "content!: Json<Content>",
                  held.people AS "people: Json<Vec<Person>>", held.count, offered.count AS invited
           FROM listed l
           LEFT JOIN LATERAL (
               SELECT count(*) AS count,
                      jsonb_agg(jsonb_build_object('id', id, 'address', address, 'family_name', family_name,
                          'given_name', given_name) ORDER BY place) FILTER (WHERE place <= 50) AS people
               FROM (
                   SELECT m.id, a.address, a.family_name, a.given_name,
                          row_number() OVER (ORDER BY a.family_name, a.given_name, a.address) AS place
                   FROM memberships m JOIN accounts a ON a.id = m.account_id
                   WHERE m.org_id = $1 AND m.removed_at IS NULL
                     AND (m.role_set_id = l.id OR m.brand_setting_id = l.id
                          OR l.content ?| '{statements,managed}' AND l.name = ANY(m.policies))
               ) holders
           ) held ON true
           LEFT JOIN LATERAL (
               SELECT count(*) AS count FROM invitations i
               WHERE i.org_id = $1
                 AND (i.role_set_id = l.id OR i.brand_setting_id = l.id
                      OR l.content ?| '{statements,managed}' AND l.name = ANY(i.policies))
                 AND invitation_status(i.accepted_at, i.declined_at, i.revoked_at, i.expires_at, clock_timestamp())
                     = 'PENDING'
           ) offered ON true
           ORDER BY lower(l.name), l.id"#,
        organization,
        &managed,
    )
    .fetch_all(store.pool())
    .await?;
    let brands = sqlx::query_as!(
        super::catalog::Row,
        r#"SELECT id, name FROM parts WHERE org_id = $1 AND sort = 'brand' AND archived_at IS NULL
           ORDER BY lower(name), id"#,
        organization,
    )
    .fetch_all(store.pool())
    .await?;
    let named = scope.may(Action::List, &Resource::ANY_MEMBER);
    let mut control = AccessControl {
        default_features: scope.organization.default_features,
        brands: brands.into_iter().map(Into::into).collect(),
        ..AccessControl::default()
    };
    for row in rows {
        let users = users(row.people, row.count, row.invited, scope.caller.language, named);
        sort_in(&mut control, row.id, row.name, row.content.0, users);
    }
    Ok(control)
}

fn sort_in(control: &mut AccessControl, id: Uuid, name: String, content: Content, users: Users) {
    match content {
        Content::Features(features) => {
            control.role_sets.push(RoleSetRow { set: RoleSet { id, name, features }, users });
        }
        Content::Brands(brands) => {
            control.brand_settings.push(BrandSettingRow { setting: BrandSetting { id, name, brands }, users });
        }
        Content::Statements(statements) => {
            control.policies.push(PolicyRow { id, policy: Policy { name, statements }, users });
        }
        Content::Managed {} => control.managed.extend(ManagedPolicy::parse(&name).map(|policy| (policy, users))),
    }
}
