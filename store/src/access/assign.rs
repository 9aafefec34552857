//! Storing what somebody was given (K3, K4): one way for memberships and invitations.

use crate::{Result, organizations::Locked};
use shared::{
    access::{Assignment, PartSort},
    ids::{InvitationId, MembershipId},
};
use uuid::Uuid;

/// Whose it is.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Holder {
    /// A membership.
    Membership(MembershipId),
    /// An invitation, which hands it over when it is accepted.
    Invitation(InvitationId),
}

/// The rows of an assignment's accounts and teams, column by column.
#[derive(Default)]
struct Rows {
    sorts: Vec<String>,
    parts: Vec<Uuid>,
    roles: Vec<Option<String>>,
}

impl Rows {
    fn of(assignment: &Assignment) -> Self {
        let mut rows = Self::default();
        for access in &assignment.accounts {
            rows.push(PartSort::ExchangeAccount, access.account, Some(access.role.name().to_owned()));
        }
        for team in &assignment.teams {
            rows.push(PartSort::Team, *team, None);
        }
        rows
    }

    fn push(&mut self, sort: PartSort, part: Uuid, role: Option<String>) {
        self.sorts.push(sort.name().to_owned());
        self.parts.push(part);
        self.roles.push(role);
    }
}

/// Stores what was chosen in place of what was there. Whoever calls has checked it against the giver's own
/// ([`shared::access::Choice::check`]) and writes the audit entry.
pub(crate) async fn assign(locked: &mut Locked, holder: Holder, assignment: &Assignment) -> Result<()> {
    let organization = locked.organization.id.get();
    let Rows { sorts, parts, roles } = Rows::of(assignment);
    match holder {
        Holder::Membership(id) => {
            sqlx::query!(
                "UPDATE memberships SET brand_setting_id = $3, role_set_id = $4 WHERE org_id = $1 AND id = $2",
                organization,
                id.get(),
                assignment.brand_setting,
                assignment.role_set,
            )
            .execute(&mut *locked.tx)
            .await?;
            sqlx::query!(
                "DELETE FROM membership_parts WHERE org_id = $1 AND membership_id = $2",
                organization,
                id.get()
            )
            .execute(&mut *locked.tx)
            .await?;
            sqlx::query!(
                r#"INSERT INTO membership_parts (org_id, membership_id, sort, part_id, role)
                   SELECT $1, $2, * FROM unnest($3::text[], $4::uuid[], $5::text[])"#,
                organization,
                id.get(),
                &sorts,
                &parts,
                &roles as &[Option<String>],
            )
            .execute(&mut *locked.tx)
            .await?;
        }
        Holder::Invitation(id) => {
            sqlx::query!(
                "UPDATE invitations SET brand_setting_id = $3, role_set_id = $4 WHERE org_id = $1 AND id = $2",
                organization,
                id.get(),
                assignment.brand_setting,
                assignment.role_set,
            )
            .execute(&mut *locked.tx)
            .await?;
            sqlx::query!(
                "DELETE FROM invitation_parts WHERE org_id = $1 AND invitation_id = $2",
                organization,
                id.get()
            )
            .execute(&mut *locked.tx)
            .await?;
            sqlx::query!(
                r#"INSERT INTO invitation_parts (org_id, invitation_id, sort, part_id, role)
                   SELECT $1, $2, * FROM unnest($3::text[], $4::uuid[], $5::text[])"#,
                organization,
                id.get(),
                &sorts,
                &parts,
                &roles as &[Option<String>],
            )
            .execute(&mut *locked.tx)
            .await?;
        }
    }
    Ok(())
}

/// Gives a membership what an invitation offered, in place of what was there before.
pub(crate) async fn hand_over(locked: &mut Locked, from: InvitationId, to: Uuid) -> Result<()> {
    let organization = locked.organization.id.get();
    sqlx::query!(
        r#"UPDATE memberships m SET brand_setting_id = i.brand_setting_id, role_set_id = i.role_set_id
           FROM invitations i WHERE i.org_id = $1 AND i.id = $2 AND m.org_id = $1 AND m.id = $3"#,
        organization,
        from.get(),
        to,
    )
    .execute(&mut *locked.tx)
    .await?;
    sqlx::query!("DELETE FROM membership_parts WHERE org_id = $1 AND membership_id = $2", organization, to)
        .execute(&mut *locked.tx)
        .await?;
    sqlx::query!(
        r#"INSERT INTO membership_parts (org_id, membership_id, sort, part_id, role)
           SELECT org_id, $3, sort, part_id, role FROM invitation_parts
           WHERE org_id = $1 AND invitation_id = $2"#,
        organization,
        from.get(),
        to,
    )
    .execute(&mut *locked.tx)
    .await?;
    Ok(())
}
