//! Signing in and out, one's account.

crate::texts! {
    sign_in_title { en: "Sign in", ja: "サインイン" }
    sign_in { en: "Sign In", ja: "サインイン" }
    sign_out { en: "Sign out", ja: "サインアウト" }
    for_invitation { en: "Sign in with your existing password. Your invitation is kept and shown again right after.", ja: "お持ちのパスワードでサインインしてください。サインイン後、招待の確認画面に戻ります。" }
    no_account { en: "No account yet?", ja: "アカウントをお持ちでない場合は" }
    register_link { en: "Register", ja: "新規登録" }
    open_inbox { en: "Development inbox", ja: "開発用の受信箱" }
    signed_in_as(name) { en: "Signed in as {name}", ja: "{name}としてサインイン中" }
    your_account { en: "Your account", ja: "アカウント設定" }
    switch_language { en: "Language", ja: "言語" }

    forgot_link { en: "Forgot your password?", ja: "パスワードをお忘れですか？" }
    forgot_title { en: "Forgot your password?", ja: "パスワードをお忘れの場合" }
    forgot_lead { en: "Enter your email address. We will email you a link to choose a new password.", ja: "メールアドレスを入力してください。新しいパスワードを設定するためのリンクをお送りします。" }
    forgot_send { en: "Send a link", ja: "リンクを送信" }
    forgot_sent_title { en: "Check your inbox", ja: "メールをご確認ください" }
    forgot_sent(minutes) { en: "If there is an account with this address, an email with a link is on its way. The link is valid for {minutes} minutes and works once.", ja: "このメールアドレスのアカウントがある場合は、リンクを記載したメールをお送りしています。リンクの有効期間は{minutes}分で、一度だけ使用できます。" }
    mail_limit { en: "No email? Check the spam folder. Only a few of these emails are sent to an address each day.", ja: "メールが届かない場合は、迷惑メールフォルダーもご確認ください。同じメールアドレスにお送りできる回数には1日の上限があります。" }
    back_to_sign_in { en: "Back to sign-in", ja: "サインインに戻る" }

    reset_title { en: "Choose a new password", ja: "新しいパスワードの設定" }
    reset_lead(address) { en: "This sets the password of {address}. You will then be signed out everywhere.", ja: "{address}のアカウントのパスワードを設定します。設定すると、すべての端末からサインアウトします。" }
    reset_button { en: "Set the new password", ja: "新しいパスワードを設定" }
    reset_done_title { en: "Your new password is set", ja: "新しいパスワードを設定しました" }
    reset_done { en: "Sign in with it. Every device that was signed in has been signed out.", ja: "新しいパスワードでサインインしてください。サインインしていた端末はすべてサインアウトしました。" }
    go_to_sign_in { en: "Go to Sign-in Page", ja: "サインインページへ" }
    link_over_title { en: "This link can no longer be used", ja: "このリンクは使用できません" }
    link_over { en: "A link works once, and only for a short time. Ask for a new one.", ja: "リンクは一度だけ、限られた時間内に使用できます。新しいリンクを請求してください。" }
    new_link { en: "Ask for a new link", ja: "新しいリンクを請求する" }
    no_link { en: "Open the link in the email to choose a new password here.", ja: "メールに記載されたリンクを開くと、ここで新しいパスワードを設定できます。" }

    register_title { en: "Create your account", ja: "アカウントの作成" }
    register_lead { en: "Enter your email address. We will email you a code to confirm that it is yours.", ja: "メールアドレスを入力してください。メールアドレスを確認するためのコードをお送りします。" }
    register_send { en: "Email me a code", ja: "コードを送信" }
    register_sent(address) { en: "We have sent an email to {address}. Enter the code in it to go on.", ja: "{address}にメールをお送りしました。記載されたコードを入力してください。" }
    register_button { en: "Create an account", ja: "アカウントを作成" }
    register_again { en: "Use another address, or get a new code", ja: "別のメールアドレスを使う、またはコードを再送する" }
    have_account { en: "Already have an account?", ja: "すでにアカウントをお持ちの場合は" }
    read_terms { en: "Read the Terms of Service", ja: "利用規約を読む" }

    profile_title { en: "Your account", ja: "アカウント設定" }
    profile { en: "Profile", ja: "プロフィール" }
    security { en: "Password and email", ja: "パスワード・メール" }
    sessions { en: "Sessions", ja: "サインイン中の端末" }
    closing { en: "Data and closing", ja: "データとアカウント削除" }
    save { en: "Save", ja: "保存" }
    saved { en: "Your profile has been saved.", ja: "プロフィールを保存しました。" }
    country_none { en: "Not given", ja: "指定しない" }
    zone_none { en: "Not set (UTC)", ja: "指定しない（UTC）" }
    zone_hint { en: "Pages of your account show times in this time zone. Pages of an organization show the organization’s time, in which its deadlines end.", ja: "アカウントのページの日時はこのタイムゾーンで表示します。組織のページでは、期限の基準となる組織の時刻を表示します。" }

    password_title { en: "Change your password", ja: "パスワードの変更" }
    password_lead { en: "Other devices are signed out when you change it.", ja: "変更すると、ほかの端末からはサインアウトします。" }
    password_button { en: "Change password", ja: "パスワードを変更" }
    password_changed { en: "Your password has been changed. Other devices have been signed out.", ja: "パスワードを変更しました。ほかの端末はサインアウトしました。" }
    password_due_title { en: "Choose a new password", ja: "新しいパスワードの設定" }
    password_due_lead { en: "This organization asks for a stronger password than yours. Choose a new one to go on; you use it for all of your organizations.", ja: "この組織では、現在よりも強いパスワードが必要です。新しいパスワードを設定してください。所属するすべての組織で共通のパスワードになります。" }
    password_new { en: "New password", ja: "新しいパスワード" }
    password_new_again { en: "New password (again)", ja: "新しいパスワード（確認）" }

    address_title { en: "Change your email address", ja: "メールアドレスの変更" }
    address_now { en: "You sign in with", ja: "現在のメールアドレス" }
    address_lead { en: "We email a code to the new address, and a notice to the old one once it is changed.", ja: "新しいメールアドレスに確認コードを送信し、変更後に元のメールアドレスへお知らせします。" }
    address_new { en: "New email address", ja: "新しいメールアドレス" }
    address_send { en: "Email me a code", ja: "コードを送信" }
    address_sent(address) { en: "We have sent an email to {address}. Enter the code in it to finish the change.", ja: "{address}にメールをお送りしました。記載されたコードを入力すると変更が完了します。" }
    address_button { en: "Change email address", ja: "メールアドレスを変更" }
    address_changed(address) { en: "You now sign in with {address}.", ja: "今後は{address}でサインインしてください。" }

    sessions_title { en: "Sessions", ja: "サインイン中の端末" }
    sessions_lead { en: "Every browser that is signed in as you. Sign out any you do not recognize, then change your password.", ja: "サインイン中のブラウザーの一覧です。心当たりのないものはサインアウトさせ、パスワードを変更してください。" }
    session_here { en: "This device", ja: "この端末" }
    device { en: "Device", ja: "端末" }
    device_unknown { en: "Unknown device", ja: "不明な端末" }
    device_on(browser, system) { en: "{browser} on {system}", ja: "{browser}（{system}）" }
    last_used { en: "Last used", ja: "最終利用日時" }
    signed_in_at { en: "Signed in", ja: "サインイン" }
    from_where { en: "IP address", ja: "IPアドレス" }
    end_session { en: "Sign out", ja: "サインアウトさせる" }
    end_session_of(device) { en: "Sign out: {device}", ja: "サインアウトさせる：{device}" }
    end_others { en: "Sign out all other devices", ja: "ほかのすべての端末をサインアウトさせる" }
    actions { en: "Actions", ja: "操作" }

    export_title { en: "Your data", ja: "データの書き出し" }
    export_lead { en: "Everything that is stored about you, as a file that programs can read (JSON). Download it before you close your account.", ja: "保存されているご自身のデータを、プログラムで読み取れる形式（JSON）のファイルでダウンロードできます。アカウントを削除する前にダウンロードしてください。" }
    export_button { en: "Download your data", ja: "データをダウンロード" }
    close_title { en: "Close your account", ja: "アカウントの削除" }
    close_lead { en: "You leave every organization, are signed out everywhere, and your name, email address and phone number are removed. This cannot be undone. Organizations keep their record of what was done.", ja: "すべての組織から脱退し、すべての端末からサインアウトします。氏名、メールアドレス、電話番号は削除されます。この操作は取り消せません。組織の操作履歴は残ります。" }
    close_button { en: "Close my account", ja: "アカウントを削除する" }
    close_blocked { en: "You cannot close your account yet: these organizations still need you as Owner or Primary Owner. Hand that over to somebody else there, then come back.", ja: "まだアカウントを削除できません。次の組織で、先にほかのメンバーへオーナー（またはプライマリーオーナー）を引き継いでから、もう一度お試しください。" }
    close_understood { en: "I understand that this cannot be undone, and want to close my account", ja: "取り消せないことを理解し、アカウントを削除します" }
    close_data { en: "Your data", ja: "ご自身のデータ" }
    close_data_downloaded { en: "I have downloaded my data", ja: "データをダウンロードしました" }
    close_data_declined { en: "I do not need my data", ja: "データは必要ありません" }
    exported(at, zone) { en: "You downloaded it on {at} ({zone}).", ja: "{at}（{zone}）にダウンロードしました。" }
    exported_now { en: "You have downloaded it.", ja: "ダウンロードしました。" }
    times_in(zone) { en: "Times are in the time zone {zone}, which you can change in your profile.", ja: "日時は{zone}の時刻です。タイムゾーンはプロフィールで変更できます。" }
    closed_title { en: "Your account is closed", ja: "アカウントを削除しました" }
    closed { en: "Thank you for having been here. With the same address you can register anew at any time; it will be a new account.", ja: "ご利用ありがとうございました。同じメールアドレスでいつでも新しいアカウントを登録できます。" }

    mail_code_subject(site) { en: "Your code for {site}", ja: "{site}の確認コード" }
    mail_code_title { en: "Confirm your address", ja: "メールアドレスの確認" }
    mail_register_for(site) { en: "Type this code on the page where you register for {site}:", ja: "{site}の登録画面で次のコードを入力してください。" }
    mail_address_for(site) { en: "Type this code on the page where you change the email address of your account on {site}:", ja: "{site}のメールアドレス変更画面で次のコードを入力してください。" }
    mail_known_subject(site) { en: "You already have an account on {site}", ja: "{site}のアカウントはすでに登録されています" }
    mail_known_title { en: "You already have an account", ja: "アカウントはすでに登録されています" }
    mail_known(site) { en: "Somebody, probably you, wanted to use this address for a new account on {site}. There is an account with it already: sign in, or choose a new password if you do not know yours any more.", ja: "このメールアドレスで{site}のアカウントを作成しようとした方がいます（おそらくご本人）。すでにアカウントがありますので、サインインしてください。パスワードをお忘れの場合は、新しいパスワードを設定できます。" }
    mail_reset_subject(site) { en: "Choose a new password for {site}", ja: "{site}のパスワード再設定" }
    mail_reset_title { en: "Choose a new password", ja: "パスワードの再設定" }
    mail_reset(site) { en: "Somebody, probably you, asked to reset the password of your account on {site}. Use this link to choose a new one:", ja: "{site}のアカウントについて、パスワード再設定の申し込みを受け付けました。次のリンクから新しいパスワードを設定できます。" }
    mail_reset_button { en: "Choose a new password", ja: "新しいパスワードを設定" }
    mail_reset_until(until) { en: "The link works once, until {until}.", ja: "リンクは{until}まで、一度だけ使用できます。" }
    mail_not_asked { en: "If you did not ask for this, you can ignore this email. Your account stays as it is.", ja: "お心当たりがない場合は、このメールを破棄してください。アカウントは変更されません。" }
    mail_changed_subject(site) { en: "Your account on {site} has been changed", ja: "{site}のアカウントが変更されました" }
    mail_password_changed_title { en: "Your password has been changed", ja: "パスワードが変更されました" }
    mail_password_changed(site, at) { en: "The password of your account on {site} was changed on {at}. All other devices were signed out.", ja: "{site}のアカウントのパスワードが{at}に変更されました。ほかの端末はすべてサインアウトしました。" }
    mail_address_changed_title { en: "Your email address has been changed", ja: "メールアドレスが変更されました" }
    mail_address_changed(site, at) { en: "The email address of your account on {site} was changed on {at}. This address no longer signs in.", ja: "{site}のアカウントのメールアドレスが{at}に変更されました。このメールアドレスではサインインできなくなりました。" }
    mail_closed_title { en: "Your account is closed", ja: "アカウントを削除しました" }
    mail_closed(site, at) { en: "Your account on {site} was closed on {at}.", ja: "{site}のアカウントは{at}に削除されました。" }
    mail_not_you { en: "If this was not you, choose a new password at once (“Forgot your password?” on the sign-in page), or tell the operator of the site.", ja: "お心当たりがない場合は、すぐにサインインページの「パスワードをお忘れですか？」から新しいパスワードを設定するか、サイトの運営者にお知らせください。" }
}
