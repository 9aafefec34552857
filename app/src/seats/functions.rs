//! What the pages of seats ask of the server.

#![expect(missing_docs, reason = "the macro makes public fields of arguments that the function's own text explains")]

use crate::{
    AppError,
    form::{Done, Strict},
};
use leptos::prelude::*;
use shared::views::SeatsView;

/// How the seats stand, with the ledger.
#[server(prefix = "/fn", endpoint = "seats/read", input = Strict)]
pub async fn read_seats(slug: String) -> Result<SeatsView, AppError> {
    let (store, scope) = crate::organizations::enter(&slug).await?;
    Ok(store::seats::read(&store, &scope).await?)
}

/// Changes how many slots are bought.
#[server(prefix = "/fn", endpoint = "seats/buy", input = Strict)]
pub async fn buy_seats(slug: String, #[server(default)] bought: String) -> Result<Done, AppError> {
    let (store, scope) = crate::organizations::enter(&slug).await?;
    store::seats::buy(&store, &crate::request::client()?, &scope, &bought).await?;
    Ok(Done::Go(format!("/o/{slug}/settings/seats?news=seats_changed")))
}
