//! What a person says about themselves, and the language they read (C2, A8).

use super::Caller;
use crate::{Error, Result, Store};
use chrono_tz::{TZ_VARIANTS, Tz};
use shared::{
    Field, FieldError, Language, Refusal,
    account::ProfileForm,
    views::{ProfileView, Zones},
};

/// The caller's profile, as the form shows it.
#[tracing::instrument(name = "accounts.profile", skip_all)]
pub async fn profile(store: &Store, caller: &Caller) -> Result<ProfileView> {
    let row = sqlx::query!(
        "SELECT family_name, given_name, country, language, phone, time_zone FROM accounts WHERE id = $1",
        caller.account.get()
    )
    .fetch_optional(store.pool())
    .await?
    .ok_or(Refusal::SignedOut)?;
    let form = ProfileForm {
        family_name: row.family_name.unwrap_or_default(),
        given_name: row.given_name.unwrap_or_default(),
        country: row.country.unwrap_or_default(),
        language: row.language,
        phone: row.phone.unwrap_or_default(),
        time_zone: row.time_zone.unwrap_or_default(),
    };
    Ok(ProfileView { form, zones: zones() })
}

/// Every time zone with a place in its name, and UTC.
fn zones() -> Zones {
    let named = TZ_VARIANTS.iter().map(|zone| zone.name());
    let mut zones: Vec<String> = named
        .filter(|name| *name == "UTC" || name.contains('/') && !name.starts_with("Etc/") && !name.starts_with("US/"))
        .map(str::to_owned)
        .collect();
    zones.sort_unstable();
    zones
}

/// Saves the caller's profile.
///
/// # Errors
/// Refused: [`Refusal::Fields`] by the rules, and for a time zone that does not exist.
#[tracing::instrument(name = "accounts.save_profile", skip_all)]
pub async fn save_profile(store: &Store, caller: &Caller, form: &ProfileForm) -> Result<()> {
    let profile = form.check().map_err(Refusal::Fields)?;
    if profile.time_zone.as_deref().is_some_and(|name| name.parse::<Tz>().is_err()) {
        return Err(Refusal::field(Field::TimeZone, FieldError::NotAChoice).into());
    }
    sqlx::query!(
        r#"UPDATE accounts SET family_name = $2, given_name = $3, country = $4, language = $5, phone = $6,
               time_zone = $7
           WHERE id = $1"#,
        caller.account.get(),
        profile.name.family.as_str(),
        profile.name.given.as_str(),
        profile.country.map(|country| country.as_str()),
        profile.language.tag(),
        profile.phone.as_ref().map(|phone| phone.as_str()),
        profile.time_zone,
    )
    .execute(store.pool())
    .await?;
    Ok(())
}

/// Sets the language of the caller's pages and mails.
#[tracing::instrument(name = "accounts.set_language", skip_all)]
pub async fn set_language(store: &Store, caller: &Caller, language: Language) -> Result<()> {
    sqlx::query!("UPDATE accounts SET language = $2 WHERE id = $1", caller.account.get(), language.tag())
        .execute(store.pool())
        .await
        .map_err(Error::from)?;
    Ok(())
}
