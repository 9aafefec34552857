//! The words and ways of a kind, as its product document has them.

use crate::{Language, texts::Text};
use std::fmt::Display;

/// What is written on a kind's pages, buttons and mails.
#[derive(Clone, Copy, Debug)]
pub struct Words {
    /// The path to the page, as people click it.
    pub way_in: Text,
    /// What the settings are called in the navigation.
    pub settings: Text,
    /// The tab beside the settings that leads to the people.
    pub people: Text,
    /// The tab or heading of people.
    pub members: Text,
    /// The tab or heading of invitations.
    pub invitations: Text,
    /// Whether the invitations are also shown below the people.
    pub invitations_below: bool,
    /// The button that begins an invitation.
    pub begin: Text,
    /// The heading of the form, where it is not the button's text.
    pub form: Text,
    /// What the search says about an address without an account.
    pub not_found: Option<Text>,
    /// The button after the search that goes on to the details.
    pub go_on: Option<Text>,
    /// The button that sends.
    pub send: Text,
    /// The button that accepts with an account.
    pub accept: Text,
    /// The button that accepts without an account.
    pub accept_new: Text,
    /// The button that ends the registration.
    pub register: Text,
    /// The button after acceptance, where there is one.
    pub afterwards: Option<Text>,
    /// The button that edits a member.
    pub edit: Text,
    /// What stands between that button and the panel, where something does.
    pub show_details: Option<Text>,
    /// The mail's subject, with `{org}` and `{site}`.
    pub mail_subject: Text,
    /// The button in the mail.
    pub mail_button: Text,
    /// What the role is called.
    pub role: Text,
    /// What the permission is called.
    pub permission: Text,
}

impl Words {
    /// The mail's subject (K12).
    pub fn subject(&self, language: Language, organization: impl Display, site: impl Display) -> String {
        // The name goes in last: whatever it contains stays as it is.
        self.mail_subject.get(language).replace("{site}", &site.to_string()).replace("{org}", &organization.to_string())
    }
}
