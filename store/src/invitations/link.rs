//! Links: derived when they are needed, found by their hash (DESIGN.md, invariant 6).

use crate::{
    Error, LinkToken, Result, Store,
    keys::{Channel, Origin, Purpose, random},
    organizations::Locked,
};
use shared::ids::{InvitationId, OrganizationId};
use uuid::Uuid;

/// Which link a token is. It may long be dead.
#[derive(Clone, Copy, Debug)]
pub(super) struct Link {
    pub(super) organization: OrganizationId,
    pub(super) invitation: InvitationId,
    pub(super) generation: i32,
    pub(super) channel: Channel,
}

/// Finds a link; `None` for a token that was never given out (T1).
pub(super) async fn find(store: &Store, token: &LinkToken) -> Result<Option<Link>> {
    let found = sqlx::query!(
        "SELECT org_id, invitation_id, generation, channel FROM invitation_links WHERE sha256 = $1",
        token.sha256().to_vec()
    )
    .fetch_optional(store.pool())
    .await?;
    found
        .map(|row| {
            Ok(Link {
                organization: OrganizationId::new(row.org_id),
                invitation: InvitationId::new(row.invitation_id),
                generation: row.generation,
                channel: Channel::parse(&row.channel)
                    .ok_or_else(|| Error::row("invitation_links", "channel", row.invitation_id))?,
            })
        })
        .transpose()
}

/// Gives the link of a generation and channel, made on first use. What is stored cannot be used.
pub(super) async fn obtain(
    store: &Store,
    locked: &mut Locked,
    invitation: Uuid,
    generation: i32,
    channel: Channel,
) -> Result<LinkToken> {
    let organization = locked.organization.id.get();
    let known = sqlx::query!(
        r#"SELECT key_version, salt FROM invitation_links
           WHERE org_id = $1 AND invitation_id = $2 AND generation = $3 AND channel = $4"#,
        organization,
        invitation,
        generation,
        channel.name(),
    )
    .fetch_optional(&mut *locked.tx)
    .await?;
    if let Some(known) = known {
        return derive(store, known.key_version, invitation, generation, channel, &known.salt);
    }
    let tokens = make(store, locked, &[invitation], generation, channel).await?;
    tokens.into_iter().next().ok_or_else(|| Error::fault("a link was asked for and none was made"))
}

/// Makes links of a generation and channel that invitations do not have yet, in their order.
pub(super) async fn make(
    store: &Store,
    locked: &mut Locked,
    invitations: &[Uuid],
    generation: i32,
    channel: Channel,
) -> Result<Vec<LinkToken>> {
    let key_version = store.keys().newest();
    let mut tokens = Vec::with_capacity(invitations.len());
    let (mut salts, mut hashes) = (Vec::new(), Vec::new());
    for invitation in invitations {
        let salt: [u8; 16] = random()?;
        let token = derive(store, key_version, *invitation, generation, channel, &salt)?;
        salts.push(salt.to_vec());
        hashes.push(token.sha256().to_vec());
        tokens.push(token);
    }
    sqlx::query!(
        r#"INSERT INTO invitation_links
               (org_id, invitation_id, generation, channel, key_version, salt, sha256, created_at)
           SELECT $1, link.invitation, $3, $4, $5, link.salt, link.sha256, $8
           FROM unnest($2::uuid[], $6::bytea[], $7::bytea[]) AS link(invitation, salt, sha256)"#,
        locked.organization.id.get(),
        invitations,
        generation,
        channel.name(),
        key_version,
        &salts,
        &hashes,
        locked.now,
    )
    .execute(&mut *locked.tx)
    .await?;
    Ok(tokens)
}

/// Derives a link from what is stored of it. A fault when its key has left the ring.
pub(crate) fn derive(
    store: &Store,
    key_version: i32,
    invitation: Uuid,
    generation: i32,
    channel: Channel,
    salt: &[u8],
) -> Result<LinkToken> {
    let corrupt = |column| Error::row("invitation_links", column, invitation);
    let origin = Origin {
        id: invitation,
        generation: u32::try_from(generation).map_err(|_| corrupt("generation"))?,
        salt: salt.try_into().map_err(|_| corrupt("salt"))?,
    };
    store
        .keys()
        .derive(key_version, Purpose::Link(channel), &origin)
        .map(LinkToken::from_bytes)
        .ok_or_else(|| Error::fault(format_args!("key version {key_version} has left USHER_SECRET")))
}
