//! "I did not expect this": an address takes no invitations from an organization any more.

use super::stored::Invitation;
use crate::{
    Error, Result, StopToken, Store,
    accounts::Client,
    audit::{Entry, Event, append},
    keys::{Origin, Purpose},
    organizations::Locked,
    outbox::cancel,
    retrying,
};
use serde_json::json;
use shared::{
    EmailAddress, Refusal,
    ids::{InvitationId, OrganizationId},
    names::OrganizationName,
    views::StopView,
};
use uuid::Uuid;

/// What the page behind the mail's last link shows. Reads only, so that scanners may open it.
///
/// # Errors
/// Refused: [`Refusal::NotFound`] unless the token belongs to this invitation and to this purpose (T9).
#[tracing::instrument(name = "invitations.stop_page", skip_all, fields(invitation = %id))]
pub async fn stop_page(store: &Store, id: InvitationId, token: &StopToken) -> Result<StopView> {
    let organization = verified(store, id, token).await?;
    let found = sqlx::query!(
        r#"SELECT o.name, i.address, s.stopped_at IS NOT NULL AND s.allowed_at IS NULL AS "stopped!"
           FROM invitations i JOIN organizations o ON o.id = i.org_id
           LEFT JOIN mail_stops s ON s.org_id = i.org_id AND s.address = i.address
           WHERE i.org_id = $1 AND i.id = $2"#,
        organization.get(),
        id.get(),
    )
    .fetch_optional(store.pool())
    .await?
    .ok_or(Refusal::NotFound)?;
    Ok(StopView {
        organization: OrganizationName::parse(&found.name)
            .map_err(|_| Error::row("organizations", "name", organization))?,
        address: EmailAddress::parse(&found.address).map_err(|_| Error::row("invitations", "address", id))?,
        stopped: found.stopped,
    })
}

/// Stops further invitations from the organization to the address of this invitation, and declines the one that is
/// open; or, with `stop` false, allows them again. Doing it twice changes nothing more.
///
/// # Errors
/// Refused: as [`stop_page`].
#[tracing::instrument(name = "invitations.stop", skip_all, fields(invitation = %id, stop))]
pub async fn stop(store: &Store, client: &Client, id: InvitationId, token: &StopToken, stop: bool) -> Result<()> {
    let organization = verified(store, id, token).await?;
    retrying(|| change(store, client, organization, id, stop)).await
}

async fn change(
    store: &Store,
    client: &Client,
    organization: OrganizationId,
    id: InvitationId,
    stop: bool,
) -> Result<()> {
    let mut locked = Locked::take(store, organization).await?;
    let address = Invitation::load(&mut locked, id).await?.address;
    if is_stopped(&mut locked, &address).await? == stop {
        return Ok(());
    }
    sqlx::query!(
        r#"INSERT INTO mail_stops (org_id, address, stopped_at) VALUES ($1, $2, $3)
           ON CONFLICT (org_id, address) DO UPDATE SET
               stopped_at = CASE WHEN $4 THEN excluded.stopped_at ELSE mail_stops.stopped_at END,
               allowed_at = CASE WHEN $4 THEN NULL ELSE $3::timestamptz END"#,
        organization.get(),
        address.as_str(),
        locked.now,
        stop,
    )
    .execute(&mut *locked.tx)
    .await?;
    let declined = if stop { decline_open(&mut locked, &address).await? } else { None };
    let event = if stop { Event::InvitationsStopped } else { Event::InvitationsAllowed };
    let detail = json!({ "address": address, "declined": declined });
    append(&mut locked, Entry { client, actor: None, event, subject: id.get(), detail }).await?;
    locked.commit().await
}

/// Declines the open invitation of an address: its links die, its seat is free, its mail is not sent.
async fn decline_open(locked: &mut Locked, address: &EmailAddress) -> Result<Option<Uuid>> {
    let open = sqlx::query_scalar!(
        r#"UPDATE invitations SET declined_at = $3
           WHERE org_id = $1 AND address = $2 AND accepted_at IS NULL AND declined_at IS NULL
             AND revoked_at IS NULL AND lapsed_at IS NULL
           RETURNING id"#,
        locked.organization.id.get(),
        address.as_str(),
        locked.now,
    )
    .fetch_optional(&mut *locked.tx)
    .await?;
    if let Some(id) = open {
        cancel(locked, InvitationId::new(id)).await?;
    }
    Ok(open)
}

/// Refuses with [`Refusal::Unwanted`] when the address wants nothing from this organization.
pub(super) async fn require_wanted(locked: &mut Locked, address: &EmailAddress) -> Result<()> {
    if is_stopped(locked, address).await? { Err(Refusal::Unwanted.into()) } else { Ok(()) }
}

async fn is_stopped(locked: &mut Locked, address: &EmailAddress) -> Result<bool> {
    Ok(sqlx::query_scalar!(
        r#"SELECT EXISTS (SELECT FROM mail_stops
                          WHERE org_id = $1 AND address = $2 AND allowed_at IS NULL) AS "stopped!""#,
        locked.organization.id.get(),
        address.as_str(),
    )
    .fetch_one(&mut *locked.tx)
    .await?)
}

/// The organization of an invitation whose stop token this is: of any of its mails.
async fn verified(store: &Store, id: InvitationId, token: &StopToken) -> Result<OrganizationId> {
    let links = sqlx::query!(
        r#"SELECT org_id, generation, key_version, salt FROM invitation_links
           WHERE invitation_id = $1 AND channel = 'mail' ORDER BY generation"#,
        id.get(),
    )
    .fetch_all(store.pool())
    .await?;
    for link in links {
        let own = derive_stop(store, link.key_version, id.get(), link.generation, &link.salt)?;
        // Hashes are compared, so that the time it takes says nothing about the token.
        if own.sha256() == token.sha256() {
            return Ok(OrganizationId::new(link.org_id));
        }
    }
    Err(Refusal::NotFound.into())
}

/// Derives the stop token of a mail from what is stored of its link. A fault when its key has left the ring.
pub(crate) fn derive_stop(
    store: &Store,
    key_version: i32,
    invitation: Uuid,
    generation: i32,
    salt: &[u8],
) -> Result<StopToken> {
    let corrupt = |column| Error::row("invitation_links", column, invitation);
    let origin = Origin {
        id: invitation,
        generation: u32::try_from(generation).map_err(|_| corrupt("generation"))?,
        salt: salt.try_into().map_err(|_| corrupt("salt"))?,
    };
    store
        .keys()
        .derive(key_version, Purpose::Stop, &origin)
        .map(StopToken::from_bytes)
        .ok_or_else(|| Error::fault(format_args!("key version {key_version} has left USHER_SECRET")))
}
