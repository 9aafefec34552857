//! Seats and what they cost.

crate::texts! {
    title { en: "Seats", ja: "メンバー枠" }
    lead(included, price) { en: "{included} seats are included. Each further slot costs ¥{price} a month, excluding tax.", ja: "{included}枠が含まれます。追加は1枠につき月額¥{price}（税抜）です。" }
    used { en: "Used", ja: "使用中" }
    used_hint { en: "active members", ja: "（有効なメンバー）" }
    reserved { en: "Reserved", ja: "確保中" }
    reserved_hint { en: "open invitations", ja: "（承諾待ちの招待）" }
    free { en: "Free", ja: "空き" }
    total { en: "In all", ja: "合計" }
    bought { en: "Bought slots", ja: "購入済みの枠" }
    bought_hint(least) { en: "At least {least} for now: these are used or reserved.", ja: "使用中または確保中の枠があるため、現在は{least}以上が必要です。" }
    price { en: "Monthly price", ja: "月額料金" }
    yen(amount) { en: "¥{amount}, excl. tax", ja: "¥{amount}（税抜）" }
    change { en: "Change bought slots", ja: "購入枠を変更する" }
    may_not { en: "Only owners can change the number of bought slots.", ja: "購入枠を変更できるのはオーナーだけです。" }
    ledger { en: "Changes", ja: "変更履歴" }
    none_bought { en: "No slot has been bought yet.", ja: "まだ枠は購入されていません。" }
    when { en: "When", ja: "日時" }
    who { en: "Who", ja: "変更者" }
    from_to { en: "Slots", ja: "枠数" }
    change_of(before, after) { en: "{before} → {after}", ja: "{before} → {after}" }
    meter(taken, total) { en: "{taken} of {total} seats are used or reserved.", ja: "全{total}枠のうち{taken}枠が使用中または確保中です。" }
    invite_free(free) { en: "{free} seats are free; this invitation reserves one.", ja: "空きは{free}枠です。この招待で1枠を確保します。", one: "{free} seat is free; this invitation reserves it." }
    invite_full(price) { en: "No seat is free. The next slot costs ¥{price} a month, excluding tax.", ja: "空いている枠がありません。次の1枠は月額¥{price}（税抜）です。" }
    buy_more { en: "Seats and price", ja: "枠数と料金" }
}
