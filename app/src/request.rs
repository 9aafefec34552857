//! What a server function knows of its request. The layers of `server` put it there; nothing here decides.

use crate::{AppError, Site};
use http::request::Parts;
use leptos::prelude::use_context;
use shared::Refusal;
use store::{Caller, Client, Store};

/// Something a layer left with the request, if there is a request: the list of routes is made without one.
pub fn found<T: Clone + Send + Sync + 'static>() -> Option<T> {
    use_context::<Parts>()?.extensions.get().cloned()
}

fn left<T: Clone + Send + Sync + 'static>() -> Result<T, AppError> {
    found().ok_or_else(|| {
        tracing::error!(what = std::any::type_name::<T>(), "a request came without what its layers owe it");
        AppError(Refusal::Fault)
    })
}

/// The store.
pub fn store() -> Result<Store, AppError> {
    left()
}

/// Where the request comes from.
pub fn client() -> Result<Client, AppError> {
    left()
}

/// This installation.
pub fn site() -> Result<Site, AppError> {
    left()
}

/// The person signed in, if anyone is.
pub fn visitor() -> Result<Option<Caller>, AppError> {
    left()
}

/// The person signed in; refuses who is not.
pub fn caller() -> Result<Caller, AppError> {
    visitor()?.ok_or(AppError(Refusal::SignedOut))
}
