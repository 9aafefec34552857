//! Sentences that name e-mail addresses, people or organizations, on pages and in mails: a name stays whole where it fits
//! on a line of the narrowest page.

use leptos::prelude::*;
use std::cmp::Reverse;

/// Part of a sentence.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Piece {
    /// What may break anywhere a line may.
    Words(String),
    /// What stays on one line.
    Whole(String),
    /// Where a line may end between two of those.
    Break,
}

/// The widest name that stays whole, in quarters of the font size. As a title it has 250 pixels on the narrowest page:
/// a font may be a quarter wider than [`width`] says.
const NAME: usize = 36;

/// The widest part of an address that stays whole. Titles name no addresses.
const PART: usize = 48;

/// The sentence, cut around the names in it.
#[must_use]
pub fn pieces(sentence: &str, names: &[&str]) -> Vec<Piece> {
    // One address can be the end of another; the one that begins first is the one that is meant.
    let first = names
        .iter()
        .filter(|name| !name.is_empty())
        .filter_map(|name| sentence.split_once(name).map(|(before, after)| (before, *name, after)))
        .min_by_key(|(before, name, _)| (before.len(), Reverse(name.len())));
    let words = |words: &str| (!words.is_empty()).then(|| Piece::Words(words.to_owned()));
    let Some((before, name, after)) = first else { return words(sentence).into_iter().collect() };
    words(before).into_iter().chain(named(name)).chain(pieces(after, names)).collect()
}

/// A name whole, an address that is too wide before its domain, and anything wider as words.
fn named(name: &str) -> Vec<Piece> {
    let part = |text: &str, most| match width(text) <= most {
        true => Piece::Whole(text.to_owned()),
        false => Piece::Words(text.to_owned()),
    };
    match name.rfind('@').map(|at| name.split_at(at)) {
        None => vec![part(name, NAME)],
        Some(_) if width(name) <= PART => vec![part(name, PART)],
        Some((local, domain)) => vec![part(local, PART), Piece::Break, part(domain, PART)],
    }
}

/// About how wide it is, in quarters of the font size. The reader's font is not known; the limits leave room for it.
fn width(text: &str) -> usize {
    let wide = |letter| match letter {
        'm' | 'w' | 'A'..='Z' | '@' | '%' | '&' => 3,
        ' '..='~' => 2,
        _ => 4,
    };
    text.chars().map(wide).sum()
}

/// A sentence that names somebody or something.
#[component]
pub fn Naming(
    /// The sentence.
    sentence: String,
    /// The names in it. An address may end a line before its domain.
    names: Vec<String>,
) -> impl IntoView {
    let names: Vec<&str> = names.iter().map(String::as_str).collect();
    let draw = |piece| match piece {
        Piece::Words(words) => words.into_any(),
        Piece::Whole(words) => view! { <span class="nowrap">{words}</span> }.into_any(),
        Piece::Break => view! { <wbr/> }.into_any(),
    };
    pieces(&sentence, &names).into_iter().map(draw).collect_view()
}

#[cfg(test)]
mod tests {
    use super::{Piece::*, pieces};

    #[test]
    fn a_sentence_is_cut_around_each_name() {
        let sentence = "Signed in as joann@example.org; this is for ann@example.org.";
        let cut = pieces(sentence, &["ann@example.org", "joann@example.org"]);
        let wanted = [
            Words("Signed in as ".into()),
            Whole("joann@example.org".into()),
            Words("; this is for ".into()),
            Whole("ann@example.org".into()),
            Words(".".into()),
        ];
        assert_eq!(cut, wanted);
    }

    #[test]
    fn what_is_too_wide_breaks_before_its_domain_or_anywhere() {
        let address = "olivia.reed@harbour-looms.example";
        assert_eq!(
            pieces(address, &[address]),
            [Whole("olivia.reed".into()), Break, Whole("@harbour-looms.example".into())]
        );
        let long = "The Honourable Company of Weavers";
        assert_eq!(pieces(long, &[long]), [Words(long.into())]);
        assert_eq!(pieces("北野サプライへ", &["北野サプライ"]), [Whole("北野サプライ".into()), Words("へ".into())]);
    }

    #[test]
    fn a_sentence_without_the_name_is_left_alone() {
        assert_eq!(pieces("Nobody.", &["ann@example.org", ""]), [Words("Nobody.".into())]);
    }
}
