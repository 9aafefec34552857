//! What can be done, and why somebody may or may not.

use crate::{
    Language,
    access::{Action, ActionPattern, Because, Denial, Effect, ResourceKind, ResourcePattern, Statement},
    texts::{forms, reach},
};

/// An operation, as a heading and inside sentences.
pub fn operation(language: Language, action: Action, resource: ResourceKind) -> String {
    use Action::{Create, Delete, Export, HandOver, Leave, List, Read, Search, Update};
    use ResourceKind::{
        AccessControl, Activity, Customer, Invitation, Member, Organization, PrimaryOwner, Seats, UserAccount,
    };
    let special = match (action, resource) {
        (Create, Invitation) => invite(language),
        (Delete, Member) => remove_member(language),
        (Leave, Member) => leave(language),
        (HandOver, PrimaryOwner) => hand_over_primary(language),
        (Search, UserAccount) => search_account(language),
        (Read, Organization) => see_organization(language),
        (Update, Seats) => buy_seats(language),
        (Create, Customer) => register_customer(language),
        (Read, AccessControl) => see_access_control(language),
        (List, Activity) => see_activity(language),
        (Export, Activity) => export_activity(language),
        _ => return verb(language, action, noun(language, resource)),
    };
    special.to_owned()
}

/// A statement of a policy in words: what it does, and to what.
pub fn statement(language: Language, statement: &Statement) -> String {
    let what = match (statement.action, statement.resource) {
        (ActionPattern::One(action), ResourcePattern::One(resource)) => operation(language, action, resource),
        (ActionPattern::One(action), ResourcePattern::Any) => verb(language, action, all_things(language)),
        (ActionPattern::Any, ResourcePattern::One(resource)) => every_action(language, noun(language, resource)),
        (ActionPattern::Any, ResourcePattern::Any) => everything(language).to_owned(),
    };
    let effect = match statement.effect {
        Effect::Allow => reach::effect_allow(language),
        Effect::Deny => reach::effect_deny(language),
    };
    format!("{effect}{}{what}", forms::colon(language))
}

/// What was refused to the reader, and the reason that settles it.
pub fn refused(language: Language, denial: &Denial) -> String {
    let operation = operation(language, denial.question.action, denial.question.resource);
    match language {
        Language::En => format!("{} {}", denied(language, operation), because(language, denial.because)),
        Language::Ja => format!("{}{}", denied(language, operation), because(language, denial.because)),
    }
}

/// What settles a decision, to the one whom it is about. "Why?" has the whole chain.
pub const fn because(language: Language, because: Because) -> &'static str {
    match because {
        Because::Role | Because::Policy | Because::Everybody | Because::FromAbove => you_may(language),
        Because::Suspended => you_are_suspended(language),
        Because::AccessEnded => your_access_ended(language),
        Because::NotInKind => not_here(language),
        Because::RoleLacks => your_role_lacks(language),
        Because::PolicyDenies => your_policy_denies(language),
        Because::NoPolicyAllows => no_policy_of_yours(language),
        Because::PolicyUnknown => your_policy_unknown(language),
        Because::FeaturesLack => your_features_lack(language),
        Because::DefaultLacks => default_lacks(language),
        Because::BrandOutside => your_brands_lack(language),
        Because::AccountOutside => you_are_not_in_account(language),
        Because::AccountRoleLacks => your_account_role_lacks(language),
        Because::TeamOutside => you_are_not_in_team(language),
        Because::Outranked => stands_above_you(language),
        Because::PrimaryOwnerStays => primary_owner_stays(language),
        Because::PrimaryOwnerOnly => primary_owner_only(language),
    }
}

fn verb(language: Language, action: Action, things: &str) -> String {
    match action {
        Action::List => list(language, things),
        Action::Read => read(language, things),
        Action::Create => create(language, things),
        Action::Update => update(language, things),
        Action::Delete => delete(language, things),
        Action::Resend => resend(language, things),
        Action::Revoke => revoke(language, things),
        Action::CopyLink => copy_link(language, things),
        Action::Search => search(language, things),
        Action::Suspend => suspend(language, things),
        Action::Restore => restore(language, things),
        Action::Leave => leave(language).into(),
        Action::HandOver => hand_over_thing(language, things),
        Action::Export => export(language, things),
    }
}

/// The things of a sort.
pub const fn noun(language: Language, resource: ResourceKind) -> &'static str {
    match resource {
        ResourceKind::Organization => organizations(language),
        ResourceKind::Settings => settings(language),
        ResourceKind::Seats => seats(language),
        ResourceKind::Contract => contracts(language),
        ResourceKind::Member => members(language),
        ResourceKind::Invitation => invitations(language),
        ResourceKind::UserAccount => user_accounts(language),
        ResourceKind::PrimaryOwner => primary_owner(language),
        ResourceKind::AccessControl => access_control(language),
        ResourceKind::Policy => policies(language),
        ResourceKind::ExchangeAccount => accounts(language),
        ResourceKind::Team => teams(language),
        ResourceKind::Deal => deals(language),
        ResourceKind::ExchangeSettings => exchange_settings(language),
        ResourceKind::Brand => brands(language),
        ResourceKind::Product => products(language),
        ResourceKind::Order => orders(language),
        ResourceKind::Customer => customers(language),
        ResourceKind::Activity => activity(language),
    }
}

crate::texts! {
    all_things { en: "everything", ja: "すべて" }
    every_action(things) { en: "Everything with {things}", ja: "{things}に関するすべての操作" }
    everything { en: "Everything", ja: "すべての操作" }
    list(things) { en: "List {things}", ja: "{things}の一覧表示" }
    read(things) { en: "See {things}", ja: "{things}の閲覧" }
    create(things) { en: "Create {things}", ja: "{things}の作成" }
    update(things) { en: "Change {things}", ja: "{things}の変更" }
    delete(things) { en: "Delete {things}", ja: "{things}の削除" }
    resend(things) { en: "Resend {things}", ja: "{things}の再送" }
    revoke(things) { en: "Revoke {things}", ja: "{things}の取り消し" }
    copy_link(things) { en: "Copy the link of {things}", ja: "{things}リンクのコピー" }
    search(things) { en: "Search {things}", ja: "{things}の検索" }
    suspend(things) { en: "Suspend {things}", ja: "{things}の停止" }
    restore(things) { en: "Restore {things}", ja: "{things}の復元" }
    hand_over_thing(things) { en: "Hand over {things}", ja: "{things}の譲渡" }
    export(things) { en: "Export {things}", ja: "{things}の書き出し" }

    invite { en: "Invite people", ja: "メンバーの招待" }
    remove_member { en: "Remove members", ja: "メンバーの削除" }
    leave { en: "Leave the organization", ja: "組織からの脱退" }
    hand_over_primary { en: "Change the primary owner", ja: "プライマリーオーナーの変更" }
    search_account { en: "Search for a user account", ja: "ユーザーアカウントの検索" }
    see_organization { en: "See the organization", ja: "組織の閲覧" }
    buy_seats { en: "Buy and return member slots", ja: "メンバー枠の購入と返却" }
    register_customer { en: "Register customers", ja: "カスタマーの登録" }
    see_access_control { en: "See Access Control", ja: "アクセス制御の閲覧" }
    see_activity { en: "See the activity log", ja: "操作履歴の閲覧" }
    export_activity { en: "Export the activity log", ja: "操作履歴の書き出し" }

    organizations { en: "the organization", ja: "組織" }
    settings { en: "organization settings", ja: "組織の設定" }
    seats { en: "member slots", ja: "メンバー枠" }
    contracts { en: "contracts", ja: "契約" }
    members { en: "members", ja: "メンバー" }
    invitations { en: "invitations", ja: "招待" }
    user_accounts { en: "user accounts", ja: "ユーザーアカウント" }
    primary_owner { en: "the primary owner", ja: "プライマリーオーナー" }
    access_control { en: "Access Control", ja: "アクセス制御" }
    policies { en: "permission policies", ja: "権限ポリシー" }
    accounts { en: "accounts", ja: "アカウント" }
    teams { en: "teams", ja: "チーム" }
    deals { en: "deals", ja: "取引" }
    exchange_settings { en: "exchange settings", ja: "エクスチェンジの設定" }
    brands { en: "brands", ja: "ブランド" }
    products { en: "products", ja: "商品" }
    orders { en: "orders", ja: "注文" }
    customers { en: "customers", ja: "カスタマー" }
    activity { en: "activity", ja: "操作履歴" }

    allowed(operation) { en: "{operation}: allowed.", ja: "{operation}：許可されています。" }
    denied(operation) { en: "{operation}: not allowed.", ja: "{operation}：許可されていません。" }
    suspended { en: "This person is suspended.", ja: "この方は停止中です。" }
    ends(when) { en: "Access ends on {when}.", ja: "アクセスは{when}に終了します。" }
    ended(when) { en: "Access ended on {when}.", ja: "アクセスは{when}に終了しました。" }
    not_in_kind(kind) { en: "Organizations of the kind “{kind}” do not have this.", ja: "「{kind}」の組織にはこの操作がありません。" }
    from_above(role) { en: "The role “{role}” at the seller allows this at its customers.", ja: "セラーでの役割「{role}」により、カスタマーでもこの操作が認められています。" }
    not_from_above(role) { en: "The role “{role}” at the seller does not allow this at its customers.", ja: "セラーでの役割「{role}」では、カスタマーでのこの操作は認められていません。" }
    everybody { en: "Every member may do this.", ja: "この操作はすべてのメンバーに認められています。" }
    no_role { en: "This person has no role here.", ja: "この組織での役割がありません。" }
    role_allows(role) { en: "The role “{role}” allows this.", ja: "役割「{role}」で認められています。" }
    role_lacks(role) { en: "The role “{role}” does not allow this.", ja: "役割「{role}」では認められていません。" }
    features_include { en: "The assigned Role And Permissions include this.", ja: "割り当てられたロールと権限に含まれています。" }
    features_lack { en: "The assigned Role And Permissions leave this out.", ja: "割り当てられたロールと権限に含まれていません。" }
    default_includes { en: "Role And Permissions are “Not Set”; the Default Access Control Settings include this.", ja: "ロールと権限は「未設定」です。デフォルトのアクセス制御設定に含まれています。" }
    default_lacks { en: "Role And Permissions are “Not Set”; the Default Access Control Settings leave this out.", ja: "ロールと権限は「未設定」です。デフォルトのアクセス制御設定に含まれていません。" }
    features_not_set { en: "Nothing restricts this role further.", ja: "この役割をさらに制限する設定はありません。" }
    policy_allows(name) { en: "The policy “{name}” allows this.", ja: "ポリシー「{name}」で許可されています。" }
    policy_denies(name) { en: "The policy “{name}” denies this, and a denial always wins.", ja: "ポリシー「{name}」で拒否されています。拒否は常に優先されます。" }
    policy_silent(name) { en: "The policy “{name}” says nothing about this.", ja: "ポリシー「{name}」はこの操作について何も定めていません。" }
    policy_unknown(name) { en: "The policy “{name}” no longer exists; until it is removed from this person, nothing is allowed.", ja: "ポリシー「{name}」はすでに存在しません。割り当てを外すまで、すべての操作が許可されません。" }
    no_policy { en: "No policy allows this.", ja: "この操作を許可するポリシーがありません。" }
    all_brands { en: "The Brand Access Settings are “Default”: all brands.", ja: "ブランドアクセス設定は「デフォルト」（すべてのブランド）です。" }
    brand_within { en: "The brand is among the Brand Access Settings.", ja: "ブランドアクセス設定に含まれるブランドです。" }
    brand_outside { en: "The brand is not among the Brand Access Settings.", ja: "ブランドアクセス設定に含まれないブランドです。" }
    account_outside { en: "This person has not been added to the account.", ja: "このアカウントに追加されていません。" }
    account_allows(role) { en: "The account role “{role}” allows this.", ja: "アカウントでの役割「{role}」で認められています。" }
    account_lacks(role) { en: "The account role “{role}” does not allow this.", ja: "アカウントでの役割「{role}」では認められていません。" }
    team_within { en: "This person is in the team.", ja: "このチームに所属しています。" }
    team_outside { en: "This person is not in the team.", ja: "このチームに所属していません。" }
    outranked(role) { en: "The other person stands higher ({role}).", ja: "対象の方のほうが上位です（{role}）。" }
    owner_rank { en: "Owner rank", ja: "オーナー相当" }
    primary_owner_stays { en: "The Primary Owner cannot be changed, suspended or removed until another Owner has taken over.", ja: "プライマリーオーナーは、ほかのオーナーに引き継ぐまで変更・停止・削除できません。" }
    primary_owner_only { en: "Only the Primary Owner may hand this over.", ja: "譲渡できるのはプライマリーオーナーだけです。" }
    hand_over { en: "This person may hand this over.", ja: "この方は譲渡できます。" }

    you_may { en: "You may do this.", ja: "この操作を行えます。" }
    you_are_suspended { en: "Your access is suspended.", ja: "アクセスが停止されています。" }
    your_access_ended { en: "Your access has ended.", ja: "アクセスは終了しています。" }
    not_here { en: "Organizations of this kind do not have this.", ja: "この種類の組織にはこの操作がありません。" }
    your_role_lacks { en: "Your role does not allow this.", ja: "あなたの役割では認められていません。" }
    your_policy_denies { en: "One of your policies denies this.", ja: "割り当てられたポリシーで拒否されています。" }
    no_policy_of_yours { en: "None of your policies allows this.", ja: "この操作を許可するポリシーが割り当てられていません。" }
    your_policy_unknown { en: "One of your policies no longer exists; until it is taken from you, nothing is allowed.", ja: "割り当てられたポリシーが存在しないため、割り当てが外されるまで操作できません。" }
    your_features_lack { en: "Your Role And Permissions leave this out.", ja: "割り当てられたロールと権限に含まれていません。" }
    your_brands_lack { en: "The brand is not among your Brand Access Settings.", ja: "あなたのブランドアクセス設定に含まれないブランドです。" }
    you_are_not_in_account { en: "You have not been added to this account.", ja: "このアカウントに追加されていません。" }
    your_account_role_lacks { en: "Your account role does not allow this.", ja: "あなたのアカウントでの役割では認められていません。" }
    you_are_not_in_team { en: "You are not in this team.", ja: "このチームに所属していません。" }
    stands_above_you { en: "This person stands higher than you.", ja: "対象の方のほうが上位です。" }
    who_lead { en: "Choose an operation to see who may do it.", ja: "操作を選ぶと、実行できるメンバーを確認できます。" }
    why_lead_for(name) { en: "Choose an operation to see whether {name} may do it, and why.", ja: "操作を選ぶと、{name}さんが実行できるかどうかと、その理由を確認できます。" }
    why_about(name, thing) { en: "{name}, concerning {thing}", ja: "{name}（対象：{thing}）" }
    why_title_for(name) { en: "What {name} may do, and why", ja: "{name}さんの権限とその理由" }
}
