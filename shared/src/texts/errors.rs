//! What went wrong, and what to do about it; and what each control of a form is called.

use crate::{
    Field, FieldError, Language, Refusal,
    password::PasswordRule,
    texts::{access, imports, settings},
};

/// The sentence for a field's error.
pub fn field_error(language: Language, error: FieldError) -> String {
    match error {
        FieldError::Missing => missing(language).into(),
        FieldError::TooLong { max } => too_long(language, max),
        FieldError::TooShort { min } => too_short(language, min),
        FieldError::BadCharacter => bad_character(language).into(),
        FieldError::NotAnAddress => not_an_address(language).into(),
        FieldError::AddressDomain => address_domain(language).into(),
        FieldError::AddressQuoted => address_quoted(language).into(),
        FieldError::NotAPhone => not_a_phone(language).into(),
        FieldError::NotAChoice => not_a_choice(language).into(),
        FieldError::NotADate => not_a_date(language).into(),
        FieldError::DatePassed => date_passed(language).into(),
        FieldError::DateTooFar { days } => date_too_far(language, days),
        FieldError::NeedsUpper => needs_upper(language).into(),
        FieldError::NeedsLower => needs_lower(language).into(),
        FieldError::NeedsDigitOrSymbol => needs_digit_or_symbol(language).into(),
        FieldError::HalfWidthOnly => half_width_only(language).into(),
        FieldError::CommonPassword => common_password(language).into(),
        FieldError::ContainsKnownWord => contains_known_word(language).into(),
        FieldError::Differs => differs(language).into(),
        FieldError::NotAgreed => not_agreed(language).into(),
        FieldError::WrongCode => wrong_code(language).into(),
        FieldError::WrongPassword => wrong_password(language).into(),
        FieldError::Unchanged => unchanged(language).into(),
        FieldError::Unticked => unticked(language).into(),
        FieldError::NotDownloaded => not_downloaded(language).into(),
        FieldError::TermsReplaced { version } => terms_replaced(language, version),
        FieldError::NotExported => not_exported(language).into(),
        FieldError::AboveOwn => above_own(language).into(),
        FieldError::Taken => taken(language).into(),
        FieldError::OutOfRange { min, max } => out_of_range(language, min, max),
    }
}

/// The sentence for a refusal as a whole.
pub fn refusal(language: Language, refusal: &Refusal) -> String {
    match refusal {
        Refusal::Fields(errors) => fields(language, errors.0.len()),
        Refusal::Malformed => malformed(language).into(),
        Refusal::SignedOut => signed_out(language).into(),
        Refusal::WrongCredentials => wrong_credentials(language).into(),
        Refusal::NotFound => not_found(language).into(),
        Refusal::Forbidden => forbidden(language).into(),
        Refusal::Denied(denial) => access::refused(language, denial),
        Refusal::WrongAccount => wrong_account(language).into(),
        Refusal::AlreadyMember => already_member(language).into(),
        Refusal::AlreadyInvited(_) => already_invited(language).into(),
        Refusal::InvitationOver => invitation_over(language).into(),
        Refusal::Unwanted => unwanted(language).into(),
        Refusal::NoSeat => no_seat(language).into(),
        Refusal::InUse => in_use(language).into(),
        Refusal::LastOwner => last_owner(language).into(),
        Refusal::PrimaryOwnerStays => access::primary_owner_stays(language).into(),
        Refusal::Stale => stale(language).into(),
        Refusal::AccountExists => account_exists(language).into(),
        Refusal::Sheet(trouble) => imports::trouble(language, trouble),
        Refusal::LinkOver => link_over(language).into(),
        Refusal::TermsDue => terms_due(language).into(),
        Refusal::PasswordDue => password_due(language).into(),
        Refusal::TooMany { retry_after } => wait(language, *retry_after),
        Refusal::Busy => busy(language).into(),
        Refusal::Fault => fault(language).into(),
    }
}

/// What a control is called.
pub const fn label(language: Language, field: Field) -> &'static str {
    match field {
        Field::Address => label_address(language),
        Field::Password => label_password(language),
        Field::PasswordAgain => label_password_again(language),
        Field::CurrentPassword => label_current_password(language),
        Field::FamilyName => label_family_name(language),
        Field::GivenName => label_given_name(language),
        Field::Country => label_country(language),
        Field::Language => label_language(language),
        Field::Phone => label_phone(language),
        Field::Terms => label_terms(language),
        Field::Understood => super::accounts::close_understood(language),
        Field::OwnData => super::accounts::close_data(language),
        Field::Code => label_code(language),
        Field::Role => label_role(language),
        Field::Permission => label_permission(language),
        Field::Policies => label_policies(language),
        Field::BrandAccess => label_brand_access(language),
        Field::RoleSet => label_role_set(language),
        Field::Accounts => label_accounts(language),
        Field::Teams => label_teams(language),
        Field::Organization => label_organization(language),
        Field::InviteInto => super::reach::invite_into(language),
        Field::IdentityProvider => label_identity_provider(language),
        Field::Features => label_features(language),
        Field::Brands => label_brands(language),
        Field::Statements => label_statements(language),
        Field::AccessEndsOn => label_access_ends_on(language),
        Field::ExpiresOn => label_expires_on(language),
        Field::Name => label_name(language),
        Field::Slug => label_slug(language),
        Field::LinkValid => label_link_valid(language),
        Field::TimeZone => label_time_zone(language),
        Field::Seats => super::seats::bought(language),
        Field::AccessEnd => settings::access_end(language),
        Field::Confirmation => label_confirmation(language),
    }
}

/// What a kind asks of a new password (K7), before it is typed.
pub fn password_hint(language: Language, rule: PasswordRule) -> String {
    let (least, gap) = (password_least(language, rule.min), super::forms::gap(language));
    match rule {
        PasswordRule { half_width_only: true, .. } => format!("{least}{gap}{}", half_width_only(language)),
        PasswordRule { mixed: true, .. } => format!("{least}{gap}{}", password_mixed(language)),
        _ => least,
    }
}

/// Seconds in the largest unit that reads well, rounded up.
fn wait(language: Language, seconds: u32) -> String {
    match seconds {
        0..=1 => too_many_now(language).into(),
        2..=119 => too_many_seconds(language, seconds),
        120..=7199 => too_many_minutes(language, seconds.div_ceil(60)),
        _ => too_many_hours(language, seconds.div_ceil(3600)),
    }
}

/// "There is 1 problem" or "There are 3 problems".
/// How many fields have to be looked at again.
pub fn fields(language: Language, count: usize) -> String {
    if count == 1 { one_field(language).into() } else { several_fields(language, count) }
}

crate::texts! {
    password_least(min) { en: "At least {min} characters.", ja: "{min}文字以上で入力してください。" }
    password_mixed { en: "It needs an uppercase letter, a lowercase letter, and a digit or symbol.", ja: "英大文字、英小文字、および数字または記号を、それぞれ1文字以上含めてください。" }

    missing { en: "Please fill in this field.", ja: "この項目を入力してください。" }
    too_long(max) { en: "Please use at most {max} characters.", ja: "{max}文字以内で入力してください。" }
    too_short(min) { en: "Please use at least {min} characters.", ja: "{min}文字以上で入力してください。" }
    bad_character { en: "This contains a character that cannot be used here. Please remove it or type the text again.", ja: "使用できない文字が含まれています。取り除くか、入力し直してください。" }
    not_an_address { en: "Please enter an email address such as name@example.com.", ja: "name@example.com のような形式でメールアドレスを入力してください。" }
    address_domain { en: "Please enter the full domain after the @, such as example.com.", ja: "@ のあとには example.com のようなドメイン名を入力してください。" }
    address_quoted { en: "Addresses with quotation marks cannot be used. Please enter another address.", ja: "引用符を含むメールアドレスは利用できません。別のメールアドレスを入力してください。" }
    not_a_phone { en: "Please enter the number with its country code, such as +81 90 1234 5678.", ja: "+81 90 1234 5678 のように、国番号から入力してください。" }
    not_a_choice { en: "Please choose one of the options.", ja: "選択肢の中から選んでください。" }
    not_a_date { en: "Please enter a date such as 2027-01-31.", ja: "2027-01-31 のような形式で日付を入力してください。" }
    date_passed { en: "This date has passed. Please choose today or a later day.", ja: "過去の日付です。今日以降の日付を選んでください。" }
    date_too_far(days) { en: "Please choose a date within the next {days} days.", ja: "今日から{days}日以内の日付を選んでください。" }
    needs_upper { en: "Please add an upper-case letter (A to Z).", ja: "英大文字（A～Z）を1文字以上含めてください。" }
    needs_lower { en: "Please add a lower-case letter (a to z).", ja: "英小文字（a～z）を1文字以上含めてください。" }
    needs_digit_or_symbol { en: "Please add a digit or a symbol.", ja: "数字または記号を1文字以上含めてください。" }
    half_width_only { en: "Please use only letters A–Z and a–z, digits and symbols, without spaces.", ja: "半角の英字・数字・記号だけを使ってください（空白は使えません）。" }
    common_password { en: "This password is easy to guess. Please choose another one.", ja: "推測されやすいパスワードです。別のパスワードを設定してください。" }
    contains_known_word { en: "Please choose a password without the organization’s name or your email address in it.", ja: "組織名やご自身のメールアドレスを含まないパスワードを設定してください。" }
    differs { en: "The two passwords differ. Please enter the same password twice.", ja: "パスワードが一致しません。同じパスワードを2回入力してください。" }
    not_agreed { en: "Please read the Terms of Service and tick the box to agree.", ja: "利用規約をお読みのうえ、同意の欄にチェックを入れてください。" }
    wrong_code { en: "This code is not right or has expired. Please check the latest email, or ask for a new code.", ja: "コードが正しくないか、有効期限が切れています。最新のメールをご確認いただくか、新しいコードを請求してください。" }
    wrong_password { en: "This is not your password. Please try again.", ja: "現在のパスワードが正しくありません。もう一度入力してください。" }
    unchanged { en: "This is what it is already. Please enter something else.", ja: "現在と同じ内容です。別のものを入力してください。" }
    unticked { en: "Please tick the box if you mean it.", ja: "内容を確認のうえ、チェックを入れてください。" }
    not_downloaded { en: "Please download the Terms of Service first, then tick the box.", ja: "先に利用規約をダウンロードしてから、チェックを入れてください。" }
    terms_replaced(version) { en: "A newer version of the Terms of Service has come out meanwhile. Please read version {version}, then tick the box again.", ja: "その後、利用規約の新しい版が公開されました。第{version}版をお読みのうえ、もう一度チェックを入れてください。" }
    not_exported { en: "Your data has not been downloaded yet. Please download it first, or choose that you do not need it.", ja: "データはまだダウンロードされていません。先にダウンロードするか、「必要ありません」を選んでください。" }
    above_own { en: "You cannot grant more than you have yourself. Please choose less.", ja: "ご自身の権限を超える設定はできません。範囲を狭めてください。" }
    taken { en: "This is already in use. Please choose another one.", ja: "すでに使用されています。別のものを入力してください。" }

    out_of_range(min, max) { en: "Please enter a number from {min} to {max}.", ja: "{min}から{max}までの数を入力してください。" }

    one_field { en: "Please check the field that is marked.", ja: "印の付いた項目を確認してください。" }
    several_fields(count) { en: "Please check the {count} fields that are marked.", ja: "印の付いた{count}つの項目を確認してください。" }
    malformed { en: "The form could not be read. Please reload the page and try again.", ja: "フォームを読み取れませんでした。ページを再読み込みして、もう一度お試しください。" }
    signed_out { en: "Please sign in to go on.", ja: "続けるにはサインインしてください。" }
    wrong_credentials { en: "The email address or the password is not right. Please try again.", ja: "メールアドレスまたはパスワードが正しくありません。もう一度お試しください。" }
    not_found { en: "This page does not exist, or you do not have access to it.", ja: "ページが存在しないか、アクセス権がありません。" }
    forbidden { en: "You do not have permission to do this. Please ask an owner of the organization.", ja: "この操作を行う権限がありません。組織のオーナーにご相談ください。" }
    wrong_account { en: "This invitation is for another email address. Please switch to the invited account.", ja: "この招待は別のメールアドレス宛てです。招待されたアカウントに切り替えてください。" }
    already_member { en: "This person is already a member.", ja: "この方はすでにメンバーです。" }
    already_invited { en: "There is already an open invitation for this address. You can send it again or edit it.", ja: "このメールアドレスには承諾待ちの招待があります。再送または編集ができます。" }
    invitation_over { en: "This invitation can no longer be used. Please ask for a new one.", ja: "この招待はご利用いただけません。新しい招待を依頼してください。" }
    unwanted { en: "This address does not take invitations from your organization. The person can allow them again with the last link in any email they got from it.", ja: "このメールアドレスは、貴組織からの招待を受け取らない設定になっています。届いたメールの末尾のリンクから、ご本人が受け取りを再開できます。" }
    no_seat { en: "No seat is free. Please buy another slot, or revoke an open invitation.", ja: "空いている枠がありません。枠を追加購入するか、承諾待ちの招待を取り消してください。" }
    in_use { en: "People still have this. Please take it from them first; “Who uses it” lists them.", ja: "使用している方がいるため削除できません。先に「使用者」の割り当てを外してください。" }
    last_owner { en: "At least one active owner has to remain. Please make somebody else an owner first.", ja: "有効なオーナーが少なくとも1名必要です。先にほかの方をオーナーにしてください。" }
    stale { en: "Somebody has changed this meanwhile. Nothing was saved: please compare with what is there now and save again.", ja: "ほかの方が先に変更したため、保存されていません。現在の内容を確認して、もう一度保存してください。" }
    account_exists { en: "There is already an account for this address. Please sign in.", ja: "このメールアドレスのアカウントはすでに存在します。サインインしてください。" }
    link_over { en: "This link can no longer be used. Please ask for a new one.", ja: "このリンクはご利用いただけません。新しいリンクを請求してください。" }
    terms_due { en: "Please agree to the Terms of Service before you go on.", ja: "続けるには利用規約に同意してください。" }
    password_due { en: "Please choose a new password before you go on.", ja: "続けるには新しいパスワードを設定してください。" }
    too_many_now { en: "Too many tries. Please try again in a moment.", ja: "試行回数が多すぎます。少し待ってからもう一度お試しください。" }
    too_many_seconds(count) { en: "Too many tries. Please try again in {count} seconds.", ja: "試行回数が多すぎます。{count}秒後にもう一度お試しください。" }
    too_many_minutes(count) { en: "Too many tries. Please try again in {count} minutes.", ja: "試行回数が多すぎます。{count}分後にもう一度お試しください。" }
    too_many_hours(count) { en: "Too many tries. Please try again in {count} hours.", ja: "試行回数が多すぎます。{count}時間後にもう一度お試しください。" }
    busy { en: "There is a lot going on right now. Please try again in a moment.", ja: "ただいま混み合っています。少し待ってからもう一度お試しください。" }
    fault { en: "Something went wrong on our side. Please try again; if it happens again, tell the operator.", ja: "システムで問題が発生しました。もう一度お試しください。解消しない場合は運営者にお知らせください。" }

    label_address { en: "Email address", ja: "メールアドレス" }
    label_password { en: "Password", ja: "パスワード" }
    label_password_again { en: "Password (again)", ja: "パスワード（確認）" }
    label_current_password { en: "Current password", ja: "現在のパスワード" }
    label_family_name { en: "Last name", ja: "姓" }
    label_given_name { en: "First name", ja: "名" }
    label_country { en: "Country", ja: "国・地域" }
    label_language { en: "Language", ja: "言語" }
    label_phone { en: "Phone number", ja: "電話番号" }
    label_terms { en: "I agree to the Terms of Service", ja: "利用規約に同意します" }
    label_code { en: "Verification code", ja: "確認コード" }
    label_role { en: "Role", ja: "役割" }
    label_permission { en: "Permission", ja: "権限" }
    label_policies { en: "Permission Policies", ja: "権限ポリシー" }
    label_brand_access { en: "Brand Access Settings", ja: "ブランドアクセス設定" }
    label_role_set { en: "Role And Permissions", ja: "ロールと権限" }
    label_accounts { en: "Accounts", ja: "アカウント" }
    label_teams { en: "Teams", ja: "チーム" }
    label_organization { en: "Organization", ja: "組織" }
    label_identity_provider { en: "Identity Provider", ja: "認証プロバイダー" }
    label_features { en: "Features", ja: "機能" }
    label_brands { en: "Brands", ja: "ブランド" }
    label_statements { en: "Statements", ja: "ステートメント" }
    label_access_ends_on { en: "Access end date", ja: "アクセス終了日" }
    label_expires_on { en: "Invite expiry date", ja: "招待の有効期限" }
    label_name { en: "Organization name", ja: "組織名" }
    label_link_valid { en: "Invitation links are valid for (hours)", ja: "招待リンクの有効期間（時間）" }
    label_confirmation { en: "Confirmation", ja: "確認" }
    label_time_zone { en: "Time zone", ja: "タイムゾーン" }
    label_slug { en: "Web address", ja: "ウェブアドレス" }
}
