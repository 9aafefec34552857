//! What is said of a password's strength.

use crate::{
    Language,
    password::{Advice, Level, Strength},
};

/// How hard a password is to guess, and what would help.
pub fn strength(language: Language, strength: Strength) -> String {
    let level = match strength.level {
        Level::Weak => weak(language),
        Level::Fair => fair(language),
        Level::Good => good(language),
        Level::Strong => strong(language),
    };
    let Some(advice) = strength.advice else { return level.to_owned() };
    let advice = match advice {
        Advice::Common => common(language),
        Advice::Keys => keys(language),
        Advice::Repeats => repeats(language),
        Advice::Sequence => sequence(language),
        Advice::Dates => dates(language),
        Advice::Names => names(language),
        Advice::OneWord => one_word(language),
        Advice::MoreWords => more_words(language),
    };
    match language {
        Language::En => format!("{level} {advice}"),
        Language::Ja => format!("{level}{advice}"),
    }
}

crate::texts! {
    tip { en: "Several unrelated words joined by hyphens, some with a capital letter, are easy to remember and hard to guess.", ja: "関連のない単語をいくつかハイフンでつなぎ、大文字を混ぜると、覚えやすく、推測されにくくなります。" }
    weak { en: "Strength: weak.", ja: "強度：弱い。" }
    fair { en: "Strength: fair.", ja: "強度：やや弱い。" }
    good { en: "Strength: good.", ja: "強度：良い。" }
    strong { en: "Strength: strong.", ja: "強度：強い。" }

    common { en: "It is like a password that many people use.", ja: "多くの人が使っているパスワードに似ています。" }
    keys { en: "Keys that lie side by side are easy to guess.", ja: "隣り合うキーの並びは推測されやすくなります。" }
    repeats { en: "Repeating something makes it hardly harder to guess.", ja: "繰り返しでは推測されにくくなりません。" }
    sequence { en: "Sequences such as abc or 6543 are easy to guess.", ja: "abc や 6543 のような連続は推測されやすくなります。" }
    dates { en: "Dates and years are easy to guess.", ja: "日付や年は推測されやすくなります。" }
    names { en: "Names of people are easy to guess.", ja: "人名は推測されやすくなります。" }
    one_word { en: "A word by itself is easy to guess. Add another one or two that do not belong together.", ja: "単語だけでは推測されやすくなります。関係のない単語をもう1つか2つ加えてください。" }
    more_words { en: "Another word or two would make it harder to guess.", ja: "単語をもう1つか2つ加えると、推測されにくくなります。" }
}
