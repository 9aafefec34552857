//! One door to the rules for programs that speak JSON: the same bytes in, the same bytes out, natively and
//! in WebAssembly. `tests/agreement.rs` holds the two builds together through it.

use crate::{
    Action, Country, Decision, EmailAddress, FieldError, FieldErrors, Grant, Grants, Kind, OrganizationName,
    PersonName, Phone, Resource, SignIn, Slug, access::ResourceKind, dates, decide, invitation,
};
use chrono::{DateTime, NaiveDate};
use serde::{Deserialize, Serialize};

#[cfg(all(feature = "export", target_arch = "wasm32"))]
mod abi;

/// A question.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Question {
    /// Is it an e-mail address, and how is it spelled?
    Address(String),
    /// Is it a person's name?
    PersonName(String),
    /// Is it an organization's name?
    OrganizationName(String),
    /// Is it a phone number?
    Phone(String),
    /// Is it a country?
    Country(String),
    /// Is it a slug?
    Slug(String),
    /// Is it a day?
    Day(String),
    /// Can somebody try to sign in with this?
    SignIn(SignIn),
    /// Can this invitation be sent?
    Draft(Box<DraftQuestion>),
    /// Can this person be registered?
    Registration(Box<RegistrationQuestion>),
    /// May somebody do that?
    Decide(Box<DecideQuestion>),
}

/// A draft and who wrote it.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct DraftQuestion {
    /// The organization's kind.
    pub kind: Kind,
    /// What the inviter holds.
    pub inviter: Grant,
    /// The day in the organization's time zone.
    pub today: NaiveDate,
    /// What was typed.
    pub draft: invitation::Draft,
}

/// A registration form and what it answers.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct RegistrationQuestion {
    /// The organization's kind.
    pub kind: Kind,
    /// The invited address.
    pub address: EmailAddress,
    /// The organization's name.
    pub organization: String,
    /// Whether the link was copied.
    pub needs_code: bool,
    /// What was typed.
    pub form: invitation::Registration,
}

/// Who wants to do what.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct DecideQuestion {
    /// The organization's kind.
    pub kind: Kind,
    /// What the person holds.
    pub grant: Grant,
    /// What they want to do.
    pub action: Action,
    /// To what.
    pub resource: ResourceKind,
    /// Seconds since 1970.
    pub now: i64,
}

/// What a checked registration shows; never the password.
#[derive(Serialize)]
struct Registered {
    name: Option<crate::FullName>,
    country: Option<Country>,
    language: Option<crate::Language>,
    phone: Option<Phone>,
    password_bytes: usize,
    code: Option<String>,
    terms: Option<crate::terms::Agreement>,
}

/// Answers a question in JSON with `{"Ok":…}` or `{"Err":…}`; what is no question with `"Unreadable"`.
pub fn answer(question: &[u8]) -> Vec<u8> {
    let answer = match serde_json::from_slice(question) {
        Ok(question) => reply(question),
        Err(_) => serde_json::to_vec("Unreadable"),
    };
    answer.unwrap_or_default()
}

fn reply(question: Question) -> serde_json::Result<Vec<u8>> {
    match question {
        Question::Address(text) => json(&EmailAddress::parse(&text)),
        Question::PersonName(text) => json(&PersonName::parse(&text)),
        Question::OrganizationName(text) => json(&OrganizationName::parse(&text)),
        Question::Phone(text) => json(&Phone::parse(&text)),
        Question::Country(text) => json(&Country::parse(&text)),
        Question::Slug(text) => json(&Slug::parse(&text)),
        Question::Day(text) => json::<_, FieldError>(&dates::parse(&text)),
        Question::SignIn(form) => json(&form.check().map(|(address, password)| (address, password.expose().len()))),
        Question::Draft(question) => {
            let DraftQuestion { kind, inviter, today, draft } = *question;
            json(&draft.check(kind.preset(), &inviter, today))
        }
        Question::Registration(question) => json(&registered(&question)),
        Question::Decide(question) => json::<_, ()>(&Ok(decided(&question))),
    }
}

fn registered(question: &RegistrationQuestion) -> Result<Registered, FieldErrors> {
    let RegistrationQuestion { kind, address, organization, needs_code, form } = question;
    let account = form.check(kind.preset(), address, organization, *needs_code, "1")?;
    Ok(Registered {
        name: account.name,
        country: account.country,
        language: account.language,
        phone: account.phone,
        password_bytes: account.password.expose().len(),
        code: account.code,
        terms: account.terms,
    })
}

fn decided(question: &DecideQuestion) -> Decision {
    let resource: Resource = question.resource.any();
    let now = DateTime::from_timestamp(question.now, 0).unwrap_or_default();
    decide(&Grants::of(question.kind.preset(), &question.grant), question.action, &resource, now)
}

fn json<T: Serialize, E: Serialize>(result: &Result<T, E>) -> serde_json::Result<Vec<u8>> {
    serde_json::to_vec(result)
}
