//! Changing an invitation that is open (I8).

use super::{person::People, revoke::manageable, send::resolve};
use crate::{
    Result, Store,
    access::{self, Holder},
    accounts::Client,
    audit::{Entry, Event, append, noting_denials},
    organizations::{Locked, Scope},
    retrying,
};
use chrono::TimeDelta;
use serde_json::json;
use shared::{Refusal, access::Action, ids::InvitationId, invitation::Draft};

/// Changes what an open invitation offers and until when. Its links stay good: they say what is offered now. The
/// address stays as it is, whatever was typed. Whoever edits vouches for it from now on.
///
/// # Errors
/// Refused: as [`super::revoke`]; [`Refusal::Fields`] as [`super::send`].
#[tracing::instrument(name = "invitations.edit", skip_all, fields(organization = %scope.organization.id, invitation = %id))]
pub async fn edit(store: &Store, client: &Client, scope: &Scope, id: InvitationId, draft: &Draft) -> Result<()> {
    let (account, organization) = (scope.caller.account, scope.organization.id);
    let result = retrying(|| change(store, client, scope, id, draft)).await;
    noting_denials(store, client, Some(account), organization, "invitations.edit", result).await
}

async fn change(store: &Store, client: &Client, scope: &Scope, id: InvitationId, draft: &Draft) -> Result<()> {
    let mut locked = Locked::within(store, scope).await?;
    let (invitation, editor) = manageable(&mut locked, scope, id, Action::Update).await?;
    let organization = locked.organization.clone();
    let draft = Draft { address: invitation.address.to_string(), ..draft.clone() };
    let today = organization.today(locked.now);
    let catalog = access::catalog(&mut locked.tx, &organization).await?;
    let own = editor.grants(&organization);
    let offer = draft.check_among(&own, &catalog, today).map_err(Refusal::Fields)?;
    let people = People::of(&mut locked, std::iter::once(&draft)).await?;
    let person = people.get(&offer.address);
    offer.check_details(organization.preset(), person.has_account).map_err(Refusal::Fields)?;
    let (grant, chosen_end) = resolve(&organization, &editor, &offer, locked.now)?;
    // The day that the form had shown is the expiry as it is, to the second.
    let shown = organization.today(invitation.expires_at - TimeDelta::seconds(1));
    let expires_at = match offer.expires_on {
        Some(day) if day != shown => chosen_end,
        _ => invitation.expires_at,
    };
    let language = person.language.or(offer.language).unwrap_or(invitation.language);
    sqlx::query!(
        r#"UPDATE invitations
           SET role = $3, permission = $4, policies = $5, family_name = $6, given_name = $7, phone = $8,
               language = $9, access_ends_at = $10, expires_at = $11, invited_by = $12, identity_provider = $13
           WHERE org_id = $1 AND id = $2"#,
        organization.id.get(),
        id.get(),
        grant.role.map(|role| role.name()),
        grant.permission.map(|permission| permission.name()),
        &grant.policies,
        offer.name.as_ref().map(|name| name.family.as_str()),
        offer.name.as_ref().map(|name| name.given.as_str()),
        offer.phone.as_ref().map(|phone| phone.as_str()),
        language.tag(),
        grant.access_ends_at,
        expires_at,
        scope.caller.account.get(),
        offer.identity_provider.map(|provider| provider.name()),
    )
    .execute(&mut *locked.tx)
    .await?;
    access::assign(&mut locked, Holder::Invitation(id), &offer.assignment).await?;
    let detail = json!({
        "before": { "grant": invitation.grant, "expires_at": invitation.expires_at, "language": invitation.language },
        "after": { "grant": grant, "expires_at": expires_at, "language": language },
        "address": invitation.address,
    });
    let (actor, subject) = (Some(scope.caller.account), id.get());
    append(&mut locked, Entry { client, actor, event: Event::InvitationEdited, subject, detail }).await?;
    locked.commit().await
}
