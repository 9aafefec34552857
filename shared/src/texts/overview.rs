//! An organization's first page.

use crate::Language;
use std::fmt::Display;

/// Within how many hours half of the accepted invitations were accepted.
pub fn median_hours(language: Language, hours: impl Display) -> String {
    let hours = hours.to_string();
    if hours == "1" { half_within_hour(language).into() } else { half_within_hours(language, hours) }
}

crate::texts! {
    asked_primary { en: "You are asked to become Primary Owner.", ja: "プライマリーオーナーの引き受けを依頼されています。" }
    answer { en: "Answer", ja: "回答する" }
    seats { en: "Seats", ja: "メンバー枠" }
    seats_used(used, reserved, free, total) { en: "{used} used, {reserved} reserved, {free} free of {total}", ja: "使用中 {used}・確保中 {reserved}・空き {free}（全 {total}）" }
    seats_manage { en: "Change the number of slots", ja: "枠数を変更" }
    invitations { en: "Invitations in the last 90 days", ja: "過去90日間の招待" }
    invitations_none { en: "Nobody was invited in the last 90 days.", ja: "該当する招待はありません。" }
    invitations_summary(count) { en: "{count} invitations, by week and status", ja: "招待 {count}件（週別・状態別）", one: "{count} invitation, by week and status" }
    as_table { en: "Show as a table", ja: "表で表示" }
    week { en: "Week of", ja: "週" }
    acceptance { en: "Time to acceptance", ja: "承諾までの時間" }
    acceptance_none { en: "No invitation from the last 90 days has been accepted yet.", ja: "承諾された招待はありません。" }
    half_within_hour { en: "Of those accepted, at least half were within an hour.", ja: "承諾された招待の半数以上は、1時間以内に承諾されています。" }
    half_within_hours(hours) { en: "Of those accepted, at least half were within {hours} hours.", ja: "承諾された招待の半数以上は、{hours}時間以内に承諾されています。" }
    median_days(days) { en: "Of those accepted, at least half were within {days} days.", ja: "承諾された招待の半数以上は、{days}日以内に承諾されています。" }
    within_hour { en: "Up to an hour", ja: "1時間以内" }
    within_day { en: "1 hour to 1 day", ja: "1時間〜1日" }
    within_three_days { en: "1 to 3 days", ja: "1〜3日" }
    within_week { en: "3 to 7 days", ja: "3〜7日" }
    later { en: "Over 7 days", ja: "7日超" }
    links { en: "Links expiring soon", ja: "まもなく期限切れのリンク" }
    links_none { en: "No link expires within 2 days.", ja: "2日以内に期限切れになるリンクはありません。" }
    accesses { en: "Access ending soon", ja: "まもなく終了するアクセス" }
    accesses_none { en: "Nobody’s access ends within 30 days.", ja: "30日以内に終了するアクセスはありません。" }
    failed { en: "Undelivered email", ja: "配信できなかったメール" }
    failed_none { en: "Every email was delivered or is on its way.", ja: "配信できなかったメールはありません。" }
    latest { en: "Latest activity", ja: "最近の操作" }
    latest_none { en: "Nothing has happened yet.", ja: "まだ履歴はありません。" }
    latest_all { en: "All activity", ja: "すべての履歴" }
    quiet_title { en: "You are in", ja: "参加しています" }
    quiet { en: "Nothing here waits for you. These pages are open to you:", ja: "対応が必要な項目はありません。次のページを利用できます。" }
    quiet_alone { en: "Nothing here waits for you.", ja: "対応が必要な項目はありません。" }
    ends(when) { en: "Ends {when}", ja: "{when}まで" }
    expires(when) { en: "Expires {when}", ja: "{when}まで" }
}
