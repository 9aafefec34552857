//! Accepting without an account: registration and membership in one transaction (A3).

use super::{
    answer::{Accepted, Answering},
    open::{Opened, open},
};
use crate::{
    LinkToken, Result, SessionToken, Store,
    accounts::{Client, password::stored, session},
    audit::{SecurityEvent, note},
    retrying,
};
use shared::{
    Field, FieldError, Refusal,
    ids::{AccountId, InvitationId},
    invitation::{NewAccount, Registration},
    kind::{Afterwards, Kind},
    names::{OrganizationName, Slug},
    password::PasswordFacts,
};
use uuid::Uuid;

/// A person who has registered and joined.
#[derive(Clone, Debug)]
pub struct Joined {
    /// The organization's, as are name and kind.
    pub slug: Slug,
    /// Its name.
    pub organization: OrganizationName,
    /// Its kind, which says where acceptance leads (A7).
    pub kind: Kind,
    /// A session, where acceptance leads into the organization at once.
    pub session: Option<SessionToken>,
}

/// Registers an account for the invited address and makes a member of it. The address counts as
/// verified: by the mailed link, or by the mailed code where the link was copied (T4).
///
/// # Errors
/// Refused: [`Refusal::NotFound`] for a token that never existed; [`Refusal::InvitationOver`];
/// [`Refusal::AccountExists`], whose password stays as it is (A3 of SECURITY.md); [`Refusal::Fields`] by
/// the kind's rules, a wrong code among them; [`Refusal::Busy`] when too many passwords wait.
#[tracing::instrument(name = "invitations.register", skip_all, fields(invitation = %id))]
pub async fn register(
    store: &Store,
    client: &Client,
    token: &LinkToken,
    id: InvitationId,
    registration: &Registration,
) -> Result<Joined> {
    let shown = match open(store, token, None).await? {
        Opened::Unknown => return Err(Refusal::NotFound.into()),
        Opened::Live(shown) if shown.id == id => shown,
        _ => return Err(Refusal::InvitationOver.into()),
    };
    if shown.has_account {
        return Err(Refusal::AccountExists.into());
    }
    let new = registration
        .check(
            shown.kind.preset(),
            &shown.address,
            shown.organization.as_str(),
            !shown.proves_mailbox,
            &shown.terms_version,
        )
        .map_err(Refusal::Fields)?;
    // Hashing takes its time, so it is done before the lock; everything is looked at again under it.
    let hash = store.hasher().hash(&new.password).await?;
    retrying(|| create_and_join(store, client, token, id, &new, &hash)).await
}

async fn create_and_join(
    store: &Store,
    client: &Client,
    token: &LinkToken,
    id: InvitationId,
    new: &NewAccount,
    hash: &str,
) -> Result<Joined> {
    let mut answering = Answering::begin(store, token, id).await?;
    answering.require_open().await?;
    if !answering.proves_mailbox() {
        let code = new.code.as_deref().unwrap_or_default();
        if !answering.use_code(store, code).await? {
            let organization = answering.locked.organization.id;
            answering.locked.commit().await?;
            let address = &answering.invitation.address;
            note(store, client, SecurityEvent::CodeWrong { organization, address }).await?;
            return Err(Refusal::field(Field::Code, FieldError::WrongCode).into());
        }
    }
    let account = create(&mut answering, client, new, hash).await?;
    // Where people go on to the sign-in page, nobody would hold the session.
    let session = match answering.locked.organization.preset().afterwards {
        Afterwards::SignInThenList => None,
        Afterwards::Organization | Afterwards::TermsThenOrganization => {
            Some(session::open(&mut answering.locked.tx, store, client, account).await?)
        }
    };
    let Accepted { slug, organization, kind, .. } = answering.join(client, account, new.terms.as_ref()).await?;
    Ok(Joined { slug, organization, kind, session })
}

/// Inserts the account. What the form did not ask for comes from the invitation (K9).
async fn create(answering: &mut Answering, client: &Client, new: &NewAccount, hash: &str) -> Result<AccountId> {
    let invitation = &answering.invitation;
    let name = new.name.as_ref().or(invitation.name.as_ref());
    let phone = new.phone.as_ref().map(|phone| phone.as_str()).or(invitation.phone.as_deref());
    let facts = PasswordFacts::of(&new.password);
    let id = Uuid::now_v7();
    let created = sqlx::query!(
        r#"INSERT INTO accounts
               (id, address, address_verified_at, password_hash, family_name, given_name, country, language,
                phone, created_at, password_min, password_half_width, password_mixed, password_set_at)
           VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $3, $10, $11, $12, $3)
           ON CONFLICT (address) DO NOTHING"#,
        id,
        invitation.address.as_str(),
        answering.locked.now,
        hash,
        name.map(|name| name.family.as_str()),
        name.map(|name| name.given.as_str()),
        new.country.as_ref().map(|country| country.as_str()),
        new.language.unwrap_or(client.language).tag(),
        phone,
        stored(facts.min),
        facts.half_width,
        facts.mixed,
    )
    .execute(&mut *answering.locked.tx)
    .await?;
    if created.rows_affected() == 1 { Ok(AccountId::new(id)) } else { Err(Refusal::AccountExists.into()) }
}
