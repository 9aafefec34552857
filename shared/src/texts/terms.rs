//! Around the terms of service. The terms themselves are documents in the database.

crate::texts! {
    title { en: "Terms of Service", ja: "利用規約" }
    version(version) { en: "Version {version}", ja: "第{version}版" }
    published(day) { en: "Published on {day}", ja: "{day}公開" }
    of_organization(organization) { en: "Terms of Service of {organization}", ja: "{organization}の利用規約" }
    other_language { en: "These terms have been published in this language only.", ja: "この利用規約は次の言語でのみ公開されています。" }
    download { en: "Download", ja: "ダウンロード" }
    gate_lead(organization) { en: "Please agree to the Terms of Service to use {organization}.", ja: "{organization} を利用するには、利用規約に同意してください。" }
    gate_download_first { en: "Download the terms first; then tick the box and press Submit.", ja: "先に利用規約をダウンロードしてから、同意の欄にチェックを入れて送信してください。" }
    gate_reload { en: "Downloaded? Go on", ja: "ダウンロード後、次に進む" }
    downloaded { en: "You have downloaded this version.", ja: "この版をダウンロードしました。" }
    submit { en: "Submit", ja: "送信" }
}
