//! What a page says of what was just done. The code is in the address that a change leads to (`?news=saved`).

use crate::Language;

/// The sentence for a code, if there is one.
pub fn said(language: Language, code: &str) -> Option<&'static str> {
    NEWS.iter().find(|(known, _)| *known == code).map(|(_, text)| text(language))
}

type Sentence = fn(Language) -> &'static str;

const NEWS: &[(&str, Sentence)] = &[
    ("saved", saved),
    ("created", created),
    ("archived", archived),
    ("deleted", deleted),
    ("removed", removed),
    ("restored", restored),
    ("suspended", suspended),
    ("reactivated", reactivated),
    ("left", left),
    ("handed_over", handed_over),
    ("primary_offered", primary_offered),
    ("primary_withdrawn", primary_withdrawn),
    ("seats_changed", seats_changed),
    ("reminded", reminded),
    ("dismissed", dismissed),
    ("session_ended", session_ended),
    ("sessions_ended", sessions_ended),
    ("password_changed", password_changed),
    ("address_changed", address_changed),
    ("mail_sent", mail_sent),
    ("organization_closed", organization_closed),
    ("account_closed", account_closed),
    ("terms_published", terms_published),
];

crate::texts! {
    saved { en: "Saved.", ja: "保存しました。" }
    created { en: "Created.", ja: "作成しました。" }
    archived { en: "Archived.", ja: "アーカイブしました。" }
    deleted { en: "Deleted.", ja: "削除しました。" }
    removed { en: "The person has been removed.", ja: "メンバーを削除しました。" }
    restored { en: "The person has access again.", ja: "メンバーを復元しました。" }
    suspended { en: "The person has no access for now.", ja: "メンバーの利用を停止しました。" }
    reactivated { en: "The person has access again.", ja: "メンバーの利用を再開しました。" }
    left { en: "You have left the organization.", ja: "組織から脱退しました。" }
    handed_over { en: "You are now the Primary Owner.", ja: "プライマリーオーナーになりました。" }
    primary_offered { en: "The person has been asked, and becomes Primary Owner by confirming.", ja: "引き受けを依頼しました。本人が引き受けるとプライマリーオーナーになります。" }
    primary_withdrawn { en: "The request has been withdrawn.", ja: "プライマリーオーナーの依頼を取り消しました。" }
    seats_changed { en: "The number of slots has been changed.", ja: "枠数を変更しました。" }
    reminded { en: "A reminder is on its way.", ja: "リマインダーを送信します。" }
    dismissed { en: "The request has been dismissed.", ja: "依頼を却下しました。" }
    session_ended { en: "That device has been signed out.", ja: "その端末からサインアウトしました。" }
    sessions_ended { en: "Signed out everywhere else.", ja: "ほかのすべての端末からサインアウトしました。" }
    password_changed { en: "Your password has been changed.", ja: "パスワードを変更しました。" }
    address_changed { en: "Your email address has been changed.", ja: "メールアドレスを変更しました。" }
    mail_sent { en: "An email is on its way.", ja: "メールを送信します。" }
    organization_closed { en: "The organization has been closed.", ja: "組織を閉鎖しました。" }
    terms_published { en: "The new version is published.", ja: "新しい版を公開しました。" }
    account_closed { en: "Your account has been closed.", ja: "アカウントを削除しました。" }
}
