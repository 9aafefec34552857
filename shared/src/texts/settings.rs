//! Settings of an organization.

crate::texts! {
    title { en: "Settings", ja: "設定" }
    general { en: "Organization", ja: "組織" }
    lead { en: "What applies to everybody in this organization.", ja: "この組織の全員に適用される設定です。" }
    slug_hint { en: "The part of your pages’ address that names the organization. If you change it, the old address leads to the new one and is never given to another organization.", ja: "ページのアドレスのうち、組織を表す部分です。変更しても、以前のアドレスから自動的に転送され、以前のアドレスがほかの組織に割り当てられることはありません。" }
    link_valid_hint(hours, days) { en: "From 1 hour to 90 days (2,160 hours). Empty: {hours} hours ({days} days), the default for this kind of organization.", ja: "1時間から90日（2,160時間）まで。空欄の場合は、この種別の組織の標準である{hours}時間（{days}日）になります。" }
    access_end { en: "Access end dates for members", ja: "メンバーのアクセス終了日" }
    access_end_kind(rule) { en: "{rule} (default)", ja: "{rule}（標準）" }
    kind_default { en: "Default for this kind of organization", ja: "この種別の組織の標準設定" }
    access_end_never { en: "Not used", ja: "使用しない" }
    access_end_never_means { en: "Access lasts until somebody ends it.", ja: "期限はなく、停止または削除するまで利用できます。" }
    access_end_optional { en: "Optional", ja: "任意" }
    access_end_optional_means { en: "May be set for each person.", ja: "メンバーごとに設定できます。" }
    access_end_required { en: "Required", ja: "必須" }
    access_end_required_means { en: "Has to be set for each person.", ja: "全員に設定が必要です。" }
    time_zone_hint { en: "Type to search, for example Asia/Tokyo. Days end at midnight there.", ja: "入力すると候補が表示されます（例：Asia/Tokyo）。日付の区切りの基準になります。" }
    language_hint { en: "For emails to people who have not chosen a language.", ja: "言語を選んでいない方へのメールに使用します。" }
    save { en: "Save", ja: "保存" }
    read_only { en: "You may look at the settings, but not change them.", ja: "設定は閲覧のみ可能です。" }
    seats { en: "Seats", ja: "メンバー枠" }
    seats_link { en: "Used and free seats, and the price of more", ja: "枠の使用状況と料金" }
    terms { en: "Terms of Service", ja: "利用規約" }
    terms_lead { en: "Your own document replaces the operator’s for people who join. Every version is kept. Publishing a new one asks everyone to agree again.", ja: "独自の規約は、参加する方に対して運営者の規約の代わりになります。すべての版が保存され、新しい版を公開すると全員に再度同意を求めます。" }
    terms_current(version) { en: "Version {version} is in force.", ja: "現在の版：{version}" }
    terms_none { en: "You have not published terms of your own; the operator’s apply.", ja: "独自の規約は公開されていません。運営者の規約が適用されています。" }
    close { en: "Close the organization", ja: "組織を閉鎖する" }
    close_warning(name) { en: "Everybody loses access to {name} at once, open invitations stop working, and its web address is never given to another organization. The activity log is kept. This cannot be undone.", ja: "全員がただちに{name}を利用できなくなり、承諾待ちの招待も使えなくなります。ウェブアドレスがほかの組織に割り当てられることはありません。操作履歴は保存されます。この操作は取り消せません。" }
    close_type(slug) { en: "Type {slug} to confirm", ja: "確認のため「{slug}」と入力してください" }
}
