//! What every page knows of the request it belongs to.

use crate::form::Posted;
use leptos::prelude::*;
use serde::{Deserialize, Serialize};
use shared::Language;

/// Who reads, and in which language.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Reader {
    /// The language of the page.
    pub language: Language,
    /// The person signed in.
    pub person: Option<Person>,
    /// What this installation calls itself.
    pub site: String,
    /// Whether `/dev/inbox` exists.
    pub inbox: bool,
}

/// A person signed in.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Person {
    /// The name in the order of the reader's language, or the address while there is none.
    pub name: String,
    /// E-mail address.
    pub address: String,
}

/// The context of everything on a page.
#[derive(Clone, Copy)]
pub struct Page {
    /// Who reads.
    pub reader: StoredValue<Reader>,
    /// What became of the form post that this page answers, until one goes elsewhere.
    pub posted: RwSignal<Option<Posted>>,
    /// Counts up when something was changed, so that what is shown is read again.
    pub version: RwSignal<u32>,
    /// Whether what is shown is being read, in browsers.
    pub reading: RwSignal<bool>,
}

impl Page {
    /// Takes over from the server what it knows of the request.
    pub fn new() -> Self {
        #[cfg(feature = "ssr")]
        let known = || {
            let posted = use_context::<http::request::Parts>().and_then(|parts| parts.extensions.get().cloned());
            (reader(), posted)
        };
        #[cfg(not(feature = "ssr"))]
        let known = Default::default;
        let (reader, posted) = SharedValue::<(Reader, Option<Posted>)>::new(known).into_inner();
        Self {
            reader: StoredValue::new(reader),
            posted: RwSignal::new(posted),
            version: RwSignal::new(0),
            reading: RwSignal::new(false),
        }
    }

    /// Reads again what is shown.
    pub fn refresh(self) {
        self.posted.set(None);
        self.version.update(|version| *version += 1);
    }
}

impl Default for Page {
    fn default() -> Self {
        Self::new()
    }
}

/// The language of the page.
pub fn use_language() -> Language {
    expect_context::<Page>().reader.with_value(|reader| reader.language)
}

/// Who reads the page.
pub fn use_reader() -> Reader {
    expect_context::<Page>().reader.get_value()
}

/// Who reads the page that is being made. A page that cannot know stays in English and without a name.
#[cfg(feature = "ssr")]
pub fn reader() -> Reader {
    use crate::{Site, request::found};
    use store::{Caller, Client};
    let (caller, client, site) = (found::<Option<Caller>>().flatten(), found::<Client>(), found::<Site>());
    let language = caller.as_ref().map(|caller| caller.language).or(client.map(|client| client.language));
    let language = language.unwrap_or_default();
    let person = caller.map(|caller| Person {
        name: caller.name.as_ref().map_or_else(|| caller.address.to_string(), |name| name.display(language)),
        address: caller.address.to_string(),
    });
    let (name, inbox) = site.map(|site| (site.name.to_string(), site.inbox)).unwrap_or_default();
    Reader { language, person, site: name, inbox }
}
