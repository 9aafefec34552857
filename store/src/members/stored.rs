//! A membership's row, as a transaction that changes it reads it.

use crate::{
    Error, Result,
    organizations::{Locked, Scope, Standing, allowed},
    row,
};
use chrono::{DateTime, Utc};
use shared::{
    EmailAddress, Language, Refusal,
    access::{Action, Because, Denial, Given, Person, Question, Resource},
    ids::{AccountId, MembershipId},
    member::{Facts, Status, status},
    owners,
};
use sqlx::types::Json;

/// What a change needs to know of a member.
#[derive(Clone, Debug)]
pub(super) struct Member {
    pub(super) id: MembershipId,
    pub(super) account: AccountId,
    pub(super) address: EmailAddress,
    /// What the person holds, whether this is the Primary Owner, and what happened to the membership.
    pub(super) standing: owners::Standing,
    /// How often it was changed.
    pub(super) version: i32,
    /// The language the person reads.
    pub(super) language: Language,
    /// The end of access that the person was told of.
    pub(super) end_noticed: Option<DateTime<Utc>>,
}

impl Member {
    /// Reads and locks one of this organization; [`Refusal::NotFound`] for any other (R3).
    pub(super) async fn load(locked: &mut Locked, id: MembershipId) -> Result<Self> {
        let found = sqlx::query!(
            r#"SELECT m.account_id, m.role, m.permission, m.policies, m.access_ends_at, m.primary_owner,
                      m.suspended_at, m.removed_at, m.version, m.end_noticed, a.address, a.language, membership_given(m) AS "given!: Json<Given>"
               FROM memberships m JOIN accounts a ON a.id = m.account_id
               WHERE m.org_id = $1 AND m.id = $2 FOR UPDATE OF m"#,
            locked.organization.id.get(),
            id.get(),
        )
        .fetch_optional(&mut *locked.tx)
        .await?
        .ok_or(Refusal::NotFound)?;
        let corrupt = |column| Error::row("accounts", column, found.account_id);
        let grant = row::grant(
            "memberships",
            id,
            found.role.as_deref(),
            found.permission.as_deref(),
            found.policies,
            found.access_ends_at,
            &found.given,
        )?;
        Ok(Self {
            id,
            account: AccountId::new(found.account_id),
            address: EmailAddress::parse(&found.address).map_err(|_| corrupt("address"))?,
            standing: owners::Standing {
                grant,
                primary: found.primary_owner,
                facts: Facts {
                    suspended_at: found.suspended_at,
                    removed_at: found.removed_at,
                    access_ends_at: found.access_ends_at,
                },
            },
            version: found.version,
            language: Language::parse(&found.language).ok_or_else(|| corrupt("language"))?,
            end_noticed: found.end_noticed,
        })
    }

    /// Where the membership stands at the transaction's instant.
    pub(super) fn status(&self, locked: &Locked) -> Status {
        status(&self.standing.facts, locked.now)
    }

    /// The person as decisions look at them.
    pub(super) fn person(&self, locked: &Locked, caller: AccountId) -> Person {
        Person {
            role: self.standing.grant.role,
            owner_rank: self.standing.grant.is_owner_rank(locked.organization.preset()),
            primary_owner: self.standing.primary,
            own: self.account == caller,
        }
    }
}

/// The member and the caller's standing, once the rules have allowed this (R2, R7). The caller's right in
/// general is settled first, so that whoever has none learns nothing about ids.
pub(super) async fn reachable(
    locked: &mut Locked,
    scope: &Scope,
    id: MembershipId,
    action: Action,
) -> Result<(Member, Standing)> {
    let caller = scope.caller.account;
    let standing = locked.require(caller, action, &Resource::ANY_MEMBER).await?;
    let member = Member::load(locked, id).await?;
    let resource = Resource::Member(member.person(locked, caller));
    let question = Question::about(action, &resource).of_person(id);
    match allowed(&standing.grants(&locked.organization), question, &resource, locked.now) {
        Ok(()) => Ok((member, standing)),
        Err(Refusal::Denied(Denial { because: Because::PrimaryOwnerStays, .. })) => {
            Err(Refusal::PrimaryOwnerStays.into())
        }
        Err(refusal) => Err(refusal.into()),
    }
}
