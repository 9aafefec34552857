//! Mails about a person's own account.

use super::{
    Rendered, inert,
    templates::{self, Frame},
    until,
};
use crate::Site;
use shared::texts::{self, accounts as t, mail};
use store::outbox::{PersonalJob, PersonalLetter};

/// What such a mail says: sentences, and at most one code or link.
pub(super) struct Personal {
    pub(super) title: &'static str,
    pub(super) says: String,
    pub(super) code: Option<String>,
    pub(super) link: Option<(&'static str, String)>,
    pub(super) until: Option<String>,
    /// What to do if it was not oneself.
    pub(super) otherwise: Vec<&'static str>,
}

/// Writes the mail of a job. The same job gives the same mail.
///
/// # Errors
/// Only when a template is broken.
pub fn render_personal(job: &PersonalJob, site: &Site) -> Result<Rendered, askama::Error> {
    let language = job.language;
    let moment = |at| until(language, at, &job.time_zone);
    let page = |path: &str| format!("{}{path}", site.public_url);
    let plain = |title, says, otherwise| Personal { title, says, code: None, link: None, until: None, otherwise };
    let code = |says, code: &store::outbox::MailedCode, end| Personal {
        code: Some(code.expose().to_owned()),
        until: Some(mail::code_until(language, moment(end))),
        ..plain(
            t::mail_code_title(language),
            says,
            vec![mail::code_never_asked(language), mail::code_not_expected(language)],
        )
    };
    let not_asked = vec![t::mail_not_asked(language)];
    let not_you = vec![t::mail_not_you(language)];
    let name = &site.name;
    let changed = t::mail_changed_subject(language, name);
    let (subject, mail) = match &job.letter {
        PersonalLetter::RegisterCode(digits, end) => {
            (t::mail_code_subject(language, name), code(t::mail_register_for(language, name), digits, *end))
        }
        PersonalLetter::AddressCode(digits, end) => {
            (t::mail_code_subject(language, name), code(t::mail_address_for(language, name), digits, *end))
        }
        PersonalLetter::RegisterKnown => {
            let says = plain(t::mail_known_title(language), t::mail_known(language, name), not_asked);
            let link = Some((t::sign_in(language), page("/sign-in")));
            (t::mail_known_subject(language, name), Personal { link, ..says })
        }
        PersonalLetter::Reset(token, end) => {
            let says = plain(t::mail_reset_title(language), t::mail_reset(language, name), not_asked);
            let link = Some((t::mail_reset_button(language), page(&format!("/reset-password/{}", token.expose()))));
            let until = Some(t::mail_reset_until(language, moment(*end)));
            (t::mail_reset_subject(language, name), Personal { link, until, ..says })
        }
        PersonalLetter::PasswordChanged(at) => {
            let says = t::mail_password_changed(language, name, moment(*at));
            (changed, plain(t::mail_password_changed_title(language), says, not_you))
        }
        PersonalLetter::AddressChanged(at) => {
            let says = t::mail_address_changed(language, name, moment(*at));
            (changed, plain(t::mail_address_changed_title(language), says, not_you))
        }
        PersonalLetter::AccessEnds(ends) => {
            let organization = ends.organization.as_str();
            // The last day, where the organization is.
            let day = texts::dates::last_day(language, &super::at(ends.ends_at, &ends.time_zone));
            let says = mail::access_ends_says(language, inert(organization), name, &day);
            let link = Some((mail::access_ends_button(language), page(&format!("/o/{}", ends.slug))));
            let otherwise = vec![mail::access_ends_otherwise(language)];
            let letter = plain(mail::access_ends_title(language), says, otherwise);
            (mail::access_ends_subject(language, organization, name), Personal { link, ..letter })
        }
        PersonalLetter::PrimaryOffered(owner) => {
            let organization = owner.organization.as_str();
            let says = mail::primary_offered_says(language, inert(&owner.other), inert(organization), name);
            let here = page(&format!("/o/{}/members/{}", owner.slug, owner.membership));
            let link = Some((mail::primary_offered_button(language), here));
            let otherwise = vec![mail::primary_offered_otherwise(language)];
            let letter = plain(mail::primary_offered_title(language), says, otherwise);
            (mail::primary_offered_subject(language, organization, name), Personal { link, ..letter })
        }
        PersonalLetter::PrimaryHandedOver(owner, at) => {
            let organization = owner.organization.as_str();
            let says = mail::primary_done_says(language, inert(&owner.other), inert(organization), name, moment(*at));
            let link = Some((mail::access_ends_button(language), page(&format!("/o/{}", owner.slug))));
            let letter = plain(mail::primary_done_title(language), says, vec![mail::primary_done_otherwise(language)]);
            (mail::primary_done_subject(language, organization, name), Personal { link, ..letter })
        }
        PersonalLetter::Closed(at) => {
            (changed, plain(t::mail_closed_title(language), t::mail_closed(language, name, moment(*at)), Vec::new()))
        }
    };
    let frame = Frame {
        language,
        subject,
        hello: job.name.as_ref().map(|name| mail::hello(language, inert(&name.display(language)))),
        sent_by: mail::sent_by(language, name),
        public_url: site.public_url.to_string(),
        stop: None,
    };
    templates::personal(frame, &mail)
}
