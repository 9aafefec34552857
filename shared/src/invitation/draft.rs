//! What an inviter typed, checked as they type and again where it counts.

use crate::{
    EmailAddress, Field, FieldError, FieldErrors, FullName, Language, Phone,
    access::{Assignment, Catalog, Choice, Grant, Grants},
    dates,
    kind::{AccessEndRule, Ask, IdentityProvider, Preset},
    names,
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
    /// Brand Access Settings, by id or by name as everything below; empty: "Default".
    pub brand_access: String,
    /// Role And Permissions set; empty: "Not Set".
    pub role_set: String,
    /// Exchange accounts as `account:role`; empty ones stand for accounts without access.
    pub accounts: Vec<String>,
    /// Teams.
    pub teams: Vec<String>,
    /// Identity provider, where the kind offers a choice; empty: the first one (K11).
    pub identity_provider: String,
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
    /// The lists, accounts and teams that were chosen for it.
    pub assignment: Assignment,
    /// Who proves that the person is who they are, where the kind offers a choice.
    pub identity_provider: Option<IdentityProvider>,
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
        self.check_among(&Grants::of(preset, inviter), &Catalog::default(), today)
    }

    /// The same, with the organization's custom policies and defaults, and with what it has to give.
    ///
    /// # Errors
    /// One error per field that cannot be taken as it is.
    pub fn check_among(&self, inviter: &Grants<'_>, catalog: &Catalog, today: NaiveDate) -> Result<Offer, FieldErrors> {
        let preset = inviter.preset;
        let mut errors = FieldErrors::default();
        let address = errors.take(Field::Address, EmailAddress::parse(&self.address));
        let chosen = self.choice().check(inviter, catalog);
        let chosen = chosen.map_err(|below| below.0.into_iter().for_each(|(field, error)| errors.push(field, error)));
        let provider = errors.take(Field::IdentityProvider, self.identity_provider(preset)).flatten();
        let name = self.name(preset.invitation.name, &mut errors);
        let phone = errors.take(Field::Phone, optional(&self.phone, preset.invitation.phone, Phone::parse)).flatten();
        let language = errors.take(Field::Language, language(&self.language)).flatten();
        let access_ends_on = errors.take(Field::AccessEndsOn, self.access_end(inviter, today)).flatten();
        let expires_on = errors.take(Field::ExpiresOn, self.expiry(preset, today)).flatten();

        match (address, chosen) {
            (Some(address), Ok((grant, assignment))) if errors.is_empty() => Ok(Offer {
                address,
                grant,
                assignment,
                identity_provider: provider,
                name,
                phone,
                language,
                access_ends_on,
                expires_on,
            }),
            _ => Err(errors),
        }
    }

    /// The part of it that says what the person is to hold.
    pub fn choice(&self) -> Choice {
        Choice {
            role: self.role.clone(),
            permission: self.permission.clone(),
            policies: self.policies.clone(),
            brand_access: self.brand_access.clone(),
            role_set: self.role_set.clone(),
            accounts: self.accounts.clone(),
            teams: self.teams.clone(),
        }
    }

    fn identity_provider(&self, preset: &Preset) -> Result<Option<IdentityProvider>, FieldError> {
        match (self.identity_provider.as_str(), preset.identity_providers) {
            ("", [] | [_]) => Ok(None),
            ("", [first, ..]) => Ok(Some(*first)),
            (typed, offered) => IdentityProvider::parse(typed)
                .filter(|provider| offered.len() > 1 && offered.contains(provider))
                .map(Some)
                .ok_or(FieldError::NotAChoice),
        }
    }

    fn name(&self, ask: Ask, errors: &mut FieldErrors) -> Option<FullName> {
        names::full_name(ask, &self.family_name, &self.given_name, errors)
    }

    fn access_end(&self, inviter: &Grants<'_>, today: NaiveDate) -> Result<Option<NaiveDate>, FieldError> {
        let day = dates::day_from(&self.access_ends_on, today, ACCESS_DAYS)?;
        match (inviter.access_end, day, inviter.grant.access_ends_at) {
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

/// A text that may be left out, or is not asked and then ignored.
pub(crate) fn optional<T>(
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
