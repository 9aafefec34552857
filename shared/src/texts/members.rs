//! The list of an organization's people.

crate::texts! {
    name { en: "Name", ja: "名前" }
    address { en: "Email address", ja: "メールアドレス" }
    role { en: "Role", ja: "役割" }
    permission { en: "Permission", ja: "権限" }
    access { en: "Role and permission", ja: "役割と権限" }
    policies { en: "Permission Policies", ja: "権限ポリシー" }
    joined { en: "Joined", ja: "参加日" }
    joined_at { en: "Joined", ja: "参加日時" }
    ends { en: "Access end date", ja: "アクセス終了日" }
    last_seen { en: "Last seen", ja: "最終利用日" }
    last_seen_at { en: "Last seen", ja: "最終利用日" }
    status { en: "Status", ja: "状態" }
    never { en: "Never", ja: "利用なし" }
    search { en: "Name or email address", ja: "名前またはメールアドレス" }
    empty_title { en: "Nobody found", ja: "該当するメンバーがいません" }
    empty { en: "No member’s name or address contains what you typed.", ja: "入力した文字を含む名前やメールアドレスのメンバーはいません。" }
    you { en: "You", ja: "自分" }
    show_all { en: "Show everybody", ja: "全員を表示" }
    sort { en: "Sort by", ja: "並べ替え" }
    sort_joined { en: "Joined, oldest first", ja: "参加日（古い順）" }
    sort_newest { en: "Joined, newest first", ja: "参加日（新しい順）" }
    every_status { en: "All but removed", ja: "削除済みを除く全員" }
    every_policy { en: "All policies", ja: "すべてのポリシー" }
    every_role { en: "All roles", ja: "すべての役割" }
    export { en: "Export as CSV", ja: "CSVで書き出す" }
    actions { en: "Actions", ja: "操作" }
    tabs { en: "Member", ja: "メンバー" }
    tab_access { en: "Organization access", ja: "組織へのアクセス" }
    tab_accounts { en: "Account access", ja: "アカウントへのアクセス" }
    tab_teams { en: "Team access", ja: "チームへのアクセス" }
    tab_information { en: "Information", ja: "基本情報" }
    save { en: "Save", ja: "保存" }
    suspend { en: "Suspend", ja: "停止" }
    steps { en: "Suspend or remove", ja: "利用の停止・削除" }
    remove_hint { en: "They lose access at once. The history stays, and they can be restored.", ja: "ただちに利用できなくなります。履歴は残り、後から復元できます。" }
    suspend_hint { en: "Access ends at once. Their permissions are kept, and you can reactivate them at any time.", ja: "ただちに利用できなくなります。権限の設定はそのまま残り、いつでも再開できます。" }
    reactivate { en: "Reactivate", ja: "再開" }
    remove { en: "Remove", ja: "削除" }
    remove_title(name) { en: "Remove {name}?", ja: "{name}さんを組織から削除しますか？" }
    remove_question(name, address, organization) { en: "{name} ({address}) loses access to {organization} at once. They can still sign in, and their access to other organizations stays the same. You can restore the person later.", ja: "{name}さん（{address}）は、ただちに{organization}を利用できなくなります。サインインや、ほかの組織の利用には影響しません。後から復元できます。" }
    ok { en: "OK", ja: "OK" }
    restore { en: "Restore", ja: "復元" }
    leave { en: "Leave the organization", ja: "組織から脱退する" }
    leave_question(organization) { en: "Leave {organization}? You lose access at once. To come back, somebody has to restore or invite you.", ja: "{organization}から脱退しますか？ただちに利用できなくなります。戻るには復元または招待が必要です。" }
    hand_over_first { en: "As Primary Owner you can leave once another Owner has taken over from you. Choose that person in the list:", ja: "プライマリーオーナーは、ほかのオーナーに引き継ぐと脱退できます。引き継ぎ先の方のページを次の一覧から開いてください：" }
    leave_confirm { en: "Leave", ja: "脱退する" }
    offer_primary { en: "Make Primary Owner", ja: "プライマリーオーナーにする" }
    offer_primary_hint(name) { en: "{name} confirms, and is Primary Owner from then on. The present one stays Owner.", ja: "{name}さんが引き受けた時点でプライマリーオーナーになります。現在の方はオーナーのまま残ります。" }
    offered_primary(name) { en: "{name} has been asked to become Primary Owner and has not confirmed yet.", ja: "{name}さんにプライマリーオーナーの引き受けを依頼しました。確認待ちです。" }
    withdraw_primary { en: "Withdraw the request", ja: "依頼を取り消す" }
    asked_primary { en: "You are asked to become Primary Owner.", ja: "プライマリーオーナーの引き受けを依頼されています。" }
    asked_primary_detail { en: "If you confirm, you are the Primary Owner from now on. The present one stays Owner.", ja: "引き受けると、あなたがプライマリーオーナーになります。現在の方はオーナーのまま残ります。" }
    confirm_primary { en: "Become Primary Owner", ja: "プライマリーオーナーを引き受ける" }
    decline_primary { en: "Decline", ja: "辞退する" }
    changes { en: "Access to the organization", ja: "組織へのアクセス" }
    nothing_to_do { en: "You may look at this person’s access, but not change it.", ja: "この方のアクセスは閲覧のみ可能です。" }
    no_phone { en: "Not given", ja: "未登録" }
    scope { en: "Scope", ja: "範囲" }
    teams { en: "Teams", ja: "チーム" }
    why { en: "Why?", ja: "権限の理由" }
    activity { en: "Activity of this person", ja: "この方の操作履歴" }
}
