//! Writing invitations with their links, mails and audit entries: one or two hundred, in the same few statements.

use super::{ask::close_requests, link, send::Prepared};
use crate::{
    Channel, Error, Result, Store,
    access::{self, Holder},
    accounts::Client,
    audit::{Entry, Event, append_all},
    organizations::Locked,
    outbox::{Cause, Mail, Outgoing, Room, queue_taken},
};
use chrono::{DateTime, Utc};
use serde_json::json;
use shared::{
    Refusal,
    access::Assignment,
    ids::{AccountId, InvitationId},
};
use uuid::Uuid;

/// What became of each, in their order.
pub(crate) type Invited = Vec<std::result::Result<InvitationId, Refusal>>;

/// Invites whom there is a seat and a mail for, and says of each other why not. Nobody is among them twice.
pub(crate) async fn invite_all(
    store: &Store,
    locked: &mut Locked,
    client: &Client,
    inviter: AccountId,
    prepared: Vec<Prepared>,
) -> Result<Invited> {
    let cause = Cause::person(inviter, client);
    let mut seats = locked.free_seats().await?;
    let mut room = Room::read(store, locked, cause, prepared.iter().map(|one| &one.offer.address)).await?;
    let (mut invited, mut rows) = (Vec::with_capacity(prepared.len()), Vec::with_capacity(prepared.len()));
    for one in prepared {
        invited.push(if seats == Some(0) {
            Err(Refusal::NoSeat)
        } else {
            room.take(locked, cause, &one.offer.address).map(|()| {
                seats = seats.map(|free| free - 1);
                let row = Row { id: Uuid::now_v7(), prepared: one };
                let id = InvitationId::new(row.id);
                rows.push(row);
                id
            })
        });
    }
    if !rows.is_empty() {
        write(store, locked, client, inviter, &rows).await?;
    }
    Ok(invited)
}

/// The same for one, or says why not.
pub(super) async fn invite_one(
    store: &Store,
    locked: &mut Locked,
    client: &Client,
    inviter: AccountId,
    prepared: Prepared,
) -> Result<InvitationId> {
    let invited = invite_all(store, locked, client, inviter, vec![prepared]).await?;
    let one = invited.into_iter().next().ok_or_else(|| Error::fault("nothing became of an invitation"))?;
    Ok(one?)
}

/// An invitation that has its seat and its mail.
struct Row {
    id: Uuid,
    prepared: Prepared,
}

async fn write(store: &Store, locked: &mut Locked, client: &Client, inviter: AccountId, rows: &[Row]) -> Result<()> {
    insert(locked, inviter, rows).await?;
    // Most are given nothing beside their role, and a new row has nothing that would have to go.
    for Row { id, prepared } in rows {
        if prepared.offer.assignment != Assignment::default() {
            access::assign(locked, Holder::Invitation(InvitationId::new(*id)), &prepared.offer.assignment).await?;
        }
    }
    let ids: Vec<Uuid> = rows.iter().map(|row| row.id).collect();
    link::make(store, locked, &ids, 1, Channel::Mail).await?;
    let mails: Vec<_> = rows.iter().map(Row::mail).collect();
    queue_taken(store, locked, Cause::person(inviter, client), &mails).await?;
    let addresses: Vec<String> = rows.iter().map(|row| row.prepared.offer.address.to_string()).collect();
    close_requests(locked, &addresses, inviter).await?;
    let entries: Vec<_> = rows.iter().map(|row| row.entry(client, inviter)).collect();
    append_all(locked, &entries).await
}

async fn insert(locked: &mut Locked, inviter: AccountId, rows: &[Row]) -> Result<()> {
    let offers = || rows.iter().map(|row| &row.prepared.offer);
    let grants = || rows.iter().map(|row| &row.prepared.grant);
    let ids: Vec<Uuid> = rows.iter().map(|row| row.id).collect();
    let addresses: Vec<String> = offers().map(|offer| offer.address.to_string()).collect();
    let roles: Vec<Option<String>> = grants().map(|grant| grant.role.map(|role| role.name().to_owned())).collect();
    let permissions: Vec<Option<String>> =
        grants().map(|grant| grant.permission.map(|permission| permission.name().to_owned())).collect();
    // PostgreSQL has no arrays of arrays of different lengths.
    let policies: Vec<serde_json::Value> = grants().map(|grant| json!(grant.policies)).collect();
    let families: Vec<Option<String>> =
        offers().map(|offer| offer.name.as_ref().map(|name| name.family.as_str().to_owned())).collect();
    let givens: Vec<Option<String>> =
        offers().map(|offer| offer.name.as_ref().map(|name| name.given.as_str().to_owned())).collect();
    let phones: Vec<Option<String>> =
        offers().map(|offer| offer.phone.as_ref().map(|phone| phone.as_str().to_owned())).collect();
    let languages: Vec<String> = rows.iter().map(|row| row.prepared.language.tag().to_owned()).collect();
    let access_ends: Vec<Option<DateTime<Utc>>> = grants().map(|grant| grant.access_ends_at).collect();
    let expires: Vec<DateTime<Utc>> = rows.iter().map(|row| row.prepared.expires_at).collect();
    let providers: Vec<Option<String>> =
        offers().map(|offer| offer.identity_provider.map(|provider| provider.name().to_owned())).collect();
    sqlx::query!(
        r#"INSERT INTO invitations
               (org_id, id, address, role, permission, policies, family_name, given_name, phone, language,
                access_ends_at, expires_at, invited_by, created_at, sent_at, identity_provider)
           SELECT $1, r.id, r.address, r.role, r.permission,
                  ARRAY(SELECT jsonb_array_elements_text(r.policies)), r.family_name, r.given_name, r.phone, r.language,
                  r.access_ends_at, r.expires_at, $2, $3, $3, r.identity_provider
           FROM unnest($4::uuid[], $5::text[], $6::text[], $7::text[], $8::jsonb[], $9::text[], $10::text[], $11::text[],
                       $12::text[], $13::timestamptz[], $14::timestamptz[], $15::text[])
                AS r(id, address, role, permission, policies, family_name, given_name, phone, language, access_ends_at,
                     expires_at, identity_provider)"#,
        locked.organization.id.get(),
        inviter.get(),
        locked.now,
        &ids,
        &addresses,
        &roles as &[Option<String>],
        &permissions as &[Option<String>],
        &policies,
        &families as &[Option<String>],
        &givens as &[Option<String>],
        &phones as &[Option<String>],
        &languages,
        &access_ends as &[Option<DateTime<Utc>>],
        &expires,
        &providers as &[Option<String>],
    )
    .execute(&mut *locked.tx)
    .await?;
    Ok(())
}

impl Row {
    fn mail(&self) -> Outgoing<'_> {
        let Prepared { offer, language, .. } = &self.prepared;
        let mail = Mail::Invitation { generation: 1 };
        Outgoing { invitation: self.id, recipient: &offer.address, language: *language, mail }
    }

    fn entry<'a>(&self, client: &'a Client, inviter: AccountId) -> Entry<'a> {
        let Prepared { offer, grant, expires_at, language, .. } = &self.prepared;
        let detail = json!({ "after": {
            "address": offer.address, "grant": grant, "expires_at": expires_at, "language": language,
            "identity_provider": offer.identity_provider,
        }});
        Entry { client, actor: Some(inviter), event: Event::InvitationSent, subject: self.id, detail }
    }
}
