//! The one error type of every server function: a refusal, as JSON.

use leptos::server_fn::{
    codec::JsonEncoding,
    error::{FromServerFnError, ServerFnErrorErr},
};
use serde::{Deserialize, Serialize};
use shared::{Field, FieldError, Refusal};

/// A [`Refusal`] on its way between server and browser.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct AppError(pub Refusal);

impl AppError {
    /// A refusal of one field.
    pub fn field(field: Field, error: FieldError) -> Self {
        Self(Refusal::field(field, error))
    }
}

impl From<Refusal> for AppError {
    fn from(refusal: Refusal) -> Self {
        Self(refusal)
    }
}

#[cfg(feature = "ssr")]
impl From<store::Error> for AppError {
    fn from(error: store::Error) -> Self {
        Self(error.into_refusal())
    }
}

impl FromServerFnError for AppError {
    type Encoder = JsonEncoding;

    fn from_server_fn_error(error: ServerFnErrorErr) -> Self {
        Self(match error {
            // What came is not the form it claims to be, or comes from a page of another release.
            ServerFnErrorErr::Args(_) | ServerFnErrorErr::MissingArg(_) | ServerFnErrorErr::Deserialization(_) => {
                Refusal::Malformed
            }
            // The browser could not reach us.
            ServerFnErrorErr::Request(_) => Refusal::Busy,
            _ => Refusal::Fault,
        })
    }
}
