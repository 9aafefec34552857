//! What a link leads to. Opening it any number of times changes nothing (A1, T6, B13).

use crate::{
    Channel, Error, LinkToken, Result, Store,
    accounts::Caller,
    organizations::{Organization, Standing, Stored, may_offer},
    row,
};
use chrono::{DateTime, Utc};
use shared::{
    EmailAddress, Language,
    access::{Given, Policy},
    ids::InvitationId,
    names::Slug,
    views::Confirmation,
};
use sqlx::types::Json;

/// What a link leads to (A5).
#[derive(Clone, Debug)]
pub enum Opened {
    /// The token was never given out.
    Unknown,
    /// A real link that is expired, revoked, declined, superseded or used, or whose inviter has lost the
    /// standing: the same for all of these.
    Over,
    /// The person who is signed in accepted it and is a member.
    AlreadyIn {
        /// The organization's.
        slug: Slug,
    },
    /// It can be accepted.
    Live(Box<Confirmation>),
}

/// Looks a link up. One statement, which writes nothing.
#[tracing::instrument(name = "invitations.open", skip_all)]
pub async fn open(store: &Store, token: &LinkToken, caller: Option<&Caller>) -> Result<Opened> {
    let found = sqlx::query!(
        r#"SELECT i.id, i.address, i.role, i.permission, i.policies, i.family_name, i.given_name,
                  i.language, i.access_ends_at, i.expires_at, i.accepted_by,
                  invitation_given(i) AS "given!: Json<Given>", l.channel, o.id AS org, o.slug, o.name, o.kind,
                  o.language AS org_language, o.time_zone, o.link_valid_seconds, o.seats_bought, o.access_end,
                  o.default_features, custom_policies(o.id) AS "custom!: Json<Vec<Policy>>",
                  clock_timestamp() AS "now!",
                  l.generation = i.generation AND invitation_status(i.accepted_at, i.declined_at,
                      i.revoked_at, i.expires_at, clock_timestamp()) = 'PENDING' AS "open!",
                  a.address AS inviter_address, a.family_name AS inviter_family_name,
                  a.given_name AS inviter_given_name,
                  im.id AS "inviter?", im.role AS inviter_role, im.permission AS inviter_permission,
                  im.policies AS "inviter_policies?", im.access_ends_at AS inviter_access_ends_at,
                  im.given AS "inviter_given?: Json<Given>", im.org_id AS "inviter_org?",
                  im.primary_owner AS "inviter_primary?",
                  EXISTS (SELECT FROM accounts WHERE address = i.address) AS "has_account!",
                  EXISTS (SELECT FROM memberships m
                          WHERE m.org_id = i.org_id AND m.account_id = i.accepted_by
                            AND membership_status(m.suspended_at, m.removed_at, m.access_ends_at,
                                clock_timestamp()) = 'ACTIVE') AS "acceptor_is_in!",
                  (SELECT version FROM current_terms(o.id)) AS "terms_version!"
           FROM invitation_links l
           JOIN invitations i ON i.org_id = l.org_id AND i.id = l.invitation_id
           JOIN organizations o ON o.id = i.org_id
           JOIN accounts a ON a.id = i.invited_by
           -- By a membership there, else in the seller above (K4).
           LEFT JOIN LATERAL (
               SELECT m.*, membership_given(m) AS given FROM memberships m
               WHERE m.org_id IN (o.id, o.parent_id) AND m.account_id = i.invited_by
                 AND membership_status(m.suspended_at, m.removed_at, m.access_ends_at, clock_timestamp())
                     = 'ACTIVE'
               ORDER BY m.org_id <> o.id LIMIT 1
           ) im ON true
           WHERE l.sha256 = $1"#,
        token.sha256().to_vec()
    )
    .fetch_optional(store.pool())
    .await?;
    let Some(found) = found else { return Ok(Opened::Unknown) };
    let corrupt = |column| Error::row("invitations", column, found.id);
    let accepted_by_caller = caller.is_some_and(|caller| found.accepted_by == Some(caller.account.get()));
    if accepted_by_caller && found.acceptor_is_in {
        let slug = Slug::parse(&found.slug).map_err(|_| corrupt("org_id"))?;
        return Ok(Opened::AlreadyIn { slug });
    }
    let mut organization = Organization::try_from(Stored {
        id: found.org,
        slug: found.slug,
        name: found.name,
        kind: found.kind,
        language: found.org_language,
        time_zone: found.time_zone,
        link_valid_seconds: found.link_valid_seconds,
        seats_bought: found.seats_bought,
        default_features: found.default_features,
        access_end: found.access_end,
    })?;
    organization.policies = found.custom.0;
    let grant = row::grant(
        "invitations",
        found.id,
        found.role.as_deref(),
        found.permission.as_deref(),
        found.policies,
        found.access_ends_at,
        &found.given,
    )?;
    let inviter = found
        .inviter
        .map(|id| {
            row::grant(
                "memberships",
                id,
                found.inviter_role.as_deref(),
                found.inviter_permission.as_deref(),
                found.inviter_policies.unwrap_or_default(),
                found.inviter_access_ends_at,
                found.inviter_given.as_ref().map_or(&Given::default(), |given| given),
            )
        })
        .transpose()?
        .map(|grant| Standing {
            grant,
            primary_owner: found.inviter_primary == Some(true),
            from_above: found.inviter_org != Some(found.org),
        });
    let vouched = inviter.is_some_and(|inviter| may_offer(&inviter.grants(&organization), &grant, found.now));
    if !found.open || !vouched {
        return Ok(Opened::Over);
    }
    let moment = |at: DateTime<Utc>| organization.moment(at);
    let language = Language::parse(&found.language).ok_or_else(|| corrupt("language"))?;
    let inviter_name = row::full_name(found.inviter_family_name.as_deref(), found.inviter_given_name.as_deref())
        .ok_or_else(|| corrupt("invited_by"))?;
    Ok(Opened::Live(Box::new(Confirmation {
        id: InvitationId::new(found.id),
        organization: organization.name.clone(),
        kind: organization.kind,
        inviter: inviter_name,
        inviter_address: found.inviter_address,
        address: EmailAddress::parse(&found.address).map_err(|_| corrupt("address"))?,
        name: row::full_name(found.family_name.as_deref(), found.given_name.as_deref())
            .ok_or_else(|| corrupt("family_name"))?,
        grant,
        given: found.given.0,
        expires_at: moment(found.expires_at),
        access_ends_at: found.access_ends_at.map(moment),
        has_account: found.has_account,
        proves_mailbox: found.channel == Channel::Mail.name(),
        language,
        terms_version: found.terms_version.to_string(),
    })))
}
