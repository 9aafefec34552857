//! Words that every form and page shares.

use crate::Language;

/// What stands between two sentences.
pub const fn gap(language: Language) -> &'static str {
    match language {
        Language::En => " ",
        Language::Ja => "",
    }
}

/// What a language is called in another one: in a sentence, where a choice would call it by its own name.
pub const fn language_name(language: Language, of: Language) -> &'static str {
    match of {
        Language::En => english(language),
        Language::Ja => japanese(language),
    }
}

crate::texts! {
    optional { en: "(optional)", ja: "（任意）" }
    cancel { en: "Cancel", ja: "キャンセル" }
    close { en: "Close", ja: "閉じる" }
    search { en: "Search", ja: "検索" }
    next_page { en: "Next page", ja: "次のページ" }
    first_page { en: "First page", ja: "最初のページ" }
    pages { en: "Pages", ja: "ページ" }
    skip { en: "Skip to content", ja: "本文へ移動" }
    breadcrumbs { en: "Breadcrumbs", ja: "パンくずリスト" }
    not_found_title { en: "There is nothing here", ja: "ページが見つかりません" }
    not_found { en: "The address may be mistyped, or you may not have access to it. Check the address, or go on from the link below.", ja: "アドレスが間違っているか、アクセス権がない可能性があります。アドレスを確認するか、次のリンクからお進みください。" }
    to_organizations { en: "Your organizations", ja: "所属組織の一覧" }
    trouble_title { en: "That did not work", ja: "処理できませんでした" }
    loading { en: "Loading…", ja: "読み込み中…" }
    saved { en: "Saved.", ja: "保存しました。" }
    none { en: "–", ja: "–" }
    colon { en: ": ", ja: "：" }
    comma { en: ", ", ja: "、" }
    with(name, more) { en: "{name} ({more})", ja: "{name}（{more}）" }
    language { en: "Language", ja: "言語" }
    english { en: "English", ja: "英語" }
    japanese { en: "Japanese", ja: "日本語" }
}
