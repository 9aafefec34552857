//! Secrets that people hold: the link of an invitation and the cookie of a session. Neither prints
//! itself, and of neither is more than a hash at rest (T2).

use crate::{Result, keys};
use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
use std::fmt;

macro_rules! tokens {
    ($($(#[$doc:meta])* $name:ident),+ $(,)?) => {$(
        $(#[$doc])*
        #[derive(Clone, PartialEq, Eq)]
        pub struct $name(String);

        impl $name {
            /// Takes what a request carries, if it has the form of one. Whether it was ever given out, only
            /// the database knows.
            pub fn parse(text: &str) -> Option<Self> {
                let bytes = URL_SAFE_NO_PAD.decode(text).ok()?;
                (bytes.len() == 32).then(|| Self(text.to_owned()))
            }

            /// The token itself, for a link or a cookie and nowhere else.
            pub fn expose(&self) -> &str {
                &self.0
            }

            pub(crate) fn from_bytes(bytes: [u8; 32]) -> Self {
                Self(URL_SAFE_NO_PAD.encode(bytes))
            }

            pub(crate) fn sha256(&self) -> [u8; 32] {
                keys::sha256(self.0.as_bytes())
            }
        }

        impl fmt::Debug for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(concat!(stringify!($name), "(…)"))
            }
        }
    )+};
}

tokens! {
    /// What stands behind `/i/`: 43 characters that were derived, never stored.
    LinkToken,
    /// What stands at the end of `/stop/`: good for stopping invitations and nothing else.
    StopToken,
    /// What stands behind `/reset-password/`: derived as well, for one new password.
    ResetToken,
    /// What the session cookie holds: 43 characters of 256 random bits.
    SessionToken,
}

impl SessionToken {
    /// A fresh one.
    pub(crate) fn random() -> Result<Self> {
        Ok(Self::from_bytes(keys::random()?))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sec_z03_a_token_does_not_print_itself() {
        let token = SessionToken::random().unwrap();
        assert_eq!(token.expose().len(), 43);
        assert_eq!(format!("{token:?}"), "SessionToken(…)");
    }
}
