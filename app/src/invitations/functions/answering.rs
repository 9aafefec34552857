//! The invited person's side. Each answer names the invitation it was shown (A4): with two open in two tabs
//! neither joins the wrong organization.

#![expect(missing_docs, reason = "the macro makes public fields of arguments that the function's own text explains")]

use crate::{
    AppError,
    form::{Done, Strict},
};
use leptos::prelude::*;
use serde::{Deserialize, Serialize};
use shared::{
    invitation::Registration,
    views::{Confirmation, StopView},
};

/// What opening a link leads to.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Opened {
    /// No link is open in this browser, or it never existed.
    Nothing,
    /// A real link that can no longer be used, for whatever reason (A5).
    Over,
    /// The person signed in has accepted it: on to the organization.
    Joined {
        /// The organization.
        slug: String,
    },
    /// An open invitation.
    Live {
        /// What it says.
        confirmation: Box<Confirmation>,
        /// Address of the person signed in.
        signed_in: Option<String>,
    },
}

/// The token of the link that was opened last in this browser.
#[cfg(feature = "ssr")]
fn link() -> Result<Option<store::LinkToken>, AppError> {
    Ok(crate::cookies::Cookie::Invitation.get()?.and_then(|token| store::LinkToken::parse(&token)))
}

#[cfg(feature = "ssr")]
fn open_link() -> Result<store::LinkToken, AppError> {
    link()?.ok_or(AppError(shared::Refusal::InvitationOver))
}

/// Reads the invitation whose link was opened; changes nothing (A1).
#[server(prefix = "/fn", endpoint = "invitations/open", input = Strict)]
pub async fn open_invitation() -> Result<Opened, AppError> {
    let (store, visitor) = (crate::request::store()?, crate::request::visitor()?);
    let Some(token) = link()? else { return Ok(Opened::Nothing) };
    Ok(match store::invitations::open(&store, &token, visitor.as_ref()).await? {
        store::invitations::Opened::Unknown => Opened::Nothing,
        store::invitations::Opened::Over => Opened::Over,
        store::invitations::Opened::AlreadyIn { slug } => Opened::Joined { slug: slug.to_string() },
        store::invitations::Opened::Live(confirmation) => {
            Opened::Live { confirmation, signed_in: visitor.map(|caller| caller.address.to_string()) }
        }
    })
}

/// Accepts with the account that is signed in (A2). The link stays open in this browser: another tab that shows
/// the invitation still ends in the organization (A6).
#[server(prefix = "/fn", endpoint = "invitations/accept", input = Strict)]
pub async fn accept_invitation(id: String) -> Result<Done, AppError> {
    use crate::request;
    let accepted = store::invitations::accept(
        &request::store()?,
        &request::client()?,
        &request::caller()?,
        &open_link()?,
        super::parse_id(&id)?,
    )
    .await?;
    Ok(Done::Enter(format!("/o/{}", accepted.slug)))
}

/// Declines (A6), and names the organization for the page that says so: the link itself is over by then.
#[server(prefix = "/fn", endpoint = "invitations/decline", input = Strict)]
pub async fn decline_invitation(id: String) -> Result<Done<String>, AppError> {
    use crate::request;
    let (store, link, id) = (request::store()?, open_link()?, super::parse_id(&id)?);
    let organization = match store::invitations::open(&store, &link, None).await? {
        store::invitations::Opened::Live(confirmation) => confirmation.organization.to_string(),
        _ => return Err(AppError(shared::Refusal::InvitationOver)),
    };
    store::invitations::decline(&store, &request::client()?, &link, id).await?;
    Ok(Done::Show(organization))
}

/// Asks for a new invitation when the opened link is over; the same answer for every such link (A5).
#[server(prefix = "/fn", endpoint = "invitations/ask", input = Strict)]
pub async fn ask_for_invitation() -> Result<Done<bool>, AppError> {
    use crate::request;
    store::invitations::ask(&request::store()?, &request::client()?, &open_link()?).await?;
    Ok(Done::Show(true))
}

/// What the page behind "I did not expect this" says.
#[server(prefix = "/fn", endpoint = "invitations/stop_page", input = Strict)]
pub async fn read_stop(id: String, token: String) -> Result<StopView, AppError> {
    let (id, token) = (super::parse_id(&id)?, stop_token(&token)?);
    Ok(store::invitations::stop_page(&crate::request::store()?, id, &token).await?)
}

/// Stops further invitations from that organization to that address, or allows them again.
#[server(prefix = "/fn", endpoint = "invitations/stop", input = Strict)]
pub async fn stop_invitations(id: String, token: String, #[server(default)] stop: String) -> Result<Done, AppError> {
    use crate::request;
    let (id, token) = (super::parse_id(&id)?, stop_token(&token)?);
    store::invitations::stop(&request::store()?, &request::client()?, id, &token, !stop.is_empty()).await?;
    Ok(Done::Here)
}

#[cfg(feature = "ssr")]
fn stop_token(text: &str) -> Result<store::StopToken, AppError> {
    store::StopToken::parse(text).ok_or(AppError(shared::Refusal::NotFound))
}

/// Mails the code that proves the address to whoever registers through a copied link (I7).
#[server(prefix = "/fn", endpoint = "invitations/send_code", input = Strict)]
pub async fn send_code(id: String) -> Result<Done<bool>, AppError> {
    use crate::request;
    let id = super::parse_id(&id)?;
    store::invitations::send_code(&request::store()?, &request::client()?, &open_link()?, id).await?;
    Ok(Done::Show(true))
}

/// Makes the account and joins, in one step (A3).
#[server(prefix = "/fn", endpoint = "invitations/register", input = Strict)]
pub async fn register_and_join(
    id: String,
    #[server(default)] family_name: String,
    #[server(default)] given_name: String,
    #[server(default)] country: String,
    #[server(default)] language: String,
    #[server(default)] phone: String,
    #[server(default)] password: String,
    #[server(default)] password_again: String,
    #[server(default)] version: String,
    #[server(default)] terms: String,
    #[server(default)] code: String,
) -> Result<Done<String>, AppError> {
    use crate::{cookies::Cookie, request};
    let registration = Registration {
        family_name,
        given_name,
        country,
        language,
        phone,
        password,
        password_again,
        version,
        terms,
        code,
    };
    let (store, client) = (request::store()?, request::client()?);
    let (link, id) = (open_link()?, super::parse_id(&id)?);
    // Another tab has registered with the same link: this one follows it (A6).
    if let Some(caller) = request::visitor()?
        && let store::invitations::Opened::AlreadyIn { slug } =
            store::invitations::open(&store, &link, Some(&caller)).await?
    {
        return Ok(Done::Enter(format!("/o/{slug}")));
    }
    let joined = store::invitations::register(&store, &client, &link, id, &registration).await?;
    match joined.session {
        Some(session) => {
            Cookie::Session.set(session.expose())?;
            Ok(Done::Enter(format!("/o/{}", joined.slug)))
        }
        // The kind leads to the sign-in page (A7).
        None => Ok(Done::Show(joined.organization.to_string())),
    }
}

impl RegisterAndJoin {
    /// What was typed, for the rules.
    pub fn registration(&self) -> Registration {
        let it = self.clone();
        Registration {
            family_name: it.family_name,
            given_name: it.given_name,
            country: it.country,
            language: it.language,
            phone: it.phone,
            password: it.password,
            password_again: it.password_again,
            version: it.version,
            terms: it.terms,
            code: it.code,
        }
    }
}
