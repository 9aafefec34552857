//! Signing in and out, one's account.

crate::texts! {
    sign_in_title { en: "Sign in", ja: "サインイン" }
    sign_in { en: "Sign In", ja: "サインイン" }
    sign_out { en: "Sign out", ja: "サインアウト" }
    for_invitation { en: "Sign in with your existing password. Your invitation is kept and shown again right after.", ja: "お持ちのパスワードでサインインしてください。サインイン後、招待の確認画面に戻ります。" }
    no_account { en: "No account yet? An account is made when you accept an invitation: open the link in the mail you received.", ja: "アカウントをお持ちでない場合は、届いた招待メールのリンクを開くとアカウントを作成できます。" }
    open_inbox { en: "Development inbox", ja: "開発用の受信箱" }
    signed_in_as(name) { en: "Signed in as {name}", ja: "{name} としてサインイン中" }
}
