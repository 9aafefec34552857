//! Inviting somebody: one transaction from the lock to the queued mail (I4, I9, I10, I13).

use super::{person::People, write::invite_one};
use crate::{
    Result, Store, access,
    accounts::Client,
    audit::noting_denials,
    organizations::{Locked, Organization, Scope, Standing},
    retrying,
};
use chrono::{DateTime, Utc};
use shared::{
    Language, Refusal,
    access::{Action, Catalog, Grant, Resource, may_grant_among},
    ids::{AccountId, InvitationId},
    invitation::{Draft, Offer},
    member,
    names::FullName,
};

/// Invites an address, and queues the mail.
///
/// # Errors
/// Refused: [`Refusal::Forbidden`] to people who may not invite; [`Refusal::Fields`] for what was typed
/// or goes beyond what the caller holds (I10); [`Refusal::AlreadyMember`]; [`Refusal::AlreadyInvited`]
/// (I9); [`Refusal::Unwanted`]; [`Refusal::NoSeat`] (I13); [`Refusal::TooMany`] beyond the caps on mails.
#[tracing::instrument(name = "invitations.send", skip_all, fields(organization = %scope.organization.id))]
pub async fn send(store: &Store, client: &Client, scope: &Scope, draft: &Draft) -> Result<InvitationId> {
    let (account, organization) = (scope.caller.account, scope.organization.id);
    let result = retrying(|| invite(store, client, scope, draft)).await;
    noting_denials(store, client, Some(account), organization, "invitations.send", result).await
}

async fn invite(store: &Store, client: &Client, scope: &Scope, draft: &Draft) -> Result<InvitationId> {
    let mut locked = Locked::within(store, scope).await?;
    let inviting = Inviting::begin(&mut locked, scope.caller.account).await?;
    let prepared = inviting.prepare(&mut locked, draft).await?;
    let id = invite_one(store, &mut locked, client, scope.caller.account, prepared).await?;
    locked.commit().await?;
    Ok(id)
}

/// Somebody who may invite, under the lock, with what can be chosen there.
pub(crate) struct Inviting {
    standing: Standing,
    catalog: Catalog,
}

impl Inviting {
    /// Refuses who may not invite.
    pub(crate) async fn begin(locked: &mut Locked, account: AccountId) -> Result<Self> {
        let standing = locked.require(account, Action::Create, &Resource::Invitation).await?;
        let organization = locked.organization.clone();
        let catalog = access::catalog(&mut locked.tx, &organization).await?;
        Ok(Self { standing, catalog })
    }

    /// Decides everything about one invitation but the seat, which others may take meanwhile. Writes nothing.
    pub(crate) async fn prepare(&self, locked: &mut Locked, draft: &Draft) -> Result<Prepared> {
        let people = People::of(locked, std::iter::once(draft)).await?;
        self.decide(locked, &people, draft)
    }

    /// The same where everybody has been read before.
    pub(crate) fn decide(&self, locked: &Locked, people: &People, draft: &Draft) -> Result<Prepared> {
        let organization = &locked.organization;
        let own = self.standing.grants(organization);
        let today = organization.today(locked.now);
        let offer = draft.check_among(&own, &self.catalog, today).map_err(Refusal::Fields)?;
        let person = people.get(&offer.address);
        offer.check_details(organization.preset(), person.has_account).map_err(Refusal::Fields)?;
        let (grant, expires_at) = resolve(organization, &self.standing, &offer, locked.now)?;
        if matches!(person.membership, Some(member::Status::Active | member::Status::Suspended)) {
            return Err(Refusal::AlreadyMember.into());
        }
        // One open invitation per address (I9). What had expired is settled and no longer counts (B7).
        if let Some(open) = person.open {
            return Err(Refusal::AlreadyInvited(open).into());
        }
        if person.unwanted {
            return Err(Refusal::Unwanted.into());
        }
        let language = person.language.or(offer.language).unwrap_or(organization.language);
        Ok(Prepared { offer, grant, expires_at, language, name: person.name.clone() })
    }
}

/// An invitation that may be sent, if there is a seat and room for its mail.
pub(crate) struct Prepared {
    pub(super) offer: Offer,
    pub(super) grant: Grant,
    pub(super) expires_at: DateTime<Utc>,
    /// Of the mail: the account's, else the chosen, else the organization's (I3).
    pub(super) language: Language,
    /// The account's name.
    pub(super) name: Option<FullName>,
}

/// Makes instants of the chosen days, and holds the end of access against the inviter's own (I10).
pub(super) fn resolve(
    organization: &Organization,
    inviter: &Standing,
    offer: &Offer,
    now: DateTime<Utc>,
) -> Result<(Grant, DateTime<Utc>)> {
    let access_ends_at = offer.access_ends_on.map(|day| organization.end_of(day)).transpose()?;
    let grant = Grant { access_ends_at, ..offer.grant.clone() };
    let own = inviter.grants(organization);
    may_grant_among(&own, &own.holding(&grant)).map_err(Refusal::Fields)?;
    let expires_at = match offer.expires_on {
        Some(day) => organization.end_of(day)?,
        None => now + organization.link_valid,
    };
    Ok((grant, expires_at))
}
