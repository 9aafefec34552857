//! Registering without an invitation (C1).

#![expect(missing_docs, reason = "the macro makes public fields of arguments that the function's own text explains")]

use crate::{
    AppError,
    form::{Done, Strict},
};
use leptos::prelude::*;
use serde::{Deserialize, Serialize};
use shared::{account::SelfRegistration, ids::ProofId};

/// A code is on its way, or so it seems (L3).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct CodeMailed {
    /// What the code will prove.
    pub proof: ProofId,
    /// The mailbox, in its one spelling.
    pub address: String,
}

/// Mails a code to an address that is to become an account's.
#[server(prefix = "/fn", endpoint = "accounts/begin_registration", input = Strict)]
pub async fn begin_registration(#[server(default)] address: String) -> Result<Done<CodeMailed>, AppError> {
    use crate::request;
    use shared::{EmailAddress, Field};
    let (store, client) = (request::store()?, request::client()?);
    let address = EmailAddress::parse(&address).map_err(|error| AppError::field(Field::Address, error))?;
    let proof = store::accounts::begin_registration(&store, &client, &address).await?;
    Ok(Done::Show(CodeMailed { proof, address: address.to_string() }))
}

/// The version of the operator's terms that counts now.
#[server(prefix = "/fn", endpoint = "accounts/registration_terms", input = Strict)]
pub async fn registration_terms() -> Result<String, AppError> {
    Ok(store::terms::current(&crate::request::store()?, None).await?.version.to_string())
}

/// Makes an account with the mailed code, and signs in.
#[server(prefix = "/fn", endpoint = "accounts/register", input = Strict)]
pub async fn register(
    proof: ProofId,
    /// The address the code went to, for the page that answers a refusal; what counts is the proof's.
    #[server(default)]
    proof_address: String,
    #[server(default)] code: String,
    #[server(default)] family_name: String,
    #[server(default)] given_name: String,
    #[server(default)] password: String,
    #[server(default)] password_again: String,
    #[server(default)] version: String,
    #[server(default)] terms: String,
) -> Result<Done, AppError> {
    use crate::{cookies::Cookie, request};
    let (store, client) = (request::store()?, request::client()?);
    let _ = proof_address;
    let new = shared::account::NewPassword { password, password_again };
    let form = SelfRegistration { code, family_name, given_name, new, version, terms };
    let session = store::accounts::register(&store, &client, proof, &form).await?;
    Cookie::Session.set(session.expose())?;
    Ok(Done::Enter("/organizations".to_owned()))
}

impl Register {
    /// The form, for the rules.
    pub fn form(&self) -> SelfRegistration {
        SelfRegistration {
            code: self.code.clone(),
            family_name: self.family_name.clone(),
            given_name: self.given_name.clone(),
            new: shared::account::NewPassword {
                password: self.password.clone(),
                password_again: self.password_again.clone(),
            },
            version: self.version.clone(),
            terms: self.terms.clone(),
        }
    }
}
