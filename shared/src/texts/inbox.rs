//! The inbox of development.

crate::texts! {
    title { en: "Email inbox", ja: "メール受信箱" }
    lead { en: "Every email that this server has sent since it was started. Only there in development.", ja: "このサーバーが起動後に送信したすべてのメールです。開発時のみ表示されます。" }
    empty_title { en: "No email yet", ja: "メールはまだありません" }
    empty { en: "Invite somebody: the email arrives here within a second or two.", ja: "誰かを招待すると、1～2秒でここに届きます。" }
    mails { en: "Emails", ja: "メール一覧" }
    from { en: "From", ja: "差出人" }
    to { en: "To", ja: "宛先" }
    date { en: "Date", ja: "日時" }
    links { en: "Links in this email", ja: "メール内のリンク" }
    message { en: "The message", ja: "本文" }
    plain_text { en: "Text part", ja: "テキスト版" }
    source { en: "Source", ja: "ソース" }
    reload { en: "Look again", ja: "再読み込み" }
}
