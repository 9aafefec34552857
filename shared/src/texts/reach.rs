//! Giving access and writing down what can be given: brands, accounts, teams, Access Control, policies, customers.

use crate::{Language, access::PartSort, kind::IdentityProvider};

/// The heading of the parts of a sort.
pub const fn parts(language: Language, sort: PartSort) -> &'static str {
    match sort {
        PartSort::Brand => brands(language),
        PartSort::ExchangeAccount => accounts(language),
        PartSort::Team => teams(language),
    }
}

/// The button that adds a part.
pub const fn add(language: Language, sort: PartSort) -> &'static str {
    match sort {
        PartSort::Brand => add_brand(language),
        PartSort::ExchangeAccount => add_account(language),
        PartSort::Team => add_team(language),
    }
}

/// What the parts of a sort are for.
pub const fn lead(language: Language, sort: PartSort) -> &'static str {
    match sort {
        PartSort::Brand => brands_lead(language),
        PartSort::ExchangeAccount => accounts_lead(language),
        PartSort::Team => teams_lead(language),
    }
}

/// What the people are called who have a part of a sort: a brand has those whom a setting gives it to, while many reach it
/// by default.
pub const fn people_of(language: Language, sort: PartSort) -> &'static str {
    match sort {
        PartSort::Brand => who_by_setting(language),
        PartSort::ExchangeAccount => who_was_added(language),
        PartSort::Team => who_is_in(language),
    }
}

/// The name of an identity provider.
pub const fn provider(language: Language, provider: IdentityProvider) -> &'static str {
    match provider {
        IdentityProvider::Local => provider_local(language),
        IdentityProvider::Organization => provider_organization(language),
    }
}

crate::texts! {
    default_brands { en: "Default (all brands)", ja: "デフォルト（全ブランド）" }
    brand_access_hint { en: "“Default” allows access to all brands.", ja: "「デフォルト」の場合は、すべてのブランドを利用できます。" }
    brand_access_locked { en: "This role always reaches all brands (“Default”).", ja: "この役割の方は、常にすべてのブランドを利用できます（「デフォルト」）。" }
    not_set { en: "Not Set", ja: "未設定" }
    role_set_hint { en: "While “Not Set”, the Default Access Control Settings apply.", ja: "「未設定」の間は、デフォルトのアクセス制御設定が適用されます。" }
    role_set_locked { en: "Role And Permissions can only be set with the permission Write.", ja: "ロールと権限は、権限が「書き込み」の場合に設定できます。" }
    accounts_hint { en: "Choose the account role for each account that the person is added to.", ja: "追加するアカウントごとに、役割を選択してください。" }
    accounts_locked { en: "This role reaches all accounts, so there is nothing to choose.", ja: "この役割はすべてのアカウントを利用できるため、選択は不要です。" }
    no_access { en: "No access", ja: "追加しない" }
    no_accounts { en: "There are no accounts yet.", ja: "アカウントはまだありません。" }
    no_teams { en: "There are no teams yet.", ja: "チームはまだありません。" }
    custom_policy { en: "Custom policy", ja: "カスタムポリシー" }
    invite_into { en: "Invite into", ja: "招待先" }
    into_seller { en: "Seller", ja: "セラー" }
    into_customer { en: "Customer", ja: "カスタマー" }
    organization_hint(seller) { en: "For a customer: one of the registered customers. Otherwise always {seller}.", ja: "カスタマーの場合は、登録済みの組織から選択してください。それ以外は常に「{seller}」です。" }
    search_customers { en: "Search customers", ja: "カスタマーを検索" }
    no_such_customer { en: "No customer is called that. Please search for another name.", ja: "該当するカスタマーがありません。別の名前で検索してください。" }
    provider_local { en: "Custom User Database", ja: "独自ユーザーデータベース" }
    provider_organization { en: "The organization’s OpenID Connect provider", ja: "組織のOpenID Connectプロバイダー" }
    provider_hint { en: "For now everybody signs in with a password. The choice applies as soon as an organization’s own provider can be used.", ja: "現在は全員がパスワードでサインインします。組織独自のプロバイダーが利用可能になると、選択内容が適用されます。" }
    account_known { en: "This address has an account: name and contact number are optional.", ja: "このメールアドレスにはアカウントがあります。名前と連絡先は任意です。" }
    account_unknown { en: "This address has no account: last name, first name and contact number are required.", ja: "このメールアドレスにはアカウントがありません。姓・名・連絡先は必須です。" }

    brands { en: "Brands", ja: "ブランド" }
    accounts { en: "Accounts", ja: "アカウント" }
    teams { en: "Teams", ja: "チーム" }
    brands_lead { en: "Members with “Default” reach every brand; Brand Access Settings say which of them the others reach.", ja: "「デフォルト」のメンバーはすべてのブランドを利用できます。それ以外のメンバーの範囲は、ブランドアクセス設定で決まります。" }
    accounts_lead { en: "Members reach the accounts they were added to, with an account role in each. Owners and supply managers reach every account.", ja: "メンバーは、追加されたアカウントだけを、アカウントごとの役割で利用できます。オーナーとサプライマネージャーは、すべてのアカウントを利用できます。" }
    teams_lead { en: "Teams group the people who work together.", ja: "一緒に業務を行うグループです。" }
    add_brand { en: "Create a brand", ja: "ブランドを作成" }
    add_account { en: "Create an account", ja: "アカウントを作成" }
    add_team { en: "Create a team", ja: "チームを作成" }
    part_name { en: "Name", ja: "名前" }
    rename { en: "Rename", ja: "名前を変更" }
    rename_of(name) { en: "New name of {name}", ja: "{name}の新しい名前" }
    archive { en: "Archive", ja: "アーカイブ" }
    archive_of(name) { en: "Archive {name}", ja: "{name}をアーカイブ" }
    take_back { en: "Take back into use", ja: "再び使用する" }
    take_back_of(name) { en: "Take {name} back into use", ja: "{name}を再び使用する" }
    archived { en: "Archived", ja: "アーカイブ済み" }
    archived_hint { en: "Nobody reaches what is archived. Its history stays.", ja: "アーカイブ済みのものは利用できません。履歴は残ります。" }
    in_use { en: "Active", ja: "有効" }
    who_is_in { en: "Members", ja: "メンバー" }
    who_was_added { en: "Added members", ja: "追加されたメンバー" }
    who_by_setting { en: "Assigned by settings", ja: "設定による割り当て" }
    all_accounts { en: "All accounts", ja: "すべてのアカウント" }
    search_by_name { en: "Search by name", ja: "名前で検索" }
    holds { en: "Contents", ja: "内容" }
    who_uses { en: "Who uses it", ja: "使用者" }
    nobody { en: "Nobody", ja: "なし" }
    people(count) { en: "{count} people", ja: "{count}名" }
    person_one { en: "1 person", ja: "1名" }
    more_people(count) { en: "and {count} more", ja: "ほか{count}名" }
    invitations_open(count) { en: "{count} open invitations", ja: "承諾待ちの招待 {count}件" }
    invitation_open_one { en: "1 open invitation", ja: "承諾待ちの招待 1件" }
    nothing_yet { en: "Nothing here yet", ja: "まだ何もありません" }
    actions { en: "Actions", ja: "操作" }
    state { en: "Status", ja: "状態" }

    control { en: "Access Control", ja: "アクセス制御" }
    policies { en: "Permission Policies", ja: "権限ポリシー" }
    role_sets { en: "Role And Permissions", ja: "ロールと権限" }
    role_sets_lead { en: "Named lists of features for members with the permission Write. Whoever has one can do what it holds and nothing else.", ja: "権限が「書き込み」のメンバーに割り当てる機能の一覧です。割り当てられた方は、含まれる機能だけを利用できます。" }
    new_role_set { en: "Create Role And Permissions", ja: "ロールと権限を作成" }
    brand_settings { en: "Brand Access Settings", ja: "ブランドアクセス設定" }
    brand_settings_lead { en: "Named lists of brands. Whoever has none reaches all brands (“Default”).", ja: "ブランドの一覧です。設定がない方は、すべてのブランドを利用できます（デフォルト）。" }
    new_brand_setting { en: "Create Brand Access Settings", ja: "ブランドアクセス設定を作成" }
    defaults { en: "Default Access Control Settings", ja: "デフォルトのアクセス制御設定" }
    defaults_lead { en: "What members with the permission Write can do while their Role And Permissions are “Not Set”.", ja: "権限が「書き込み」で、ロールと権限が「未設定」のメンバーが利用できる機能です。" }
    defaults_off { en: "No restriction: nearly everything that Admin can do", ja: "制限しない（「管理」とほぼ同じ操作ができます）" }
    defaults_on { en: "Only the features below", ja: "以下の機能だけ" }
    edit { en: "Edit", ja: "編集" }
    edit_of(name) { en: "Edit {name}", ja: "{name}を編集" }
    delete { en: "Delete", ja: "削除" }
    delete_of(name) { en: "Delete {name}", ja: "{name}を削除" }
    save { en: "Save", ja: "保存" }
    features_count(count) { en: "{count} features", ja: "機能 {count}件", one: "{count} feature" }
    brands_count(count) { en: "{count} brands", ja: "ブランド {count}件", one: "{count} brand" }
    managed_name(policy) { en: "{policy} (managed)", ja: "{policy}（標準）" }
    custom { en: "Custom", ja: "カスタム" }
    policies_lead { en: "What each policy allows and denies. A denial always wins.", ja: "各ポリシーの許可と拒否の内容です。拒否は常に優先されます。" }
    new_policy { en: "Create a policy", ja: "ポリシーを作成" }
    effect { en: "Effect", ja: "効果" }
    action { en: "Action", ja: "操作" }
    resource { en: "Resource", ja: "対象" }
    effect_allow { en: "Allow", ja: "許可" }
    effect_deny { en: "Deny", ja: "拒否" }
    effect_none { en: "–", ja: "–" }
    everything { en: "* (everything)", ja: "*（すべて）" }
    statement(number) { en: "Statement {number}", ja: "ステートメント{number}" }
    statements_hint { en: "Rows without an effect are not saved. If you need more rows, save first: empty ones are added then.", ja: "効果を選んでいない行は保存されません。行が足りないときは、いったん保存すると空の行が追加されます。" }
    check { en: "Test without saving", ja: "保存せずに確認" }
    says_allowed { en: "Allows", ja: "許可する操作" }
    says_denied { en: "Denies", ja: "拒否する操作" }
    says_nothing { en: "This policy says nothing about what can be done here.", ja: "このポリシーは、この組織の操作について何も定めていません。" }
    who_is_affected { en: "Who is affected", ja: "影響を受ける方" }
    nobody_affected { en: "Nobody’s access changes.", ja: "影響を受ける方はいません。" }
    gains { en: "May from then on", ja: "新たにできる操作" }
    loses { en: "May no longer", ja: "できなくなる操作" }

    customers { en: "Customers", ja: "カスタマー" }
    customers_lead { en: "Organizations that you have registered. You have the permissions that your role gives you for customers in each of them.", ja: "登録済みの組織です。カスタマーに対して認められている操作は、どの組織でも行えます。" }
    register_customer { en: "Register a customer", ja: "カスタマーを登録" }
    customer_search { en: "Name or web address", ja: "名前またはウェブアドレス" }
    registered { en: "Registered", ja: "登録日" }
    no_customer { en: "No customer found", ja: "該当するカスタマーがいません" }
    invite_there { en: "Invite Users", ja: "ユーザーを招待" }
    invite_there_of(name) { en: "Invite Users into {name}", ja: "{name}にユーザーを招待" }
    slug_hint { en: "The part of its pages’ address that names it: lowercase letters, digits and hyphens.", ja: "ページのアドレスのうち、組織を表す部分です。英小文字・数字・ハイフンを使えます。" }
    from_above { en: "You are here as a member of the seller. What you do is noted in both organizations.", ja: "セラーのメンバーとして表示しています。操作は両方の組織に記録されます。" }

    why { en: "Why?", ja: "理由を見る" }
    explain { en: "Explain access", ja: "権限を確認" }
    operation { en: "Operation", ja: "操作" }
    of_which { en: "Concerning", ja: "対象" }
    in_general { en: "The organization in general", ja: "組織全般" }
    ask { en: "Show", ja: "確認する" }
    who_can { en: "Who can do what?", ja: "誰が何をできるか" }
    of_seller { en: "Seller", ja: "セラー" }
    who_can_nobody { en: "Nobody here may do this. A member’s “Explain access” says why.", ja: "この操作を実行できる人はいません。理由は各メンバーの「権限を確認」で確認できます。" }
    step_passes { en: "Passes", ja: "通過" }
    step_stops { en: "Stops here", ja: "ここで不許可" }
    because { en: "Because", ja: "理由" }
}
