//! Mails as people see them: HTML and text, in the recipient's language. What sends them is in `server`.

mod inert;
mod templates;

use crate::{Site, organizations::grant_in_words};
use chrono::{DateTime, Utc};
use chrono_tz::Tz;
use inert::inert;
use shared::{Language, texts, texts::mail as t, views::Moment};
use store::outbox::{Job, Letter};

/// A mail, written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Rendered {
    /// One line.
    pub subject: String,
    /// The HTML part, a whole document without anything that is loaded from elsewhere.
    pub html: String,
    /// The same for who reads no HTML.
    pub text: String,
}

/// Writes the mail of a job. The same job gives the same mail.
///
/// # Errors
/// Only when a template is broken.
pub fn render(job: &Job, site: &Site) -> Result<Rendered, askama::Error> {
    let language = job.language;
    let organization = inert(job.organization.as_str());
    let words = &job.kind.preset().words;
    let subject = match &job.letter {
        Letter::Invitation { .. } => words.subject(language, job.organization.as_str(), &site.name),
        Letter::Code { .. } => t::code_subject(language, job.organization.as_str(), &site.name),
    };
    let frame = templates::Frame {
        language,
        subject,
        hello: job.name.as_ref().map(|name| t::hello(language, inert(&name.display(language)))),
        sent_by: t::sent_by(language, &site.name),
        public_url: site.public_url.to_string(),
    };
    match &job.letter {
        Letter::Invitation { link, expires_at } => {
            let mail = templates::Invitation {
                title: t::title(language, &organization),
                invites_you: t::invites_you(language, inert(&job.inviter), &organization, &site.name),
                facts: facts(job, organization, *expires_at),
                button: words.mail_button.get(language),
                link: format!("{}/i/{}", site.public_url, link.expose()),
                only_for: t::only_for(language, &job.recipient),
            };
            templates::invitation(frame, &mail)
        }
        Letter::Code { code, expires_at } => {
            let mail = templates::Code {
                code_for: t::code_for(language, organization, &site.name),
                code: code.expose(),
                code_until: t::code_until(language, until(language, *expires_at, &job.time_zone)),
            };
            templates::code(frame, &mail)
        }
    }
}

/// What is offered, by whom, and until when (A1).
fn facts(job: &Job, organization: String, expires_at: DateTime<Utc>) -> Vec<(&'static str, String)> {
    let language = job.language;
    let mut facts = vec![
        (t::organization(language), organization),
        (t::access(language), grant_in_words(language, &job.grant, false)),
    ];
    if let Some(end) = job.grant.access_ends_at {
        facts.push((t::access_ends(language), texts::dates::last_day(language, &at(end, &job.time_zone))));
    }
    facts.push((t::valid_until(language), until(language, expires_at, &job.time_zone)));
    facts
}

/// A minute with the zone it is told in: mails are read anywhere.
fn until(language: Language, instant: DateTime<Utc>, zone: &str) -> String {
    format!("{} ({zone})", texts::dates::minute(language, &at(instant, zone)))
}

fn at(instant: DateTime<Utc>, zone: &str) -> Moment {
    // Zones are checked when they are stored; a release without one of them falls back to UTC.
    let zone: Tz = zone.parse().unwrap_or(Tz::UTC);
    instant.with_timezone(&zone).fixed_offset()
}
