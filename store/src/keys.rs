//! The operator's secret, and what is derived from it instead of being stored (DESIGN.md, invariant 6).

use hmac::{Hmac, KeyInit, Mac};
use sha2::{Digest, Sha256};
use std::fmt;
use uuid::Uuid;

/// The fewest bytes of a secret.
const SHORTEST_SECRET: usize = 32;

/// `USHER_SECRET`: one secret, or several with versions, the newest first. New links are derived with
/// the newest; links of before stay derivable as long as their version is in the ring.
#[derive(Clone)]
pub struct KeyRing(Vec<(i32, Hmac<Sha256>)>);

/// What is wrong with `USHER_SECRET`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum KeyRingError {
    /// Nothing is there.
    #[error("is empty")]
    Empty,
    /// A secret is shorter than 32 bytes.
    #[error("needs at least 32 bytes in each secret")]
    TooShort,
    /// A part of a ring does not read `v2:…`, or a version is there twice.
    #[error("must be one secret, or `v2:…,v1:…` with different versions, the newest first")]
    BadRing,
}

impl KeyRing {
    /// Reads `USHER_SECRET`: 32 bytes or more, or a ring `v2:…,v1:…` of such secrets. A lone secret is
    /// version 1, so that it can become the `v1` of a ring.
    pub fn parse(text: &str) -> Result<Self, KeyRingError> {
        let parts: Vec<(i32, &str)> = match versioned(text.split(',').next().unwrap_or_default()) {
            Some(_) => text
                .split(',')
                .map(|part| versioned(part.trim()).ok_or(KeyRingError::BadRing))
                .collect::<Result<_, _>>()?,
            None if text.is_empty() => return Err(KeyRingError::Empty),
            None => vec![(1, text)],
        };
        let mut keys: Vec<(i32, Hmac<Sha256>)> = Vec::new();
        for (version, secret) in parts {
            if secret.len() < SHORTEST_SECRET {
                return Err(KeyRingError::TooShort);
            }
            if keys.iter().any(|(known, _)| *known == version) {
                return Err(KeyRingError::BadRing);
            }
            let key = Hmac::new_from_slice(secret.as_bytes()).map_err(|_| KeyRingError::TooShort)?;
            keys.push((version, key));
        }
        Ok(Self(keys))
    }

    /// The version that new links and codes are derived with.
    pub(crate) fn newest(&self) -> i32 {
        self.0.first().map_or(1, |(version, _)| *version)
    }

    /// Derives 32 bytes, or `None` when that version has left the ring. The purpose ends with a zero
    /// byte and everything after it has a fixed length: no two different inputs read the same (T9).
    pub(crate) fn derive(&self, version: i32, purpose: Purpose, from: &Origin) -> Option<[u8; 32]> {
        let (_, key) = self.0.iter().find(|(known, _)| *known == version)?;
        let mut mac = key.clone();
        mac.update(purpose.name().as_bytes());
        mac.update(&[0]);
        mac.update(from.id.as_bytes());
        mac.update(&from.generation.to_be_bytes());
        mac.update(&[purpose.channel()]);
        mac.update(&from.salt);
        Some(mac.finalize().into_bytes().into())
    }
}

impl fmt::Debug for KeyRing {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_list().entries(self.0.iter().map(|(version, _)| version)).finish()
    }
}

/// What something derived is good for; nothing derived for one purpose passes for another.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Purpose {
    /// The link of an invitation.
    Link(Channel),
    /// The six digits that prove a mailbox.
    Code,
    /// The link that stops further invitations.
    Stop,
    /// The code or link that proves the mailbox of a person's own account.
    Proof(Proving),
}

/// What a proof of a person's own mailbox is good for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Proving {
    /// Registering without an invitation.
    Register,
    /// Choosing a new password without the old one.
    Reset,
    /// Signing in with another address from now on.
    Address,
}

impl Proving {
    /// The text that the database has.
    pub(crate) const fn name(self) -> &'static str {
        match self {
            Self::Register => "register",
            Self::Reset => "reset",
            Self::Address => "address",
        }
    }
}

impl Purpose {
    const fn name(self) -> &'static str {
        match self {
            Self::Link(_) => "usher invitation link",
            Self::Code => "usher mailed code",
            Self::Stop => "usher stop invitations",
            Self::Proof(Proving::Register) => "usher registration code",
            Self::Proof(Proving::Reset) => "usher password reset link",
            Self::Proof(Proving::Address) => "usher address code",
        }
    }

    const fn channel(self) -> u8 {
        match self {
            Self::Link(Channel::Mail) => 1,
            Self::Link(Channel::Copied) => 2,
            Self::Code | Self::Stop | Self::Proof(_) => 0,
        }
    }
}

/// The six digits that 32 derived bytes stand for.
pub(crate) fn six_digits(derived: [u8; 32]) -> String {
    let [a, b, c, d, e, f, g, h, ..] = derived;
    format!("{:06}", u64::from_be_bytes([a, b, c, d, e, f, g, h]) % 1_000_000)
}

/// How a link reached the person: only the mailed one proves the mailbox (I7, T4).
#[derive(Clone, Copy, Debug, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Channel {
    /// Sent to the invited address.
    Mail,
    /// Copied by somebody of the organization.
    Copied,
}

impl Channel {
    /// The text that the database has.
    pub(crate) const fn name(self) -> &'static str {
        match self {
            Self::Mail => "mail",
            Self::Copied => "copied",
        }
    }

    pub(crate) fn parse(name: &str) -> Option<Self> {
        [Self::Mail, Self::Copied].into_iter().find(|channel| channel.name() == name)
    }
}

/// What a derivation starts from, beside key and purpose.
#[derive(Clone, Debug)]
pub(crate) struct Origin {
    pub(crate) id: Uuid,
    pub(crate) generation: u32,
    pub(crate) salt: [u8; 16],
}

/// Fresh random bytes from the operating system.
pub(crate) fn random<const N: usize>() -> crate::Result<[u8; N]> {
    let mut bytes = [0; N];
    getrandom::fill(&mut bytes).map_err(crate::Error::fault)?;
    Ok(bytes)
}

/// SHA-256, which is what stays of a token at rest.
pub(crate) fn sha256(bytes: &[u8]) -> [u8; 32] {
    Sha256::digest(bytes).into()
}

fn versioned(part: &str) -> Option<(i32, &str)> {
    let (version, secret) = part.strip_prefix('v')?.split_once(':')?;
    Some((version.parse().ok().filter(|version| *version > 0)?, secret))
}

#[cfg(test)]
mod tests {
    use super::*;

    const A: &str = "0123456789abcdef0123456789abcdef";
    const B: &str = "fedcba9876543210fedcba9876543210";

    fn origin() -> Origin {
        Origin { id: Uuid::nil(), generation: 1, salt: [7; 16] }
    }

    #[test]
    fn a_lone_secret_becomes_the_first_of_a_ring() {
        let alone = KeyRing::parse(A).unwrap();
        let ring = KeyRing::parse(&format!("v2:{B}, v1:{A}")).unwrap();
        let link = Purpose::Link(Channel::Mail);
        assert_eq!((alone.newest(), ring.newest()), (1, 2));
        assert_eq!(alone.derive(1, link, &origin()), ring.derive(1, link, &origin()));
        assert_ne!(ring.derive(1, link, &origin()), ring.derive(2, link, &origin()));
        assert_eq!(alone.derive(2, link, &origin()), None);
    }

    #[test]
    fn a_bad_secret_is_named() {
        let error = |text: &str| KeyRing::parse(text).unwrap_err();
        assert_eq!(error(""), KeyRingError::Empty);
        assert_eq!(error("short"), KeyRingError::TooShort);
        assert_eq!(error(&format!("v1:{A},v1:{B}")), KeyRingError::BadRing);
        assert_eq!(error(&format!("v1:{A},{B}")), KeyRingError::BadRing);
    }

    #[test]
    fn sec_t09_every_purpose_channel_generation_and_salt_derives_something_else() {
        let ring = KeyRing::parse(A).unwrap();
        let mut all = Vec::new();
        let links = [Purpose::Link(Channel::Mail), Purpose::Link(Channel::Copied), Purpose::Code, Purpose::Stop];
        let proofs = [Proving::Register, Proving::Reset, Proving::Address].map(Purpose::Proof);
        for purpose in links.into_iter().chain(proofs) {
            for generation in [1, 2] {
                for salt in [[7; 16], [8; 16]] {
                    let from = Origin { generation, salt, ..origin() };
                    all.push(ring.derive(1, purpose, &from).unwrap());
                }
            }
        }
        let count = all.len();
        all.sort_unstable();
        all.dedup();
        assert_eq!(all.len(), count);
    }

    #[test]
    fn sec_z03_a_ring_does_not_print_its_secrets() {
        assert_eq!(format!("{:?}", KeyRing::parse(A).unwrap()), "[1]");
    }
}
