//! Invitations of the demonstration's buyer: one of each status, and one whose mail really goes out.

use super::{Accounts, caller, client, people::Organization};
use crate::{Result, Store, invitations, organizations};
use chrono::{DateTime, TimeDelta, Utc};
use shared::{
    Language, Refusal,
    invitation::Draft,
    kind::Kind,
    names::Slug,
    role::{Permission, Role},
};
use uuid::Uuid;

/// An invitation of before, with days counted back from now.
struct Past {
    address: &'static str,
    language: Language,
    sent: i64,
    answered: Option<(Answer, i64)>,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Answer {
    Accepted,
    Declined,
    Revoked,
}

const PAST: [Past; 4] = [
    Past {
        address: "emma.clark@aoba.example",
        language: Language::En,
        sent: 29,
        answered: Some((Answer::Accepted, 28)),
    },
    Past { address: "daichi.ono@aoba.example", language: Language::Ja, sent: 20, answered: None },
    Past {
        address: "lucas.meyer@larch.example",
        language: Language::En,
        sent: 12,
        answered: Some((Answer::Declined, 10)),
    },
    Past {
        address: "sora.ishida@kitano.example",
        language: Language::Ja,
        sent: 6,
        answered: Some((Answer::Revoked, 5)),
    },
];

/// Whom the mail that really goes out invites.
const PENDING: &str = "mei.fujita@aoba.example";

/// Adds the invitations to a fresh organization of the kind that shows them.
pub(super) async fn seed(store: &Store, organization: &Organization, accounts: &Accounts) -> Result<()> {
    let (Kind::Buyer, Some(owner)) = (organization.kind, organization.people.first()) else {
        return Ok(());
    };
    let slug = Slug::parse(organization.slug).map_err(|_| Refusal::NotFound)?;
    let scope = organizations::enter(store, &caller(owner, accounts)?, &slug).await?;
    for past in &PAST {
        insert(store, &scope, past, accounts).await?;
    }
    let draft = Draft {
        address: PENDING.to_owned(),
        role: Role::Member.name().to_owned(),
        permission: Permission::Write.name().to_owned(),
        language: Language::Ja.tag().to_owned(),
        ..Draft::default()
    };
    invitations::send(store, &client(), &scope, &draft).await?;
    Ok(())
}

async fn insert(store: &Store, scope: &organizations::Scope, past: &Past, accounts: &Accounts) -> Result<()> {
    let ago = |days| scope.now - TimeDelta::days(days);
    let answered = |answer| -> Option<DateTime<Utc>> {
        past.answered.filter(|(given, _)| *given == answer).map(|(_, days)| ago(days))
    };
    let accepted_at = answered(Answer::Accepted);
    sqlx::query!(
        r#"INSERT INTO invitations
               (org_id, id, address, role, permission, language, expires_at, invited_by, created_at, sent_at,
                accepted_at, accepted_by, declined_at, revoked_at)
           VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $9, $10, $11, $12, $13)"#,
        scope.organization.id.get(),
        Uuid::now_v7(),
        past.address,
        Role::Member.name(),
        Permission::Write.name(),
        past.language.tag(),
        ago(past.sent) + scope.organization.link_valid,
        scope.caller.account.get(),
        ago(past.sent),
        accepted_at,
        accepted_at.and_then(|_| accounts.get(past.address)).copied(),
        answered(Answer::Declined),
        answered(Answer::Revoked),
    )
    .execute(store.pool())
    .await?;
    Ok(())
}
