//! The state of one form, the same for both ways in.

use super::{
    Done, Posted,
    call::{Call, call},
    events::{Live, ask},
};
use crate::{AppError, session::Page};
use leptos::{prelude::*, server_fn::ServerFn};
use serde::{Serialize, de::DeserializeOwned};
use shared::{Field, FieldError, FieldErrors, Refusal};
use std::{collections::BTreeSet, marker::PhantomData, sync::Arc};

/// A form for the server function `T`, which may have `S` to show.
pub struct Form<T: 'static, S: 'static = ()> {
    pub(super) state: State,
    shown: RwSignal<Option<S>>,
    call: StoredValue<Arc<dyn Call>>,
    function: PhantomData<fn(T)>,
}

impl<T, S> Clone for Form<T, S> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<T, S> Copy for Form<T, S> {}

/// What the controls of a form need to know of it.
#[derive(Clone, Copy)]
pub(super) struct State {
    /// Id of the form's element.
    id: StoredValue<String>,
    /// What was typed before the page was answered anew.
    values: StoredValue<Vec<(String, String)>>,
    /// Why the last submission was refused, less the fields edited since.
    pub refusal: RwSignal<Option<Refusal>>,
    /// What `shared` says of the fields as they are.
    pub live: RwSignal<FieldErrors>,
    /// Names of fields that were left or submitted, whose live errors may be shown.
    pub touched: RwSignal<BTreeSet<String>>,
    /// Whether an answer is awaited.
    pub pending: RwSignal<bool>,
    /// How often the server was asked about the form as it is.
    pub asked: StoredValue<u32>,
}

/// The form of a page for `T`, checked with `check` while one types.
pub fn use_form<T, S>(check: impl Fn(&T) -> FieldErrors + Send + Sync + 'static) -> Form<T, S>
where
    T: ServerFn<Output = Done<S>, Error = AppError> + Serialize + DeserializeOwned + 'static,
    S: Serialize + DeserializeOwned + Send + Sync + 'static,
{
    make(None, check)
}

/// One of several forms for `T` on a page, told apart by the value of a hidden field.
pub fn use_form_about<T, S>(
    about: (&'static str, String),
    check: impl Fn(&T) -> FieldErrors + Send + Sync + 'static,
) -> Form<T, S>
where
    T: ServerFn<Output = Done<S>, Error = AppError> + Serialize + DeserializeOwned + 'static,
    S: Serialize + DeserializeOwned + Send + Sync + 'static,
{
    make(Some(about), check)
}

fn make<T, S>(
    about: Option<(&'static str, String)>,
    check: impl Fn(&T) -> FieldErrors + Send + Sync + 'static,
) -> Form<T, S>
where
    T: ServerFn<Output = Done<S>, Error = AppError> + Serialize + DeserializeOwned + 'static,
    S: Serialize + DeserializeOwned + Send + Sync + 'static,
{
    let is_mine = |posted: &Posted| {
        let told_apart = about
            .as_ref()
            .is_none_or(|(name, value)| posted.values.iter().any(|(key, typed)| key == name && typed == value));
        posted.function == T::PATH && told_apart
    };
    let posted = expect_context::<Page>().posted.get_untracked().filter(is_mine);
    let (values, refusal, shown) = match posted {
        None => (Vec::new(), None, None),
        Some(Posted { values, result: Err(refusal), .. }) => (values, Some(refusal), None),
        Some(Posted { values, result: Ok(shown), .. }) => (values, None, serde_json::from_str(&shown).ok()),
    };
    let name = T::PATH.trim_start_matches("/fn/").replace('/', "-");
    let odd = |c: char| !c.is_ascii_alphanumeric();
    let id = about.map_or_else(|| name.clone(), |(_, value)| format!("{name}-{}", value.replace(odd, "-")));
    let state = State {
        id: StoredValue::new(id),
        values: StoredValue::new(values),
        refusal: RwSignal::new(refusal),
        live: RwSignal::default(),
        touched: RwSignal::default(),
        pending: RwSignal::new(false),
        asked: StoredValue::new(0),
    };
    let shown = RwSignal::new(shown);
    Form { state, shown, call: StoredValue::new(call(Box::new(check), shown)), function: PhantomData }
}

impl<T, S: Clone + Send + Sync> Form<T, S> {
    /// What the function had to show, if it has.
    pub fn shown(self) -> Option<S> {
        self.shown.get()
    }

    /// The same, without following it.
    pub fn shown_untracked(self) -> Option<S> {
        self.shown.get_untracked()
    }

    /// Whether the page came as the refusal of this form: what it is folded into has to be open then.
    pub fn came_back(self) -> bool {
        self.state.refusal.with_untracked(Option::is_some)
    }

    /// Why the last submission was refused.
    pub fn refusal(self) -> Option<Refusal> {
        self.state.refusal.get()
    }

    /// What was typed into a field before the page was answered anew.
    pub fn typed(self, field: Field) -> Option<String> {
        self.typed_named(field.name())
    }

    /// The same for a value the form carries along.
    pub fn typed_named(self, name: &str) -> Option<String> {
        self.state.typed(name)
    }
}

impl<T, S> Form<T, S> {
    /// Asks the server about the form as it is while one writes; `otherwise` says what stands where nothing does.
    pub fn ask(self, event: &web_sys::Event, otherwise: &'static [(&'static str, &'static str)]) {
        ask(self.live(), event, otherwise);
    }

    /// The form without its function's types.
    pub(super) fn live(self) -> Live {
        Live { state: self.state, call: self.call }
    }

    /// Everything that was typed into the controls with a name, in their order.
    pub fn typed_all(self, name: &str) -> Vec<String> {
        let of_name = |(key, value): &(String, String)| (key == name).then(|| value.clone());
        self.state.values.with_value(|values| values.iter().filter_map(of_name).collect())
    }

    /// Fills the form in as if this had been typed, unless the page answers what really was.
    #[must_use]
    pub fn filled_with(self, values: &impl Serialize) -> Self {
        if !self.state.answered() {
            let form = serde_html_form::to_string(values).unwrap_or_default();
            self.state.values.set_value(serde_html_form::from_str(&form).unwrap_or_default());
        }
        self
    }
}

impl State {
    /// The id of the form's element and the start of its controls' ids.
    pub fn id(self) -> String {
        self.id.get_value()
    }

    /// The id of a control.
    pub fn control(self, name: &str) -> String {
        format!("{}-{name}", self.id())
    }

    pub fn typed(self, name: &str) -> Option<String> {
        self.values.with_value(|values| values.iter().find(|(key, _)| key == name).map(|(_, value)| value.clone()))
    }

    pub fn was_typed(self, name: &str, value: &str) -> bool {
        self.values.with_value(|values| values.iter().any(|(key, typed)| key == name && typed == value))
    }

    /// Whether the page came as the answer to a submission of this form.
    pub fn answered(self) -> bool {
        self.values.with_value(|values| !values.is_empty())
    }

    /// The error to show at a field: the server's until the field is edited, then the live one.
    pub fn error(self, field: Field) -> Option<FieldError> {
        let refused = self.refusal.with(|refusal| match refusal {
            Some(Refusal::Fields(errors)) => errors.of(field).copied(),
            _ => None,
        });
        let shown = self.touched.with(|touched| touched.contains(field.name()));
        refused.or_else(|| shown.then(|| self.live.with(|live| live.of(field).copied())).flatten())
    }

    /// Takes back the server's word on a field that is being edited.
    pub fn edited(self, name: &str) {
        let stale = self.refusal.with_untracked(|refusal| match refusal {
            Some(Refusal::Fields(errors)) => errors.0.iter().any(|(field, _)| field.name() == name),
            other => other.is_some(),
        });
        if stale {
            self.refusal.update(|refusal| {
                if let Some(Refusal::Fields(errors)) = refusal {
                    errors.0.retain(|(field, _)| field.name() != name);
                    if !errors.is_empty() {
                        return;
                    }
                }
                *refusal = None;
            });
        }
    }
}
