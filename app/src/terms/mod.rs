//! Terms of service: to read, to download, to agree to (C4, K8).

mod functions;
mod gate;
mod pages;

pub use functions::*;
pub use gate::TermsGate;
pub use pages::{InvitationTermsPage, OrganizationTermsPage, TermsPage};
