//! The list of one's organizations, and an organization's first page.

crate::texts! {
    title { en: "Your organizations", ja: "所属組織" }
    empty_title { en: "You are not a member of an organization yet", ja: "まだどの組織にも所属していません" }
    empty { en: "When somebody invites you, you receive an email. Open the link in it to join.", ja: "招待されるとメールが届きます。メールのリンクを開いて参加してください。" }
    members_count(count) { en: "{count} active members", ja: "有効なメンバー {count}名" }
    member_count_one { en: "1 active member", ja: "有効なメンバー 1名" }
    overview { en: "Overview", ja: "概要" }
    members { en: "Members", ja: "メンバー" }
    invitations { en: "Invitations", ja: "招待" }
    your_role { en: "Your role", ja: "あなたの役割" }
    primary_owner { en: "Primary Owner", ja: "プライマリーオーナー" }
    kind { en: "Kind of organization", ja: "組織の種別" }
    time_zone { en: "Time zone", ja: "タイムゾーン" }
    switcher { en: "Switch organization", ja: "組織を切り替える" }
    all { en: "All organizations", ja: "すべての組織" }
    see_members { en: "Who is here and what they may do.", ja: "所属メンバーとその権限を確認します。" }
    see_invitations { en: "Who was invited, and what became of it.", ja: "招待の状況を確認します。" }
}
