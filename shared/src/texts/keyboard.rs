//! The keys and what they do.

crate::texts! {
    title { en: "Keyboard shortcuts", ja: "キーボードショートカット" }
    help { en: "Show this list", ja: "この一覧を表示する" }
    search { en: "Go to the search", ja: "検索欄へ移動する" }
    begin { en: "Begin the page’s main action", ja: "ページの主な操作を始める" }
    places { en: "Go to a place of the navigation", ja: "メニューの項目へ移動する" }
    switch { en: "Use keyboard shortcuts in this browser", ja: "このブラウザーでショートカットを使う" }
}
