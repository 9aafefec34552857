//! Sentences that name e-mail addresses, people or organizations, on pages and in mails: a name stays whole where there
//! is room for it.

use crate::layout::Address;
use leptos::prelude::*;
use std::cmp::Reverse;

/// Part of a sentence.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Piece {
    /// What stands around names.
    Words(String),
    /// A name.
    Name(String),
}

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
    let here = words(before).into_iter().chain([Piece::Name(name.to_owned())]);
    here.chain(pieces(after, names)).collect()
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
        Piece::Name(address) => view! { <span class="whole"><Address address/></span> }.into_any(),
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
            Name("joann@example.org".into()),
            Words("; this is for ".into()),
            Name("ann@example.org".into()),
            Words(".".into()),
        ];
        assert_eq!(cut, wanted);
    }

    #[test]
    fn a_sentence_without_the_name_is_left_alone() {
        assert_eq!(pieces("Nobody.", &["ann@example.org", ""]), [Words("Nobody.".into())]);
    }
}
