//! Names of roles, permissions, policies and states.

crate::texts! {
    role_viewer { en: "Viewer", ja: "閲覧者" }
    role_member { en: "Member", ja: "メンバー" }
    role_manager { en: "Manager", ja: "マネージャー" }
    role_supply_manager { en: "Member (Supply Manager)", ja: "メンバー（サプライマネージャー）" }
    role_admin { en: "Admin", ja: "管理者" }
    role_owner { en: "Owner", ja: "オーナー" }

    role_viewer_summary { en: "Can see people and business data.", ja: "ユーザーと業務データを閲覧できます。" }
    role_member_summary { en: "Works in the organization.", ja: "組織の業務を行えます。" }
    role_manager_summary { en: "Runs daily business. Cannot manage people or settings.", ja: "日々の業務を行えます。ユーザーと設定の管理はできません。" }
    role_supply_manager_summary { en: "Can access all accounts and manage deals and exchange settings.", ja: "すべてのアカウントを利用でき、取引とエクスチェンジの設定を管理できます。" }
    role_admin_summary { en: "Manages people, settings and everything else.", ja: "ユーザーや設定など、すべてを管理できます。" }
    role_owner_summary { en: "Can use all features of the organization.", ja: "組織のすべての機能を利用できます。" }
    primary_owner { en: "Primary Owner", ja: "プライマリーオーナー" }

    permission_write { en: "Write", ja: "書き込み" }
    permission_admin { en: "Admin", ja: "管理" }
    permission_write_summary { en: "Does the daily work.", ja: "日々の業務を行えます。" }
    permission_admin_summary { en: "Uses everything that the role allows.", ja: "役割で認められたすべての機能を利用できます。" }

    policy_read_only { en: "Read only", ja: "閲覧のみ" }
    policy_administrator { en: "Administrator", ja: "管理者" }
    policy_read_only_summary { en: "Can see everything and change nothing.", ja: "すべてを閲覧できますが、変更はできません。" }
    policy_administrator_summary { en: "Can do everything, including inviting people.", ja: "招待を含め、すべての操作ができます。" }

    account_role_viewer { en: "Viewer", ja: "閲覧者" }
    account_role_editor { en: "Editor", ja: "編集者" }
    account_role_admin { en: "Admin", ja: "管理者" }

    invitation_pending { en: "Pending", ja: "承諾待ち" }
    invitation_accepted { en: "Accepted", ja: "承諾済み" }
    invitation_declined { en: "Declined", ja: "辞退" }
    invitation_revoked { en: "Revoked", ja: "取り消し済み" }
    invitation_expired { en: "Expired", ja: "期限切れ" }

    member_active { en: "Active", ja: "有効" }
    member_suspended { en: "Suspended", ja: "停止中" }
    member_ended { en: "Ended", ja: "終了" }
    member_removed { en: "Removed", ja: "削除済み" }
}
