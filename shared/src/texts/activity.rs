//! What happened, in words.

#[cfg(test)]
mod tests;
mod words;

pub use words::{Line, actor, changes, happened, rest};

use crate::{Field, Language};

/// The sentence for an action, or its stable name while it has none.
pub fn action(language: Language, name: &str) -> &str {
    ACTIONS.iter().find(|(known, _)| *known == name).map_or(name, |(_, text)| text(language))
}

type Name = fn(Language) -> &'static str;

/// Every action that is entered, by its stable name.
pub const ACTIONS: &[(&str, Name)] = &[
    ("organization.created", organization_created),
    ("organization.closed", organization_closed),
    ("settings.changed", settings_changed),
    ("terms.published", terms_published),
    ("part.created", part_created),
    ("part.renamed", part_renamed),
    ("part.archived", part_archived),
    ("part.restored", part_restored),
    ("role_set.created", role_set_created),
    ("role_set.changed", role_set_changed),
    ("role_set.deleted", role_set_deleted),
    ("brand_setting.created", brand_setting_created),
    ("brand_setting.changed", brand_setting_changed),
    ("brand_setting.deleted", brand_setting_deleted),
    ("default_access.changed", default_access_changed),
    ("policy.created", policy_created),
    ("policy.changed", policy_changed),
    ("policy.deleted", policy_deleted),
    ("customer.registered", customer_registered),
    ("invitation.sent", invitation_sent),
    ("invitation.edited", invitation_edited),
    ("invitation.resent", invitation_resent),
    ("invitation.reminded", invitation_reminded),
    ("invitation.requested", invitation_requested),
    ("invitation.request_dismissed", invitation_request_dismissed),
    ("invitation.stopped", invitation_stopped),
    ("invitation.allowed", invitation_allowed),
    ("invitation.revoked", invitation_revoked),
    ("invitation.link_copied", invitation_link_copied),
    ("invitation.declined", invitation_declined),
    ("invitation.accepted", invitation_accepted),
    ("seats.bought", seats_bought),
    ("import.started", import_started),
    ("import.cancelled", import_cancelled),
    ("member.changed", member_changed),
    ("member.suspended", member_suspended),
    ("member.reactivated", member_reactivated),
    ("member.removed", member_removed),
    ("member.restored", member_restored),
    ("member.left", member_left),
    ("member.end_noticed", member_end_noticed),
    ("member.account_closed", member_account_closed),
    ("terms.agreed", terms_agreed),
    ("primary_owner.offered", primary_owner_offered),
    ("primary_owner.offer_withdrawn", primary_owner_offer_withdrawn),
    ("primary_owner.handed_over", primary_owner_handed_over),
];

/// Every field that entries tell of, by its stable name, in the order in which it is said.
const FIELDS: &[(&str, Name)] = &[
    ("name", field_name),
    ("kind", field_kind),
    ("slug", field_slug),
    ("version", field_version),
    ("role", field_role),
    ("permission", field_permission),
    ("policies", field_policies),
    ("access_ends_at", field_access_ends_at),
    ("expires_at", field_expires_at),
    ("status", field_status),
    ("language", field_language),
    ("brands", field_brands),
    ("features", field_features),
    ("statements", |language| super::errors::label(language, Field::Statements)),
    ("identity_provider", |language| super::errors::label(language, Field::IdentityProvider)),
    ("bought", super::seats::bought),
    ("accounts", field_accounts),
    ("teams", field_teams),
    ("primary_owner", field_primary_owner),
    ("offered_to", field_offered_to),
    ("time_zone", field_time_zone),
    ("link_valid_seconds", field_link_valid_seconds),
    ("access_end", field_access_end),
];

crate::texts! {
    title { en: "Activity", ja: "操作履歴" }
    lead { en: "Every change, newest first. Entries cannot be changed or deleted.", ja: "すべての変更を新しい順に表示します。記録の変更・削除はできません。" }
    person { en: "Person’s email address", ja: "関係者のメールアドレス" }
    action_filter { en: "Action", ja: "操作" }
    every_action { en: "All actions", ja: "すべての操作" }
    from { en: "From", ja: "開始日" }
    until { en: "Until", ja: "終了日" }
    when { en: "When", ja: "日時" }
    who { en: "Who", ja: "実行者" }
    what { en: "What", ja: "操作" }
    details { en: "Details", ja: "詳細" }
    ip_address { en: "IP address", ja: "IPアドレス" }
    automatic { en: "Usher (automatic)", ja: "Usher（自動）" }
    by_link { en: "By the link", ja: "リンクから" }
    operator { en: "Operator", ja: "運営者" }
    gone { en: "Closed account", ja: "削除済みのアカウント" }
    by(name) { en: "by {name}", ja: "実行者：{name}" }
    added(what) { en: "Added: {what}", ja: "追加：{what}" }
    removed(what) { en: "Removed: {what}", ja: "削除：{what}" }
    export_csv { en: "Export as CSV", ja: "CSVで書き出す" }
    export_json { en: "Export as JSON", ja: "JSONで書き出す" }
    empty_title { en: "Nothing found", ja: "該当する履歴はありません" }
    empty { en: "No entry matches what you chose.", ja: "条件に一致する記録がありません。" }
    show_all { en: "Show everything", ja: "すべて表示" }

    organization_created { en: "Organization created", ja: "組織を作成" }
    organization_closed { en: "Organization closed", ja: "組織を閉鎖" }
    settings_changed { en: "Settings changed", ja: "設定を変更" }
    terms_agreed { en: "Agreed to the terms of service", ja: "利用規約に同意" }
    member_account_closed { en: "Account closed", ja: "アカウントを削除" }
    terms_published { en: "Terms of service published", ja: "利用規約を公開" }
    part_created { en: "Brand, account or team created", ja: "ブランド・アカウント・チームを作成" }
    part_renamed { en: "Brand, account or team renamed", ja: "ブランド・アカウント・チームの名前を変更" }
    part_archived { en: "Brand, account or team archived", ja: "ブランド・アカウント・チームをアーカイブ" }
    part_restored { en: "Brand, account or team taken back into use", ja: "ブランド・アカウント・チームを再び使用" }
    brand { en: "Brand", ja: "ブランド" }
    account { en: "Account", ja: "アカウント" }
    team { en: "Team", ja: "チーム" }
    created(part) { en: "{part} created", ja: "{part}を作成" }
    renamed(part) { en: "{part} renamed", ja: "{part}の名前を変更" }
    archived(part) { en: "{part} archived", ja: "{part}をアーカイブ" }
    taken_back(part) { en: "{part} taken back into use", ja: "{part}を再び使用" }
    role_set_created { en: "Role And Permissions created", ja: "ロールと権限を作成" }
    role_set_changed { en: "Role And Permissions changed", ja: "ロールと権限を変更" }
    role_set_deleted { en: "Role And Permissions deleted", ja: "ロールと権限を削除" }
    brand_setting_created { en: "Brand Access Settings created", ja: "ブランドアクセス設定を作成" }
    brand_setting_changed { en: "Brand Access Settings changed", ja: "ブランドアクセス設定を変更" }
    brand_setting_deleted { en: "Brand Access Settings deleted", ja: "ブランドアクセス設定を削除" }
    default_access_changed { en: "Default Access Control Settings changed", ja: "デフォルトのアクセス制御設定を変更" }
    policy_created { en: "Permission policy created", ja: "権限ポリシーを作成" }
    policy_changed { en: "Permission policy changed", ja: "権限ポリシーを変更" }
    policy_deleted { en: "Permission policy deleted", ja: "権限ポリシーを削除" }
    customer_registered { en: "Customer registered", ja: "カスタマーを登録" }
    invitation_sent { en: "Invitation sent", ja: "招待を送信" }
    invitation_edited { en: "Invitation changed", ja: "招待を変更" }
    invitation_resent { en: "Invitation sent again", ja: "招待を再送信" }
    invitation_reminded { en: "Reminder sent", ja: "リマインダーを送信" }
    invitation_requested { en: "New invitation asked for", ja: "新しい招待の依頼" }
    invitation_request_dismissed { en: "Request dismissed", ja: "依頼を却下" }
    invitation_stopped { en: "Invitations stopped by the person", ja: "本人が招待の受信を停止" }
    invitation_allowed { en: "Invitations allowed again", ja: "招待の受信を再開" }
    invitation_revoked { en: "Invitation revoked", ja: "招待を取り消し" }
    invitation_link_copied { en: "Invitation link copied", ja: "招待リンクをコピー" }
    invitation_declined { en: "Invitation declined", ja: "招待を辞退" }
    seats_bought { en: "Bought slots changed", ja: "購入枠を変更" }
    import_started { en: "Bulk invitation started", ja: "一括招待を開始" }
    import_cancelled { en: "Bulk invitation called off", ja: "一括招待を中止" }
    invitation_accepted { en: "Invitation accepted", ja: "招待を承諾" }
    member_changed { en: "Access changed", ja: "アクセスを変更" }
    member_suspended { en: "Person suspended", ja: "メンバーを停止" }
    member_reactivated { en: "Person reactivated", ja: "メンバーを再開" }
    member_removed { en: "Person removed", ja: "メンバーを削除" }
    member_restored { en: "Person restored", ja: "メンバーを復元" }
    member_left { en: "Person left", ja: "メンバーが脱退" }
    member_end_noticed { en: "Told that access ends", ja: "アクセス終了を通知" }
    primary_owner_offered { en: "Asked to become Primary Owner", ja: "プライマリーオーナーを依頼" }
    primary_owner_offer_withdrawn { en: "Request to become Primary Owner withdrawn", ja: "プライマリーオーナーの依頼を取り消し" }
    primary_owner_handed_over { en: "Primary Owner changed", ja: "プライマリーオーナーを変更" }

    field_role { en: "Role", ja: "役割" }
    field_permission { en: "Permission", ja: "権限" }
    field_policies { en: "Permission Policies", ja: "権限ポリシー" }
    field_access_ends_at { en: "Access end date", ja: "アクセス終了日" }
    field_expires_at { en: "Expiry", ja: "有効期限" }
    field_status { en: "Status", ja: "状態" }
    field_language { en: "Language", ja: "言語" }
    field_brands { en: "Brands", ja: "ブランド" }
    field_features { en: "Features", ja: "機能" }
    field_version { en: "Version", ja: "版" }
    field_accounts { en: "Accounts", ja: "アカウント" }
    field_teams { en: "Teams", ja: "チーム" }
    field_primary_owner { en: "Primary Owner", ja: "プライマリーオーナー" }
    field_offered_to { en: "Offered to", ja: "依頼先" }
    field_kind { en: "Kind", ja: "種別" }
    field_name { en: "Name", ja: "名前" }
    field_slug { en: "Web address", ja: "ウェブアドレス" }
    field_time_zone { en: "Time zone", ja: "タイムゾーン" }
    field_link_valid_seconds { en: "Link validity (hours)", ja: "リンクの有効期間（時間）" }
    field_access_end { en: "Access end dates", ja: "アクセス終了日の扱い" }
}
