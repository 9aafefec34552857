//! Mails as people see them: HTML and text, in the recipient's language. What sends them is in `server`.

mod inert;
mod personal;
mod templates;

use crate::{
    Site,
    organizations::{grant_in_words, grant_label},
};
use base64::{Engine, engine::general_purpose::STANDARD};
use chrono::{DateTime, Utc};
use chrono_tz::Tz;
use inert::inert;
pub use personal::render_personal;
use sha2::{Digest, Sha256};
use shared::{Language, texts, texts::mail as t, views::Moment};
use std::sync::LazyLock;
use store::outbox::{Job, Letter};

/// What a content security policy says to let the one style sheet of our mails through: its hash.
pub fn style_source() -> &'static str {
    static SOURCE: LazyLock<String> = LazyLock::new(|| {
        let layout = include_str!("../../templates/mail/layout.html");
        let style =
            layout.split_once("<style>").and_then(|(_, rest)| rest.split_once("</style>")).map(|(style, _)| style);
        format!("'sha256-{}'", STANDARD.encode(Sha256::digest(style.unwrap_or_default())))
    });
    &SOURCE
}

/// A mail, written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Rendered {
    /// One line.
    pub subject: String,
    /// The HTML part, a whole document without anything that is loaded from elsewhere.
    pub html: String,
    /// The same for who reads no HTML.
    pub text: String,
    /// The link that stops further mails of this sort, for mail readers that show a button for it.
    pub stop: Option<String>,
}

/// Writes the mail of a job. The same job gives the same mail.
///
/// # Errors
/// Only when a template is broken.
pub fn render(job: &Job, site: &Site) -> Result<Rendered, askama::Error> {
    let language = job.language;
    match &job.letter {
        Letter::Invitation { link, stop, expires_at } => {
            let (link, stop) = (join_link(site, link.expose()), format!("{}{}", site.public_url, stop.path()));
            let mail = invitation(job, site, link, stop.clone(), *expires_at);
            templates::invitation(frame(job, site, subject(job, site), Some(stop)), &mail)
        }
        Letter::Preview { expires_at } => {
            // What would be secret is not there yet, and is not made for looking at it.
            let mail = invitation(job, site, join_link(site, "…"), format!("{}/stop/…", site.public_url), *expires_at);
            templates::invitation(frame(job, site, subject(job, site), None), &mail)
        }
        Letter::Reminder { link, stop, expires_at } => {
            let (link, stop) = (join_link(site, link.expose()), format!("{}{}", site.public_url, stop.path()));
            let organization = inert(job.organization.as_str());
            let mail = templates::Invitation {
                title: t::reminder_title(language, &organization),
                invites_you: t::reminds_you(language, inert(&job.inviter), &organization, &site.name),
                ..invitation(job, site, link, stop.clone(), *expires_at)
            };
            let subject = t::reminder_subject(language, subject(job, site));
            templates::reminder(frame(job, site, subject, Some(stop)), &mail)
        }
        Letter::Request { slug, address } => {
            let organization = job.organization.as_str();
            let subject = t::request_subject(language, address, organization);
            let mail = templates::Request {
                asks: t::request_asks(language, address, inert(organization), &site.name),
                link: format!("{}/o/{slug}/invitations", site.public_url),
            };
            templates::request(templates::Frame { hello: None, ..frame(job, site, subject, None) }, &mail)
        }
        Letter::Code { code, expires_at } => {
            let subject = t::code_subject(language, job.organization.as_str(), &site.name);
            let mail = templates::Code {
                code_for: t::code_for(language, inert(job.organization.as_str()), &site.name),
                code: code.expose(),
                code_until: t::code_until(language, until(language, *expires_at, &job.time_zone)),
            };
            templates::code(frame(job, site, subject, None), &mail)
        }
    }
}

/// The kind's subject of an invitation (K12).
fn subject(job: &Job, site: &Site) -> String {
    job.kind.preset().words.subject(job.language, job.organization.as_str(), &site.name)
}

fn join_link(site: &Site, token: &str) -> String {
    format!("{}/i/{token}", site.public_url)
}

fn frame(job: &Job, site: &Site, subject: String, stop: Option<String>) -> templates::Frame {
    let language = job.language;
    templates::Frame {
        language,
        subject,
        hello: job.name.as_ref().map(|name| t::hello(language, inert(&name.display(language)))),
        sent_by: t::sent_by(language, &site.name),
        public_url: site.public_url.to_string(),
        stop,
    }
}

fn invitation(
    job: &Job,
    site: &Site,
    link: String,
    stop_link: String,
    expires_at: DateTime<Utc>,
) -> templates::Invitation {
    let language = job.language;
    let organization = inert(job.organization.as_str());
    templates::Invitation {
        title: t::title(language, &organization),
        invites_you: t::invites_you(language, inert(&job.inviter), &organization, &site.name),
        stop: t::stop(language, &organization),
        facts: facts(job, organization.clone(), expires_at),
        button: job.kind.preset().words.mail_button.get(language),
        link,
        only_for: t::only_for(language, &job.recipient),
        names: [job.recipient.to_string(), inert(&job.inviter), organization],
        stop_link,
    }
}

/// What is offered, by whom, and until when (A1).
fn facts(job: &Job, organization: String, expires_at: DateTime<Utc>) -> Vec<(&'static str, String)> {
    let language = job.language;
    let mut facts = vec![
        (t::organization(language), organization),
        (grant_label(language, job.kind), grant_in_words(language, &job.grant, false)),
    ];
    if let Some(end) = job.grant.access_ends_at {
        facts.push((t::access_ends(language), texts::dates::last_day(language, &at(end, &job.time_zone))));
    }
    facts.push((t::valid_until(language), until(language, expires_at, &job.time_zone)));
    facts
}

/// A minute where the organization or the person is; mails are read anywhere.
fn until(language: Language, instant: DateTime<Utc>, zone: &str) -> String {
    texts::dates::minute_anywhere(language, &at(instant, zone))
}

fn at(instant: DateTime<Utc>, zone: &str) -> Moment {
    // Zones are checked when they are stored; a release without one of them falls back to UTC.
    let zone: Tz = zone.parse().unwrap_or(Tz::UTC);
    instant.with_timezone(&zone).fixed_offset()
}
