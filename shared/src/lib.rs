//! The rules of Usher, compiled twice: to WebAssembly, where a form answers while one types, and to
//! native code, where the server refuses the same thing for the same reason.
//!
//! Nothing here does IO or reads a clock; whoever needs the time is handed it.

pub mod access;
pub mod account;
pub mod address;
pub mod cell;
pub mod country;
pub mod customer;
pub mod dates;
pub mod export;
pub mod ids;
pub mod imports;
pub mod invitation;
pub mod kind;
pub mod language;
pub mod member;
mod named;
pub mod names;
pub mod owners;
pub mod password;
pub mod phone;
pub mod refusal;
pub mod role;
pub mod seats;
pub mod settings;
pub mod slug;
pub mod terms;
mod text;
pub mod texts;
mod unicode;
pub mod views;

pub use access::{Action, Decision, Grant, Grants, Resource, decide, may_grant};
pub use account::SignIn;
pub use address::EmailAddress;
pub use country::Country;
pub use kind::{Kind, Preset};
pub use language::Language;
pub use names::{FullName, OrganizationName, PersonName};
pub use password::Password;
pub use phone::Phone;
pub use refusal::{Field, FieldError, FieldErrors, Refusal};
pub use role::{AccountRole, ManagedPolicy, Permission, Role};
pub use slug::Slug;
