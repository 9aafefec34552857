//! An invitation's row, as a transaction that changes it reads it.

use crate::{Error, Result, organizations::Locked, row};
use chrono::{DateTime, Utc};
use shared::{
    EmailAddress, Language, Refusal,
    access::{Given, Grant},
    ids::{AccountId, InvitationId},
    invitation::{Facts, Status, status},
    names::FullName,
};
use sqlx::types::Json;

/// What a change needs to know of an invitation.
#[derive(Clone, Debug)]
pub(super) struct Invitation {
    pub(super) id: InvitationId,
    pub(super) address: EmailAddress,
    pub(super) grant: Grant,
    pub(super) name: Option<FullName>,
    pub(super) phone: Option<String>,
    pub(super) language: Language,
    pub(super) generation: i32,
    pub(super) facts: Facts,
    pub(super) sent_at: DateTime<Utc>,
    pub(super) expires_at: DateTime<Utc>,
    pub(super) reminded_at: Option<DateTime<Utc>>,
    pub(super) invited_by: AccountId,
    pub(super) accepted_by: Option<AccountId>,
    pub(super) status: Status,
}

impl Invitation {
    /// Reads and locks one of this organization; [`Refusal::NotFound`] for any other (R3).
    pub(super) async fn load(locked: &mut Locked, id: InvitationId) -> Result<Self> {
        let found = sqlx::query!(
            r#"SELECT id, address, role, permission, policies, invitation_given(invitations) AS "given!: Json<Given>",
                      family_name, given_name, phone, language,
                      access_ends_at, expires_at, generation, invited_by, accepted_at, accepted_by,
                      declined_at, revoked_at, sent_at, reminded_at
               FROM invitations WHERE org_id = $1 AND id = $2 FOR UPDATE"#,
            locked.organization.id.get(),
            id.get(),
        )
        .fetch_optional(&mut *locked.tx)
        .await?
        .ok_or(Refusal::NotFound)?;
        let corrupt = |column| Error::row("invitations", column, id);
        let facts = Facts {
            accepted_at: found.accepted_at,
            declined_at: found.declined_at,
            revoked_at: found.revoked_at,
            expires_at: found.expires_at,
        };
        Ok(Self {
            id,
            address: EmailAddress::parse(&found.address).map_err(|_| corrupt("address"))?,
            grant: row::grant(
                "invitations",
                id,
                found.role.as_deref(),
                found.permission.as_deref(),
                found.policies,
                found.access_ends_at,
                &found.given,
            )?,
            name: row::full_name(found.family_name.as_deref(), found.given_name.as_deref())
                .ok_or_else(|| corrupt("family_name"))?,
            phone: found.phone,
            language: Language::parse(&found.language).ok_or_else(|| corrupt("language"))?,
            generation: found.generation,
            facts,
            sent_at: found.sent_at,
            expires_at: found.expires_at,
            reminded_at: found.reminded_at,
            invited_by: AccountId::new(found.invited_by),
            accepted_by: found.accepted_by.map(AccountId::new),
            status: status(&facts, locked.now),
        })
    }

    /// Refuses with [`Refusal::InvitationOver`] unless it is PENDING.
    pub(super) fn require_pending(&self) -> Result<()> {
        if self.status == Status::Pending { Ok(()) } else { Err(Refusal::InvitationOver.into()) }
    }
}
