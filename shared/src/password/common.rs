//! Passwords that are guessed first: everyday words with trimmings, runs, repeats and keyboard walks.

/// Everyday words that people put digits and symbols around, as [`plain`] spells them.
const WORDS: &[&str] = &[
    "abc",
    "access",
    "account",
    "admin",
    "administrator",
    "asdf",
    "asdfgh",
    "asdfghjkl",
    "baseball",
    "batman",
    "changeit",
    "changeme",
    "charlie",
    "chocolate",
    "company",
    "computer",
    "default",
    "donald",
    "dragon",
    "flower",
    "football",
    "freedom",
    "google",
    "guest",
    "hello",
    "helloworld",
    "iloveyou",
    "internet",
    "jesus",
    "jordan",
    "killer",
    "letmein",
    "login",
    "lovely",
    "master",
    "michael",
    "monkey",
    "mustang",
    "mypassword",
    "naruto",
    "nothing",
    "office",
    "pass",
    "passpass",
    "passphrase",
    "passw",
    "passwd",
    "password",
    "passwordpassword",
    "pokemon",
    "princess",
    "qwer",
    "qwert",
    "qwerty",
    "qwertyui",
    "qwertyuiop",
    "root",
    "samsung",
    "secret",
    "shadow",
    "soccer",
    "starwars",
    "summer",
    "sunshine",
    "superman",
    "system",
    "temp",
    "test",
    "testtest",
    "trustnoone",
    "user",
    "welcome",
    "whatever",
    "winter",
    "spring",
    "autumn",
    "zxcvbnm",
    "sakura",
    "konnichiwa",
    "nihon",
    "tokyo",
    "doraemon",
    "arigatou",
];

/// Rows and columns of a keyboard; a walk along them, either way, is no secret.
const WALKS: &[&str] = &[
    "1234567890123456789",
    "abcdefghijklmnopqrstuvwxyz",
    "qwertyuiopasdfghjklzxcvbnm",
    "1qaz2wsx3edc4rfv5tgb",
    "1q2w3e4r5t6y7u8i9o0p",
    "q1w2e3r4t5y6u7i8o9p0",
    "qazwsxedcrfvtgb",
    "zaq12wsxcde34rfv",
    "asdfjkl",
    "147258369",
    "123321123321",
    "112233445566778899",
    "a1b2c3d4e5f6",
];

/// Whether a password is among those that are guessed first, in any case and with the usual
/// replacements of letters.
pub(super) fn is_common(password: &str) -> bool {
    let lower = password.to_lowercase();
    let folded = plain(&lower);
    is_repeat(&lower) || is_walk(&lower) || is_short_number(&lower) || {
        let word = folded.trim_matches(|c: char| !c.is_alphabetic());
        WORDS.contains(&word) || WORDS.contains(&plain(lower.trim_matches(|c: char| !c.is_alphabetic())).as_str())
    }
}

/// Undoes the usual replacements: `p@$$w0rd` is `password`.
fn plain(lower: &str) -> String {
    lower
        .chars()
        .map(|c| match c {
            '@' | '4' => 'a',
            '0' => 'o',
            '1' | '!' => 'i',
            '3' => 'e',
            '$' | '5' => 's',
            '7' => 't',
            c => c,
        })
        .collect()
}

/// Digits alone, fewer than twelve: dates, phone numbers, PINs.
fn is_short_number(text: &str) -> bool {
    text.len() < 12 && text.bytes().all(|byte| byte.is_ascii_digit())
}

/// A block of up to half the length, again and again: `aaaaaaaa`, `12341234`.
fn is_repeat(text: &str) -> bool {
    let chars: Vec<char> = text.chars().collect();
    let widest = (chars.len() / 2).min(4);
    (1..=widest).any(|width| chars.iter().zip(chars.iter().skip(width)).all(|(a, b)| a == b))
}

/// Part of one keyboard walk, forwards or backwards.
fn is_walk(text: &str) -> bool {
    let reversed: String = text.chars().rev().collect();
    WALKS.iter().any(|walk| walk.contains(text) || walk.contains(&reversed))
}
