//! Why a request is not carried out: one enum for the browser, the server functions and programs.

use crate::{access::Denial, ids::InvitationId, invitation::SheetTrouble};
use serde::{Deserialize, Serialize};

/// A refusal that the reader can act on. Its text is chosen at the edge, per language.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Refusal {
    /// Something typed is not acceptable; each error belongs to a field.
    Fields(FieldErrors),
    /// A file or a list of addresses that cannot be read as a sheet of invitations.
    Sheet(SheetTrouble),
    /// The request could not be read as the form it claims to be.
    Malformed,
    /// Nobody is signed in.
    SignedOut,
    /// Address and password do not belong together; never says which one is wrong.
    WrongCredentials,
    /// It does not exist, or the caller may not know that it does.
    NotFound,
    /// The caller may see it but may not do this.
    Forbidden,
    /// The same, by a decision whose chain can be asked for (M10).
    Denied(Denial),
    /// Signed in as somebody else than the invited person.
    WrongAccount,
    /// The address is already a member.
    AlreadyMember,
    /// The address already has an invitation that is open.
    AlreadyInvited(InvitationId),
    /// The invitation is no longer open (expired, revoked, declined, replaced or used).
    InvitationOver,
    /// The address wants no invitations from this organization.
    Unwanted,
    /// No seat is left; one more has to be bought first.
    NoSeat,
    /// Somebody still has it, so it cannot go.
    InUse,
    /// The last active owner cannot go.
    LastOwner,
    /// The Primary Owner has to hand over before this.
    PrimaryOwnerStays,
    /// What the page showed has changed meanwhile; it has to be looked at again.
    Stale,
    /// An account exists for the address: sign in instead of registering.
    AccountExists,
    /// The mailed link that resets a password can no longer be used.
    LinkOver,
    /// The terms of service have to be agreed to before going on (C4, K8).
    TermsDue,
    /// The password does not meet the organization's rule; a new one has to be chosen before going on (A7).
    PasswordDue,
    /// Too many tries; try again after so many seconds.
    TooMany {
        /// Seconds until the next try can succeed.
        retry_after: u32,
    },
    /// The server has no capacity for this right now.
    Busy,
    /// A fault on our side, already logged.
    Fault,
}

impl Refusal {
    /// The HTTP status that carries this refusal.
    pub const fn status(&self) -> u16 {
        match self {
            Self::Fields(_) | Self::Sheet(_) | Self::Malformed | Self::WrongCredentials => 422,
            Self::SignedOut => 401,
            Self::NotFound => 404,
            Self::Forbidden | Self::Denied(_) | Self::WrongAccount | Self::TermsDue | Self::PasswordDue => 403,
            Self::AlreadyMember
            | Self::AlreadyInvited(_)
            | Self::InvitationOver
            | Self::Unwanted
            | Self::NoSeat
            | Self::InUse
            | Self::LastOwner
            | Self::PrimaryOwnerStays
            | Self::Stale
            | Self::AccountExists => 409,
            Self::LinkOver => 410,
            Self::TooMany { .. } => 429,
            Self::Busy => 503,
            Self::Fault => 500,
        }
    }

    /// A refusal of one field.
    pub fn field(field: Field, error: FieldError) -> Self {
        Self::Fields(FieldErrors(vec![(field, error)]))
    }
}

/// The errors of a form, in the order of its fields; at most one per field.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct FieldErrors(pub Vec<(Field, FieldError)>);

impl FieldErrors {
    /// The error of one field.
    pub fn of(&self, field: Field) -> Option<&FieldError> {
        self.0.iter().find(|(name, _)| *name == field).map(|(_, error)| error)
    }

    /// Notes an error; the first one of a field wins.
    pub fn push(&mut self, field: Field, error: FieldError) {
        if self.of(field).is_none() {
            self.0.push((field, error));
        }
    }

    /// Keeps the value, or notes the error and gives `None`.
    pub fn take<T>(&mut self, field: Field, result: Result<T, FieldError>) -> Option<T> {
        result.map_err(|error| self.push(field, error)).ok()
    }

    /// Whether nothing is wrong.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

/// A control of a form; [`Field::name`] is its HTML name and its serde name.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Field {
    /// E-mail address.
    Address,
    /// Password.
    Password,
    /// The password once more.
    PasswordAgain,
    /// The password of now, to be sure who asks.
    CurrentPassword,
    /// Family name.
    FamilyName,
    /// Given name.
    GivenName,
    /// Country of residence.
    Country,
    /// Language of pages and mails.
    Language,
    /// Phone or contact number.
    Phone,
    /// Consent to the terms of service.
    Terms,
    /// That something which cannot be undone is meant.
    Understood,
    /// What becomes of one's own data before the account is closed.
    OwnData,
    /// The code that was mailed.
    Code,
    /// Role in the organization.
    Role,
    /// Permission beside the role.
    Permission,
    /// Permission policies.
    Policies,
    /// Brand Access Settings.
    BrandAccess,
    /// Role And Permissions.
    RoleSet,
    /// Exchange accounts with the role in each.
    Accounts,
    /// Teams.
    Teams,
    /// The organization somebody is invited into.
    Organization,
    /// Whether somebody is invited into the seller or into a customer.
    InviteInto,
    /// Who proves that the person is who they are.
    IdentityProvider,
    /// Features of a Role And Permissions set.
    Features,
    /// Brands of Brand Access Settings.
    Brands,
    /// Statements of a permission policy.
    Statements,
    /// Last day of access.
    AccessEndsOn,
    /// Last day on which the invitation can be accepted.
    ExpiresOn,
    /// Name of an organization.
    Name,
    /// The part of an organization's address that names it.
    Slug,
    /// How long links are valid.
    LinkValid,
    /// Time zone of an organization or a person.
    TimeZone,
    /// Bought slots for seats.
    Seats,
    /// Whether access ends on dates.
    AccessEnd,
    /// What is typed to confirm something that cannot be undone.
    Confirmation,
}

impl Field {
    /// The HTML name of the control.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Address => "address",
            Self::Password => "password",
            Self::PasswordAgain => "password_again",
            Self::CurrentPassword => "current_password",
            Self::FamilyName => "family_name",
            Self::GivenName => "given_name",
            Self::Country => "country",
            Self::Language => "language",
            Self::Phone => "phone",
            Self::Terms => "terms",
            Self::Understood => "understood",
            Self::OwnData => "own_data",
            Self::Code => "code",
            Self::Role => "role",
            Self::Permission => "permission",
            Self::Policies => "policies",
            Self::BrandAccess => "brand_access",
            Self::RoleSet => "role_set",
            Self::Accounts => "accounts",
            Self::Teams => "teams",
            Self::Organization => "organization",
            Self::InviteInto => "invite_into",
            Self::IdentityProvider => "identity_provider",
            Self::Features => "features",
            Self::Brands => "brands",
            Self::Statements => "statements",
            Self::AccessEndsOn => "access_ends_on",
            Self::ExpiresOn => "expires_on",
            Self::Name => "name",
            Self::Slug => "slug",
            Self::LinkValid => "link_valid",
            Self::TimeZone => "time_zone",
            Self::Seats => "bought",
            Self::AccessEnd => "access_end",
            Self::Confirmation => "confirmation",
        }
    }
}

/// What is wrong with one field. [`crate::texts::errors`] says it in words.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum FieldError {
    /// Nothing was given where something is needed.
    Missing,
    /// More characters than fit.
    TooLong {
        /// The most characters that fit.
        max: u16,
    },
    /// Fewer characters than needed.
    TooShort {
        /// The fewest characters that do.
        min: u16,
    },
    /// A character that does not belong: control, bidirectional override, zero width in an address.
    BadCharacter,
    /// Not of the form of an e-mail address.
    NotAnAddress,
    /// The domain has no dot or is an IP literal.
    AddressDomain,
    /// Quoted local parts are not accepted.
    AddressQuoted,
    /// Not of the shape of an international phone number.
    NotAPhone,
    /// Not one of the offered choices.
    NotAChoice,
    /// Not a date.
    NotADate,
    /// The date has passed.
    DatePassed,
    /// The date is too far away.
    DateTooFar {
        /// The most days from today.
        days: u16,
    },
    /// The password needs an upper-case letter.
    NeedsUpper,
    /// The password needs a lower-case letter.
    NeedsLower,
    /// The password needs a digit or a symbol.
    NeedsDigitOrSymbol,
    /// Only half-width letters, digits and symbols.
    HalfWidthOnly,
    /// Among the most common passwords.
    CommonPassword,
    /// Contains the organization's name or the person's own address.
    ContainsKnownWord,
    /// The two passwords differ.
    Differs,
    /// The terms were not agreed to.
    NotAgreed,
    /// The mailed code is wrong or too old.
    WrongCode,
    /// It is not the password of now.
    WrongPassword,
    /// It is what there is already.
    Unchanged,
    /// The box has to be ticked.
    Unticked,
    /// The terms have to be downloaded first (K8).
    NotDownloaded,
    /// A newer version of the terms has come out since the page was made (C4).
    TermsReplaced {
        /// The version that counts now.
        version: u32,
    },
    /// One's own data has not been downloaded (C6).
    NotExported,
    /// More than the inviter holds (I10).
    AboveOwn,
    /// Another organization has it.
    Taken,
    /// A number that is too small or too large.
    OutOfRange {
        /// The smallest that does.
        min: u32,
        /// The largest that does.
        max: u32,
    },
}
