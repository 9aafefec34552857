//! The list of an organization's invitations (I5), and one of them (I4).

use crate::{
    Error, Result, Store,
    organizations::{Scope, Standing, may_offer},
    page::{self, Cursor},
    row,
};
use chrono::{DateTime, Utc};
use shared::{
    EmailAddress, Language, Phone, Refusal,
    access::{Action, Given, Resource},
    ids::{InvitationId, OrganizationId},
    invitation::{Sort, Status},
    kind::IdentityProvider,
    views::{Delivery, InvitationRow, Listed, Moment},
};
use sqlx::types::Json;
use uuid::Uuid;

/// Which invitations a list shows.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Query {
    /// Where the page starts; the `next` of the one before.
    pub after: Option<String>,
    /// Only those that stand like this.
    pub status: Option<Status>,
    /// Only those whose address or name contains this.
    pub search: String,
    /// Their order.
    pub sort: Sort,
}

impl Default for Query {
    fn default() -> Self {
        Self { after: None, status: None, search: String::new(), sort: Sort::Newest }
    }
}

/// What the list and the details read of an invitation, with its person, inviter and mail.
struct Found {
    id: Uuid,
    address: String,
    role: Option<String>,
    permission: Option<String>,
    policies: Vec<String>,
    given: Json<Given>,
    identity_provider: Option<String>,
    access_ends_at: Option<DateTime<Utc>>,
    phone: Option<String>,
    language: String,
    created_at: DateTime<Utc>,
    sent_at: DateTime<Utc>,
    expires_at: DateTime<Utc>,
    accepted_at: Option<DateTime<Utc>>,
    reminded_at: Option<DateTime<Utc>>,
    status: String,
    now: DateTime<Utc>,
    family_name: Option<String>,
    given_name: Option<String>,
    inviter_address: String,
    inviter_family_name: Option<String>,
    inviter_given_name: Option<String>,
    inviter: Option<Uuid>,
    inviter_role: Option<String>,
    inviter_permission: Option<String>,
    inviter_policies: Option<Vec<String>>,
    inviter_given: Option<Json<Given>>,
    inviter_org: Option<Uuid>,
    inviter_primary: Option<bool>,
    inviter_access_ends_at: Option<DateTime<Utc>>,
    mail: Option<Uuid>,
    attempts: Option<i32>,
    last_error: Option<String>,
    mail_sent_at: Option<DateTime<Utc>>,
    failed_at: Option<DateTime<Utc>>,
}

/// The one query behind both, ended by what is looked for.
macro_rules! found {
    ([$($tail:literal)+], $($value:expr),+ $(,)?) => {
        sqlx::query_as!(
            Found,
            r#"SELECT i.id, i.address, i.role, i.permission, i.policies, i.access_ends_at, i.phone,
                      invitation_given(i) AS "given!: Json<Given>", i.identity_provider, i.language,
                      i.created_at, i.sent_at, i.expires_at, i.accepted_at, i.reminded_at,
                      invitation_status(i.accepted_at, i.declined_at, i.revoked_at, i.expires_at,
                          clock_timestamp()) AS "status!",
                      clock_timestamp() AS "now!",
                      coalesce(p.family_name, i.family_name) AS family_name,
                      coalesce(p.given_name, i.given_name) AS given_name,
                      a.address AS inviter_address, a.family_name AS inviter_family_name,
                      a.given_name AS inviter_given_name,
                      im.id AS "inviter?", im.role AS "inviter_role?",
                      im.permission AS "inviter_permission?", im.policies AS "inviter_policies?",
                      im.given AS "inviter_given?: Json<Given>", im.org_id AS "inviter_org?",
                      im.primary_owner AS "inviter_primary?",
                      im.access_ends_at AS "inviter_access_ends_at?",
                      mail.id AS "mail?", mail.attempts AS "attempts?", mail.last_error AS "last_error?",
                      mail.sent_at AS "mail_sent_at?", mail.failed_at AS "failed_at?"
               FROM invitations i
               JOIN accounts a ON a.id = i.invited_by
               LEFT JOIN accounts p ON p.address = i.address AND p.address_verified_at IS NOT NULL
               -- By a membership here, else in the seller above (K4).
               LEFT JOIN LATERAL (
                   SELECT m.*, membership_given(m) AS given FROM memberships m
                   WHERE m.org_id IN (i.org_id, (SELECT parent_id FROM organizations WHERE id = i.org_id))
                     AND m.account_id = i.invited_by
                     AND membership_status(m.suspended_at, m.removed_at, m.access_ends_at, clock_timestamp())
                         = 'ACTIVE'
                   ORDER BY m.org_id <> i.org_id LIMIT 1
               ) im ON true
               LEFT JOIN LATERAL (
                   SELECT id, attempts, last_error, sent_at, failed_at FROM outbox
                   WHERE org_id = i.org_id AND invitation_id = i.id AND generation = i.generation
                     AND purpose = 'invitation' AND cancelled_at IS NULL
                   ORDER BY created_at DESC LIMIT 1
               ) mail ON true
               WHERE i.org_id = $1 "# $(+ $tail)+,
            $($value),+
        )
    };
}

/// What narrows a list, between where a page starts and its order.
macro_rules! page {
    ($start:literal, $order:literal, $scope:expr, $from:expr, $query:expr) => {
        found!(
            [$start r#" AND ($4::text IS NULL OR invitation_status(i.accepted_at, i.declined_at, i.revoked_at,
                         i.expires_at, clock_timestamp()) = $4)
                     AND ($5 = '' OR position($5 IN lower(concat_ws(' ', i.address, i.family_name,
                         i.given_name, p.family_name, p.given_name))) > 0)"# $order],
            $scope.organization.id.get(),
            $from.at,
            $from.id,
            $query.status.map(Status::name),
            $query.search.trim().to_lowercase(),
            page::ROWS + 1,
        )
    };
}

/// A page of the organization's invitations. History is kept. One statement.
///
/// # Errors
/// Refused: [`Refusal::Forbidden`] to people who may not see invitations, [`Refusal::Malformed`] for a
/// cursor that no page gave.
#[tracing::instrument(name = "invitations.list", skip_all, fields(organization = %scope.organization.id))]
pub async fn list(store: &Store, scope: &Scope, query: &Query) -> Result<Listed<InvitationRow>> {
    scope.require(Action::List, &Resource::Invitation)?;
    let first = if query.sort == Sort::Newest { Cursor::LAST } else { Cursor::FIRST };
    let from = page::start(query.after.as_deref(), first)?;
    let found = match query.sort {
        Sort::Newest => {
            page!(
                "AND (i.created_at, i.id) < ($2, $3)",
                " ORDER BY i.created_at DESC, i.id DESC LIMIT $6",
                scope,
                from,
                query
            )
            .fetch_all(store.pool())
            .await
        }
        Sort::Oldest => {
            page!("AND (i.created_at, i.id) > ($2, $3)", " ORDER BY i.created_at, i.id LIMIT $6", scope, from, query)
                .fetch_all(store.pool())
                .await
        }
        Sort::Ending => {
            page!("AND (i.expires_at, i.id) > ($2, $3)", " ORDER BY i.expires_at, i.id LIMIT $6", scope, from, query)
                .fetch_all(store.pool())
                .await
        }
    };
    let mut found = found?;
    let at = |row: &Found| if query.sort == Sort::Ending { row.expires_at } else { row.created_at };
    let next = page::cut(&mut found, |row| Cursor { at: at(row), id: row.id });
    let rows = found.into_iter().map(|row| view(scope, row)).collect::<Result<_>>()?;
    Ok(Listed { rows, next })
}

/// One invitation, with everything that was chosen and what became of its mail. One statement.
///
/// # Errors
/// Refused: [`Refusal::NotFound`] for ids of other organizations, [`Refusal::Forbidden`] to people who
/// may not see invitations.
#[tracing::instrument(name = "invitations.details", skip_all, fields(organization = %scope.organization.id, invitation = %id))]
pub async fn details(store: &Store, scope: &Scope, id: InvitationId) -> Result<InvitationRow> {
    scope.require(Action::Read, &Resource::Invitation)?;
    let found = found!(["AND i.id = $2"], scope.organization.id.get(), id.get())
        .fetch_optional(store.pool())
        .await?
        .ok_or(Refusal::NotFound)?;
    view(scope, found)
}

fn view(scope: &Scope, found: Found) -> Result<InvitationRow> {
    let corrupt = |column| Error::row("invitations", column, found.id);
    let moment = |at| scope.organization.moment(at);
    let delivery = delivery(&found, moment);
    let grant = row::grant(
        "invitations",
        found.id,
        found.role.as_deref(),
        found.permission.as_deref(),
        found.policies,
        found.access_ends_at,
        &found.given,
    )?;
    let inviter = found
        .inviter
        .map(|id| {
            row::grant(
                "memberships",
                id,
                found.inviter_role.as_deref(),
                found.inviter_permission.as_deref(),
                found.inviter_policies.unwrap_or_default(),
                found.inviter_access_ends_at,
                found.inviter_given.as_ref().map_or(&Given::default(), |given| given),
            )
        })
        .transpose()?
        .map(|grant| Standing {
            grant,
            primary_owner: found.inviter_primary == Some(true),
            from_above: found.inviter_org.map(OrganizationId::new) != Some(scope.organization.id),
        });
    let vouched = inviter.is_some_and(|inviter| may_offer(&inviter.grants(&scope.organization), &grant, found.now));
    let status = Status::parse(&found.status).ok_or_else(|| corrupt("status"))?;
    let inviter_name = row::full_name(found.inviter_family_name.as_deref(), found.inviter_given_name.as_deref())
        .ok_or_else(|| corrupt("invited_by"))?;
    Ok(InvitationRow {
        id: InvitationId::new(found.id),
        name: row::full_name(found.family_name.as_deref(), found.given_name.as_deref())
            .ok_or_else(|| corrupt("family_name"))?,
        address: EmailAddress::parse(&found.address).map_err(|_| corrupt("address"))?,
        grant,
        given: found.given.0,
        identity_provider: found
            .identity_provider
            .map(|name| IdentityProvider::parse(&name).ok_or_else(|| corrupt("identity_provider")))
            .transpose()?,
        invited_by: inviter_name.map_or(found.inviter_address, |name| name.display(scope.caller.language)),
        sent_at: moment(found.sent_at),
        expires_at: moment(found.expires_at),
        access_ends_at: found.access_ends_at.map(moment),
        status,
        accepted_at: found.accepted_at.map(moment),
        delivery,
        phone: found.phone.map(|phone| Phone::parse(&phone).map_err(|_| corrupt("phone"))).transpose()?,
        language: Language::parse(&found.language).ok_or_else(|| corrupt("language"))?,
        // What is over does not need anybody's standing any more.
        inviter_lost_standing: status == Status::Pending && !vouched,
        // What was sent anew is not reminded of yet.
        reminded_at: found.reminded_at.filter(|at| *at >= found.sent_at).map(moment),
    })
}

/// What became of the mail of the current links (I8, B8).
fn delivery(found: &Found, moment: impl Fn(DateTime<Utc>) -> Moment) -> Delivery {
    let attempts = found.attempts.and_then(|count| u32::try_from(count).ok()).unwrap_or_default();
    match (found.mail, found.mail_sent_at, found.failed_at) {
        (None, ..) => Delivery::None,
        (_, Some(at), _) => Delivery::Sent { at: moment(at) },
        (_, _, Some(_)) => Delivery::Failed { reason: found.last_error.clone().unwrap_or_default(), attempts },
        // A first try that is under way has not failed.
        (Some(_), None, None) if found.last_error.is_none() => Delivery::Queued { attempts: 0 },
        (Some(_), None, None) => Delivery::Queued { attempts },
    }
}
