//! Hands one mail to the mail server.

use super::{Letter, compose};
use lettre::{
    Address, AsyncSmtpTransport, AsyncTransport, Tokio1Executor,
    transport::smtp::{Error as SmtpError, PoolConfig},
};
use std::time::Duration;

/// How long one delivery may take, whatever the mail server does (X4). lettre's own default is a minute
/// for each command.
pub const DELIVERY_DEADLINE: Duration = Duration::from_secs(15);

/// The longest reason that is kept, in characters.
const LONGEST_REASON: usize = 300;

/// The connection to the mail server. Cheap to clone.
#[derive(Clone)]
pub struct Sender {
    transport: AsyncSmtpTransport<Tokio1Executor>,
    name: String,
    from: Address,
}

/// Why there is no sender.
#[derive(Debug, thiserror::Error)]
#[error("SMTP_URL: {0}")]
pub struct SenderError(SmtpError);

/// What became of a delivery.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Delivery {
    /// The mail server has taken it.
    Sent,
    /// Refused for good; trying again would not help (X6).
    Refused(String),
    /// Not now; try again later (X3, X5).
    Later(String),
}

impl Sender {
    /// A sender to `url`, writing as `name` at `from`, with at most `connections` at once.
    ///
    /// # Errors
    /// When the address is none or its certificates cannot be set up.
    pub fn new(url: &str, name: impl Into<String>, from: Address, connections: u32) -> Result<Self, SenderError> {
        let transport = AsyncSmtpTransport::<Tokio1Executor>::from_url(url)
            .map_err(SenderError)?
            .timeout(Some(DELIVERY_DEADLINE))
            .pool_config(PoolConfig::new().max_size(connections).idle_timeout(Duration::from_secs(30)))
            .build();
        Ok(Self { transport, name: name.into(), from })
    }

    /// Delivers a letter. Takes 15 seconds at most.
    pub async fn deliver(&self, letter: Letter) -> Delivery {
        let message = match compose(&self.name, &self.from, letter) {
            Ok(message) => message,
            Err(error) => return Delivery::Refused(reason(&format!("the mail could not be written: {error}"))),
        };
        match tokio::time::timeout(DELIVERY_DEADLINE, self.transport.send(message)).await {
            Ok(Ok(_)) => Delivery::Sent,
            Ok(Err(error)) if error.is_permanent() => Delivery::Refused(reason(&words(&error))),
            Ok(Err(error)) => Delivery::Later(reason(&words(&error))),
            Err(_) => Delivery::Later(format!("no answer within {} seconds", DELIVERY_DEADLINE.as_secs())),
        }
    }

    /// Whether the mail server greets us, for `usher doctor`.
    ///
    /// # Errors
    /// What it said or did instead.
    pub async fn check(&self) -> Result<(), String> {
        match tokio::time::timeout(DELIVERY_DEADLINE, self.transport.test_connection()).await {
            Ok(Ok(true)) => Ok(()),
            Ok(Ok(false)) => Err("does not answer NOOP".to_owned()),
            Ok(Err(error)) => Err(words(&error)),
            Err(_) => Err(format!("no answer within {} seconds", DELIVERY_DEADLINE.as_secs())),
        }
    }

    /// Says goodbye on every open connection.
    pub async fn close(&self) {
        self.transport.shutdown().await;
    }
}

impl std::fmt::Debug for Sender {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Sender").field("from", &self.from).finish_non_exhaustive()
    }
}

/// The error with what caused it: "connection refused" is in the source, not in the message.
fn words(error: &SmtpError) -> String {
    let mut words = error.to_string();
    let mut source = std::error::Error::source(error);
    while let Some(cause) = source {
        let cause_words = cause.to_string();
        if !words.contains(&cause_words) {
            words = format!("{words}: {cause_words}");
        }
        source = cause.source();
    }
    words
}

/// A reason as it is stored and shown: one line, not endless.
fn reason(words: &str) -> String {
    words
        .split_whitespace()
        .collect::<Vec<_>>()
        .join(" ")
        .chars()
        .filter(|c| !c.is_control())
        .take(LONGEST_REASON)
        .collect()
}
