//! Entering an organization: the one place where a [`Scope`] comes from.

use super::{Organization, organization::Stored, standing::allowed};
use crate::{Result, Store, accounts::Caller, row, terms};
use chrono::{DateTime, Utc};
use shared::{
    Refusal,
    access::{Action, Given, Grant, Grants, Policy, Question, Resource, decide},
    ids::{MembershipId, OrganizationId},
    names::Slug,
    password::PasswordFacts,
    views::OrganizationView,
};
use sqlx::types::Json;

/// Somebody's active membership in an organization, or in the seller above it, read within this request. Every use case that
/// touches an organization takes one, and names its organization in every query (R3).
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct Scope {
    /// Who asks.
    pub caller: Caller,
    /// Where.
    pub organization: Organization,
    /// By which membership.
    pub membership: MembershipId,
    /// The seller that membership is in, when it is not in this organization itself (K4).
    pub above: Option<OrganizationId>,
    /// What the membership carries.
    pub grant: Grant,
    /// Whether it is the Primary Owner's.
    pub is_primary: bool,
    /// When it was read, by the database's clock.
    pub now: DateTime<Utc>,
}

impl Scope {
    /// Whether the rules allow this to the caller, as of when the scope was read. Changes ask again
    /// under the lock.
    pub fn may(&self, action: Action, resource: &Resource) -> bool {
        decide(&self.grants(), action, resource, self.now).is_allowed()
    }

    /// What decisions are made from.
    pub fn grants(&self) -> Grants<'_> {
        match self.above {
            Some(_) => self.organization.grants_from_above(&self.grant),
            None => self.organization.grants(&self.grant).as_primary_owner(self.is_primary),
        }
    }

    /// What pages show of the organization and the reader's standing in it.
    pub fn view(&self) -> OrganizationView {
        OrganizationView {
            slug: self.organization.slug.clone(),
            name: self.organization.name.clone(),
            kind: self.organization.kind,
            language: self.organization.language,
            time_zone: self.organization.time_zone.name().to_owned(),
            grant: self.grant.clone(),
            is_primary: self.is_primary,
            from_above: self.above.is_some(),
            policies: self.policies_held(),
            default_features: self.organization.default_features,
            access_end: self.organization.access_end,
            today: self.organization.today(self.now),
        }
    }

    /// Of the custom policies, those the caller holds: what their own pages decide from.
    fn policies_held(&self) -> Vec<Policy> {
        let held = |policy: &&Policy| self.grant.policies.contains(&policy.name);
        self.organization.policies.iter().filter(held).cloned().collect()
    }

    /// Refuses a reading use case that the rules do not allow.
    ///
    /// # Errors
    /// Refused: [`Refusal::Denied`].
    pub fn require(&self, action: Action, resource: &Resource) -> Result<()> {
        Ok(allowed(&self.grants(), Question::about(action, resource), resource, self.now)?)
    }
}

/// Enters an organization. One statement; membership is read anew each time, so that removal works on
/// the next click (DESIGN.md, invariant 10). People of the seller above enter its customers without a
/// membership there (K4); a membership of their own comes first.
///
/// # Errors
/// Refused: [`Refusal::NotFound`] for an organization that does not exist and for one the caller does
/// not belong to alike (R9); [`Refusal::SignedOut`] until the next sign-in has looked at a password that nothing is known
/// of; [`Refusal::PasswordDue`] and [`Refusal::TermsDue`] until the person has done what
/// comes first there (A7, K8).
#[tracing::instrument(name = "organizations.enter", skip_all, fields(%slug))]
pub async fn enter(store: &Store, caller: &Caller, slug: &Slug) -> Result<Scope> {
    let found = sqlx::query!(
        r#"WITH entered AS (
               SELECT o.id, o.slug, o.name, o.kind, o.language, o.time_zone, o.link_valid_seconds,
                      o.seats_bought, o.default_features, o.access_end, m.id AS membership, m.org_id AS held_in, m.role,
                      m.permission, m.policies, m.access_ends_at, m.primary_owner, m.last_seen_at,
                      membership_given(m) AS given, clock_timestamp() AS now
               FROM organizations o JOIN memberships m ON m.org_id IN (o.id, o.parent_id)
               JOIN organizations h ON h.id = m.org_id AND h.closed_at IS NULL
               WHERE o.slug = $1 AND o.closed_at IS NULL AND m.account_id = $2
                 AND membership_status(m.suspended_at, m.removed_at, m.access_ends_at, clock_timestamp())
                     = 'ACTIVE'
               ORDER BY m.org_id <> o.id LIMIT 1
           ), noted AS (
               UPDATE memberships m SET last_seen_at = entered.now FROM entered
               WHERE m.org_id = entered.held_in AND m.id = entered.membership
                 AND (m.last_seen_at IS NULL OR m.last_seen_at < entered.now - interval '5 minutes')
           )
           SELECT e.id, e.slug, e.name, e.kind, e.language, e.time_zone, e.link_valid_seconds, e.seats_bought,
                  e.default_features, e.access_end, e.membership, e.held_in, e.role, e.permission, e.policies, e.access_ends_at,
                  e.primary_owner, e.given AS "given!: Json<Given>",
                  custom_policies(e.id) AS "custom!: Json<Vec<Policy>>", e.now AS "now!",
                  a.password_hash IS NOT NULL AS "has_password!", a.password_min, a.password_half_width,
                  a.password_mixed, t.version AS "terms?",
                  (SELECT max(d.version) FROM terms_agreements g JOIN terms_documents d ON d.id = g.document_id
                   WHERE g.account_id = a.id AND g.agreed_at IS NOT NULL
                     AND d.org_id IS NOT DISTINCT FROM t.org_id) AS agreed
           FROM entered e JOIN accounts a ON a.id = $2 LEFT JOIN LATERAL current_terms(e.held_in) t ON true"#,
        slug.as_str(),
        caller.account.get(),
    )
    .fetch_optional(store.pool())
    .await?
    .ok_or(Refusal::NotFound)?;
    let facts = Facts {
        password: password_facts(found.password_min, found.password_half_width, found.password_mixed),
        has_password: found.has_password,
        terms: found.terms,
        agreed: found.agreed,
    };
    let grant = row::grant(
        "memberships",
        found.membership,
        found.role.as_deref(),
        found.permission.as_deref(),
        found.policies,
        found.access_ends_at,
        &found.given,
    )?;
    let mut organization = Organization::try_from(Stored {
        id: found.id,
        slug: found.slug,
        name: found.name,
        kind: found.kind,
        language: found.language,
        time_zone: found.time_zone,
        link_valid_seconds: found.link_valid_seconds,
        seats_bought: found.seats_bought,
        default_features: found.default_features,
        access_end: found.access_end,
    })?;
    organization.policies = found.custom.0;
    gates(&facts, &organization)?;
    Ok(Scope {
        caller: caller.clone(),
        organization,
        membership: MembershipId::new(found.membership),
        above: (found.held_in != found.id).then(|| OrganizationId::new(found.held_in)),
        grant,
        is_primary: found.primary_owner,
        now: found.now,
    })
}

/// What stands between a member and the organization.
struct Facts {
    /// What is known of the password; nothing until the next sign-in where it is older than such knowledge.
    password: Option<PasswordFacts>,
    has_password: bool,
    /// The version that counts.
    terms: Option<i32>,
    /// The newest version of the same terms that was agreed to.
    agreed: Option<i32>,
}

fn password_facts(min: Option<i16>, half_width: Option<bool>, mixed: Option<bool>) -> Option<PasswordFacts> {
    Some(PasswordFacts { min: u16::try_from(min?).ok()?, half_width: half_width?, mixed: mixed? })
}

/// Refuses who has to choose a new password (A7) or to agree to the terms (C4, K8) first. A session that is older than
/// what is known of its password signs in again where the rule asks more than every password has: then it is known.
fn gates(facts: &Facts, organization: &Organization) -> Result<()> {
    let preset = organization.preset();
    match facts.password {
        Some(password) if !password.meet(preset.password) => return Err(Refusal::PasswordDue.into()),
        None if facts.has_password && !PasswordFacts::least().meet(preset.password) => {
            return Err(Refusal::SignedOut.into());
        }
        Some(_) | None => {}
    }
    let due = facts.terms.is_some_and(|version| terms::is_due(preset.terms, version, facts.agreed));
    if due { Err(Refusal::TermsDue.into()) } else { Ok(()) }
}
