//! What a form does with its server function. The function's types end here, so that everything else which
//! happens in a browser is one piece of code for all forms.

use super::{Done, codec::StrictForm};
use crate::AppError;
use leptos::{
    prelude::*,
    server_fn::{Bytes, Decodes, ServerFn},
};
use serde::{Serialize, de::DeserializeOwned};
use shared::FieldErrors;
use std::{future::Future, pin::Pin, sync::Arc};

/// The answer of a function, on its way.
pub(super) type Answer = Pin<Box<dyn Future<Output = Result<Done<Show>, AppError>>>>;

/// Shows what the function had to show.
pub(super) type Show = Box<dyn FnOnce()>;

/// A server function, called with a form as it was typed (urlencoded).
pub(super) trait Call: Send + Sync {
    /// What `shared` says of the form; `None` where the function cannot read it.
    fn check(&self, typed: &str) -> Option<FieldErrors>;

    /// Calls the function; `None` where it cannot read the form.
    fn send(&self, typed: &str) -> Option<Answer>;
}

/// What `shared` says of a form as it is.
pub(super) type Check<T> = Box<dyn Fn(&T) -> FieldErrors + Send + Sync>;

/// A form's call: checked with `check`, shown in `shown`.
pub(super) fn call<T, S>(check: Check<T>, shown: RwSignal<Option<S>>) -> Arc<dyn Call>
where
    T: ServerFn<Output = Done<S>, Error = AppError> + Serialize + DeserializeOwned + 'static,
    S: Send + Sync + 'static,
{
    Arc::new(Typed { check, shown })
}

struct Typed<T, S: 'static> {
    check: Check<T>,
    shown: RwSignal<Option<S>>,
}

impl<T, S> Call for Typed<T, S>
where
    T: ServerFn<Output = Done<S>, Error = AppError> + Serialize + DeserializeOwned + 'static,
    S: Send + Sync + 'static,
{
    fn check(&self, typed: &str) -> Option<FieldErrors> {
        read(typed).map(|input| (self.check)(&input))
    }

    fn send(&self, typed: &str) -> Option<Answer> {
        let input: T = read(typed)?;
        let shown = self.shown;
        Some(Box::pin(async move {
            input.run_on_client().await.map(|done| match done {
                Done::Show(news) => Done::Show(Box::new(move || shown.set(Some(news))) as Show),
                Done::Go(path) => Done::Go(path),
                Done::Enter(path) => Done::Enter(path),
                Done::Here => Done::Here,
                Done::Again => Done::Again,
            })
        }))
    }
}

/// Reads a form as the function's arguments, by the server's own decoder.
fn read<T: Serialize + DeserializeOwned>(typed: &str) -> Option<T> {
    StrictForm::decode(Bytes::copy_from_slice(typed.as_bytes())).ok()
}
