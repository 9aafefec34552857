//! Bulk invitations.

use crate::{
    Language, Refusal,
    invitation::{SheetProblem, SheetTrouble},
    texts::{errors, forms},
};

/// What is wrong with a file, and where.
pub fn trouble(language: Language, trouble: &SheetTrouble) -> String {
    let SheetTrouble { problem, line, name } = trouble;
    match problem {
        SheetProblem::Empty => empty_file(language).into(),
        SheetProblem::NoAddress => no_address(language).into(),
        SheetProblem::UnknownColumn => unknown_column(language, line, name),
        SheetProblem::DuplicateColumn => duplicate_column(language, line, name),
        SheetProblem::Quote => quote(language, line),
        SheetProblem::LongLine => long_line(language, line),
        SheetProblem::ManyCells => many_cells(language, line),
        SheetProblem::ManyRows => many_rows(language, line),
        SheetProblem::Encoding => encoding(language, line),
        SheetProblem::TooLarge => too_large(language).into(),
    }
}

/// Why a row is refused: the whole, and each field.
pub fn reason(language: Language, refusal: &Refusal) -> String {
    match refusal {
        Refusal::Fields(fields) => {
            let each = fields.0.iter().map(|(field, error)| {
                let (label, error) = (errors::label(language, *field), errors::field_error(language, *error));
                format!("{label}{}{error}", forms::colon(language))
            });
            each.collect::<Vec<_>>().join(forms::gap(language))
        }
        other => errors::refusal(language, other),
    }
}

crate::texts! {
    title { en: "Invite many people", ja: "一括招待" }
    lead { en: "Paste addresses or upload a CSV file. You see a plan first; nothing is sent until you confirm.", ja: "メールアドレスを貼り付けるか、CSVファイルをアップロードしてください。次の画面で内容を確認し、送信を確定するまで何も送信されません。" }
    pasted { en: "Email addresses, one per line", ja: "メールアドレス（1行に1件）" }
    file { en: "Or a CSV file", ja: "またはCSVファイル" }
    file_hint { en: "UTF-8, UTF-16 or Shift_JIS, up to 100,000 rows and 200 MB.", ja: "UTF-8、UTF-16、Shift_JISに対応し、10万行、200 MBまでです。" }
    file_columns { en: "The first line names the columns: use the names below, or those of the fields of the form for one person.", ja: "1行目には、下記の列名か、1名用の招待フォームの項目名を入力してください。" }
    file_lowest_role { en: "People without a role get the lowest one.", ja: "役割が空欄の場合は、最も低い役割になります。" }
    file_lowest { en: "People without a role or permission get the lowest one.", ja: "役割や権限が空欄の場合は、最も低いものになります。" }
    file_lists { en: "Separate several values in one cell with semicolons.", ja: "1つのセルに複数の値を入力するときは、セミコロンで区切ってください。" }
    make_plan { en: "Make a plan", ja: "内容を確認する" }
    list { en: "Earlier lists", ja: "一括招待の履歴" }
    none { en: "No list has been uploaded yet.", ja: "一括招待はまだありません。" }
    rows(count) { en: "{count} rows", ja: "{count}行", one: "{count} row" }
    pasted_name { en: "Pasted addresses", ja: "貼り付けたアドレス" }

    empty_file { en: "There is nothing in it. Please choose a file or paste addresses.", ja: "内容がありません。ファイルを選ぶか、アドレスを貼り付けてください。" }
    no_address { en: "The first line names no column of addresses and holds no address. Please name one column “address”.", ja: "1行目にメールアドレスの列名もアドレスもありません。列名を「address」としてください。" }
    unknown_column(line, name) { en: "Line {line}: the column “{name}” is not known. Please rename or remove it.", ja: "{line}行目：列「{name}」は認識できません。列名を変更するか、削除してください。" }
    duplicate_column(line, name) { en: "Line {line}: the column “{name}” is there twice. Please remove one.", ja: "{line}行目：列「{name}」が重複しています。片方を削除してください。" }
    quote(line) { en: "Line {line}: a quotation mark is not closed. Please close it; one entry cannot span several lines.", ja: "{line}行目：引用符が閉じられていません。引用符を閉じてください。1件を複数行に分けることはできません。" }
    long_line(line) { en: "Line {line} is too long to be a row.", ja: "{line}行目：1行が長すぎます。" }
    many_cells(line) { en: "Line {line} has more cells than there are columns. Please put cells with commas into quotation marks.", ja: "{line}行目：列よりも多くのセルがあります。カンマを含むセルは引用符で囲んでください。" }
    many_rows(line) { en: "Line {line} is beyond the 100,000 rows a file may have. Please split it.", ja: "{line}行目：上限の10万行を超えています。ファイルを分割してください。" }
    encoding(line) { en: "Line {line} is neither UTF-8 nor Shift_JIS, and the file does not say that it is UTF-16. Please save it as UTF-8.", ja: "{line}行目：UTF-8、Shift_JIS、UTF-16のいずれとしても読み取れません。UTF-8で保存し直してください。" }
    too_large { en: "The file is larger than 200 MB. Please split it.", ja: "ファイルが200 MBを超えています。分割してください。" }

    open { en: "Not looked at yet", ja: "未確認" }
    invite { en: "Will be invited", ja: "招待予定" }
    invited { en: "Invited", ja: "招待済み" }
    already_member { en: "Already a member", ja: "すでにメンバー" }
    already_invited { en: "Already invited", ja: "招待中" }
    duplicate { en: "Duplicate in the file", ja: "ファイル内で重複" }
    refused { en: "Refused", ja: "招待できません" }
    planning { en: "Making the plan", ja: "確認内容を作成中" }
    planned { en: "Plan is ready", ja: "内容をご確認ください" }
    applying { en: "Sending invitations", ja: "招待を送信中" }
    finished { en: "Finished", ja: "完了" }
    cancelled { en: "Called off", ja: "中止" }

    failed { en: "Stopped", ja: "停止しました" }
    failed_title { en: "This import has stopped: the same rows failed several times.", ja: "同じ行の処理に繰り返し失敗したため、一括招待を停止しました。" }
    failed_detail { en: "What has been sent stays, and no row is lost. When the cause is gone, it goes on where it stopped.", ja: "送信済みの招待はそのままで、失われた行はありません。原因が解消したら、停止した行から再開できます。" }
    go_on { en: "Go on", ja: "再開する" }

    progress(done, total) { en: "{done} of {total} rows", ja: "{total}行中{done}行を処理しました" }
    running { en: "This goes on even if you close the page.", ja: "ページを閉じても処理は続きます。" }
    reload { en: "Reload", ja: "再読み込み" }
    waits(at) { en: "Today’s limit of emails has been reached. Sending goes on at {at}.", ja: "本日の送信上限に達しました。{at}に再開します。" }
    start(count) { en: "Send {count} invitations", ja: "{count}件の招待を送信する", one: "Send {count} invitation" }
    call_off { en: "Call off", ja: "中止する" }
    result { en: "Download as CSV", ja: "CSVでダウンロード" }
    nothing_sent { en: "Nothing has been sent yet.", ja: "まだ何も送信されていません。" }
    nobody { en: "Not one of these rows can be invited. Correct the list and make a new plan.", ja: "招待できる行がありません。リストを修正して、もう一度内容を確認してください。" }
    mails_today { en: "All emails can go out today.", ja: "すべて本日中に送信できます。" }
    mails_days(days, per_day) { en: "With at most {per_day} emails a day, the last one goes out in {days} days.", ja: "1日{per_day}通までのため、送信完了は{days}日後の見込みです。", one: "With at most {per_day} emails a day, the last one goes out in {days} day." }
    seats_enough(free) { en: "{free} seats are free: enough.", ja: "空きは{free}枠あり、足りています。", one: "{free} seat is free: enough." }
    seats_missing(missing, yen) { en: "{missing} more slots are needed (¥{yen} a month, excl. tax). Without them the last rows are refused.", ja: "あと{missing}枠が必要です（月額¥{yen}、税抜）。不足する場合、残りの行は招待されません。", one: "{missing} more slot is needed (¥{yen} a month, excl. tax). Without it the last row is refused." }
    line { en: "Line", ja: "行" }
    what { en: "Result", ja: "結果" }
    why { en: "Reason", ja: "理由" }
    not_yours { en: "Only the person who uploaded the file can start it.", ja: "開始できるのはアップロードした本人だけです。" }
}
