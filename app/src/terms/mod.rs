//! Terms of service: to read, to download, to agree to (C4, K8).

mod functions;
mod gate;
mod own;
mod pages;
#[cfg(feature = "ssr")]
mod render;

pub use functions::*;
pub use gate::TermsGate;
pub use own::OwnTermsPage;
pub use pages::{InvitationTermsPage, OrganizationTermsPage, TermsPage};
