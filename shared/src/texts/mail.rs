//! Mails. Subject and button of an invitation are the kind's (K12, K13).

crate::texts! {
    hello(name) { en: "Hello {name},", ja: "{name} 様" }
    title(organization) { en: "Join {organization}", ja: "{organization} へのご招待" }
    invites_you(inviter, organization, site) { en: "{inviter} invites you to join {organization} on {site}.", ja: "{inviter} さんが、{site} の {organization} にあなたを招待しています。" }
    organization { en: "Organization", ja: "組織" }
    access { en: "Role", ja: "役割" }
    access_ends { en: "Access until", ja: "アクセス期限" }
    valid_until { en: "Link valid until", ja: "リンクの有効期限" }
    only_for(address) { en: "The invitation is for {address} only.", ja: "この招待は {address} 専用です。" }
    or_open { en: "If the button does not work, open this address in your browser:", ja: "ボタンが使えない場合は、次のアドレスをブラウザーで開いてください。" }
    open_to_join { en: "Open this address in your browser to answer the invitation:", ja: "次のアドレスをブラウザーで開き、招待にお答えください。" }
    keep_to_yourself { en: "Whoever has the link can use it in your place. Please do not forward this mail.", ja: "リンクを知っている人は、あなたの代わりに使用できてしまいます。このメールを転送しないでください。" }
    not_expected { en: "If you did not expect this invitation, you can ignore this mail. Nothing happens until you accept.", ja: "お心当たりがない場合は、このメールを破棄してください。承諾しない限り、何も起こりません。" }
    sent_by(site) { en: "Sent by {site}", ja: "{site} より送信" }

    code_subject(organization, site) { en: "Your code to join {organization} on {site}", ja: "{site}で{organization}に参加するための確認コード" }
    code_title { en: "Confirm your address", ja: "メールアドレスの確認" }
    code_for(organization, site) { en: "Type this code on the page where you register, to join {organization} on {site}:", ja: "{site} の {organization} に参加するため、登録画面で次のコードを入力してください。" }
    code_until(until) { en: "The code is valid until {until} and replaces any code of before.", ja: "コードの有効期限は {until} です。以前のコードは使えなくなりました。" }
    code_never_asked { en: "Nobody will ever ask you for this code. Do not pass it on.", ja: "このコードを他の人がお尋ねすることはありません。誰にも教えないでください。" }
    code_not_expected { en: "If you did not ask for a code, you can ignore this mail.", ja: "お心当たりがない場合は、このメールを破棄してください。" }
}
