//! The orders in which the list of invitations can stand (I5).

use crate::{Language, named::named, texts::invitations as texts};

named! {
    /// An order of the list.
    pub enum Sort {
        /// Made last, first.
        Newest = "newest",
        /// Made first, first.
        Oldest = "oldest",
        /// Those whose links end first, first.
        Ending = "ending",
    }
}

impl Sort {
    /// The name people read.
    pub const fn label(self, language: Language) -> &'static str {
        match self {
            Self::Newest => texts::sort_newest(language),
            Self::Oldest => texts::sort_oldest(language),
            Self::Ending => texts::sort_ending(language),
        }
    }
}
