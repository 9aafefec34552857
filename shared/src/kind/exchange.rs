//! `exchange` (002…): Users of an organization and of the exchange accounts in it.

use super::{
    AccessEndRule, Afterwards, Ask, IdentityProvider, InvitationAsks, OwnerRank, Preset, RegistrationAsks, RoleRule,
    Scope, TermsRule, Words, preset::ALWAYS,
};
use crate::{
    access::Operations,
    operations,
    password::PasswordRule,
    role::{AccountRole, Role},
    texts::Text,
};

/// "Can access only the Accounts that the Organization Owner has added them to."
const MEMBER: Operations = operations! {
    Organization: Read;
    Member: Leave;
    ExchangeAccount: List Read Update;
    Team: List Read;
    Deal: List Read Create Update Delete;
};

/// "Can access all Accounts … and manage deals and exchange settings."
const SUPPLY_MANAGER: Operations = operations! {
    Organization: Read;
    Member: List Read Leave;
    ExchangeAccount: List Read;
    Team: List Read;
    Deal: List Read Create Update Delete;
    ExchangeSettings: Read Update;
};

/// "Full administrative rights to the Organization and all Accounts within it."
const OWNER: Operations = SUPPLY_MANAGER.and(operations! {
    Settings: Read Update;
    Member: Update Delete Suspend Restore Export;
    Invitation: List Read Create Update Resend Revoke CopyLink;
    UserAccount: Search;
    ExchangeAccount: Create Update Delete;
    Team: Create Update Delete;
    Activity: List Export;
});

const ACCOUNT_VIEWER: Operations = operations! { ExchangeAccount: Read; Deal: List Read };
const ACCOUNT_EDITOR: Operations = ACCOUNT_VIEWER.and(operations! { Deal: Create Update });
const ACCOUNT_ADMIN: Operations = ACCOUNT_EDITOR.and(operations! { ExchangeAccount: Update; Deal: Delete });

pub(super) const PRESET: Preset = Preset {
    name: "exchange",
    label: Text { en: "Exchange", ja: "エクスチェンジ" },
    link_valid_seconds: 7 * 24 * 60 * 60,
    expiry_choice: false,
    roles: &[Role::Member, Role::SupplyManager, Role::Owner],
    primary_owner: None,
    permissions: &[],
    managed_policies: &[],
    account_roles: &[
        (AccountRole::Viewer, ACCOUNT_VIEWER),
        (AccountRole::Editor, ACCOUNT_EDITOR),
        (AccountRole::Admin, ACCOUNT_ADMIN),
    ],
    operations: OWNER,
    rules: &[
        RoleRule {
            role: Role::Member,
            permission: None,
            may: MEMBER,
            scope: Scope::Given,
            summary: Text {
                en: "Can access only the accounts and teams that an owner has added them to.",
                ja: "オーナーが追加したアカウントとチームだけを利用できます。",
            },
        },
        RoleRule {
            role: Role::SupplyManager,
            permission: None,
            may: SUPPLY_MANAGER,
            scope: Scope::Whole,
            summary: Text {
                en: "Can access all accounts and manage deals and exchange settings.",
                ja: "すべてのアカウントを利用でき、取引とエクスチェンジの設定を管理できます。",
            },
        },
        RoleRule {
            role: Role::Owner,
            permission: None,
            may: OWNER,
            scope: Scope::Whole,
            summary: Text {
                en: "Has full administrative rights to the organization and all accounts in it, and manages other users and account roles.",
                ja: "組織とすべてのアカウントの管理権限を持ち、ほかのユーザーとアカウントでの役割を管理できます。",
            },
        },
    ],
    always: ALWAYS,
    narrowed_permission: None,
    from_above: &[],
    owner_rank: OwnerRank::Role(Role::Owner),
    search_step: false,
    seats: None,
    password: PasswordRule { min: 8, half_width_only: false, mixed: false },
    terms: TermsRule::None,
    invitation: InvitationAsks { name: Ask::No, phone: Ask::No },
    asks: RegistrationAsks {
        name: Ask::Required,
        country: Ask::No,
        language: Ask::No,
        phone: Ask::No,
        password_twice: false,
        family_name_first: false,
    },
    access_end: AccessEndRule::Optional,
    identity_providers: &[IdentityProvider::Local],
    afterwards: Afterwards::Organization,
    words: Words {
        way_in: Text { en: "Users", ja: "ユーザー" },
        settings: Text { en: "Settings", ja: "設定" },
        people: Text { en: "Users", ja: "ユーザー" },
        members: Text { en: "Users", ja: "ユーザー" },
        invitations: Text { en: "Invitations", ja: "招待" },
        invitations_below: false,
        begin: Text { en: "Add Users", ja: "ユーザーを追加" },
        form: Text { en: "Add Users", ja: "ユーザーを追加" },
        not_found: None,
        go_on: None,
        send: Text { en: "Save", ja: "保存" },
        accept: Text { en: "Join", ja: "参加する" },
        accept_new: Text { en: "Set your name and password", ja: "名前とパスワードを設定する" },
        register: Text { en: "Set your name and password", ja: "名前とパスワードを設定する" },
        afterwards: None,
        edit: Text { en: "Edit", ja: "編集" },
        show_details: Some(Text { en: "Show Details", ja: "詳細を表示" }),
        mail_subject: Text { en: "You have been added to {org}", ja: "{org}に追加されました" },
        mail_button: Text { en: "Set your name and password", ja: "名前とパスワードを設定する" },
        role: Text { en: "Organization Role", ja: "組織での役割" },
        permission: Text { en: "Account Role", ja: "アカウントでの役割" },
    },
};
