//! What stands where a page would: what comes before the organization, or what went wrong.

use super::Trouble;
use crate::{
    AppError,
    accounts::{self, PasswordGate},
    terms::{self, TermsGate},
};
use leptos::prelude::*;
use serde::{Deserialize, Serialize};
use shared::{Refusal, views};

/// Why a page is not shown, with everything that is shown instead. It is read together with the page: the server draws a
/// page more than once, and what is read only while it is drawn would be another thing each time, for which the browser
/// waits in vain.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub(super) enum Instead {
    /// Terms to agree to (K8, C4).
    Terms(Box<views::TermsGate>),
    /// A password to choose (A7).
    Password(views::Demands),
    /// Anything else.
    Trouble(AppError),
}

impl Instead {
    /// What stands for a refusal in the organization of the address.
    pub(super) async fn of(error: AppError, slug: String) -> Self {
        let read = match error.0 {
            Refusal::TermsDue => terms::read_gate(slug).await.map(|gate| Self::Terms(Box::new(gate))),
            Refusal::PasswordDue => accounts::read_security().await.map(Self::Password),
            _ => Err(error),
        };
        read.unwrap_or_else(Self::Trouble)
    }

    /// Draws it.
    pub(super) fn draw(self, slug: String) -> AnyView {
        match self {
            Self::Terms(gate) => view! { <TermsGate slug gate=*gate/> }.into_any(),
            Self::Password(demands) => view! { <PasswordGate slug demands/> }.into_any(),
            Self::Trouble(error) => view! { <Trouble error/> }.into_any(),
        }
    }
}
