//! From rendered texts to a message: the one place where names meet header syntax.

use app::mail::Rendered;
use lettre::{
    Address, Message,
    message::{Mailbox, MultiPart},
};

/// A rendered mail with its envelope.
#[derive(Clone, Debug)]
pub struct Letter {
    /// Whom it is for.
    pub to: Address,
    /// Stable over retries, with its angle brackets, so that a second copy is recognizable (X8).
    pub message_id: String,
    /// What it says.
    pub content: Rendered,
}

/// Makes the message, from `name` at `from`.
///
/// # Errors
/// When lettre refuses a header; the text says which.
pub fn compose(name: &str, from: &Address, letter: Letter) -> Result<Message, lettre::error::Error> {
    let Letter { to, message_id, content } = letter;
    let message = match content.stop {
        Some(stop) => Message::builder().header(ListUnsubscribe(format!("<{}>", one_line(&stop)))),
        None => Message::builder(),
    };
    message
        .from(Mailbox::new(Some(one_line(name)), from.clone()))
        .to(Mailbox::new(None, to))
        .subject(one_line(&content.subject))
        .message_id(Some(message_id))
        // Neither an absence note nor another machine should answer a mail that a machine has sent.
        .header(AutoSubmitted)
        .multipart(MultiPart::alternative_plain_html(content.text, content.html))
}

/// Names and subjects are validated long before; here, next to the header, it holds whatever came before
/// (E3). lettre panics on a line break in a display name.
fn one_line(text: &str) -> String {
    let text: String = text.chars().map(|c| if c.is_control() || is_break(c) { ' ' } else { c }).collect();
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Line and paragraph separators, which some readers take for line breaks.
const fn is_break(c: char) -> bool {
    matches!(c, '\u{2028}' | '\u{2029}')
}

/// RFC 3834, section 5.
#[derive(Clone, Debug)]
struct AutoSubmitted;

impl lettre::message::header::Header for AutoSubmitted {
    fn name() -> lettre::message::header::HeaderName {
        lettre::message::header::HeaderName::new_from_ascii_str("Auto-Submitted")
    }

    fn parse(_: &str) -> Result<Self, Box<dyn std::error::Error + Send + Sync>> {
        Ok(Self)
    }

    fn display(&self) -> lettre::message::header::HeaderValue {
        lettre::message::header::HeaderValue::new(Self::name(), "auto-generated".to_owned())
    }
}

/// RFC 2369, section 3.2: where the person says that the mail was not expected.
#[derive(Clone, Debug)]
struct ListUnsubscribe(String);

impl lettre::message::header::Header for ListUnsubscribe {
    fn name() -> lettre::message::header::HeaderName {
        lettre::message::header::HeaderName::new_from_ascii_str("List-Unsubscribe")
    }

    fn parse(text: &str) -> Result<Self, Box<dyn std::error::Error + Send + Sync>> {
        Ok(Self(text.to_owned()))
    }

    fn display(&self) -> lettre::message::header::HeaderValue {
        lettre::message::header::HeaderValue::new(Self::name(), self.0.clone())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn message(name: &str, subject: &str, text: &str) -> String {
        let content = Rendered {
            subject: subject.to_owned(),
            html: "<p>x</p>".to_owned(),
            text: text.to_owned(),
            stop: Some("https://u.example/stop/1/x".to_owned()),
        };
        let to = "kim@example.com".parse().unwrap();
        let letter = Letter { to, message_id: "<1@example.com>".to_owned(), content };
        String::from_utf8(compose(name, &"no-reply@example.com".parse().unwrap(), letter).unwrap().formatted()).unwrap()
    }

    #[test]
    fn sec_e03_line_breaks_and_nul_in_names_make_no_header() {
        for evil in [
            "Usher\r\nBcc: x@evil.example",
            "Usher\nBcc: x@evil.example",
            "Us\0her\rBcc: x@evil.example",
            "\u{2028}Bcc: x",
        ] {
            let message = message(evil, evil, "text");
            let headers = message.split("\r\n\r\n").next().unwrap();
            assert!(!headers.lines().any(|line| line.to_ascii_lowercase().starts_with("bcc")), "{headers}");
            assert!(!message.contains('\0'));
        }
    }

    #[test]
    fn the_message_says_who_what_and_that_a_machine_wrote_it() {
        let message = message("Usher, \"the\" doorman", "招待", "text");
        for header in [
            "Message-ID: <1@example.com>",
            "Auto-Submitted: auto-generated",
            "List-Unsubscribe: <https://u.example/stop/1/x>",
            "To: kim@example.com",
            "multipart/alternative",
        ] {
            assert!(message.contains(header), "{message}");
        }
    }
}
