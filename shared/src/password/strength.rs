//! How hard a password is to guess. It is only said, never a rule: what has to be is the kind's (K7). The server
//! estimates it, because the word lists that takes are no load for a browser.

use serde::{Deserialize, Serialize};

/// What can be told of a password without telling the password.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Strength {
    /// How hard it is to guess.
    pub level: Level,
    /// What makes it easy, or what would make it harder.
    pub advice: Option<Advice>,
}

/// How hard a password is to guess.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Level {
    /// Somebody with patience guesses it at the sign-in page.
    Weak,
    /// A program guesses it.
    Fair,
    /// A program that has stolen the hash needs long.
    Good,
    /// Nobody guesses it.
    Strong,
}

impl Level {
    /// Every level, weakest first.
    pub const ALL: [Self; 4] = [Self::Weak, Self::Fair, Self::Good, Self::Strong];
}

/// The one thing to know about a password that is easy to guess.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Advice {
    /// It is, or is like, a password that many people have.
    Common,
    /// Keys that lie side by side.
    Keys,
    /// The same again and again.
    Repeats,
    /// abc, 6543.
    Sequence,
    /// A date or a year.
    Dates,
    /// A person's name.
    Names,
    /// One word and little else.
    OneWord,
    /// A word or two more would do it.
    MoreWords,
}

impl Advice {
    /// Every piece of advice.
    pub const ALL: [Self; 8] = [
        Self::Common,
        Self::Keys,
        Self::Repeats,
        Self::Sequence,
        Self::Dates,
        Self::Names,
        Self::OneWord,
        Self::MoreWords,
    ];
}
