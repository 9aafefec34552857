//! What a server function knows of its request. The layers of `server` put it there; nothing here decides.

use crate::{
    AppError, Site,
    session::{Person, Reader},
};
use http::request::Parts;
use leptos::prelude::use_context;
use shared::Refusal;
use store::{Caller, Client, Store};

/// Something a layer left with the request, if there is a request: the list of routes is made without one.
fn found<T: Clone + Send + Sync + 'static>() -> Option<T> {
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

/// Who reads the page that is being made. A page that cannot know stays in English and without a name.
pub fn reader() -> Reader {
    let (caller, client, site) = (found::<Option<Caller>>().flatten(), found::<Client>(), found::<Site>());
    let language = caller.as_ref().map(|caller| caller.language).or(client.map(|client| client.language));
    let language = language.unwrap_or_default();
    let person = caller.map(|caller| Person {
        name: caller.name.as_ref().map_or_else(|| caller.address.to_string(), |name| name.display(language)),
        address: caller.address.to_string(),
    });
    let (name, dev) = site.map(|site| (site.name.to_string(), site.dev)).unwrap_or_default();
    Reader { language, person, site: name, dev }
}
