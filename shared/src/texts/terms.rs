//! Around the terms of service. The terms themselves are documents in the database.

use crate::{
    Language,
    terms::{Format, Problem},
};

/// What a document is written in.
pub const fn own_format(language: Language, format: Format) -> &'static str {
    match format {
        Format::Plain => own_format_plain(language),
        Format::Markdown => own_format_markdown(language),
    }
}

/// Why a document was not taken.
pub const fn own_problem(language: Language, problem: Problem) -> &'static str {
    match problem {
        Problem::Empty => own_problem_empty(language),
        Problem::TooLarge => own_problem_too_large(language),
        Problem::NotUtf8 => own_problem_not_utf8(language),
        Problem::BadCharacter => own_problem_bad_character(language),
    }
}

crate::texts! {
    title { en: "Terms of Service", ja: "利用規約" }
    version(version) { en: "Version {version}", ja: "第{version}版" }
    published(day) { en: "Published on {day}", ja: "{day}公開" }
    of_organization(organization) { en: "Terms of Service of {organization}", ja: "{organization}の利用規約" }
    other_language { en: "These terms have been published in this language only.", ja: "この利用規約は次の言語でのみ公開されています。" }
    download { en: "Download", ja: "ダウンロード" }
    read_version(version) { en: "Read version {version}", ja: "第{version}版を読む" }
    gate_lead(organization) { en: "To use {organization}, please agree to the Terms of Service.", ja: "{organization}を利用するには、利用規約に同意してください。" }
    gate_download_first { en: "Download the terms first; then tick the box and press Submit.", ja: "先に利用規約をダウンロードしてから、同意の欄にチェックを入れて送信してください。" }
    gate_reload { en: "Downloaded? Go on", ja: "ダウンロード後、次に進む" }
    downloaded { en: "You have downloaded this version.", ja: "この版をダウンロードしました。" }
    submit { en: "Submit", ja: "送信" }

    own_link { en: "Write and publish terms of your own", ja: "独自の利用規約を作成・公開する" }
    own_not_asked { en: "In organizations of this kind nobody is asked to agree. Members can read what you publish.", ja: "この種別の組織では同意は求められません。公開した規約はメンバーが閲覧できます。" }
    own_write { en: "Write or upload", ja: "作成・アップロード" }
    own_which { en: "One language is enough. Type the text or choose a file.", ja: "どちらか一方の言語だけでも公開できます。入力するか、ファイルを選んでください。" }
    own_format_label { en: "Format", ja: "形式" }
    own_format_plain { en: "Plain text (one paragraph per line)", ja: "プレーンテキスト（1行が1段落）" }
    own_format_markdown { en: "Markdown", ja: "Markdown" }
    own_body_en { en: "Terms in English", ja: "英語の規約" }
    own_body_ja { en: "Terms in Japanese", ja: "日本語の規約" }
    own_file_en { en: "Or a file in English", ja: "または英語のファイル" }
    own_file_ja { en: "Or a file in Japanese", ja: "または日本語のファイル" }
    own_file_hint { en: "Markdown or plain text (UTF-8), up to 1 MB. A file replaces what is typed above.", ja: "Markdownまたはプレーンテキスト（UTF‑8）、1 MBまで。ファイルを選ぶと上の入力内容の代わりになります。" }
    own_save { en: "Save and preview", ja: "保存してプレビュー" }
    own_preview(version) { en: "Preview of version {version}", ja: "第{version}版のプレビュー" }
    own_publish(version) { en: "Publish version {version}", ja: "第{version}版を公開" }
    own_publish_hint { en: "A published version cannot be changed. Members are asked to agree to it before they go on.", ja: "公開した版は変更できません。メンバーは次回の利用時に同意を求められます。" }
    own_versions { en: "Published versions", ja: "公開した版" }
    own_version { en: "Version", ja: "版" }
    own_published_at { en: "Published", ja: "公開日時" }
    own_published_by { en: "By", ja: "公開者" }
    own_languages { en: "Languages", ja: "言語" }
    own_problem_empty { en: "There is nothing to publish yet. Please write the terms in one language at least, or choose a file.", ja: "内容がありません。少なくとも1つの言語で規約を入力するか、ファイルを選んでください。" }
    own_problem_too_large { en: "This document is larger than 1 MB. Please shorten it. The rest has been saved.", ja: "文書が1 MBを超えています。短くしてください。ほかの内容は保存しました。" }
    own_problem_not_utf8 { en: "This file is no text in UTF-8. Please save it as UTF-8 and choose it again. The rest has been saved.", ja: "UTF-8のテキストではありません。UTF-8で保存し直してから、もう一度選んでください。ほかの内容は保存しました。" }
    own_problem_bad_character { en: "This document contains characters that show nothing or change the text around them. Please remove them. The rest has been saved.", ja: "表示されない文字や前後の表示を変える文字が含まれています。取り除いてください。ほかの内容は保存しました。" }
}
