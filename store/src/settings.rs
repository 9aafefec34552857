//! What the store is told at start.

use crate::keys::KeyRing;
use std::time::Duration;

/// Where the data is, the operator's secret, and the caps.
#[derive(Clone, Debug)]
pub struct Settings {
    /// `USHER_SECRET`.
    pub secret: KeyRing,
    /// The part behind the `@` of a Message-ID; the domain of `MAIL_FROM`.
    pub mail_domain: String,
    /// Limits and lifetimes.
    pub caps: Caps,
}

impl Settings {
    /// Settings with the default caps.
    pub fn new(secret: KeyRing, mail_domain: impl Into<String>) -> Self {
        Self { secret, mail_domain: mail_domain.into(), caps: Caps::default() }
    }
}

/// Limits and lifetimes; the defaults are section 4 of SECURITY.md.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Caps {
    /// The most connections to PostgreSQL.
    pub connections: u32,
    /// How long a request waits for one of them.
    pub acquire: Duration,
    /// How long a statement waits for a lock (X13).
    pub lock: Duration,
    /// A session ends when it has not been used for so long.
    pub session_idle: Duration,
    /// A session ends so long after sign-in at the latest.
    pub session_lifetime: Duration,
    /// How long a mailed code can be used.
    pub code_lifetime: Duration,
    /// How often a mailed code can be tried.
    pub code_tries: u32,
    /// How long a link that resets a password can be used.
    pub reset_lifetime: Duration,
    /// Over how long failed sign-ins are counted.
    pub sign_in_window: Duration,
    /// Failed sign-ins of one client with one address within that time.
    pub sign_ins_per_account: u32,
    /// Failed sign-ins of one client within that time.
    pub sign_ins_per_client: u32,
    /// Searches of one person within an hour.
    pub searches_per_hour: u32,
    /// Codes and links that one client may have mailed within an hour.
    pub mails_per_client: u32,
    /// Mails to one address within a day, over all organizations.
    pub mails_per_address: u32,
    /// Mails of one organization within a day.
    pub mails_per_organization: u32,
    /// Mails that one person causes within a day, over all organizations.
    pub mails_per_inviter: u32,
    /// Mails about invitations that one client causes within a day.
    pub invitations_per_client: u32,
    /// Resends of one invitation.
    pub resends: u32,
    /// Password hashes computed at the same time.
    pub hashes_at_once: usize,
    /// Requests that may wait for one.
    pub hashes_waiting: usize,
}

impl Default for Caps {
    fn default() -> Self {
        Self {
            connections: 10,
            acquire: Duration::from_secs(3),
            lock: Duration::from_secs(5),
            session_idle: Duration::from_secs(12 * 3600),
            session_lifetime: Duration::from_secs(30 * 24 * 3600),
            code_lifetime: Duration::from_secs(600),
            code_tries: 5,
            reset_lifetime: Duration::from_secs(1800),
            sign_in_window: Duration::from_secs(600),
            sign_ins_per_account: 10,
            sign_ins_per_client: 100,
            searches_per_hour: 60,
            mails_per_client: 20,
            mails_per_address: 5,
            mails_per_organization: 1000,
            mails_per_inviter: 1000,
            invitations_per_client: 2000,
            resends: 20,
            // One core is left for everybody else, where there is another one (P8).
            hashes_at_once: std::thread::available_parallelism()
                .map_or(1, |cores| cores.get().saturating_sub(1).max(1)),
            hashes_waiting: 64,
        }
    }
}
