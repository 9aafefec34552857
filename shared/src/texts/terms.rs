//! The operator's terms of service, version 1: a plain starting text that an operator replaces.

/// The version that is agreed to at registration.
pub const CURRENT: &str = "1";

crate::texts! {
    title { en: "Terms of Service", ja: "利用規約" }
    version(version) { en: "Version {version}", ja: "第{version}版" }
    account { en: "Your account is yours alone. Keep your password to yourself, and tell the operator when somebody else may know it.", ja: "アカウントは本人のみが利用できます。パスワードは他人に知らせず、知られたおそれがある場合は運営者にご連絡ください。" }
    organization { en: "An organization that you join decides what you may see and do in it, sees your name and email address, and keeps a record of changes that you make.", ja: "参加した組織は、組織内で閲覧・操作できる範囲を定め、氏名とメールアドレスを確認し、変更の記録を保存します。" }
    data { en: "Your name, country, language and phone number are used to run the service and are not passed on to others.", ja: "氏名、国、言語、電話番号はサービスの運営のために使用し、第三者には提供しません。" }
    end { en: "You may leave an organization or close your account. An organization may end your access to it.", ja: "組織からの退会やアカウントの解約はいつでもできます。組織がアクセスを終了する場合もあります。" }
}
