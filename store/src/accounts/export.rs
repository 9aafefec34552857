//! What is stored about a person, for that person (C6).

use super::Caller;
use crate::{Result, Store};
use serde_json::Value;

/// The most rows of one part; the newest ones.
const MOST: i64 = 10_000;

/// Everything about the caller: the account, memberships, invitations received and sent, what they did, sessions,
/// agreements. No secret is part of it, and nothing about other people but the addresses the caller invited. That
/// it was given out is noted: closing the account asks for it. One statement.
#[tracing::instrument(name = "accounts.export", skip_all)]
pub async fn export(store: &Store, caller: &Caller) -> Result<Value> {
    Ok(sqlx::query_scalar!(
        r#"WITH noted AS (
               UPDATE accounts SET exported_at = clock_timestamp() WHERE id = $1
           )
           SELECT jsonb_build_object(
               'exported_at', clock_timestamp(),
               'account', jsonb_build_object(
                   'address', a.address, 'address_verified_at', a.address_verified_at,
                   'family_name', a.family_name, 'given_name', a.given_name, 'country', a.country,
                   'language', a.language, 'phone', a.phone, 'time_zone', a.time_zone,
                   'created_at', a.created_at, 'password_set_at', a.password_set_at),
               'organizations', coalesce((SELECT jsonb_agg(jsonb_build_object(
                       'organization', o.name, 'kind', o.kind, 'role', m.role, 'permission', m.permission,
                       'policies', m.policies, 'primary_owner', m.primary_owner, 'joined_at', m.joined_at,
                       'access_ends_at', m.access_ends_at, 'suspended_at', m.suspended_at,
                       'removed_at', m.removed_at, 'last_seen_at', m.last_seen_at) ORDER BY m.joined_at)
                   FROM memberships m JOIN organizations o ON o.id = m.org_id WHERE m.account_id = a.id), '[]'),
               'invitations_received', coalesce((SELECT jsonb_agg(jsonb_build_object(
                       'organization', i.name, 'role', i.role, 'permission', i.permission,
                       'policies', i.policies, 'sent_at', i.sent_at, 'expires_at', i.expires_at,
                       'accepted_at', i.accepted_at, 'declined_at', i.declined_at))
                   FROM (SELECT i.*, o.name FROM invitations i JOIN organizations o ON o.id = i.org_id
                         WHERE i.accepted_by = a.id OR i.address = a.address
                         ORDER BY i.created_at DESC LIMIT $2) i), '[]'),
               'invitations_sent', coalesce((SELECT jsonb_agg(jsonb_build_object(
                       'organization', i.name, 'address', i.address, 'sent_at', i.sent_at))
                   FROM (SELECT i.*, o.name FROM invitations i JOIN organizations o ON o.id = i.org_id
                         WHERE i.invited_by = a.id ORDER BY i.created_at DESC LIMIT $2) i), '[]'),
               'activity', coalesce((SELECT jsonb_agg(jsonb_build_object(
                       'organization', e.name, 'at', e.at, 'action', e.action, 'client_ip', e.client_ip,
                       'user_agent', e.user_agent))
                   FROM (SELECT e.*, o.name FROM audit_entries e JOIN organizations o ON o.id = e.org_id
                         WHERE e.actor_id = a.id ORDER BY e.at DESC LIMIT $2) e), '[]'),
               'sessions', coalesce((SELECT jsonb_agg(jsonb_build_object(
                       'created_at', s.created_at, 'last_used_at', s.last_used_at, 'client_ip', s.client_ip,
                       'user_agent', s.user_agent) ORDER BY s.created_at)
                   FROM sessions s WHERE s.account_id = a.id), '[]'),
               'terms', coalesce((SELECT jsonb_agg(jsonb_build_object(
                       'organization', o.name, 'version', d.version, 'downloaded_at', g.downloaded_at,
                       'agreed_at', g.agreed_at) ORDER BY d.version)
                   FROM terms_agreements g JOIN terms_documents d ON d.id = g.document_id
                   LEFT JOIN organizations o ON o.id = d.org_id WHERE g.account_id = a.id), '[]')
           ) AS "export!"
           FROM accounts a WHERE a.id = $1"#,
        caller.account.get(),
        MOST,
    )
    .fetch_one(store.pool())
    .await?)
}
