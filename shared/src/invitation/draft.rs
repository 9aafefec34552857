//! What an inviter typed, checked as they type and again where it counts.

use crate::{
    EmailAddress, Field, FieldError, FieldErrors, FullName, Language, Phone,
    access::{Grant, Grants, may_grant_among},
    dates,
    kind::{AccessEndRule, Ask, Preset},
    names,
    role::{ManagedPolicy, Permission, Role},
};
use chrono::{Days, NaiveDate};
use serde::{Deserialize, Serialize};

/// The farthest an invitation's last day may be chosen, in days from today (ours).
pub(super) const EXPIRY_DAYS: u16 = 365;
/// The farthest a last day of access may be chosen, in days from today (ours).
pub(super) const ACCESS_DAYS: u16 = 3650;

/// An invitation as typed; the serde names are the controls' names.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Draft {
    /// E-mail address.
    pub address: String,
    /// Role.
    pub role: String,
    /// Permission beside the role.
    pub permission: String,
    /// Names of permission policies.
    pub policies: Vec<String>,
    /// Family name.
    pub family_name: String,
    /// Given name.
    pub given_name: String,
    /// Contact number.
    pub phone: String,
    /// Language of the mail; empty: the account's, else the organization's.
    pub language: String,
    /// Last day of access, `YYYY-MM-DD`.
    pub access_ends_on: String,
    /// Last day of the invitation, `YYYY-MM-DD`.
    pub expires_on: String,
}

/// A checked invitation. Days are days of the organization's time zone; the server makes instants of them.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Offer {
    /// Who is invited.
    pub address: EmailAddress,
    /// What is offered; its end is not set yet, see `access_ends_on`.
    pub grant: Grant,
    /// The person's name, if the inviter gave it.
    pub name: Option<FullName>,
    /// The contact number, if the inviter gave it.
    pub phone: Option<Phone>,
    /// The language of the mail, if the inviter chose it.
    pub language: Option<Language>,
    /// Last day of access.
    pub access_ends_on: Option<NaiveDate>,
    /// Last day of the invitation.
    pub expires_on: Option<NaiveDate>,
}

impl Draft {
    /// Checks everything that can be known without the database: form, the kind's rules, and that
    /// nothing goes beyond what the inviter holds (I10). `today` is the day in the organization's time zone.
    ///
    /// # Errors
    /// One error per field that cannot be taken as it is.
    pub fn check(&self, preset: &Preset, inviter: &Grant, today: NaiveDate) -> Result<Offer, FieldErrors> {
        self.check_among(&Grants::of(preset, inviter), today)
    }

    /// The same, with the organization's custom policies and defaults.
    ///
    /// # Errors
    /// One error per field that cannot be taken as it is.
    pub fn check_among(&self, inviter: &Grants<'_>, today: NaiveDate) -> Result<Offer, FieldErrors> {
        let preset = inviter.preset;
        let mut errors = FieldErrors::default();
        let address = errors.take(Field::Address, EmailAddress::parse(&self.address));
        let role = errors.take(Field::Role, self.role(preset)).flatten();
        let permission = errors.take(Field::Permission, self.permission(preset, role)).flatten();
        let policies = errors.take(Field::Policies, self.policies(inviter)).unwrap_or_default();
        let grant = Grant { role, permission, policies, ..Grant::default() };
        // The end has its own rule below: here there is a day, the ceiling compares instants.
        let own = Grant { access_ends_at: None, ..inviter.grant.clone() };
        if let Err(above) = may_grant_among(&inviter.holding(&own), &inviter.holding(&grant)) {
            above.0.into_iter().for_each(|(field, error)| errors.push(field, error));
        }
        let name = self.name(preset.invitation.name, &mut errors);
        let phone = errors.take(Field::Phone, optional(&self.phone, preset.invitation.phone, Phone::parse)).flatten();
        let language = errors.take(Field::Language, language(&self.language)).flatten();
        let access_ends_on = errors.take(Field::AccessEndsOn, self.access_end(preset, inviter.grant, today)).flatten();
        let expires_on = errors.take(Field::ExpiresOn, self.expiry(preset, today)).flatten();

        match address {
            Some(address) if errors.is_empty() => {
                Ok(Offer { address, grant, name, phone, language, access_ends_on, expires_on })
            }
            _ => Err(errors),
        }
    }

    fn role(&self, preset: &Preset) -> Result<Option<Role>, FieldError> {
        choice(&self.role, preset.roles, Role::parse)
    }

    /// Owners have Admin, whatever the form says (K3).
    fn permission(&self, preset: &Preset, role: Option<Role>) -> Result<Option<Permission>, FieldError> {
        match role.and_then(|role| preset.forced_permission(role)) {
            Some(forced) => Ok(Some(forced)),
            None => choice(&self.permission, preset.permissions, Permission::parse),
        }
    }

    fn policies(&self, inviter: &Grants<'_>) -> Result<Vec<String>, FieldError> {
        let preset = inviter.preset;
        let mut names: Vec<String> = self.policies.iter().filter(|name| !name.is_empty()).cloned().collect();
        names.sort_unstable();
        names.dedup();
        if preset.managed_policies.is_empty() {
            return if names.is_empty() { Ok(names) } else { Err(FieldError::NotAChoice) };
        }
        let known = |name: &String| {
            ManagedPolicy::parse(name).is_some_and(|policy| preset.managed_policies.contains(&policy))
                || inviter.custom.iter().any(|policy| policy.name == *name)
        };
        if names.is_empty() {
            Err(FieldError::Missing)
        } else if names.iter().all(known) {
            Ok(names)
        } else {
            Err(FieldError::NotAChoice)
        }
    }

    fn name(&self, ask: Ask, errors: &mut FieldErrors) -> Option<FullName> {
        names::full_name(ask, &self.family_name, &self.given_name, errors)
    }

    fn access_end(&self, preset: &Preset, inviter: &Grant, today: NaiveDate) -> Result<Option<NaiveDate>, FieldError> {
        let day = dates::day_from(&self.access_ends_on, today, ACCESS_DAYS)?;
        match (preset.access_end, day, inviter.access_ends_at) {
            (AccessEndRule::Never, Some(_), _) => Err(FieldError::NotAChoice),
            (AccessEndRule::Required, None, _) => Err(FieldError::Missing),
            (_, None, Some(_)) => Err(FieldError::AboveOwn),
            // A day ends at the earliest at 10:00 UTC (UTC+14). The exact instant is compared where the
            // time zone is known.
            (_, Some(day), Some(own)) if dates::earliest_end(day).is_none_or(|end| end > own) => {
                Err(FieldError::AboveOwn)
            }
            (_, day, _) => Ok(day),
        }
    }

    fn expiry(&self, preset: &Preset, today: NaiveDate) -> Result<Option<NaiveDate>, FieldError> {
        match dates::day_from(&self.expires_on, today, EXPIRY_DAYS)? {
            Some(_) if !preset.expiry_choice => Err(FieldError::NotAChoice),
            day => Ok(day),
        }
    }
}

impl Offer {
    /// Checks what depends on whether the address has an account: some kinds need the person's name and
    /// contact number only for a new one (K9).
    ///
    /// # Errors
    /// `Missing` for each field that has to be given.
    pub fn check_details(&self, preset: &Preset, has_account: bool) -> Result<(), FieldErrors> {
        let mut errors = FieldErrors::default();
        let needed = |ask| ask == Ask::RequiredIfNew && !has_account;
        if needed(preset.invitation.name) && self.name.is_none() {
            errors.push(Field::FamilyName, FieldError::Missing);
            errors.push(Field::GivenName, FieldError::Missing);
        }
        if needed(preset.invitation.phone) && self.phone.is_none() {
            errors.push(Field::Phone, FieldError::Missing);
        }
        if errors.is_empty() { Ok(()) } else { Err(errors) }
    }

    /// The day on which an invitation ends that is sent today, when none was chosen.
    pub fn default_expiry(preset: &Preset, today: NaiveDate) -> Option<NaiveDate> {
        today.checked_add_days(Days::new(u64::from(preset.link_valid_seconds / 86_400)))
    }
}

/// One of the offered choices; required where there are any, absent where there are none.
fn choice<T: Copy + PartialEq>(
    typed: &str,
    offered: &[T],
    parse: fn(&str) -> Option<T>,
) -> Result<Option<T>, FieldError> {
    match (typed, offered) {
        ("", []) => Ok(None),
        ("", _) => Err(FieldError::Missing),
        _ => parse(typed).filter(|choice| offered.contains(choice)).map(Some).ok_or(FieldError::NotAChoice),
    }
}

/// A text that may be left out, or is not asked and then ignored.
pub(super) fn optional<T>(
    typed: &str,
    ask: Ask,
    parse: fn(&str) -> Result<T, FieldError>,
) -> Result<Option<T>, FieldError> {
    match ask {
        Ask::No => Ok(None),
        Ask::Optional | Ask::RequiredIfNew if typed.trim().is_empty() => Ok(None),
        _ => parse(typed).map(Some),
    }
}

pub(super) fn language(typed: &str) -> Result<Option<Language>, FieldError> {
    match typed {
        "" => Ok(None),
        tag => Language::parse(tag).map(Some).ok_or(FieldError::NotAChoice),
    }
}
