//! Caps and lifetimes as configuration keys (section 4 of SECURITY.md); the defaults are the store's.

use super::{Key, Reader};
use std::time::Duration;
use store::Caps;

macro_rules! caps {
    ($($name:ident, $field:ident, $meaning:literal;)+) => {
        /// Every key of this table.
        pub const CAPS: &[Key] = &[$(Key { name: stringify!($name), default: "", meaning: $meaning }),+];

        pub(super) fn read(reader: &mut Reader<'_>) -> Caps {
            let mut caps = Caps::default();
            $(if let Some(value) = reader.with(stringify!($name), Value::parse) { caps.$field = value; })+
            caps
        }

        /// The value of each key of [`CAPS`], as it would be written.
        pub fn shown(caps: &Caps) -> Vec<(&'static Key, String)> {
            CAPS.iter().zip([$(Value::show(caps.$field)),+]).collect()
        }
    };
}

caps! {
    CAP_CONNECTIONS, connections, "The most connections to PostgreSQL.";
    CAP_ACQUIRE, acquire, "How long a request waits for a connection.";
    CAP_LOCK, lock, "How long a statement waits for a lock.";
    CAP_SESSION_IDLE, session_idle, "A session ends when it was not used for so long.";
    CAP_SESSION_LIFETIME, session_lifetime, "A session ends so long after sign-in at the latest.";
    CAP_CODE_LIFETIME, code_lifetime, "How long a mailed code can be used.";
    CAP_CODE_TRIES, code_tries, "How often a mailed code can be tried.";
    CAP_RESET_LIFETIME, reset_lifetime, "How long a link that resets a password can be used.";
    CAP_SIGN_IN_WINDOW, sign_in_window, "Over how long failed sign-ins are counted.";
    CAP_SIGN_INS_PER_ACCOUNT, sign_ins_per_account, "Failed sign-ins of one client with one address in that time.";
    CAP_SIGN_INS_PER_CLIENT, sign_ins_per_client, "Failed sign-ins of one client in that time.";
    CAP_SEARCHES_PER_HOUR, searches_per_hour, "Searches of one person in an hour.";
    CAP_MAILS_PER_CLIENT, mails_per_client, "Codes and links that one client may have mailed in an hour.";
    CAP_MAILS_PER_ADDRESS, mails_per_address, "Mails to one address in a day, over all organizations.";
    CAP_MAILS_PER_ORGANIZATION, mails_per_organization, "Mails of one organization in a day.";
    CAP_MAILS_PER_INVITER, mails_per_inviter, "Mails that one person causes in a day, over all organizations.";
    CAP_INVITATIONS_PER_CLIENT, invitations_per_client, "Mails about invitations that one client causes in a day.";
    CAP_RESENDS, resends, "Resends of one invitation.";
    CAP_HASHES_AT_ONCE, hashes_at_once, "Passwords hashed at the same time; by default as many as there are cores but one.";
    CAP_HASHES_WAITING, hashes_waiting, "Requests that may wait for that; more are told to come back.";
}

/// What a cap is counted in.
trait Value: Sized {
    fn parse(text: &str) -> Result<Self, String>;
    fn show(self) -> String;
}

macro_rules! counts {
    ($($type:ty),+) => {$(
        impl Value for $type {
            fn parse(text: &str) -> Result<Self, String> {
                text.parse().ok().filter(|count| *count > 0).ok_or_else(|| "expected a number, 1 or more".to_owned())
            }

            fn show(self) -> String {
                self.to_string()
            }
        }
    )+};
}

counts!(u32, usize);

/// Units, largest first, with their seconds.
const UNITS: [(char, u64); 4] = [('d', 86_400), ('h', 3600), ('m', 60), ('s', 1)];

impl Value for Duration {
    fn parse(text: &str) -> Result<Self, String> {
        let wrong = || "expected a time like 90s, 15m, 12h or 30d".to_owned();
        let (unit, seconds) = UNITS.into_iter().find(|(unit, _)| text.ends_with(*unit)).ok_or_else(wrong)?;
        let count: u64 = text.strip_suffix(unit).and_then(|count| count.parse().ok()).ok_or_else(wrong)?;
        count.checked_mul(seconds).filter(|seconds| *seconds > 0).map(Self::from_secs).ok_or_else(wrong)
    }

    fn show(self) -> String {
        let total = self.as_secs();
        let whole = UNITS.into_iter().find(|(_, seconds)| total.is_multiple_of(*seconds) && total >= *seconds);
        whole.map_or_else(|| format!("{}s", self.as_secs_f64()), |(unit, seconds)| format!("{}{unit}", total / seconds))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn times_read_as_they_are_written() {
        for text in ["90s", "15m", "12h", "30d"] {
            assert_eq!(Duration::parse(text).unwrap().show(), text);
        }
        for bad in ["", "15", "m", "-1m", "1.5h", "0s", "12hh", "99999999999999999999d"] {
            assert!(Duration::parse(bad).is_err(), "{bad}");
        }
    }
}
