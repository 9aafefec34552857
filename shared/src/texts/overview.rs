//! An organization's first page.

crate::texts! {
    asked_primary { en: "You are asked to become Primary Owner.", ja: "プライマリーオーナーの引き継ぎを依頼されています。" }
    answer { en: "Answer", ja: "回答する" }
    seats { en: "Member slots", ja: "メンバー枠" }
    seats_used(used, reserved, free, total) { en: "{used} used, {reserved} reserved, {free} free of {total}", ja: "使用中 {used}・確保中 {reserved}・空き {free}（全 {total}）" }
    seats_manage { en: "Change the number of slots", ja: "枠数を変更" }
    invitations { en: "Invitations of the last 90 days", ja: "過去90日間の招待" }
    invitations_none { en: "Nobody was invited in the last 90 days.", ja: "過去90日間の招待はありません。" }
    invitations_summary(count) { en: "{count} invitations, by week and by what became of them.", ja: "招待 {count} 件（週別・状態別）" }
    as_table { en: "Show as a table", ja: "表で表示" }
    week { en: "Week of", ja: "週" }
    acceptance { en: "Time to acceptance", ja: "承諾までの時間" }
    acceptance_none { en: "No invitation of the last 90 days has been accepted yet.", ja: "過去90日間に承諾された招待はありません。" }
    median_hours(hours) { en: "Half of them within {hours} hours.", ja: "半数が {hours} 時間以内に承諾されています。" }
    median_days(days) { en: "Half of them within {days} days.", ja: "半数が {days} 日以内に承諾されています。" }
    within_hour { en: "within an hour", ja: "1時間以内" }
    within_day { en: "within a day", ja: "1日以内" }
    within_three_days { en: "within 3 days", ja: "3日以内" }
    within_week { en: "within a week", ja: "1週間以内" }
    later { en: "later", ja: "1週間以降" }
    links { en: "Links that end soon", ja: "まもなく期限切れのリンク" }
    links_none { en: "No link ends within a week.", ja: "1週間以内に期限切れになるリンクはありません。" }
    accesses { en: "Accesses that end soon", ja: "まもなく終了するアクセス" }
    accesses_none { en: "Nobody's access ends within 30 days.", ja: "30日以内に終了するアクセスはありません。" }
    failed { en: "Mails that could not be delivered", ja: "配信できなかったメール" }
    failed_none { en: "Every mail was delivered or is on its way.", ja: "配信できなかったメールはありません。" }
    latest { en: "Latest activity", ja: "最近の操作" }
    latest_none { en: "Nothing has happened yet.", ja: "まだ履歴はありません。" }
    latest_all { en: "All activity", ja: "すべての履歴" }
    ends(when) { en: "ends {when}", ja: "{when} まで" }
}
