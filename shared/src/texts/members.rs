//! The list of an organization's people.

crate::texts! {
    name { en: "Name", ja: "名前" }
    address { en: "Email address", ja: "メールアドレス" }
    role { en: "Role", ja: "役割" }
    permission { en: "Permission", ja: "権限" }
    access { en: "Role and permission", ja: "役割と権限" }
    policies { en: "Permission Policies", ja: "権限ポリシー" }
    joined { en: "Joined", ja: "参加日" }
    ends { en: "Access end date", ja: "アクセス終了日" }
    last_seen { en: "Last seen", ja: "最終利用" }
    status { en: "Status", ja: "状態" }
    never { en: "Not yet", ja: "未使用" }
    search { en: "Name or email address", ja: "名前またはメールアドレス" }
    empty_title { en: "Nobody found", ja: "該当するメンバーがいません" }
    empty { en: "No member's name or address contains what you typed.", ja: "入力した文字を含む名前やメールアドレスのメンバーはいません。" }
    show_all { en: "Show everybody", ja: "全員を表示" }
}
