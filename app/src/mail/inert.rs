//! Names in mails stay names: mail readers turn anything that looks like an address into a link, and an
//! organization's name must not become one (SECURITY E2).

use shared::EmailAddress;

/// The name with an invisible break wherever a reader could see an address in it. The person's own address,
/// where it stands in for a name, stays whole.
pub(super) fn inert(name: &str) -> String {
    if EmailAddress::parse(name).is_ok() {
        return name.to_owned();
    }
    let mut text = String::with_capacity(name.len());
    let mut characters = name.chars().peekable();
    while let Some(c) = characters.next() {
        text.push(c);
        let joins = matches!(c, '.' | ':' | '/' | '@' | '。' | '．');
        if joins && characters.peek().is_some_and(|next| !next.is_whitespace()) {
            text.push('\u{200b}');
        }
    }
    text
}

#[cfg(test)]
mod tests {
    use super::inert;

    #[test]
    fn sec_e02_a_name_does_not_become_a_link() {
        assert_eq!(inert("Kobe Trading"), "Kobe Trading");
        assert_eq!(inert("Claim at evil.example"), "Claim at evil.\u{200b}example");
        assert_eq!(inert("https://e.x/y"), "https:\u{200b}/\u{200b}/\u{200b}e.\u{200b}x/\u{200b}y");
        assert_eq!(inert("Acme Inc. Tokyo"), "Acme Inc. Tokyo");
        assert_eq!(inert("aiko@example.com"), "aiko@example.com");
    }
}
