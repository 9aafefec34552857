//! Mails. Subject and button of an invitation are the kind's (K12, K13).

crate::texts! {
    hello(name) { en: "Hello {name},", ja: "{name}様" }
    title(organization) { en: "Join {organization}", ja: "{organization}へのご招待" }
    invites_you(inviter, organization, site) { en: "{inviter} invites you to join {organization} on {site}.", ja: "{site}からのお知らせです。{inviter}さんから、{organization}への招待が届いています。" }
    organization { en: "Organization", ja: "組織" }
    access_ends { en: "Access until", ja: "アクセス期限" }
    valid_until { en: "Link valid until", ja: "リンクの有効期限" }
    only_for(address) { en: "The invitation is meant for {address}.", ja: "この招待は{address}宛てです。" }
    or_open { en: "If the button does not work, open this address in your browser:", ja: "ボタンが使えない場合は、次のアドレスをブラウザーで開いてください。" }
    open_to_join { en: "Open this address in your browser to answer the invitation:", ja: "次のアドレスをブラウザーで開き、招待にお答えください。" }
    keep_to_yourself { en: "Anyone with the link could use it, so please do not forward this email.", ja: "リンクを知っている人は誰でも使用できてしまうため、このメールを転送しないでください。" }
    not_expected { en: "If you did not expect this invitation, you can ignore this email. Nothing happens until you accept.", ja: "お心当たりがない場合は、このメールを破棄してください。承諾しない限り、何も起こりません。" }
    stop(organization) { en: "I did not expect this: stop invitations from {organization}", ja: "{organization}からの招待を停止する" }
    reminder_subject(subject) { en: "Reminder: {subject}", ja: "【リマインダー】{subject}" }
    reminder_title(organization) { en: "Your invitation to {organization} expires soon", ja: "{organization}への招待の有効期限が近づいています" }
    reminds_you(inviter, organization, site) { en: "{inviter} invited you to join {organization} on {site} and is waiting for your answer.", ja: "{inviter}さんが、{site}の{organization}への参加についてお返事をお待ちしています。" }
    same_link { en: "This is the same link as in the earlier email. Both work until then.", ja: "以前のメールと同じリンクです。有効期限まではどちらからでも開けます。" }
    request_subject(address, organization) { en: "{address} asks for a new invitation to {organization}", ja: "{address}さんが{organization}への新しい招待を希望しています" }
    request_title { en: "Somebody asks for a new invitation", ja: "新しい招待の依頼" }
    request_asks(address, organization, site) { en: "The link of {address} to join {organization} on {site} can no longer be used. The person asks for a new invitation.", ja: "{address}さんの、{site}の{organization}に参加するためのリンクは使えなくなっています。新しい招待の依頼がありました。" }
    request_button { en: "See the request", ja: "依頼を確認する" }
    request_why { en: "You get this email because you may invite people. Nobody is invited until one of you does so.", ja: "招待する権限をお持ちのため、このメールをお送りしています。どなたかが招待するまで、何も行われません。" }
    sent_by(site) { en: "Sent by {site}", ja: "{site}より送信" }

    code_subject(organization, site) { en: "Your code to join {organization} on {site}", ja: "{site}で{organization}に参加するための確認コード" }
    code_title { en: "Confirm your address", ja: "メールアドレスの確認" }
    code_for(organization, site) { en: "Type this code on the page where you register, to join {organization} on {site}:", ja: "{site}の{organization}に参加するため、登録画面で次のコードを入力してください。" }
    code_until(until) { en: "The code is valid until {until} and replaces any earlier code.", ja: "コードの有効期限は{until}です。以前のコードは使えなくなりました。" }
    code_never_asked { en: "We never ask for it by phone or email. Do not pass it on.", ja: "当サービスが電話やメールでこのコードをお尋ねすることはありません。誰にも教えないでください。" }
    code_not_expected { en: "If you did not ask for a code, you can ignore this email.", ja: "お心当たりがない場合は、このメールを破棄してください。" }
    access_ends_subject(organization, site) { en: "Your access to {organization} on {site} ends soon", ja: "{site}：{organization}へのアクセスがまもなく終了します" }
    access_ends_title { en: "Your access ends soon", ja: "アクセスがまもなく終了します" }
    access_ends_says(organization, site, day) { en: "Your access to {organization} on {site} ends at the end of {day}. Your sign-in and your other organizations are not affected.", ja: "{site}での{organization}へのアクセスは、{day}をもって終了します。サインイン情報とほかの組織には影響しません。" }
    access_ends_button { en: "Open the organization", ja: "組織を開く" }
    access_ends_otherwise { en: "If you need it for longer, ask one of its owners: you cannot extend it yourself.", ja: "延長が必要な場合は、組織のオーナーにご依頼ください。ご自身では延長できません。" }
    primary_offered_subject(organization, site) { en: "You are asked to become Primary Owner of {organization} on {site}", ja: "{site}：{organization}のプライマリーオーナー引き受けのご依頼" }
    primary_offered_title { en: "Become Primary Owner?", ja: "プライマリーオーナー引き受けのご依頼" }
    primary_offered_says(other, organization, site) { en: "{other} asks you to become Primary Owner of {organization} on {site}. Nothing changes until you confirm; the present one stays Owner.", ja: "{other}さんから、{site}の{organization}のプライマリーオーナーを引き受けるよう依頼がありました。確認するまで変更はありません。現在の方はオーナーのまま残ります。" }
    primary_offered_button { en: "See the request", ja: "依頼を確認する" }
    primary_offered_otherwise { en: "On that page you can confirm or decline. If you do neither, everything stays as it is.", ja: "このページで引き受けるか辞退するかを選べます。何もしなければ、現在のまま変わりません。" }
    primary_done_subject(organization, site) { en: "{organization} on {site} has a new Primary Owner", ja: "{site}：{organization}のプライマリーオーナーが変わりました" }
    primary_done_title { en: "You have handed over being Primary Owner", ja: "プライマリーオーナーの譲渡が完了しました" }
    primary_done_says(other, organization, site, at) { en: "{other} confirmed on {at} and is now Primary Owner of {organization} on {site}. You stay Owner.", ja: "{at}に{other}さんが引き受け、{site}の{organization}のプライマリーオーナーになりました。あなたは引き続きオーナーです。" }
    primary_done_otherwise { en: "If you do not know about this, please speak to the other owners at once.", ja: "お心当たりがない場合は、至急ほかのオーナーにご連絡ください。" }
}
