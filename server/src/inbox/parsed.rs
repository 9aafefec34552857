//! A mail taken apart.

use crate::mail::sink::Received;
use mail_parser::MessageParser;
use serde::Serialize;

/// What a mail says, for people and for tests.
#[derive(Clone, Debug, Default, Serialize)]
pub struct Mail {
    /// Counts up from 1.
    pub id: u64,
    /// The sender as written in the header.
    pub from: String,
    /// The envelope's recipients.
    pub to: Vec<String>,
    /// The subject.
    pub subject: String,
    /// The Message-ID, without angle brackets.
    pub message_id: String,
    /// The date in the header, RFC 3339.
    pub date: String,
    /// The text part.
    pub text: String,
    /// The HTML part.
    pub html: String,
    /// The addresses that stand alone on a line of the text part.
    pub links: Vec<String>,
}

impl Mail {
    /// Takes a mail apart; what cannot be read stays empty.
    pub fn read(mail: &Received) -> Self {
        let (id, to) = (mail.id, mail.to.clone());
        let Some(message) = MessageParser::default().parse(&mail.raw) else {
            return Self { id, to, from: mail.from.clone(), ..Self::default() };
        };
        let from = message.from().and_then(|from| from.first());
        let name = from.and_then(|from| from.name()).map(|name| format!("{name} ")).unwrap_or_default();
        let text = message.body_text(0).unwrap_or_default().into_owned();
        let links = text.lines().map(str::trim).filter(|line| is_link(line)).map(str::to_owned).collect();
        Self {
            id,
            to,
            from: format!("{name}<{}>", from.and_then(|from| from.address()).unwrap_or_default()),
            subject: message.subject().unwrap_or_default().to_owned(),
            message_id: message.message_id().unwrap_or_default().to_owned(),
            date: message.date().map(|date| date.to_rfc3339()).unwrap_or_default(),
            html: message.body_html(0).unwrap_or_default().into_owned(),
            text,
            links,
        }
    }
}

fn is_link(line: &str) -> bool {
    (line.starts_with("http://") || line.starts_with("https://")) && !line.contains(' ') && line.contains("/i/")
}
