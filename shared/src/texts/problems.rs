//! What the server says where no page can be made.

crate::texts! {
    title { en: "That did not work", ja: "処理できませんでした" }
    too_large { en: "This is more than can be sent at once. Please shorten it and try again.", ja: "送信できる大きさを超えています。内容を短くして、もう一度お試しください。" }
    forged { en: "This request did not come from one of our own pages, so nothing was done. Please open the page again and retry.", ja: "このサイトのページから送信されたものではないため、処理しませんでした。ページを開き直して、もう一度お試しください。" }
    back { en: "Go to the start page", ja: "トップページへ" }
}
