//! The organization's first page (M12).

use super::Scope;
use crate::{
    Error, Result, Store,
    audit::{Line, Name},
};
use chrono::{DateTime, NaiveDate, Utc};
use serde_json::Value;
use shared::{
    access::{Action, Resource},
    invitation,
    seats::Seats,
    views::{Happened, Overview, OverviewItem, OverviewSort, Week},
};
use sqlx::types::Json;
use uuid::Uuid;

/// Rows of each list.
const ROWS: i64 = 5;

/// A week's invitations of one status.
#[derive(Debug, serde::Deserialize)]
struct Counted {
    week: NaiveDate,
    status: String,
    count: u32,
}

/// What the first page shows. Two statements: numbers that are counted, and rows that are listed. What the
/// reader may not see is not read, and is empty.
#[tracing::instrument(name = "organizations.overview", skip_all, fields(organization = %scope.organization.id))]
pub async fn overview(store: &Store, scope: &Scope) -> Result<Overview> {
    let people = scope.may(Action::List, &Resource::ANY_MEMBER);
    let invitations = scope.may(Action::List, &Resource::Invitation);
    let activity = scope.may(Action::List, &Resource::Activity);
    let organization = &scope.organization;
    let counted = sqlx::query!(
        r#"SELECT
               (SELECT count(*) FROM memberships
                WHERE org_id = $1 AND membership_status(suspended_at, removed_at, access_ends_at,
                    clock_timestamp()) = 'ACTIVE') AS "used!",
               (SELECT count(*) FROM invitations
                WHERE org_id = $1 AND accepted_at IS NULL AND declined_at IS NULL AND revoked_at IS NULL
                  AND lapsed_at IS NULL AND expires_at > clock_timestamp()) AS "reserved!",
               (SELECT jsonb_agg(w) FROM (
                    SELECT date_trunc('week', created_at AT TIME ZONE $2)::date AS week,
                           invitation_status(accepted_at, declined_at, revoked_at, expires_at,
                               clock_timestamp()) AS status, count(*) AS count
                    FROM invitations
                    WHERE org_id = $1 AND $3 AND created_at >= clock_timestamp() - interval '90 days'
                    GROUP BY 1, 2 ORDER BY 1, 2
                ) w) AS "weeks: Json<Vec<Counted>>",
               date_trunc('week', (clock_timestamp() - interval '90 days') AT TIME ZONE $2)::date AS "first_week!",
               (clock_timestamp() AT TIME ZONE $2)::date AS "today!",
               (SELECT percentile_cont(0.5) WITHIN GROUP (ORDER BY extract(epoch FROM accepted_at - sent_at))
                FROM invitations WHERE org_id = $1 AND $3 AND accepted_at IS NOT NULL
                  AND created_at >= clock_timestamp() - interval '90 days') AS "median",
               (SELECT array_agg(c ORDER BY b) FROM (
                    SELECT b, count(i.id) AS c FROM generate_series(0, 4) b
                    LEFT JOIN invitations i ON i.org_id = $1 AND $3 AND i.accepted_at IS NOT NULL
                        AND i.created_at >= clock_timestamp() - interval '90 days'
                        AND b = CASE WHEN i.accepted_at - i.sent_at < interval '1 hour' THEN 0
                                     WHEN i.accepted_at - i.sent_at < interval '1 day' THEN 1
                                     WHEN i.accepted_at - i.sent_at < interval '3 days' THEN 2
                                     WHEN i.accepted_at - i.sent_at < interval '7 days' THEN 3
                                     ELSE 4 END
                    GROUP BY b
                ) buckets) AS "acceptance!",
               (SELECT p.membership_id FROM primary_owner_offers p
                WHERE p.org_id = $1 AND p.membership_id = $4 AND p.confirmed_at IS NULL
                  AND p.withdrawn_at IS NULL) AS "offered: Uuid""#,
        organization.id.get(),
        organization.time_zone.name(),
        invitations,
        scope.membership.get(),
    )
    .fetch_one(store.pool())
    .await?;
    let (items, latest) = listed(store, scope, people, invitations, activity).await?;
    let of = |sort: OverviewSort| items.iter().filter(|item| item.sort == sort).cloned().collect();
    Ok(Overview {
        seats: Seats {
            bought: organization.seats_bought,
            used: u32::try_from(counted.used).unwrap_or(u32::MAX),
            reserved: u32::try_from(counted.reserved).unwrap_or(u32::MAX),
        },
        weeks: weeks(counted.first_week, counted.today, counted.weeks.map(|weeks| weeks.0).unwrap_or_default()),
        acceptance: counted.acceptance.iter().map(|count| u32::try_from(*count).unwrap_or(u32::MAX)).collect(),
        median_seconds: counted.median,
        offered_primary: counted.offered.is_some(),
        me: scope.membership,
        links: of(OverviewSort::Link),
        accesses: of(OverviewSort::Access),
        failed: of(OverviewSort::Failed),
        latest,
    })
}

/// One column per week, also for weeks in which nothing happened.
fn weeks(first: NaiveDate, today: NaiveDate, counted: Vec<Counted>) -> Vec<Week> {
    first
        .iter_weeks()
        .take_while(|from| *from <= today)
        .map(|from| Week {
            from,
            counts: invitation::Status::ALL
                .iter()
                .map(|status| {
                    let same = |it: &&Counted| it.week == from && it.status == status.name();
                    counted.iter().find(same).map_or(0, |it| it.count)
                })
                .collect(),
        })
        .collect()
}

/// A row of the lists: something that needs attention, or an entry where there is a detail.
struct Found {
    sort: String,
    id: Uuid,
    label: String,
    at: DateTime<Utc>,
    family_name: Option<String>,
    given_name: Option<String>,
    detail: Option<Json<Value>>,
    actor: Option<String>,
    actor_family_name: Option<String>,
    actor_given_name: Option<String>,
    gone: Option<bool>,
}

async fn listed(
    store: &Store,
    scope: &Scope,
    people: bool,
    invitations: bool,
    activity: bool,
) -> Result<(Vec<OverviewItem>, Vec<Happened>)> {
    let rows = sqlx::query_as!(
        Found,
        r#"(SELECT 'link' AS "sort!", id AS "id!", address AS "label!", expires_at AS "at!", NULL AS family_name,
                   NULL AS given_name, NULL::json AS "detail: Json<Value>", NULL AS actor, NULL AS actor_family_name,
                   NULL AS actor_given_name, NULL::boolean AS gone
            FROM invitations
            WHERE org_id = $1 AND $2 AND accepted_at IS NULL AND declined_at IS NULL AND revoked_at IS NULL
              AND lapsed_at IS NULL AND expires_at > clock_timestamp()
              AND expires_at < clock_timestamp() + interval '2 days'
            ORDER BY expires_at, id LIMIT $5)
           UNION ALL
           (SELECT 'access', m.id, a.address, m.access_ends_at, a.family_name, a.given_name, NULL, NULL, NULL, NULL, NULL
            FROM memberships m JOIN accounts a ON a.id = m.account_id
            WHERE m.org_id = $1 AND $3 AND m.removed_at IS NULL AND m.lapsed_at IS NULL
              AND m.access_ends_at > clock_timestamp() AND m.access_ends_at < clock_timestamp() + interval '30 days'
            ORDER BY m.access_ends_at, m.id LIMIT $5)
           UNION ALL
           (SELECT 'failed', i.id, i.address, o.failed_at, NULL, NULL, NULL, NULL, NULL, NULL, NULL
            FROM outbox o JOIN invitations i ON i.org_id = o.org_id AND i.id = o.invitation_id
            WHERE o.org_id = $1 AND $2 AND o.failed_at IS NOT NULL AND o.generation = i.generation
              AND i.accepted_at IS NULL AND i.declined_at IS NULL AND i.revoked_at IS NULL
              AND i.expires_at > clock_timestamp()
            ORDER BY o.failed_at DESC LIMIT $5)
           UNION ALL
           (SELECT 'activity', e.subject_id, e.action, e.at,
                   coalesce(member.family_name, known.family_name, i.family_name),
                   coalesce(member.given_name, known.given_name, i.given_name), e.detail, a.address, a.family_name,
                   a.given_name, a.closed_at IS NOT NULL
            FROM audit_entries e LEFT JOIN accounts a ON a.id = e.actor_id
            LEFT JOIN memberships m ON m.org_id = e.org_id AND m.id = e.subject_id
            LEFT JOIN accounts member ON member.id = m.account_id
            LEFT JOIN invitations i ON i.org_id = e.org_id AND i.id = e.subject_id
            LEFT JOIN accounts known ON known.address = i.address AND known.address_verified_at IS NOT NULL
            WHERE e.org_id = $1 AND $4 ORDER BY e.seq DESC LIMIT $5)"#,
        scope.organization.id.get(),
        invitations,
        people,
        activity,
        ROWS,
    )
    .fetch_all(store.pool())
    .await?;
    let (mut items, mut latest) = (Vec::new(), Vec::new());
    for row in rows {
        match row.detail {
            None => items.push(row.item(scope)?),
            Some(Json(detail)) => {
                let line = Line {
                    at: row.at,
                    action: row.label,
                    subject: row.id,
                    detail,
                    about: Name { family: row.family_name, given: row.given_name },
                    // The overview has room for the name alone.
                    about_address: None,
                    actor: Name { family: row.actor_family_name, given: row.actor_given_name },
                    actor_address: row.actor,
                    gone: row.gone.unwrap_or_default(),
                };
                latest.push(line.read(scope)?);
            }
        }
    }
    Ok((items, latest))
}

impl Found {
    fn item(self, scope: &Scope) -> Result<OverviewItem> {
        let sort = OverviewSort::parse(&self.sort).ok_or_else(|| Error::row("overview", "sort", self.id))?;
        let name = Name { family: self.family_name, given: self.given_name }.read(scope)?;
        let at = scope.organization.moment(self.at);
        Ok(OverviewItem { sort, id: self.id, label: name.unwrap_or(self.label), at })
    }
}
