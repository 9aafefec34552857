//! What is known of the people whom somebody wants to invite.

use crate::{Result, organizations::Locked, row};
use shared::{EmailAddress, Language, ids::InvitationId, invitation::Draft, member, names::FullName};
use std::collections::HashMap;

/// What is known here of an address.
#[derive(Clone, Debug, Default)]
pub(crate) struct Person {
    pub(super) has_account: bool,
    pub(super) language: Option<Language>,
    pub(super) name: Option<FullName>,
    pub(super) membership: Option<member::Status>,
    /// The invitation that is open.
    pub(super) open: Option<InvitationId>,
    /// Whether the address takes no invitations from this organization.
    pub(super) unwanted: bool,
}

/// Everybody on a list of drafts.
#[derive(Debug, Default)]
pub(crate) struct People {
    known: HashMap<String, Person>,
    nobody: Person,
}

impl People {
    /// Reads everybody at once, under the organization's lock: two hundred rows cost one statement.
    pub(crate) async fn of(locked: &mut Locked, drafts: impl Iterator<Item = &Draft>) -> Result<Self> {
        let addresses: Vec<String> = drafts
            .filter_map(|draft| EmailAddress::parse(&draft.address).ok())
            .map(|address| address.as_str().to_owned())
            .collect();
        let found = sqlx::query!(
            r#"SELECT w.address AS "address!", a.id IS NOT NULL AS "has_account!", a.language AS "language?",
                      a.family_name, a.given_name,
                      CASE WHEN m.id IS NULL THEN NULL
                           ELSE membership_status(m.suspended_at, m.removed_at, m.access_ends_at, $3)
                      END AS membership,
                      i.id AS "open?", s.address IS NOT NULL AS "unwanted!"
               FROM unnest($2::text[]) AS w(address)
               LEFT JOIN accounts a ON a.address = w.address
               LEFT JOIN memberships m ON m.org_id = $1 AND m.account_id = a.id
               LEFT JOIN invitations i ON i.org_id = $1 AND i.address = w.address AND i.accepted_at IS NULL
                    AND i.declined_at IS NULL AND i.revoked_at IS NULL AND i.lapsed_at IS NULL
               LEFT JOIN mail_stops s ON s.org_id = $1 AND s.address = w.address AND s.allowed_at IS NULL"#,
            locked.organization.id.get(),
            &addresses,
            locked.now,
        )
        .fetch_all(&mut *locked.tx)
        .await?;
        let known = found.into_iter().map(|row| {
            let person = Person {
                has_account: row.has_account,
                language: row.language.as_deref().and_then(Language::parse),
                name: row::full_name(row.family_name.as_deref(), row.given_name.as_deref()).flatten(),
                membership: row.membership.as_deref().and_then(member::Status::parse),
                open: row.open.map(InvitationId::new),
                unwanted: row.unwanted,
            };
            (row.address, person)
        });
        Ok(Self { known: known.collect(), nobody: Person::default() })
    }

    /// What is known of one of them.
    pub(super) fn get(&self, address: &EmailAddress) -> &Person {
        self.known.get(address.as_str()).unwrap_or(&self.nobody)
    }
}
