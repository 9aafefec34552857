//! What an invitation would be, before it is sent (I11).

use super::send::Inviting;
use crate::{
    Result, Store,
    organizations::{Locked, Scope},
    outbox::{Job, Letter},
};
use shared::{
    access::{Grants, allowed},
    invitation::Draft,
    views::Outlook,
};
use uuid::Uuid;

/// Decides as [`super::send`] does and changes nothing: what the person will be able to do, how the seats stand, when
/// link and access end, and the mail, without any link.
///
/// # Errors
/// Refused: as [`super::send`], except for seats, which are part of the answer.
#[tracing::instrument(name = "invitations.preview", skip_all, fields(organization = %scope.organization.id))]
pub async fn preview(store: &Store, scope: &Scope, draft: &Draft) -> Result<(Outlook, Job)> {
    // The lock makes this the answer that sending would get now; nothing is committed.
    let mut locked = Locked::within(store, scope).await?;
    let inviting = Inviting::begin(&mut locked, scope.caller.account).await?;
    let prepared = inviting.prepare(&mut locked, draft).await?;
    let seats = match locked.organization.preset().seats {
        Some(_) => Some(locked.seats().await?),
        None => None,
    };
    let (organization, now) = (locked.organization.clone(), locked.now);
    drop(locked);
    let grants: Grants<'_> = organization.grants(&prepared.grant);
    let outlook = Outlook {
        recipient: prepared.offer.address.clone(),
        allowed: allowed(&grants, now),
        seats,
        expires_at: organization.moment(prepared.expires_at),
        access_ends_at: prepared.grant.access_ends_at.map(|end| organization.moment(end)),
    };
    let caller = &scope.caller;
    let job = Job {
        id: Uuid::nil(),
        attempt: 0,
        message_id: String::new(),
        language: prepared.language,
        organization: organization.name.clone(),
        kind: organization.kind,
        time_zone: organization.time_zone.name().to_owned(),
        inviter: caller
            .name
            .as_ref()
            .map_or_else(|| caller.address.to_string(), |name| name.display(prepared.language)),
        name: prepared.name.or(prepared.offer.name),
        grant: prepared.grant,
        letter: Letter::Preview { expires_at: prepared.expires_at },
        recipient: prepared.offer.address,
    };
    Ok((outlook, job))
}
