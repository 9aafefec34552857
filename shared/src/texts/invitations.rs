//! Inviting, and answering an invitation.

crate::texts! {
    invited { en: "The invitation has been sent.", ja: "招待を送信しました。" }
    invited_detail(address) { en: "{address} has been invited. The email is on its way; its state is shown below.", ja: "{address}さんを招待しました。メールの送信状況は以下に表示されます。" }
    resent { en: "The invitation has been sent again. Links sent or copied before no longer work.", ja: "招待を再送信しました。以前のリンクは使えなくなりました。" }
    revoked { en: "The invitation has been revoked. Its links no longer work.", ja: "招待を取り消しました。リンクは使えなくなりました。" }
    found { en: "This address has an account.", ja: "このメールアドレスにはアカウントがあります。" }
    invite_new_user { en: "Invite a new user.", ja: "新しいユーザーを招待します。" }
    account_name { en: "Account name", ja: "アカウント名" }
    change_address { en: "Choose another address", ja: "別のアドレスにする" }
    owner_forces_admin { en: "Owners always have the permission Admin.", ja: "オーナーの権限は常に「管理」です。" }
    access_ends_hint { en: "Until the end of this day. Leave empty for access without an end.", ja: "この日の終わりまで利用できます。期限を設けない場合は空欄にしてください。" }
    expires_hint_changing { en: "Unchanged, the link expires when it does now; another day counts until its end.", ja: "変更しなければ、有効期限は現在のままです。日付を変えると、その日の終わりまで有効です。" }
    expires_hint(days) { en: "Until the end of this day. If empty, {days} days from now.", ja: "この日の終わりまで有効です。空欄の場合は{days}日間有効です。" }
    not_set { en: "Choose", ja: "選択してください" }
    mail_language { en: "Email language", ja: "メールの言語" }
    mail_language_default { en: "Automatic", ja: "自動" }
    mail_language_hint { en: "Automatic: the person’s own language, or else the organization’s.", ja: "自動の場合は本人の言語、未設定のときは組織の言語で送信します。" }
    more_settings { en: "More settings", ja: "詳細設定" }
    may_not_invite { en: "You may not invite people into this organization.", ja: "この組織に招待する権限がありません。" }
    may_not_invite_detail { en: "Ask one of its owners to invite the person, or to change your access.", ja: "オーナーに招待を依頼するか、権限の変更を依頼してください。" }
    list_title { en: "Invitations", ja: "招待" }
    empty_title { en: "No invitations yet", ja: "まだ招待はありません" }
    empty { en: "People you invite appear here until they have joined, and afterwards as history.", ja: "招待した人は、参加するまでと参加後の履歴がここに表示されます。" }
    empty_filtered_title { en: "No invitation found", ja: "該当する招待がありません" }
    empty_filtered { en: "No invitation has this status and contains what you typed.", ja: "この状態で、入力した文字を含む招待はありません。" }
    search_hint { en: "Anyone can be invited. If the person already has an account, you will see their name first.", ja: "アカウントがない方も招待できます。招待する方にアカウントがある場合は、先に名前を確認できます。" }
    show_all { en: "Show all invitations", ja: "すべての招待を表示" }
    sort { en: "Sort by", ja: "並べ替え" }
    sort_newest { en: "Newest first", ja: "新しい順" }
    sort_oldest { en: "Oldest first", ja: "古い順" }
    sort_ending { en: "Expiring first", ja: "有効期限の近い順" }
    invited_by { en: "Invited by", ja: "招待者" }
    sent { en: "Sent", ja: "送信日時" }
    sent_on { en: "Sent", ja: "送信日" }
    expires { en: "Expires", ja: "有効期限" }
    accepted { en: "Accepted", ja: "承諾日時" }
    delivery { en: "Delivery", ja: "送信状況" }
    contact { en: "Contact number", ja: "連絡先電話番号" }
    actions { en: "Actions", ja: "操作" }
    every_status { en: "All statuses", ja: "すべての状態" }
    queued { en: "Queued", ja: "送信待ち" }
    queued_again(attempts) { en: "Queued after {attempts} failed tries", ja: "{attempts}回失敗し、再送信待ち", one: "Queued after {attempts} failed try" }
    delivered(at) { en: "Sent {at}", ja: "{at}に送信済み" }
    failed { en: "Failed", ja: "送信失敗" }
    failed_detail(reason) { en: "The email could not be delivered: {reason}. Check the address, or copy the link and send it another way.", ja: "メールを送信できませんでした：{reason}。アドレスを確認するか、リンクをコピーして別の方法でお送りください。" }
    no_mail { en: "No email", ja: "メールなし" }
    details_title { en: "Invitation Details", ja: "招待の詳細" }
    lost_standing { en: "This invitation cannot be used: the person who sent it may no longer offer this access. Revoke it and invite again.", ja: "招待した人がこの権限を付与できなくなったため、この招待は使用できません。取り消して招待し直してください。" }
    copy_link { en: "Copy invitation link", ja: "招待リンクをコピー" }
    link { en: "Invitation link", ja: "招待リンク" }
    link_hint { en: "Shown once. Anyone who registers with it has to type a code that we email to the invited address.", ja: "一度だけ表示されます。このリンクから登録するには、招待先のメールアドレスに届くコードの入力が必要です。" }
    copy { en: "Copy", ja: "コピー" }
    copied { en: "Copied to the clipboard.", ja: "クリップボードにコピーしました。" }
    resend { en: "Resend", ja: "再送信" }
    revoke { en: "Revoke", ja: "取り消す" }
    revoke_question(address) { en: "Revoke the invitation to {address}? Its links stop working at once.", ja: "{address}への招待を取り消しますか？リンクはすぐに使えなくなります。" }
    revoke_confirm { en: "Revoke the invitation", ja: "招待を取り消す" }
    edit { en: "Edit", ja: "編集" }
    edit_title { en: "Edit the invitation", ja: "招待の編集" }
    edit_hint { en: "Links that were sent or copied keep working and offer what you save here.", ja: "送信済み・コピー済みのリンクはそのまま使えます。保存した内容が適用されます。" }
    save { en: "Save", ja: "保存" }
    edited { en: "The invitation has been changed. Its links keep working.", ja: "招待を変更しました。リンクはそのまま使えます。" }
    not_pending { en: "This invitation is no longer open, so it cannot be edited.", ja: "この招待は承諾待ちではないため、編集できません。" }
    see_open { en: "Go to the open invitation", ja: "承諾待ちの招待を開く" }
    reinvite { en: "Invite again", ja: "もう一度招待する" }

    resend_or_remind { en: "Resend makes a new link, whose time begins anew; earlier links stop working. Remind emails the invitation once more.", ja: "再送信すると新しいリンクが作成され、有効期限が今から数え直されます（以前のリンクは使えなくなります）。リマインドすると、招待のメールがもう一度送信されます。" }
    remind { en: "Remind", ja: "リマインド" }
    reminded_at { en: "Reminded", ja: "リマインド日時" }
    requests_title { en: "Requests for a new invitation", ja: "新しい招待の依頼" }
    requests_lead { en: "These people’s links can no longer be used, and they asked for a new invitation. Invite them again, or dismiss the request.", ja: "リンクが使えなくなった方から、新しい招待の依頼が届いています。もう一度招待するか、依頼を却下してください。" }
    earlier { en: "Earlier invitation", ja: "以前の招待" }
    asked { en: "Asked", ja: "依頼日時" }
    approve { en: "Invite again", ja: "もう一度招待する" }
    dismiss { en: "Dismiss", ja: "却下する" }
    ask { en: "Ask for a new invitation", ja: "新しい招待を依頼する" }
    ask_hint { en: "Your request goes to the people who can invite you. If they invite you again, you get an email.", ja: "依頼すると、招待できる担当者に届きます。再び招待された場合はメールでお知らせします。" }
    asked_title { en: "Your request has been passed on", ja: "依頼を受け付けました" }
    asked_detail { en: "The people who can invite you now see your request. You will get an email if they invite you again. There is no need to ask more than once.", ja: "招待の担当者に依頼をお知らせしました。再び招待された場合は、メールでお知らせします。繰り返し依頼する必要はありません。" }
    stop_title { en: "Stop these invitations?", ja: "招待を停止しますか？" }
    stop(organization, address) { en: "{organization} will not be able to send invitations to {address} any more, and a pending invitation will be declined. To leave things as they are, close this page.", ja: "{organization}から{address}へ招待を送信できなくなり、承諾待ちの招待は辞退したことになります。停止しない場合は、このページを閉じてください。" }
    stop_confirm { en: "Stop invitations", ja: "招待を停止する" }
    stopped_title { en: "Invitations are stopped", ja: "招待を停止しました" }
    stopped(organization, address) { en: "{organization} can no longer send invitations to {address}. You can close this page.", ja: "{organization}から{address}へは招待を送信できません。このページを閉じてかまいません。" }
    allow_again { en: "Allow invitations again", ja: "招待の受け取りを再開する" }

    preview { en: "Preview", ja: "プレビュー" }
    preview_title { en: "Preview of the invitation", ja: "招待のプレビュー" }
    preview_lead { en: "Nothing has been sent yet.", ja: "まだ送信されていません。" }
    preview_allowed { en: "What the person will be able to see and do", ja: "招待される方ができること" }
    no_end { en: "No end date", ja: "期限なし" }
    preview_mail { en: "The email as it will arrive", ja: "届くメール" }
    preview_to { en: "To", ja: "宛先" }
    preview_subject { en: "Subject", ja: "件名" }
    preview_text { en: "The same as plain text", ja: "テキスト版" }

    eyebrow { en: "Invitation", ja: "招待" }
    join_title(organization) { en: "Join {organization}", ja: "{organization}に参加する" }
    invites_you(inviter, organization) { en: "You are invited to {organization} by {inviter}.", ja: "{inviter}さんから、{organization}への招待が届いています。" }
    for_address { en: "Invited address", ja: "招待されたメールアドレス" }
    valid_until { en: "Valid until", ja: "有効期限" }
    sign_in_next { en: "You have an account. Sign in next, then accept the invitation.", ja: "アカウントをお持ちです。次にサインインし、招待を承諾してください。" }
    wrong_account_title { en: "You are signed in as somebody else", ja: "別のアカウントでサインインしています" }
    wrong_account(address, mine) { en: "This invitation is for {address}, but you are signed in as {mine}. The invitation is still valid. Switch account to go on.", ja: "この招待は{address}宛てですが、{mine}としてサインインしています。招待は引き続き有効です。アカウントを切り替えてください。" }
    switch_account { en: "Switch account", ja: "アカウントを切り替える" }
    decline { en: "Decline", ja: "辞退する" }
    decline_question(organization) { en: "Decline to join {organization}? The link will stop working. If you change your mind, you will need a new invitation.", ja: "{organization}への参加を辞退しますか？リンクは使えなくなり、参加するには新しい招待が必要です。" }
    decline_confirm { en: "Decline the invitation", ja: "招待を辞退する" }
    declined_title { en: "You declined the invitation", ja: "招待を辞退しました" }
    declined(organization) { en: "{organization} sees that you declined. You can close this page.", ja: "辞退したことが{organization}に表示されます。このページを閉じてかまいません。" }
    over_title { en: "This invitation can no longer be used", ja: "この招待は使用できません" }
    over { en: "It may have expired, been used, been revoked or been replaced by a newer one. Look for a newer email, or ask for a new invitation.", ja: "有効期限切れ、使用済み、取り消し済み、または新しい招待に置き換えられている可能性があります。新しいメールをご確認いただくか、新しい招待を依頼してください。" }
    none_title { en: "Open your invitation again", ja: "招待を開き直してください" }
    none_open { en: "Use the link in your invitation email. If you no longer have it, ask whoever invited you.", ja: "招待メールのリンクから開いてください。メールが見つからない場合は、招待した方にお問い合わせください。" }
    register_title { en: "Create your account", ja: "アカウントの作成" }
    register_lead(organization) { en: "You join {organization} as soon as your account is created.", ja: "アカウントを作成すると、{organization}に参加します。" }
    code_title { en: "Confirm your address", ja: "メールアドレスの確認" }
    code_lead(address) { en: "You opened a shared link. Press the button, and we email a six-digit code to {address}. Then type it below.", ja: "共有リンクからのアクセスです。「コードを送信」を押すと、{address}に6桁のコードが届きます。届いたコードを以下に入力してください。" }
    send_code { en: "Email me a code", ja: "コードを送信" }
    code_sent { en: "The code has been sent. It is valid for 10 minutes.", ja: "コードを送信しました。10分間有効です。" }
    read_terms { en: "Read the Terms of Service", ja: "利用規約を読む" }
    agree_terms { en: "I agree to the Terms of Service", ja: "利用規約に同意します" }
    joined_title { en: "You have joined", ja: "参加しました" }
    joined(organization) { en: "You are a member of {organization}, and your account is ready.", ja: "アカウントが作成され、{organization}のメンバーになりました。" }
    go_to_sign_in { en: "Go to Sign-in Page", ja: "サインインページへ" }
    country_choose { en: "Choose a country", ja: "国・地域を選択" }
}
