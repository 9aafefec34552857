//! Default Access Control Settings: what people with "Not Set" may do (M6).

use crate::{
    Result, Store,
    accounts::Client,
    audit::{Entry, Event, append, noting_denials},
    organizations::{Locked, Scope},
};
use serde_json::json;
use shared::{
    Field, FieldError, Refusal,
    access::{Action, Resource, amounts_to, features},
};

/// Sets the defaults, or with `None` none at all: then people with "Not Set" do nearly what Admin does.
///
/// # Errors
/// Refused: [`Refusal::NotFound`] where nobody carries Role And Permissions, [`Refusal::Forbidden`],
/// [`Refusal::Fields`] for features beyond the caller's own (I10).
#[tracing::instrument(name = "access.save_defaults", skip_all, fields(organization = %scope.organization.id))]
pub async fn save_defaults(store: &Store, client: &Client, scope: &Scope, typed: Option<&[String]>) -> Result<()> {
    let (account, organization) = (scope.caller.account, scope.organization.id);
    let result = save(store, client, scope, typed).await;
    noting_denials(store, client, Some(account), organization, "access.save_defaults", result).await
}

async fn save(store: &Store, client: &Client, scope: &Scope, typed: Option<&[String]>) -> Result<()> {
    if scope.organization.preset().narrowed_permission.is_none() {
        return Err(Refusal::NotFound.into());
    }
    let mut locked = Locked::within(store, scope).await?;
    let editor = locked.require(scope.caller.account, Action::Update, &Resource::AccessControl).await?;
    let own = editor.grants(&locked.organization);
    let refuse = |error| Refusal::field(Field::Features, error);
    let after = match typed {
        Some(typed) => Some(features(&own, typed).map_err(refuse)?),
        // Without defaults, "Not Set" is every feature there is.
        None if amounts_to(&own).covers(&locked.organization.preset().features()) => None,
        None => return Err(refuse(FieldError::AboveOwn).into()),
    };
    let names: Option<Vec<String>> = after.map(|features| features.names().collect());
    sqlx::query!(
        "UPDATE organizations SET default_features = $2 WHERE id = $1",
        locked.organization.id.get(),
        names.as_deref(),
    )
    .execute(&mut *locked.tx)
    .await?;
    let detail = json!({
        "before": { "features": locked.organization.default_features },
        "after": { "features": after },
    });
    let (actor, subject) = (Some(scope.caller.account), locked.organization.id.get());
    append(&mut locked, Entry { client, actor, event: Event::DefaultAccessChanged, subject, detail }).await?;
    locked.commit().await
}
