//! What is said of a new password's strength. The estimate is zxcvbn's; here it becomes a level and one piece of advice,
//! so that nothing of the password leaves.

use crate::Store;
use shared::password::{Advice, Level, Password, Strength};
use zxcvbn::{
    Entropy, Score,
    feedback::{Feedback, Suggestion, Warning},
    zxcvbn,
};

/// What is looked at, in characters. An estimate takes longer than in proportion to the length, and whatever is this long
/// is as strong as its beginning at least.
const LOOKED_AT: usize = 48;

/// How hard a password is to guess. It is a courtesy: `None` for what is no password at all, and while another one is
/// being looked at, so that nobody can keep the server busy with it. Nothing is written down.
#[tracing::instrument(name = "accounts.strength", skip_all)]
pub async fn strength(store: &Store, typed: &str) -> Option<Strength> {
    let password = Password::typed(typed).ok()?;
    store.hasher().look(move || estimate(&password)).await
}

fn estimate(password: &Password) -> Strength {
    let start: String = password.expose().chars().take(LOOKED_AT).collect();
    let estimated = zxcvbn(&start, &[]);
    Strength { level: level(&estimated), advice: estimated.feedback().and_then(advice) }
}

fn level(estimated: &Entropy) -> Level {
    match estimated.score() {
        Score::Zero | Score::One => Level::Weak,
        Score::Two => Level::Fair,
        Score::Three => Level::Good,
        _ => Level::Strong,
    }
}

/// What is wrong comes before what would help.
fn advice(feedback: &Feedback) -> Option<Advice> {
    let wrong = feedback.warning().map(|warning| match warning {
        Warning::StraightRowsOfKeysAreEasyToGuess | Warning::ShortKeyboardPatternsAreEasyToGuess => Advice::Keys,
        Warning::RepeatsLikeAaaAreEasyToGuess | Warning::RepeatsLikeAbcAbcAreOnlySlightlyHarderToGuess => {
            Advice::Repeats
        }
        Warning::ThisIsATop10Password
        | Warning::ThisIsATop100Password
        | Warning::ThisIsACommonPassword
        | Warning::ThisIsSimilarToACommonlyUsedPassword => Advice::Common,
        Warning::SequencesLikeAbcAreEasyToGuess => Advice::Sequence,
        Warning::RecentYearsAreEasyToGuess | Warning::DatesAreOftenEasyToGuess => Advice::Dates,
        Warning::AWordByItselfIsEasyToGuess => Advice::OneWord,
        Warning::NamesAndSurnamesByThemselvesAreEasyToGuess | Warning::CommonNamesAndSurnamesAreEasyToGuess => {
            Advice::Names
        }
    });
    wrong.or_else(|| {
        feedback.suggestions().first().map(|suggestion| match suggestion {
            Suggestion::AvoidRepeatedWordsAndCharacters => Advice::Repeats,
            Suggestion::AvoidSequences => Advice::Sequence,
            Suggestion::UseALongerKeyboardPatternWithMoreTurns => Advice::Keys,
            Suggestion::AvoidRecentYears
            | Suggestion::AvoidYearsThatAreAssociatedWithYou
            | Suggestion::AvoidDatesAndYearsThatAreAssociatedWithYou => Advice::Dates,
            _ => Advice::MoreWords,
        })
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(typed: &str) -> Strength {
        estimate(&Password::typed(typed).unwrap())
    }

    #[test]
    fn sec_p02_what_is_easy_to_guess_is_said_to_be_and_why() {
        for (typed, advice) in [
            ("password1", Advice::Common),
            ("P@ssw0rd!", Advice::Common),
            ("xcvbnm,./lkjh", Advice::Keys),
            ("aaaaaaaaaaaa", Advice::Repeats),
            ("abcdefghijk", Advice::Sequence),
            ("lighthouse", Advice::OneWord),
        ] {
            let strength = of(typed);
            assert!(strength.level < Level::Good && strength.advice == Some(advice), "{typed}: {strength:?}");
        }
        assert_eq!(of("a lantern on a quiet river"), Strength { level: Level::Strong, advice: None });
        assert_eq!(of("凧は空高く揚がる夜の川").level, Level::Strong);
        assert!(of("kite-42!").level < Level::Strong);
    }

    #[test]
    fn sec_p08_only_the_start_of_a_long_password_is_looked_at() {
        let start = "kite-42!".repeat(64).chars().take(LOOKED_AT).collect::<String>();
        assert_eq!(of(&format!("{start}password")), of(&start));
    }
}
