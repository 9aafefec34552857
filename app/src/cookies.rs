//! The cookies: the session, the links one has opened, the language one reads. All are host-only, out of reach of
//! scripts, and `__Host-` where the public address is https (SECURITY S3).

use crate::{AppError, request};
use http::{HeaderMap, HeaderValue, header, request::Parts};
use leptos::prelude::{expect_context, use_context};
use leptos_axum::ResponseOptions;
use shared::Refusal;
use std::time::SystemTime;

/// Seconds a session's cookie may live in the browser; the store ends the session earlier when it is idle.
const SESSION_LIFE: u64 = 30 * 24 * 60 * 60;

/// Seconds a chosen language is kept.
const LANGUAGE_LIFE: u64 = 365 * 24 * 60 * 60;

/// Seconds after which an opened link has to be opened again (SECURITY section 4).
const INVITATION_LIFE: u64 = 60 * 60;

#[expect(clippy::disallowed_methods, reason = "a browser's cookie has no row whose clock could be asked")]
fn seconds() -> u64 {
    SystemTime::now().duration_since(SystemTime::UNIX_EPOCH).map_or(0, |since| since.as_secs())
}

/// A cookie of ours.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Cookie {
    /// The session's secret.
    Session,
    /// The link token of the invitation that was opened last (T11: the newest wins).
    Invitation,
    /// The token of the opened link that resets a password.
    Reset,
    /// The language chosen in this browser; an account's own language wins.
    Language,
}

impl Cookie {
    /// Its name.
    pub const fn name(self, secure: bool) -> &'static str {
        match (self, secure) {
            (Self::Session, true) => "__Host-usher_session",
            (Self::Session, false) => "usher_session",
            (Self::Invitation, true) => "__Host-usher_invitation",
            (Self::Invitation, false) => "usher_invitation",
            (Self::Reset, true) => "__Host-usher_reset",
            (Self::Reset, false) => "usher_reset",
            (Self::Language, true) => "__Host-usher_language",
            (Self::Language, false) => "usher_language",
        }
    }

    /// Its value in a request.
    pub fn read(self, headers: &HeaderMap, secure: bool) -> Option<String> {
        let name = self.name(secure);
        let cookies = headers.get_all(header::COOKIE).into_iter().filter_map(|value| value.to_str().ok());
        let mut pairs = cookies.flat_map(|line| line.split(';')).filter_map(|pair| pair.trim().split_once('='));
        let value = pairs.find(|(key, _)| *key == name).map(|(_, value)| value)?;
        match self {
            Self::Session | Self::Language => Some(value.to_owned()),
            Self::Invitation | Self::Reset => {
                let (token, opened) = value.split_once('.')?;
                let age = seconds().checked_sub(opened.parse().ok()?)?;
                (age <= INVITATION_LIFE).then(|| token.to_owned())
            }
        }
    }

    /// The header that sets it; an empty value ends it.
    pub fn header(self, value: &str, secure: bool) -> Option<HeaderValue> {
        let name = self.name(secure);
        let flag = if secure { "; Secure" } else { "" };
        let (value, age) = match self {
            _ if value.is_empty() => (String::new(), "; Max-Age=0".to_owned()),
            Self::Session => (value.to_owned(), format!("; Max-Age={SESSION_LIFE}")),
            Self::Language => (value.to_owned(), format!("; Max-Age={LANGUAGE_LIFE}")),
            // Without an age it goes when the browser closes; the time of opening bounds it besides.
            Self::Invitation | Self::Reset => (format!("{value}.{}", seconds()), String::new()),
        };
        HeaderValue::from_str(&format!("{name}={value}; Path=/{age}; HttpOnly; SameSite=Lax{flag}")).ok()
    }

    /// Its value in the request of the running server function.
    pub fn get(self) -> Result<Option<String>, AppError> {
        let secure = request::site()?.is_secure();
        Ok(use_context::<Parts>().and_then(|parts| self.read(&parts.headers, secure)))
    }

    /// Sets it with the answer of the running server function.
    pub fn set(self, value: &str) -> Result<(), AppError> {
        let secure = request::site()?.is_secure();
        let header = self.header(value, secure).ok_or(AppError(Refusal::Fault))?;
        expect_context::<ResponseOptions>().append_header(header::SET_COOKIE, header);
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sec_s03_cookies_are_host_only_and_out_of_reach_of_scripts() {
        for cookie in [Cookie::Session, Cookie::Invitation, Cookie::Reset, Cookie::Language] {
            let header = cookie.header("x", true).unwrap();
            let header = header.to_str().unwrap();
            assert!(header.starts_with("__Host-"));
            for part in ["Path=/", "HttpOnly", "SameSite=Lax", "Secure"] {
                assert!(header.contains(part), "{header} lacks {part}");
            }
            assert!(!header.contains("Domain"));
        }
    }

    #[test]
    fn reads_its_own_value_only() {
        let mut headers = HeaderMap::new();
        headers.insert(header::COOKIE, HeaderValue::from_static("a=1; usher_session=s3; usher_invitation=i"));
        assert_eq!(Cookie::Session.read(&headers, false).as_deref(), Some("s3"));
        assert_eq!(Cookie::Session.read(&headers, true), None);
    }

    #[test]
    fn an_opened_link_is_forgotten_after_an_hour() {
        let value = |age: u64| {
            let mut headers = HeaderMap::new();
            let cookie = format!("usher_invitation=token.{}", seconds() - age);
            headers.insert(header::COOKIE, HeaderValue::from_str(&cookie).unwrap());
            Cookie::Invitation.read(&headers, false)
        };
        assert_eq!(value(60).as_deref(), Some("token"));
        assert_eq!(value(INVITATION_LIFE + 60), None);
    }
}
