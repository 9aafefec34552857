//! The mail seven days before an access ends, once for each end (M5).

use super::stored::Member;
use crate::{
    Error, Result, Store,
    accounts::Client,
    audit::{Entry, Event, append},
    organizations::Locked,
    outbox::{Notice, Recipient, queue_notice},
};
use chrono::DateTime;
use serde_json::json;
use shared::ids::{MembershipId, OrganizationId};
use uuid::Uuid;

/// Memberships looked at between two pauses for other work.
const AT_A_TIME: i64 = 100;

/// Queues every notice that is due by the database's clock, over all organizations; gives how many. Any number
/// of programs may do so at once: each membership is looked at again under its organization's lock.
#[tracing::instrument(name = "members.notice_ends", skip_all)]
pub async fn notice_ends(store: &Store) -> Result<u32> {
    let mut noticed = 0;
    let mut after = (DateTime::UNIX_EPOCH, Uuid::nil());
    loop {
        // `Facts::notice_due` decides under the lock; here the condition only has to miss nothing.
        let due = sqlx::query!(
            r#"SELECT m.org_id, m.id, m.access_ends_at AS "access_ends_at!"
               FROM memberships m JOIN organizations o ON o.id = m.org_id AND o.closed_at IS NULL
               WHERE m.removed_at IS NULL AND m.suspended_at IS NULL AND m.access_ends_at IS NOT NULL
                 AND m.end_noticed IS DISTINCT FROM m.access_ends_at
                 AND m.access_ends_at > clock_timestamp()
                 AND m.access_ends_at <= clock_timestamp() + interval '7 days'
                 AND (m.access_ends_at, m.id) > ($1, $2)
               ORDER BY m.access_ends_at, m.id LIMIT $3"#,
            after.0,
            after.1,
            AT_A_TIME,
        )
        .fetch_all(store.pool())
        .await?;
        let Some(last) = due.last() else { return Ok(noticed) };
        after = (last.access_ends_at, last.id);
        for row in due {
            match notice(store, OrganizationId::new(row.org_id), MembershipId::new(row.id)).await {
                Ok(true) => noticed += 1,
                Ok(false) => {}
                // Closed meanwhile.
                Err(Error::Refused(refusal)) => tracing::info!(?refusal, membership = %row.id, "not told"),
                Err(error) => return Err(error),
            }
        }
    }
}

/// Tells one person if that is still due; whether it was.
async fn notice(store: &Store, organization: OrganizationId, id: MembershipId) -> Result<bool> {
    let mut locked = Locked::take(store, organization).await?;
    let member = Member::load(&mut locked, id).await?;
    // An end that was moved is another end, of which nobody has been told.
    let told = member.end_noticed.filter(|told| Some(*told) == member.standing.facts.access_ends_at);
    if !member.standing.facts.notice_due(told, locked.now) {
        return Ok(false);
    }
    sqlx::query!(
        "UPDATE memberships SET end_noticed = access_ends_at WHERE org_id = $1 AND id = $2",
        organization.get(),
        id.get(),
    )
    .execute(&mut *locked.tx)
    .await?;
    let to = Recipient { address: &member.address, language: member.language, account: Some(member.account) };
    queue_notice(&mut locked.tx, store, to, Notice::AccessEnds(id)).await?;
    let detail = json!({
        "address": member.address,
        "after": { "access_ends_at": member.standing.facts.access_ends_at },
    });
    let (client, event, subject) = (&Client::default(), Event::MemberEndNoticed, id.get());
    append(&mut locked, Entry { client, actor: None, event, subject, detail }).await?;
    locked.commit().await?;
    Ok(true)
}
