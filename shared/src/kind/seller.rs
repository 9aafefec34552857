//! `seller` (003…): a selling organization and its registered customers.

use super::{
    AccessEndRule, Afterwards, Ask, IdentityProvider, InvitationAsks, OwnerRank, Preset, RegistrationAsks, RoleRule,
    Scope, TermsRule, Words, preset::ALWAYS,
};
use crate::{access::Operations, operations, password::PasswordRule, role::Role, texts::Text};

pub(super) const VIEWER: Operations = operations! {
    Organization: Read;
    Member: List Read Leave;
    Order: List Read;
};

pub(super) const MANAGER: Operations = VIEWER.and(operations! {
    Settings: Read;
    Invitation: List Read;
    Order: Create Update;
    Activity: List;
});

pub(super) const ADMIN: Operations = MANAGER.and(operations! {
    Settings: Update;
    Member: Update Delete Suspend Restore Export;
    Invitation: Create Update Resend Revoke CopyLink;
    UserAccount: Search;
    Activity: Export;
});

const CUSTOMERS_SEEN: Operations = operations! { Customer: List Read };
const CUSTOMERS_KEPT: Operations = operations! { Customer: List Read Create Update };

pub(super) const VIEWER_SUMMARY: Text =
    Text { en: "Can see people and orders.", ja: "ユーザーと注文を閲覧できます。" };
pub(super) const MANAGER_SUMMARY: Text = Text {
    en: "Runs daily business. Cannot manage people or settings.",
    ja: "日々の業務を行えます。ユーザーと設定の管理はできません。",
};
pub(super) const ADMIN_SUMMARY: Text = Text {
    en: "Manages people, settings and everything else.",
    ja: "ユーザーや設定など、すべてを管理できます。",
};

pub(super) const PRESET: Preset = Preset {
    name: "seller",
    label: Text { en: "Seller", ja: "セラー" },
    link_valid_seconds: 7 * 24 * 60 * 60,
    expiry_choice: false,
    roles: &[Role::Viewer, Role::Manager, Role::Admin],
    primary_owner: None,
    permissions: &[],
    managed_policies: &[],
    account_roles: &[],
    operations: ADMIN.and(CUSTOMERS_KEPT),
    rules: &[
        RoleRule {
            role: Role::Viewer,
            permission: None,
            may: VIEWER.and(CUSTOMERS_SEEN),
            scope: Scope::Whole,
            summary: VIEWER_SUMMARY,
        },
        RoleRule {
            role: Role::Manager,
            permission: None,
            may: MANAGER.and(CUSTOMERS_SEEN),
            scope: Scope::Whole,
            summary: MANAGER_SUMMARY,
        },
        RoleRule {
            role: Role::Admin,
            permission: None,
            may: ADMIN.and(CUSTOMERS_KEPT),
            scope: Scope::Whole,
            summary: ADMIN_SUMMARY,
        },
    ],
    always: ALWAYS,
    narrowed_permission: None,
    from_above: &[],
    owner_rank: OwnerRank::Role(Role::Admin),
    search_step: false,
    seats: None,
    password: PasswordRule { min: 10, half_width_only: false, mixed: true },
    terms: TermsRule::AtFirstSignIn,
    invitation: InvitationAsks { name: Ask::Optional, phone: Ask::No },
    asks: RegistrationAsks {
        name: Ask::No,
        country: Ask::No,
        language: Ask::No,
        phone: Ask::No,
        password_twice: false,
        family_name_first: false,
    },
    access_end: AccessEndRule::Optional,
    identity_providers: &[IdentityProvider::Local, IdentityProvider::Organization],
    afterwards: Afterwards::TermsThenOrganization,
    words: WORDS,
};

/// The two levels share their words.
pub(super) const WORDS: Words = Words {
    way_in: Text { en: "Users", ja: "ユーザー" },
    settings: Text { en: "Settings", ja: "設定" },
    people: Text { en: "Users", ja: "ユーザー" },
    members: Text { en: "Users", ja: "ユーザー" },
    invitations: Text { en: "Invitations", ja: "招待" },
    invitations_below: false,
    begin: Text { en: "Invite Users", ja: "ユーザーを招待" },
    form: Text { en: "Invite Users", ja: "ユーザーを招待" },
    not_found: None,
    go_on: None,
    send: Text { en: "Invite Users", ja: "ユーザーを招待" },
    accept: Text { en: "Log in", ja: "ログイン" },
    accept_new: Text { en: "Activate account", ja: "アカウントを有効化" },
    register: Text { en: "Log in", ja: "ログイン" },
    afterwards: None,
    edit: Text { en: "Edit", ja: "編集" },
    show_details: None,
    mail_subject: Text {
        en: "Activate your account at {org}", ja: "{org}のアカウントを有効化してください"
    },
    mail_button: Text { en: "Activate account", ja: "アカウントを有効化" },
    role: Text { en: "Role", ja: "役割" },
    permission: Text { en: "Permission", ja: "権限" },
};
