//! The askama templates and what they are filled with. Files that end in `.html` are escaped by askama.

use super::{Rendered, personal::Personal};
use crate::naming::{Piece, pieces};
use askama::Template;
use shared::{
    Language,
    texts::{forms, mail as t},
};

/// What every mail has.
pub(super) struct Frame {
    pub(super) language: Language,
    pub(super) subject: String,
    pub(super) hello: Option<String>,
    pub(super) sent_by: String,
    pub(super) public_url: String,
    /// The link that stops further mails of this sort.
    pub(super) stop: Option<String>,
}

impl Frame {
    /// A fixed text in the mail's language.
    fn say(&self, text: impl Fn(Language) -> &'static str) -> &'static str {
        text(self.language)
    }

    fn finish(self, html: String, text: String) -> Rendered {
        Rendered { subject: self.subject, html, text, stop: self.stop }
    }
}

/// An invitation.
pub(super) struct Invitation {
    pub(super) title: String,
    pub(super) invites_you: String,
    pub(super) facts: Vec<(&'static str, String)>,
    pub(super) button: &'static str,
    pub(super) link: String,
    pub(super) only_for: String,
    /// Who and what is named: these stay whole where there is room.
    pub(super) names: [String; 3],
    pub(super) stop: String,
    pub(super) stop_link: String,
}

impl Invitation {
    fn names(&self) -> [&str; 3] {
        self.names.each_ref().map(String::as_str)
    }
}

/// Somebody asks for a new invitation.
pub(super) struct Request {
    pub(super) asks: String,
    pub(super) link: String,
}

/// The code that proves a mailbox.
pub(super) struct Code<'a> {
    pub(super) code_for: String,
    pub(super) code: &'a str,
    pub(super) code_until: String,
}

#[derive(Template)]
#[template(path = "mail/invitation.html")]
struct InvitationHtml<'a> {
    frame: &'a Frame,
    mail: &'a Invitation,
}

#[derive(Template)]
#[template(path = "mail/invitation.txt")]
struct InvitationText<'a> {
    frame: &'a Frame,
    mail: &'a Invitation,
}

#[derive(Template)]
#[template(path = "mail/reminder.html")]
struct ReminderHtml<'a> {
    frame: &'a Frame,
    mail: &'a Invitation,
}

#[derive(Template)]
#[template(path = "mail/reminder.txt")]
struct ReminderText<'a> {
    frame: &'a Frame,
    mail: &'a Invitation,
}

#[derive(Template)]
#[template(path = "mail/request.html")]
struct RequestHtml<'a> {
    frame: &'a Frame,
    mail: &'a Request,
}

#[derive(Template)]
#[template(path = "mail/request.txt")]
struct RequestText<'a> {
    frame: &'a Frame,
    mail: &'a Request,
}

#[derive(Template)]
#[template(path = "mail/code.html")]
struct CodeHtml<'a> {
    frame: &'a Frame,
    mail: &'a Code<'a>,
}

#[derive(Template)]
#[template(path = "mail/code.txt")]
struct CodeText<'a> {
    frame: &'a Frame,
    mail: &'a Code<'a>,
}

pub(super) fn invitation(frame: Frame, mail: &Invitation) -> Result<Rendered, askama::Error> {
    let html = InvitationHtml { frame: &frame, mail }.render()?;
    let text = InvitationText { frame: &frame, mail }.render()?;
    Ok(frame.finish(html, text))
}

#[derive(Template)]
#[template(path = "mail/personal.html")]
struct PersonalHtml<'a> {
    frame: &'a Frame,
    mail: &'a Personal,
}

#[derive(Template)]
#[template(path = "mail/personal.txt")]
struct PersonalText<'a> {
    frame: &'a Frame,
    mail: &'a Personal,
}

pub(super) fn personal(frame: Frame, mail: &Personal) -> Result<Rendered, askama::Error> {
    let html = PersonalHtml { frame: &frame, mail }.render()?;
    let text = PersonalText { frame: &frame, mail }.render()?;
    Ok(frame.finish(html, text))
}

pub(super) fn code(frame: Frame, mail: &Code<'_>) -> Result<Rendered, askama::Error> {
    let html = CodeHtml { frame: &frame, mail }.render()?;
    let text = CodeText { frame: &frame, mail }.render()?;
    Ok(frame.finish(html, text))
}

pub(super) fn reminder(frame: Frame, mail: &Invitation) -> Result<Rendered, askama::Error> {
    let html = ReminderHtml { frame: &frame, mail }.render()?;
    let text = ReminderText { frame: &frame, mail }.render()?;
    Ok(frame.finish(html, text))
}

pub(super) fn request(frame: Frame, mail: &Request) -> Result<Rendered, askama::Error> {
    let html = RequestHtml { frame: &frame, mail }.render()?;
    let text = RequestText { frame: &frame, mail }.render()?;
    Ok(frame.finish(html, text))
}
