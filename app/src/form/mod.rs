//! The one way a form works (DESIGN.md "Forms").
//!
//! A form has no `action`: it posts to its page's own address and names its server function in a hidden
//! field. Hydrated, the submit event is taken, `shared` checks, the function is called, and a refusal lands
//! in the fields. Otherwise [`layer`] takes the POST, calls the same function inside the process, and
//! answers with 303 or with the page itself, which finds what was typed and what was wrong in a
//! [`Posted`].

mod call;
mod codec;
mod controls;
mod events;
mod hook;
mod view;

#[cfg(feature = "ssr")]
pub mod layer;

pub use codec::Strict;
pub use controls::{
    Agreement, BoxesField, Choices, Consent, EachField, FieldProblem, Hidden, PolicyChoices, RadioField, RestrictField,
    SelectField, Submit, TextArea, TextField,
};
pub use hook::{Form, use_form, use_form_about};
pub use view::PostForm;

use serde::{Deserialize, Serialize};
#[cfg(feature = "ssr")]
use shared::Field;
use shared::{Refusal, password::Strength};

/// The hidden field that names the server function a form is for.
pub const FUNCTION: &str = "_fn";

/// What a server function behind a form has achieved, and where the person goes from here.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Done<S = ()> {
    /// Go to this path of ours.
    Go(String),
    /// Go there as somebody else than before, which takes a document of its own.
    Enter(String),
    /// Stay on the page, which has news.
    Here,
    /// Load the page anew, as the reader one is now.
    Again,
    /// Stay on the page, which shows this once.
    Show(S),
}

/// What became of a plain form post, for the page that is its answer.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Posted {
    /// Path of the server function that was called.
    pub function: String,
    /// What was typed, without anything secret.
    pub values: Vec<(String, String)>,
    /// What the function had to show (as JSON), or why it refused.
    pub result: Result<String, Refusal>,
    /// How hard the new password that was typed is to guess; the password itself does not come back.
    pub strength: Option<Strength>,
}

/// Whether a control's content must never be sent back to the browser.
#[cfg(feature = "ssr")]
fn is_secret(name: &str) -> bool {
    name == FUNCTION
        || name == Field::Password.name()
        || name == Field::PasswordAgain.name()
        || name == Field::CurrentPassword.name()
}
